package cardpoints.app

import android.content.res.Configuration
import org.robolectric.RuntimeEnvironment
import java.util.Locale

/** The visible text in each language, written out here, so that an unintended change of a text fails a test. */
internal enum class ExpectedTexts(
    val tag: String,
    val home: String,
    val apply: String,
    val check: String,
    val tryOutCard: String,
    val spots: String,
    val help: String,
    val preregister: String,
    val next: String,
    val first: String,
    val myOwn: String,
    val measureNames: List<String>,
    val service: String,
    val chooseService: String,
    val accountId: String,
    val code: String,
    val useAccount: String,
    val agree: String,
    val summary: String,
    val confirm: String,
    val password: String,
    val ready: String,
    val placeCardTitle: String,
    val submitted: String,
    val backToHome: String,
    val wrongPassword: String,
    val lastTry: String,
    val useLastTry: String,
    val locked: String,
    val lostBeforePassword: String,
    val lostDuringPassword: String,
    val passwordWasRight: String,
    val differentCard: String,
    val notIndividualNumberCard: String,
    val offline: String,
    val tryAgain: String,
    val nfcOff: String,
    val nfcMissing: String,
    val settings: String,
    val interrupted: String,
    val stop: String,
    val stopped: String,
    val cardRead: String,
    val keyId: String,
    val practice: String,
    val back: String,
    val otherLanguage: String,
) {
    JAPANESE(
        "ja", "何をしますか", "ポイントを申し込む", "申込みの状況を見る", "カードの置き方を試す", "手続を手伝ってくれる場所を探す", "使い方",
        "マイキーIDだけ作る", "次へ", "いいえ、初めてです", "自分", listOf("マイナンバーカードの新規取得", "健康保険証としての利用申込み", "公金受取口座の登録"),
        "さくらペイ（チャージ）", "このサービスにする", "会員番号（10桁）", "電話番号の下4桁", "この番号を使う", "同意する", "内容を確かめてください",
        "間違いありません。カードへ進む", "暗証番号", "カードの準備ができました", "カードを置いてください", "申込完了", "最初の画面へ",
        "暗証番号が違います。あと2回入力できます。", "入力できるのは、あと1回です", "最後の1回を使う", "このカードの暗証番号はロックされています",
        "カードが早く離れました", "暗証番号を確かめている途中で、カードが離れました", "暗証番号は合っていました", "さっきとは違うカードです",
        "これはマイナンバーカードではありません", "つながりません", "もう一度試す", "NFCの設定が切れています",
        "このスマホでは、カードを読み取れません", "設定を開く", "途中でアプリが閉じられました", "やめる", "途中でやめました", "カードを読みました",
        "マイキーIDができました", "練習です。申込みは行われません", "前に戻る", "English",
    ),
    ENGLISH(
        "en", "What do you want to do?", "Apply for points", "Check my application", "Try out my card", "Find a place that helps", "Help",
        "Get an Individual Key ID only", "Continue", "No, this is my first time", "My own", listOf("New Individual Number Card", "Use as a health insurance card", "Government fund receipt account"),
        "Sakura Pay (charge)", "Choose this service", "Member number, 10 digits", "Last four digits of your phone number", "Use this account", "I agree", "Check your answers",
        "This is right, go on to the card", "password", "Go on, I have my card ready", "Lay your card on", "Application Submitted",
        "To the first page", "That password is not right. You have 2 tries left.", "You have 1 try left", "Use my last try",
        "This card's password is locked", "The card moved away too early", "The card moved away while it was checking your password",
        "Your password was right", "This is another card than before", "This is not an Individual Number Card", "No connection", "Try again",
        "NFC is switched off", "This phone can't read cards", "Open the settings", "The app was closed in between", "Stop", "You stopped",
        "Your card was read", "Your Individual Key ID is issued", "Practice: nothing is applied for", "Back", "日本語",
    ),
    PLAIN(
        "ja-simple", "何をしますか", "ポイントを申し込（こ）む", "申し込（こ）みがどうなったか見る", "カードを置いてみる", "手伝ってくれる場所をさがす", "使い方を読む",
        "マイキーIDだけを作る", "次へ", "いいえ、初めてです", "自分", listOf("マイナンバーカードの新規取得", "健康保険証として使う申し込（こ）み", "公金受取口座の登録"),
        "さくらペイ（チャージ）", "このサービスにする", "会員番号、10桁（けた）", "電話番号の終わりの4桁（けた）", "この番号を使う", "はい、同意します", "合っているか、見てください",
        "合っています。カードへ進む", "暗証番号", "カードを用意しました", "カードを置いてください", "申込完了（もうしこみかんりょう）", "最初の画面へ",
        "暗証番号がちがいます。あと2回入れることができます。", "入れることができるのは、あと1回です", "最後の1回を使う", "このカードの暗証番号は、ロックがかかっています",
        "カードが早く離（はな）れました", "暗証番号を確かめているときに、カードが離（はな）れました", "暗証番号は合っていました", "さっきとはちがうカードです",
        "これはマイナンバーカードではありません", "つながりません", "もう一度やってみる", "NFCがオフになっています",
        "このスマホは、カードを読むことができません", "設定を開く", "途中（とちゅう）でアプリが閉じました", "やめる", "途中（とちゅう）でやめました", "カードを読みました",
        "マイキーIDができました", "これは練習です。申し込（こ）みにはなりません", "前に戻（もど）る", "English",
    ),
}

/** Makes it the system's language. Robolectric's qualifiers support no variant of a language, so it is set separately. */
internal fun ExpectedTexts.setAsSystemLanguage(qualifiers: String = "") {
    RuntimeEnvironment.setQualifiers(listOf("+" + tag.substringBefore('-'), qualifiers).filter { it.isNotEmpty() }.joinToString("-"))
    val resources = RuntimeEnvironment.getApplication().resources
    @Suppress("DEPRECATION")
    resources.updateConfiguration(Configuration(resources.configuration).apply { setLocale(Locale.forLanguageTag(tag)) }, null)
}

//! The program's own texts in the browser. All texts of a journey come from the core.

use card_points::text::Language;

/// The texts around the pages, in one language.
#[allow(missing_docs)] // the names say what each text is for
pub struct BrowserText {
    pub product: &'static str,
    pub language: &'static str,
    pub quit: &'static str,
    pub quit_title: &'static str,
    pub quit_text: &'static str,
    pub not_yours_title: &'static str,
    pub not_yours_text: &'static str,
    pub take: &'static str,
    pub codes: &'static str,
    pub account: &'static str,
    pub service: &'static str,
    pub kept: &'static str,
    pub reload: &'static str,
    pub opened: &'static str,
    pub address: &'static str,
    pub no_browser: &'static str,
    pub nobody_came: &'static str,
    pub finish: &'static str,
    pub still_there: &'static str,
    pub still_there_text: &'static str,
    pub still_here: &'static str,
    pub take_card: &'static str,
    pub take_card_text: &'static str,
    pub staff: &'static str,
    pub staff_hints: &'static [(&'static str, &'static str)],
}

/// A text with its language, for texts in several languages side by side.
#[allow(missing_docs)]
pub struct TaggedText {
    pub tag: &'static str,
    pub text: &'static str,
}

/// The button of the entry file, for a browser without script.
pub const OPEN_BUTTON: [TaggedText; 3] = [
    TaggedText {
        tag: "ja",
        text: "マイナポイントを開く",
    },
    TaggedText {
        tag: "en",
        text: "Open Card Points",
    },
    TaggedText {
        tag: "ja",
        text: "ここを 押（お）してください",
    },
];

const ENGLISH: BrowserText = BrowserText {
    product: "Individual Number Card Points",
    language: "Language",
    quit: "Close Card Points",
    quit_title: "Card Points is closed",
    quit_text: "Nothing is kept on this computer. You can close this window.",
    not_yours_title: "This page belongs to another window",
    not_yours_text: "For your safety, Card Points opens once, in the window that it started itself. \
        Start it again to get a new one.",
    take: "Take this card",
    codes: "Security code",
    account: "Payment service ID",
    service: "Payment service",
    kept: "Typed before. It is kept, and not shown again. Leave this empty to keep it.",
    reload: "See what the card is doing",
    opened: "Card Points is open in your browser. Ctrl-C ends it.",
    address: "Open this address in a browser. It is good for one entry:",
    no_browser: "No browser could be started. Open this address in one. It is good for one entry:",
    nobody_came: "Nobody opened the page for five minutes, so Card Points closed. Start it again.",
    finish: "Finish, and forget everything",
    still_there: "Are you still there?",
    still_there_text: "For your safety, what you have typed here is forgotten unless you go on.",
    still_here: "Yes, go on",
    take_card: "Take your card with you",
    take_card_text: "As soon as it has left the reader, the next person can begin. Nothing of yours is kept here.",
    staff: "For staff",
    staff_hints: &[
        (
            "Privacy",
            "Look away while a password is typed. Never type it for somebody, and never write it down.",
        ),
        (
            "Nothing happens when a card is laid on",
            "One card alone, flat on the mark, out of its case. A reader with a slot: the gold contact first, facing up.",
        ),
        (
            "The password is not known",
            "Stop. The first page's \"Try laying your card on\" shows how many tries are left; it uses none up.",
        ),
        (
            "The password is locked",
            "Only a municipal counter can reset it. Nothing was sent, and nothing is lost.",
        ),
        (
            "Somebody left in the middle",
            "Press \"Finish\". Without it, everything is forgotten a minute and a half after the last touch. \
             \"Check my application\" shows later whether an application was sent.",
        ),
        (
            "A card was left behind",
            "The next person can begin only when the reader is empty.",
        ),
        (
            "To end this screen",
            "Press Alt and F4, then Ctrl and C in the window in which Card Points was started.",
        ),
    ],
};

const JAPANESE: BrowserText = BrowserText {
    product: "マイナポイント",
    language: "言語",
    quit: "終了する",
    quit_title: "終了しました",
    quit_text: "このパソコンには何も残っていません。この画面は閉じて構いません。",
    not_yours_title: "この画面では開けません",
    not_yours_text: "安全のため、開けるのは、はじめに開いた画面だけです。もう一度プログラムを始めてください。",
    take: "このカードを使う",
    codes: "セキュリティコード",
    account: "決済サービスID",
    service: "決済サービス",
    kept: "入力済みです。安全のため表示しません。変えないときは、空のままにしてください。",
    reload: "今の様子を見る",
    opened: "ブラウザーで開きました。Ctrl-Cで終わります。",
    address: "次のアドレスをブラウザーで開いてください。使えるのは1回だけです:",
    no_browser: "ブラウザーを開けませんでした。次のアドレスをブラウザーで開いてください。使えるのは1回だけです:",
    nobody_came: "5分間画面が開かれなかったので、終了しました。もう一度プログラムを始めてください。",
    finish: "終わる（すべて消えます）",
    still_there: "まだ、ここにいますか",
    still_there_text: "安全のため、このままだと、入力した内容がすべて消えます。",
    still_here: "はい、続けます",
    take_card: "カードを忘れずにお持ちください",
    take_card_text: "カードを離すと、次の方が始められます。あなたの情報は、ここには残っていません。",
    staff: "係の方へ",
    staff_hints: &[
        (
            "暗証番号を入れるとき",
            "画面から目をそらしてください。代わりに入れたり、書き留めたりしないでください。",
        ),
        (
            "カードを置いても動かないとき",
            "ケースから出したカード1枚だけを、印の上に平らに置きます。差し込む形なら、金色の部分を上にして、そこから先に入れます。",
        ),
        (
            "暗証番号が分からないとき",
            "入力をやめてもらってください。最初の画面の「カードの置き方を試す」で、残りの回数が分かります。回数は減りません。",
        ),
        (
            "ロックされたとき",
            "解けるのは市区町村の窓口だけです。何も送っていません。何も失っていません。",
        ),
        (
            "途中で帰ってしまったとき",
            "「終わる」を押してください。押さなくても、最後に触れてから1分半で、すべて消えます。申込みが届いたかどうかは、「申込みの状況を見る」で、あとで分かります。",
        ),
        (
            "カードの忘れ物があるとき",
            "カードを離すまで、次の方は始められません。",
        ),
        (
            "この画面を終わらせるとき",
            "AltキーとF4キーを押します。次に、プログラムを始めた画面で、CtrlキーとCキーを押します。",
        ),
    ],
};

const PLAIN_JAPANESE: BrowserText = BrowserText {
    product: "マイナポイント",
    language: "言葉（ことば）",
    quit: "終（お）わる",
    quit_title: "終（お）わりました",
    quit_text: "このパソコンには、何（なに）も残（のこ）っていません。この画面（がめん）を閉（と）じてください。",
    not_yours_title: "この画面（がめん）では使（つか）えません",
    not_yours_text: "使（つか）えるのは、はじめに開（ひら）いた画面（がめん）だけです。安全（あんぜん）のためです。\
        プログラムをもう一度（いちど）始（はじ）めてください。",
    take: "このカードを使（つか）う",
    codes: "セキュリティコード",
    account: "決済（けっさい）サービスID",
    service: "決済（けっさい）サービス",
    kept: "もう入力（にゅうりょく）しました。安全（あんぜん）のため、見（み）せません。変（か）えないときは、何（なに）も書（か）かないでください。",
    reload: "今（いま）、カードが何（なに）をしているかを見（み）る",
    opened: "ブラウザーで開（ひら）きました。Ctrl-Cで終（お）わります。",
    address: "次（つぎ）のアドレスを、ブラウザーで開（ひら）いてください。使（つか）えるのは1回（かい）だけです:",
    no_browser: "ブラウザーを開（ひら）けませんでした。次（つぎ）のアドレスを、ブラウザーで開（ひら）いてください。\
        使（つか）えるのは1回（かい）だけです:",
    nobody_came: "5分（ふん）のあいだ、だれも画面（がめん）を開（ひら）きませんでした。だから終（お）わりました。\
        もう一度（いちど）始（はじ）めてください。",
    finish: "終（お）わる（全部（ぜんぶ）消（き）えます）",
    still_there: "まだ、ここにいますか",
    still_there_text: "「はい」を押（お）さないと、書（か）いたものが全部（ぜんぶ）消（き）えます。安全（あんぜん）のためです。",
    still_here: "はい、続（つづ）けます",
    take_card: "カードを持（も）って帰（かえ）ってください",
    take_card_text: "カードを取（と）ると、次（つぎ）の人（ひと）が始（はじ）められます。\
        あなたのことは、ここに残（のこ）っていません。",
    staff: "係（かかり）の人（ひと）へ",
    staff_hints: &[
        (
            "暗証番号（あんしょうばんごう）を入（い）れるとき",
            "画面（がめん）を見（み）ないでください。代（か）わりに入（い）れないでください。紙（かみ）に書（か）かないでください。",
        ),
        (
            "カードを置（お）いても動（うご）かないとき",
            "カードをケースから出（だ）します。1枚（まい）だけ、印（しるし）の上（うえ）に置（お）きます。\
             差（さ）し込（こ）むときは、金色（きんいろ）のところを上（うえ）にして、そこから入（い）れます。",
        ),
        (
            "暗証番号（あんしょうばんごう）が分（わ）からないとき",
            "入（い）れるのをやめてもらってください。最初（さいしょ）の画面（がめん）で、あと何回（なんかい）入（い）れられるか分（わ）かります。\
             それを見（み）ても、回数（かいすう）は減（へ）りません。",
        ),
        (
            "ロックされたとき",
            "市区町村（しくちょうそん）の窓口（まどぐち）だけが、直（なお）せます。何（なに）も送（おく）っていません。",
        ),
        (
            "人（ひと）が途中（とちゅう）で帰（かえ）ったとき",
            "「終（お）わる」を押（お）してください。押（お）さなくても、最後（さいご）にさわってから1分半（ぷんはん）で、全部（ぜんぶ）消（き）えます。",
        ),
        (
            "カードが残（のこ）っているとき",
            "カードを取（と）るまで、次（つぎ）の人（ひと）は始（はじ）められません。",
        ),
        (
            "この画面（がめん）を終（お）わるとき",
            "AltキーとF4キーを押（お）します。それから、プログラムを始（はじ）めた画面（がめん）で、CtrlキーとCキーを押（お）します。",
        ),
    ],
};

/// The texts in `language`.
#[must_use]
pub fn browser_text(language: Language) -> &'static BrowserText {
    match language {
        Language::English => &ENGLISH,
        Language::Japanese => &JAPANESE,
        Language::PlainJapanese => &PLAIN_JAPANESE,
    }
}

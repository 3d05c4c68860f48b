# 手続の言葉。何が起きたか、どういうことか、何をすればよいか。

# --- どの画面にも
go-on = 次へ
try-again = もう一度試す
progress = { $of }のうち{ $step }番目
up-to = 最大{ $yen }
slip-too-few = 1つ以上選んでください。
slip-too-many = 1つだけ選んでください。
slip-not-there = それは選べません。ほかのものを選んでください。
sentences = { $said }{ $next }
answers-kept = 入力した内容は、この画面に残っています。

# --- 最初の画面
home-title = 何をしますか
home-text = マイナポイントの手続です。カードと、4桁の暗証番号を使います。
home-apply = ポイントを申し込む
home-apply-detail = カードと暗証番号を用意してください。5分ほどで終わります。
home-status = 申込みの状況を見る
home-status-detail = 「申込完了」になっているか、まだ申し込めるものがあるかが分かります。
home-card = カードの置き方を試す
home-card-detail = 有効期限と、暗証番号の残り回数が分かります。暗証番号は使いません。何も減りません。
home-preregister = マイキーIDだけ作る
home-preregister-detail = 決済サービスを選ぶ前の「予約」だけをします。申込みをすれば、予約も済みます。
home-spots = 手続を手伝ってくれる場所を探す
home-spots-detail = 窓口、お店、機械で申し込めます。
home-help = 使い方
home-help-detail = 必要なもの、カードを置く場所、安全な理由。

# --- 申込み:質問
applied-title = マイナポイントを申し込んだことがありますか
applied-text = ある場合、ポイントはそのとき選んだサービスに入ります。
applied-no = いいえ、初めてです
applied-yes = はい
applied-yes-detail = 暗証番号を入れてカードを置くと、今の状況が分かります。
applied-unsure = 分かりません
applied-unsure-detail = カードで調べます。調べるだけなので、申込みにはなりません。
applied-practise = 先にカードの置き方を試す
practise-go-on = 申込みに進む
practise-again = もう一度試す

holder-title = どなたのポイントですか
holder-text = その方のカードと、4桁の暗証番号が必要です。
holder-myself = 自分
holder-myself-detail = { $age }歳以上の方は、自分のカードで申し込みます。
holder-representative = { $age }歳未満の子ども
holder-representative-detail = あなたが子どもの法定代理人で、子どものカードが手元にある場合です。

measures-title = 何を申し込みますか
measures-text = 当てはまるものをすべて選んでください。残りは、あとで申し込めます。

service-title = ポイントをどこで受け取りますか
service-text-one = 決済サービスを1つ選んでください。申し込んだあとは変えられません。
service-text-own = 自分の名前で登録したものに限ります。
service-search = サービスの名前
service-go = このサービスにする
service-register-first = { $days ->
    [1] 前の日まで
   *[other] { $days }日前まで
}に登録が必要
service-own-app-only = このサービスは、そのサービスのアプリからだけ申し込めます。
service-not-started = { $date }から申し込めます。
service-over = { $date }で受付が終わりました。
service-adults-only = 大人の方だけが使えるサービスです。
service-other-stands = ポイントは{ $service }に入ります。変えられません。
service-refused = 今は申込みを受け付けていません。
service-stands-closed = ポイントは{ $service }に入ることになっていて、変えられません。そのサービスは、今は申込みを受け付けていません。

kind-qr = コード決済
kind-prepaid = プリペイドカード
kind-e-money = 電子マネー
kind-credit = クレジットカード
kind-debit = デビットカード
earns-charge = 入金でポイント
earns-purchase = 買い物でポイント

account-title = { $service }の番号を入れてください
account-text = サービスのアプリかカードを見て、そのまま写してください。空白や「-」があっても構いません。
account-text-codes = セキュリティコードは、本人の番号であることを確かめるためのものです。サービスに渡すだけで、どこにも残しません。
account-register-first = このサービスは、{ $days ->
    [1] 前の日
   *[other] { $days }日前
}までに登録が必要です。登録したばかりの場合は、まだ確かめられません。
account-go = この番号を使う
made-of-digits = 数字{ $n }桁です。
made-of-digits-between = 数字{ $least }桁から{ $most }桁です。
made-of-characters = 英字と数字で{ $n }文字です。
made-of-characters-between = 英字と数字で{ $least }文字から{ $most }文字です。
rule-with-form = { $rule }{ $form }
rule-missing = まだ入力されていません。
rule-characters = 使えない文字が入っています。
rule-too-short = 文字が足りません。
rule-too-long = 長すぎます。
rule-prefix = このサービスの番号とは、始まりが違います。
rule-begins = このサービスの番号は{ $prefix }で始まります。もう一度見てください。
rule-check-digit = 数字のどれかが合いません。1つずつ見比べてください。

terms-title = 同意しますか
terms-go = 同意する
terms-instead = 同意しないで、やめる
declare-own-account = 番号は、自分の名前で登録したものです。
declare-legal-representative = 私は、この子どもの法定代理人です。
declare-separate-service = このサービスで、ほかの人のポイントは受け取りません。私の分や、ほかの子どもの分は、別のサービスで受け取ります。

summary-title = 内容を確かめてください
summary-text = ここに書かれた内容に、カードが署名します。
summary-holder = どなたのポイントか
summary-myself = 自分
summary-representative = 子ども（法定代理人として申し込みます）
summary-total = 合わせて
summary-service = 決済サービス
summary-account = 番号
summary-codes = セキュリティコード
summary-codes-typed = { $count ->
    [1] 入力済み（表示しません）
   *[other] { $count }つ入力済み（表示しません）
}
summary-counts-from = いつの分から数えるか
summary-warning = 申し込んだあとは、決済サービスと番号を変えられません。
summary-go = 間違いありません。カードへ進む

# --- 申し込めない理由
barred-not-announced = 始まる日は、まだ発表されていません。
barred-not-started = { $date }に始まります。
barred-over = { $date }で終わりました。
barred-first-round-open = 第1弾の申込みが{ $service }に残っています。そのまま続けて使えます。残りは、そのサービスのアプリで分かります。新しい申込みはいりません。
barred-first-round-complete = 第1弾で、すべて受け取りました。
barred-no-health-insurance = まだ健康保険証としての申込みがありません。先に申し込んで、また来てください。
barred-no-receipt-account = まだ公金受取口座が登録されていません。先に登録して、また来てください。
barred-card-too-late = カードの申請が、締切の{ $date }より後でした。
barred-applied = { $date }に申込みが済んでいます。

# --- 暗証番号
password-title = カードの4桁の暗証番号を入れてください
password-which = カードを受け取ったときに「利用者証明用電子証明書」のために決めた4桁の数字です。顔写真の下に印刷された4桁の数字ではありません。
password-lock = 続けて3回間違えるとロックされます。ロックは、市区町村の窓口でしか解けません。
password-tries = あと{ $count }回入力できます。
password-go = カードの準備ができました
password-four-digits = 暗証番号は4桁の数字です。カードには送っていないので、回数は減っていません。
password-wrong = 暗証番号が違います。あと{ $count }回入力できます。
password-wrong-unknown = 暗証番号が違います。あと何回入力できるかは、カードから返ってきませんでした。
password-was-right-lost-signing = 暗証番号は合っていました。署名する前にカードが離れたので、何も送っていません。安全のため、暗証番号をもう一度入れてください。
password-looked-right = 調べました。暗証番号は合っていて、回数は減っていません。安全のため、もう一度入れてください。
password-looked-never-arrived = 調べました。暗証番号はカードに届いておらず、回数は減っていません。もう一度入れてください。
password-looked-nothing-lost = 調べました。3回とも残っています。何も減っていません。暗証番号をもう一度入れてください。
password-again-stale = 時間がたったので、署名の受付が切れました。何も送っていません。暗証番号をもう一度入れてください。
password-again-unclear = もう一度カードを読みます。暗証番号をもう一度入れてください。
password-unused = 暗証番号は使っていません。
last-try-title = 入力できるのは、あと1回です
last-try-text = 間違えるとロックされます。ロックは、市区町村の窓口でしか解けません。
last-try-stop = 自信がないときは、ここでやめてください。何も失いません。
last-try-go = 最後の1回を使う

# --- カードを置く
tap-first = カードを置いてください
tap-first-text = 終わるまで動かさないでください。
tap-lost-early = カードが早く離れました
tap-lost-early-text = 何も減っていません。もう一度置いて、終わるまで動かさないでください。
tap-look-first = 暗証番号を確かめている途中で、カードが離れました
tap-look-first-text = 1回分に数えられたかどうか、まだ分かりません。もう一度置いてください。先に調べます。
tap-go-on = もう一度カードを置いてください
tap-other-card = さっきとは違うカードです
tap-other-card-text = 回数は減っていません。最初のカードを置いてください。このカードを使うときは、前に戻って、はじめからやり直してください。
tap-not-this-kind = これはマイナンバーカードではありません
tap-not-this-kind-text = 交通系のカード、銀行のカード、運転免許証も反応します。ほかのカードを離して、マイナンバーカードだけを置いてください。
tap-spends-nothing = 暗証番号はいりません。何も減りません。
place-android = スマホのカバーを外してください。図のように、スマホの背面をカードに平らに重ねます。
place-android-again = 今の図のように、もう一度重ねてください。金属の机は避けてください。
place-android-search = 指1本分ずつゆっくり動かして、そのたびに2秒待ってください。NFCの設定が入っているかも見てください。
place-iphone = iPhoneの上の端を、カードの真ん中に重ねてください。
place-iphone-again = カバーを外して、上の端をもう一度重ねてください。金属の机は避けてください。
place-iphone-search = 上の端を、カードの上で指1本分ずつゆっくり動かしてください。
place-reader = カードを読み取り機の上に平らに置いてください。差し込む形なら、金色の部分を上にして、そこから先に入れます。
place-reader-again = 一度離して、真ん中に置き直してください。ほかのものは離してください。
place-reader-search = 場所を変えるか、裏返して置いてください。金属の机の上では、読みにくくなります。
keep-still = 動かさないでください
stage-finding = カードが見つかりました
stage-reading = 証明書を読んでいます
stage-password = 暗証番号を確かめています
stage-signing = 署名しています
card-unclear-title = カードから、分からない返事がありました
card-unclear-text = 一度離して、もう一度置いてください。
card-unclear-again = 読み取り機や置く場所を変えてください。続くときは、市区町村の窓口でカードを見てもらえます。

# --- このカード
card-title = カードを読みました
card-kind = 種類
card-validity = 電子証明書
card-tries = 暗証番号
token-card = マイナンバーカード
token-juki-card = 住民基本台帳カード
token-android = カードの機能が入ったAndroidスマホ
token-iphone = カードの機能が入ったiPhone
token-other = この版では分からない種類のカード
card-valid-until = { $date }まで有効
card-valid-from = { $date }から有効
card-ended = { $date }で終わりました
card-validity-hidden = 暗証番号のあとに分かります
card-tries-left = あと{ $count }回入力できます
card-tries-blocked = ロックされています
card-tries-unknown = カードから返ってきませんでした
card-advice-ready = このカードは使えます。暗証番号は使っていません。何も減っていません。
card-advice-last-try = 入力できるのは、あと1回です。自信がないときは、先に市区町村の窓口で聞いてください。
card-advice-blocked = 暗証番号がロックされています。市区町村の窓口で、新しく決めてください。

# --- 通信とサービス
asking-title = 問い合わせています
sending-title = カードが署名した内容を送っています
sending-text = カードは離して構いません。
queue-title = 今、たくさんの方が申し込んでいます
queue-text = { $position }番目です。およそ{ $minutes }分待ちます。
maintenance = 今は受付を休んでいます
maintenance-until = { $time }まで受付を休んでいます
maintenance-text = カードに問題はありません。
no-network = つながりません
server-trouble = 受付の機械に問題が起きています
perhaps-sent-again = 申込みが届いているかもしれません。もう一度送っても大丈夫です。同じ申込みが二重になることはありません。
service-unreachable-title = 決済サービスから、今は返事がありません
service-unreachable-text = 申込みは行われていません。少し待ってもう一度試すか、前に戻って別のサービスを選んでください。
backend-unclear-title = 受付から、分からない返事がありました
backend-unclear-text = カードに問題はありません。このアプリを新しくするか、時間をおいて試してください。

# --- 受付が断ること
refused-rules-changed = 途中で決まりが変わりました。まだ何も申し込んでいません。内容をもう一度確かめてください。
refused-not-a-child = このカードの方は、自分で申し込みます。「自分」を選んでください。
refused-is-a-child = このカードは15歳未満の子どものものです。法定代理人が申し込みます。「子ども」を選んでください。
refused-service-closed = このサービスでは申込みを受けられません。ほかのサービスを選んでください。
refused-account-in-use = この番号には、もうほかの方のポイントが入ることになっています。別の番号か、別のサービスを選んでください。
refused-account-not-confirmed = この番号とコードの組み合わせは、サービスに見つかりませんでした。1文字ずつ見比べてください。{ $left ->
    [0] 明日、また試せます。
   *[other] 今日はあと{ $left }回試せます。
}
already-applied = { $measure }：{ $date }に申し込みました。ポイントは{ $service }（番号の終わり{ $ending }）に入ります。
already-applied-fixed = 変えることはできません。
other-service = ポイントは{ $service }（番号の終わり{ $ending }）に入ることになっています。今回の分も、そこに入ります。
not-you-title = このカードでは、別の方が申し込みます

# --- 終わり
application-submitted = 申込完了
applied-next = ここですることは、もうありません。これからの入金や買い物の分が、サービスの案内のとおりに数えられます。
points-seen-where = ポイントは、決済サービスのアプリか会員ページでだけ見られます。ここでは見られません。
preregistered-title = マイキーIDができました
preregistered-text = カードと結びついた番号です。覚えなくて大丈夫です。
preregistered-next = まだ申込みはしていません。いつでも申し込めます。
standing-preregistered = マイキーIDはあります。申込みはまだです
standing-nothing = まだ申し込んでいません
standing-open = 申し込めます。最大{ $yen }
standing-next-apply = まだ申し込めるものがあります。
standing-next-nothing = 今することはありません。
standing-apply = 今申し込む
standing-done = 終わる
state-unconfirmed = 申込完了。権利未確定（明日の朝までに決まります）
state-confirmed = 申込完了。権利確定
state-passed = 申込完了。決済サービスに渡しました
account-ending = { $service }（番号の終わり{ $ending }）
line-receipt = 受付番号
line-at = 受付の日時
line-since = 作った日時
line-key-id = マイキーID
line-service = ポイントの受取先
line-applied-on = 申し込んだ日
line-first-round = 第1弾の申込み先
line-counts-from = いつの分から数えるか
line-arrives = ポイントが入る時期
line-member-page = ポイントが見られる所
line-contact = ポイントについての問い合わせ先

stopped-title = 途中でやめました
stopped-nothing-sent = 何も送っていません。申込みは行われていません。
stopped-perhaps-sent = 申込みが届いているかもしれません。「申込みの状況を見る」で分かります。
stopped-password-in-doubt = 最後の暗証番号が1回分に数えられたか、分かりません。「カードの置き方を試す」で、残りの回数が分かります。
read-title = ありがとうございました
broken-title = 私たちの誤りで、止まりました。申し訳ありません
broken-text = 一度閉じて、もう一度開いてください。「申込みの状況を見る」で、今の状況が分かります。
nothing-to-apply-for-title = 今日申し込めるものはありません
nothing-to-apply-for-text = 理由は次のとおりです。
locked-title = このカードの暗証番号はロックされています
locked-text = カードを持って市区町村の窓口へ行き、暗証番号を新しく決めてください。
locked-machine = 署名用の長い暗証番号が分かる方は、一部のコンビニの機械でもできます。
real-card-title = 本物のカードです。ここは練習の場です
real-card-text = 練習には、練習用のカードだけが使えます。申し込むときは、本番のサービスを開いてください。
unknown-authority-title = このカードの証明書を発行したところが分かりません
unknown-authority-text = 練習用のカードでは申し込めません。本物のカードの証明書は、市区町村の窓口で新しくできます。
expired-title = このカードの電子証明書は、{ $date }で終わりました
expired-text = 市区町村の窓口で、無料で新しくできます。
not-yet-valid-title = このカードの電子証明書は、{ $time }から使えます
not-yet-valid-text = その後で、もう一度試してください。カードに問題はありません。
revoked-title = このカードの電子証明書は、取り消されています
revoked-text = 引っ越しや、カードをなくした届出のあとに起きます。市区町村の窓口で、新しい証明書を受け取れます。
wrong-certificate-title = ここで使える証明書が、このカードにありません
wrong-certificate-text = 市区町村の窓口で、利用者証明用電子証明書を入れてもらえます。
not-known-yet-title = カードが新しいので、まだ受付に届いていません
not-known-yet-after = { $time }より後に、もう一度試してください。
not-known-yet-tomorrow = 明日、もう一度試してください。
not-known-yet-fine = カードに問題はありません。
broken-chain-title = 証明書は新しくなりましたが、前の証明書が見つかりません
broken-chain-text = カードに問題はありません。お問い合わせ窓口に電話してください。2つをつなぎます。
broken-chain-points = ポイントが分かれてしまわないように、それまで申込みは止めています。
too-many-tries-title = 今日は、番号を何度も試しました
too-many-tries-text = ほかの方の番号を守るため、{ $time }まで受け付けません。それまでに、正しい番号を決済サービスで確かめてください。

# --- 手続スポット
spots-place-title = どこで探しますか
spots-place-label = 市区町村か都道府県
spots-place-hint = 空のままなら、全国から探します。
spots-place-example = 松本市
spots-not-everywhere = まだ対応していない市区町村やお店もあります。行く前に電話で確かめてください。
spots-kind-title = どんな場所がよいですか
spots-any-kind = どこでもよい
spots-go = 探す
spots-found = { $count }か所見つかりました
spots-none = 見つかりませんでした。名前を短くするか、種類を変えてみてください。
spots-more = はじめの{ $shown }か所です。名前を長くすると絞り込めます。
spots-kind = 種類
spots-address = 住所
spots-address-value = { $prefecture }{ $address }
spots-hours = 受付時間
spots-measures = 申し込めるもの
spots-again = もう一度探す
spots-done = 終わる
spot-municipal-counter = 市区町村の窓口
spot-phone-shop = 携帯電話のお店
spot-supermarket = スーパー
spot-multi-function-copier = コンビニのコピー機
spot-bank-atm = 銀行のATM
spot-store-atm = お店のATM
spot-electronics-shop = 家電のお店
spot-post-office = 郵便局
spot-drugstore = 薬のお店
spot-service-desk = 決済サービスの窓口

# --- 使い方
help-title = 何を知りたいですか
help-go = これを読む
help-more = ほかのことを読む
help-done = 終わる

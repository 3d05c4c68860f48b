# 金額、日付、時刻、並べ方
yen = { $amount }円
date = { $year }年{ $month }月{ $day }日
time = { $date } { $hour }時{ $minute }分
list-next = { $begun }、{ $next }
list-last = { $begun }、{ $last }

# 画面のまわりの言葉
label-back = 前に戻る
label-change = 変更する
label-stop = やめる
label-home = 最初の画面へ
label-required = ※必須
label-optional = 任意
label-example = 例:
label-show = 表示する
label-hide = 隠す
label-search = 探す
label-all = すべて
label-nothing-found = 見つかりませんでした。文字を減らして探してみてください。
label-more = もっと見る
label-chosen = 選択中
label-not-available = 選べません:
label-problems = 足りないところ、合わないところがあります
label-problem-title = 入力の確認:
label-waiting = 少しお待ちください。
label-done = 済み
label-print = 印刷・保存する
label-code = お問い合わせ用の番号:
label-practice = 練習です。申込みは行われません
label-language = 日本語

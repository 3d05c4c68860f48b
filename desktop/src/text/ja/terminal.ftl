terminal-go-on = 進む
terminal-number = 番号を入力してください
terminal-numbers = 番号を入力してください（例: 1 3）
terminal-number-or-search = 番号か、名前の一部を入力してください
terminal-filter-key = だけを見る
terminal-enter-for-more = Enter = 続きを見る
terminal-back-key = b = 前に戻る
terminal-stop-key = s = やめる
terminal-yes-key = y =
terminal-keep-key = Enter = そのまま
terminal-not-understood = 下に書いてあるキーを入力してください。
terminal-hidden = 入力した文字は表示されません
terminal-list-keys = ↑↓で動かし、Enterで選びます。Ctrl-Cでやめます
terminal-searched-list-keys = 名前の一部を入力し、↑↓で動かし、Enterで選びます。Escで戻り、Ctrl-Cでやめます
terminal-mark-keys = ↑↓で動かし、スペースで印を付け、Enterで進みます。Escで戻るなど、Ctrl-Cでやめます
terminal-text-keys = Enterで進みます。Escで戻るなど、Ctrl-Cでやめます
terminal-more-ways = どうしますか
terminal-choose-min = 少なくとも次の数を選んでください:
terminal-choose-max = 選べるのは次の数までです:
terminal-no-reader = カードリーダーが見つかりません。つないでから、もう一度始めてください。
terminal-sandbox-tap = どのように置きますか
terminal-sandbox-password = 暗証番号
terminal-sandbox-account = 使っている決済サービス
terminal-no-root = httpsのサーバーには--root FILE.pemが必要です。サーバーの証明書を発行した認証局のファイルです。
terminal-unknown-card = その名前の練習用カードはありません。使えるのは次のカードです:
terminal-no-answer = 回答ファイルに、次の答えがありません:
terminal-not-accepted = 次の答えは、選べるものの中にありません:
terminal-asked-again = 答えたことを、もう一度聞かれました:
terminal-answered = 答え:
terminal-sandbox-at = 練習用のサーバーのアドレス:
terminal-sandbox-card-on = を置いたカードリーダー:
terminal-sandbox-no-vpcd = 仮想カードリーダーが応答しないので、カードは置いていません。DebianやUbuntuでは: sudo apt install pcscd vsmartcard-vpcd、そのあと: sudo systemctl restart pcscd
terminal-until-stop = Ctrl-Cで終わります。
terminal-reset-done = 練習用の記録を消しました。

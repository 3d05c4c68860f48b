terminal-go-on = 次（つぎ）へ
terminal-number = 番号（ばんごう）を入（い）れてください
terminal-numbers = 番号（ばんごう）を入（い）れてください。例（れい）: 1 3
terminal-number-or-search = 番号（ばんごう）か、名前（なまえ）の一部（いちぶ）を入（い）れてください
terminal-filter-key = だけを見（み）る
terminal-enter-for-more = Enter = 続（つづ）きを見（み）る
terminal-back-key = b = 前（まえ）に戻（もど）る
terminal-stop-key = s = やめる
terminal-yes-key = y =
terminal-keep-key = Enter = 同（おな）じにする
terminal-not-understood = 下（した）に書（か）いてあるキーを入（い）れてください。
terminal-hidden = 入（い）れた文字（もじ）は、画面（がめん）に出（で）ません
terminal-list-keys = ↑↓で動（うご）かします。Enterで選（えら）びます。Ctrl-Cでやめます
terminal-searched-list-keys = 名前（なまえ）の一部（いちぶ）を入（い）れてください。↑↓で動（うご）かします。Enterで選（えら）びます。Escで戻（もど）ります。Ctrl-Cでやめます
terminal-mark-keys = ↑↓で動（うご）かします。スペースで印（しるし）を付（つ）けます。Enterで次（つぎ）へ行（い）きます。Escで、戻（もど）るなどを選（えら）びます。Ctrl-Cでやめます
terminal-text-keys = Enterで次（つぎ）へ行（い）きます。Escで、戻（もど）るなどを選（えら）びます。Ctrl-Cでやめます
terminal-more-ways = どうしますか
terminal-choose-min = 少（すく）なくとも、この数（かず）を選（えら）んでください:
terminal-choose-max = 選（えら）べるのは、この数（かず）までです:
terminal-no-reader = カードを読（よ）む機械（きかい）がありません。つないで、もう一度（いちど）始（はじ）めてください。
terminal-sandbox-tap = どのように置（お）きますか
terminal-sandbox-password = 暗証番号（あんしょうばんごう）
terminal-sandbox-account = 使（つか）っている決済（けっさい）サービス
terminal-no-root = httpsのサーバーには、--root FILE.pemを付（つ）けてください。サーバーの証明書（しょうめいしょ）を出（だ）したところ、認証局（にんしょうきょく）のファイルです。
terminal-unknown-card = その名前（なまえ）の練習用（れんしゅうよう）のカードはありません。使（つか）えるのは、次（つぎ）のカードです:
terminal-no-answer = 答（こた）えのファイルに、次（つぎ）の答（こた）えがありません:
terminal-not-accepted = 次（つぎ）の答（こた）えは、選（えら）べるものの中（なか）にありません:
terminal-asked-again = 答（こた）えたことを、もう一度（いちど）聞（き）きました:
terminal-answered = 答（こた）え:
terminal-sandbox-at = 練習用（れんしゅうよう）のサーバーのアドレス:
terminal-sandbox-card-on = を置（お）いた機械（きかい）:
terminal-sandbox-no-vpcd = カードを読（よ）む機械（きかい）の代（か）わりをするプログラム（vpcd）から、返事（へんじ）がありません。カードは置（お）いていません。DebianかUbuntuでは：sudo apt install pcscd vsmartcard-vpcd。そのあと：sudo systemctl restart pcscd
terminal-until-stop = Ctrl-Cで終（お）わります。
terminal-reset-done = 練習（れんしゅう）の記録（きろく）を消（け）しました。

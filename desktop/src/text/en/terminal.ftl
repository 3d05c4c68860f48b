terminal-go-on = Go on
terminal-number = Type a number
terminal-numbers = Type numbers, e.g. 1 3
terminal-number-or-search = Type a number, or part of a name
terminal-filter-key = only these
terminal-enter-for-more = Enter = show more
terminal-back-key = b = back
terminal-stop-key = s = stop
terminal-yes-key = y =
terminal-keep-key = Enter = keep
terminal-not-understood = That is none of the keys named below.
terminal-hidden = what you type is not shown
terminal-list-keys = ↑↓ move, Enter chooses, Ctrl-C stops
terminal-searched-list-keys = Type part of a name, ↑↓ move, Enter chooses, Esc: back, Ctrl-C stops
terminal-mark-keys = ↑↓ move, space marks, Enter goes on, Esc: back and more, Ctrl-C stops
terminal-text-keys = Enter goes on, Esc: back and more, Ctrl-C stops
terminal-more-ways = What would you like to do?
terminal-choose-min = Mark at least:
terminal-choose-max = Mark at most:
terminal-no-reader = There is no card reader. Plug one in and try again.
terminal-sandbox-tap = How do you lay it on?
terminal-sandbox-password = password
terminal-sandbox-account = account at
terminal-no-root = An https backend needs --root FILE.pem: the authorities that its certificate is trusted by.
terminal-unknown-card = There is no practice card of that name. There are:
terminal-no-answer = The answers file has no answer for:
terminal-not-accepted = This answer is not among those that can be chosen:
terminal-asked-again = This was answered already and is asked again:
terminal-answered = Answer:
terminal-sandbox-at = The practice backend listens at
terminal-sandbox-card-on = lies on the reader
terminal-sandbox-no-vpcd = No virtual card reader answers, so no card was laid on. On Debian or Ubuntu: sudo apt install pcscd vsmartcard-vpcd, then: sudo systemctl restart pcscd
terminal-until-stop = Ctrl-C ends it.
terminal-reset-done = The practice world starts anew.

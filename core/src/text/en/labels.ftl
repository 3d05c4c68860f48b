# How amounts, dates, times and lists are written out.
yen = ¥{ $amount }
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
time = { $date }, { TWO_DIGITS($hour) }:{ TWO_DIGITS($minute) }
list-next = { $begun }, { $next }
list-last = { $begun } and { $last }

# The words that a shell needs of its own.
label-back = Back
label-change = Change
label-stop = Stop
label-home = To the first page
label-required = Required
label-optional = Optional
label-example = Example:
label-show = Show
label-hide = Hide
label-search = Search
label-all = All
label-nothing-found = Nothing was found. Try fewer letters.
label-hits = Found:
label-more = Show more
label-chosen = Chosen
label-not-available = Can't be chosen:
label-problems = Something is still missing or doesn't fit
label-problem-title = Error:
label-waiting = One moment.
label-done = Done
label-print = Print or save
label-code = For the help desk:
label-practice = Practice: nothing is applied for
label-found = Found
label-read = Read
label-checked = Password
label-signed = Signed
label-lay-here = Picture:
label-lay-high = The card belongs at the upper end of the phone's back.
label-lay-middle = The card belongs in the middle of the phone's back.
label-lay-low = The card belongs at the lower end of the phone's back.
label-lay-edge = The card lies on the table, the top edge of the iPhone on the middle of it.
label-nfc-off = NFC is switched off
label-nfc-off-text = Without it this phone can't read your card. Switch it on and come back. Your answers are still here.
label-nfc-settings = Open the settings
label-nfc-missing = This phone can't read cards
label-nfc-missing-text = It has no NFC. Use another phone, a computer with a card reader, or an Application Spot.
label-several-cards = More than one card lies there. Take the others away and lay the Individual Number Card on alone.
label-scan-again = Read the card
label-scan-closed = The card has not been read yet
label-scan-closed-text = You closed the window in which the iPhone reads cards. Your answers are still here.
label-scan-timed-out = No card was read in time
label-scan-timed-out-text = The iPhone looks for a card for one minute at a time. Your answers are still here.
label-scan-busy = NFC is in use right now
label-scan-busy-text = Close other apps that read cards or pay, then try again. Your answers are still here.
label-scan-interrupted = The iPhone stopped reading
label-scan-interrupted-text = That was not your doing. Your answers are still here. If it happens again, restart the iPhone.
label-interrupted = The app was closed in between
label-interrupted-text = What you had typed is gone: nothing secret is kept. If you had laid your card on already, "Check my application" shows whether it was taken.
label-language = English

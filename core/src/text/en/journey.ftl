# Words of every journey, as a person reads them: what happened, what it means, what to do.

# --- On every screen
go-on = Continue
try-again = Try again
progress = Step { $step } of { $of }
up-to = up to { $yen }
slip-too-few = Choose at least one.
slip-too-many = Choose only one.
slip-not-there = That one can't be chosen. Choose another.
sentences = { $said } { $next }
answers-kept = Your answers are kept on this screen.

# --- Home
home-title = What do you want to do?
home-text = Individual Number Card Points: you need your card and its 4-digit password.
home-apply = Apply for points
home-apply-detail = Have your card and its password ready. It takes about five minutes.
home-status = Check my application
home-status-detail = See whether it says "Application Submitted", and what is still open.
home-card = Try out my card
home-card-detail = Shows how long the card is valid and how many tries are left. No password, nothing is used up.
home-preregister = Get an Individual Key ID only
home-preregister-detail = Preregistration without choosing a payment service yet. Applying includes it.
home-spots = Find a place that helps
home-spots-detail = Counters, shops and machines where you can apply.
home-help = Help
home-help-detail = What you need, where to lay the card, and why it is safe.

# --- Apply: the questions
applied-title = Have you applied for these points before?
applied-text = If so, your points go to the service that you chose then.
applied-no = No, this is my first time
applied-yes = Yes
applied-yes-detail = You type your password and lay the card on. Then you see what stands.
applied-unsure = I am not sure
applied-unsure-detail = Your card will tell. Nothing is applied for by looking.
applied-practise = Practise laying the card on first
practise-go-on = Go on with my application
practise-again = Practise once more

holder-title = Whose points are they?
holder-text = The card of that person is needed, and its 4-digit password.
holder-myself = My own
holder-myself-detail = From { $age } years on, everybody applies with their own card.
holder-representative = My child's: under { $age } years old
holder-representative-detail = You are the child's legal representative and have the child's card.

measures-title = What do you want to apply for?
measures-text = Choose everything that is true for you. What is left can be applied for later.

service-title = Where shall your points go?
service-text-one = Choose one payment service. You can't change it after you have applied.
service-text-own = The account there must be in your own name.
service-search = Name of the service
service-go = Choose this service
service-register-first = register there { $days ->
    [one] the day before
   *[other] { $days } days before
}
service-own-app-only = You can apply for this service only in its own app.
service-not-started = It takes applications from { $date }.
service-over = It stopped taking applications on { $date }.
service-adults-only = Only adults can have an account there.
service-other-stands = Your points go to { $service }. This can't be changed.
service-refused = It doesn't take this application now.
service-stands-closed = Your points go to { $service }. This can't be changed, and it takes no applications now.

kind-qr = QR code payment
kind-prepaid = Prepaid card
kind-e-money = Electronic money
kind-credit = Credit card
kind-debit = Debit card
earns-charge = points for charging
earns-purchase = points for shopping

account-title = Your account at { $service }
account-text = Copy both from the service's app or card. Spaces and hyphens don't matter.
account-text-codes = The security code shows the service that the account is yours. We pass it on and keep it nowhere.
account-register-first = You must have registered with the service at least { $days ->
    [one] one day
   *[other] { $days } days
} ago. Otherwise it can't confirm your account yet.
account-go = Use this account
made-of-digits = It has { $n } digits.
made-of-digits-between = It has { $least } to { $most } digits.
made-of-characters = It has { $n } letters and digits.
made-of-characters-between = It has { $least } to { $most } letters and digits.
rule-with-form = { $rule } { $form }
rule-missing = Nothing is written here yet.
rule-characters = There is a character in it that doesn't belong there.
rule-too-short = Something is missing.
rule-too-long = That is too long.
rule-prefix = It begins differently at this service.
rule-begins = It begins with { $prefix } at this service. Look once more.
rule-check-digit = One of the digits doesn't fit the others. Compare them one by one.

terms-title = Do you agree?
terms-go = I agree
terms-instead = I don't agree, stop here
declare-own-account = I declare: the account is in my own name.
declare-legal-representative = I declare: I am the legal representative of this child.
declare-separate-service = I declare: no other person's points go to this service for me. My own points, and another child's, go to another service.

summary-title = Check your answers
summary-text = Your card will sign exactly what stands here.
summary-holder = Whose points
summary-myself = My own
summary-representative = My child's; I apply as legal representative
summary-total = In all
summary-service = Payment service
summary-account = Account
summary-codes = Security code
summary-codes-typed = { $count ->
    [one] typed, not shown
   *[other] { $count } typed, not shown
}
summary-counts-from = From when it counts
summary-warning = You can't change the payment service and the account after you have applied.
summary-go = This is right, go on to the card

# --- Why a measure can't be applied for
barred-not-announced = The start is not announced yet.
barred-not-started = It starts on { $date }.
barred-over = It ended on { $date }.
barred-first-round-open = You have this open from the first round at { $service }. Go on there: its app shows what is left. You need no new application.
barred-first-round-complete = You had all of this in the first round.
barred-no-health-insurance = Your card isn't registered as a health insurance card yet. Register it first, then come back.
barred-no-receipt-account = You have no government fund receipt account registered yet. Register one first, then come back.
barred-card-too-late = Your card was requested after { $date }, the last day for it.
barred-applied = You applied for this on { $date }.

# --- Password
password-title = Type the 4-digit password of the card
password-which = It is the 4 digits that you chose for the user certification certificate (利用者証明用電子証明書) when you picked the card up. It is not the 4 digits printed under your photo.
password-lock = After 3 wrong tries in a row the card locks, and only your municipal counter can unlock it.
password-tries = You have { $count ->
    [one] 1 try
   *[other] { $count } tries
} left.
password-go = Go on, I have my card ready
password-four-digits = The password has exactly 4 digits. Your card wasn't asked, and no try was used.
password-wrong = That password is not right. You have { $count ->
    [one] 1 try
   *[other] { $count } tries
} left.
password-wrong-unknown = That password is not right. The card didn't say how many tries are left.
password-was-right-lost-signing = Your password was right. The card moved away before it could sign, and nothing was sent. For your safety, type the password once more.
password-looked-right = We have looked: your password was right, and no try was lost. For your safety, type it once more.
password-looked-never-arrived = We have looked: your password never reached the card, and no try was lost. Type it once more.
password-looked-nothing-lost = We have looked: all 3 tries are there. Nothing is lost. Type the password once more.
password-again-stale = That took a while, and the permission to sign has run out. Nothing was sent. Type the password once more.
password-again-unclear = The card is asked again. Type the password once more.
password-unused = Your password was not used.
last-try-title = You have 1 try left
last-try-text = If it is wrong, your card locks, and only your municipal counter can unlock it.
last-try-stop = If you are not sure, stop here: nothing is lost.
last-try-go = Use my last try

# --- Laying the card on
tap-first = Lay your card on
tap-first-text = Keep it still until we say that it is done.
tap-lost-early = The card moved away too early
tap-lost-early-text = Nothing has been used up. Lay it on again and keep it still until it is done.
tap-look-first = The card moved away while it was checking your password
tap-look-first-text = We don't know yet whether that try counted. Lay it on again: we'll look first.
tap-go-on = Lay your card on again
tap-other-card = This is another card than before
tap-other-card-text = No try was used. Lay the first card on. If you want to use this one, go back: you then begin anew.
tap-not-this-kind = This is not an Individual Number Card
tap-not-this-kind-text = Transit cards, bank cards and driving licences answer too. Take the others away and lay the Individual Number Card on alone.
tap-spends-nothing = No password is needed. Nothing is used up.
place-android = Take the phone out of its cover. Lay its back flat on the card, as the picture shows.
place-android-again = Lay it on again as the picture shows now. Not on a metal desk.
place-android-search = Move the phone slowly, a finger's width at a time, and wait 2 seconds at each place. Check that NFC is switched on.
place-iphone = Lay the top edge of the phone on the middle of the card.
place-iphone-again = Take the phone out of its cover and lay its top edge on once more. Not on a metal desk.
place-iphone-search = Move the top edge slowly across the card, a finger's width at a time.
place-reader = Lay the card flat on the reader, or push it in with the gold contacts first and facing up.
place-reader-again = Take the card off, and lay it on the middle once more. Nothing else should lie there.
place-reader-search = Try another place on the reader, or the other side of the card. A metal desk under the reader disturbs it.
keep-still = Keep still
stage-finding = Found the card …
stage-reading = Reading the certificate …
stage-password = Checking the password …
stage-signing = Signing …
card-unclear-title = The card gave an answer that we don't understand
card-unclear-text = Take it away and lay it on once more.
card-unclear-again = Try another reader or another place. If it stays like this, your municipal counter can check the card.

# --- This card
card-title = Your card was read
card-kind = Kind
card-validity = Electronic certificate
card-tries = Password
token-card = Individual Number Card
token-juki-card = Basic Resident Register card
token-android = Android phone with a card inside
token-iphone = iPhone with a card inside
token-other = A kind of card that this version doesn't know
card-valid-until = valid until { $date }
card-valid-from = valid from { $date }
card-ended = ended on { $date }
card-validity-hidden = shown only after the password
card-tries-left = { $count ->
    [one] 1 try left
   *[other] { $count } tries left
}
card-tries-blocked = locked
card-tries-unknown = the card didn't say
card-advice-ready = You can use this card. No password was needed, and nothing was used up.
card-advice-last-try = You have 1 try left. If you are not sure of the password, ask at your municipal counter first.
card-advice-blocked = The password is locked. Take the card to your municipal counter to set a new one.

# --- The network and the service
asking-title = Asking the service …
sending-title = Sending what your card has signed …
sending-text = You can take the card away now.
queue-title = Many people are applying right now
queue-text = You are number { $position }; about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
maintenance = The service is closed for now
maintenance-until = The service is closed until { $time }
maintenance-text = Nothing is wrong with your card.
no-network = No connection
server-trouble = The service has trouble
perhaps-sent-again = Your application may have arrived. Trying again is safe: the same application is never taken twice.
service-unreachable-title = The payment service doesn't answer just now
service-unreachable-text = Nothing was taken. Try again in a moment, or go back to choose another service.
backend-unclear-title = The service answered in a way that we don't understand
backend-unclear-text = Nothing is wrong with your card. Update this app, or try again later.

# --- What the service says no to
refused-rules-changed = The rules have changed since you began. Nothing was sent on. Check your answers once more.
refused-not-a-child = This card belongs to somebody who applies themself. Choose "My own".
refused-is-a-child = This card belongs to a child under 15. The legal representative applies: choose "My child's".
refused-service-closed = This service doesn't take your application. Choose another.
refused-account-in-use = Points of another person already go to this account. Choose another account or another service.
refused-account-not-confirmed = The service knows no account with this number and code. Compare each digit. You can try { $left ->
    [0] again tomorrow
    [one] once more today
   *[other] { $left } more times today
}.
already-applied = { $measure }: you applied on { $date }. Points go to { $service }, account ending { $ending }.
already-applied-fixed = This can't be changed.
other-service = Your points already go to { $service }, account ending { $ending }. What you apply for now goes there too.
not-you-title = Somebody else must apply with this card

# --- How it ends
application-submitted = Application Submitted
applied-next = You need do nothing more here. Charge or shop from now on, as the service's notice says.
points-seen-where = Your points are shown only in the payment service's own app or member page, never here.
preregistered-title = Your Individual Key ID is issued
preregistered-text = It stands for your card. You need not remember it.
preregistered-next = Nothing is applied for yet. Apply whenever you like.
standing-preregistered = You have an Individual Key ID, and have not applied yet
standing-nothing = You have not applied yet
standing-open = You can apply for this: up to { $yen }
standing-next-apply = There is something that you can still apply for.
standing-next-nothing = There is nothing that you have to do now.
standing-apply = Apply for it now
standing-done = That is all
state-unconfirmed = submitted; right not yet confirmed (by tomorrow morning)
state-confirmed = submitted; right confirmed
state-passed = submitted; passed on to the payment service
account-ending = { $service }, account ending { $ending }
line-receipt = Receipt number
line-at = Received
line-since = Since
line-key-id = Individual Key ID
line-service = Points go to
line-applied-on = Applied on
line-first-round = First round, open at
line-counts-from = From when it counts
line-arrives = When points come
line-member-page = Where you see your points
line-contact = Questions about points

stopped-title = You stopped
stopped-nothing-sent = Nothing was sent, and nothing is applied for.
stopped-perhaps-sent = Your application may have arrived. "Check my application" will tell.
stopped-password-in-doubt = We don't know whether the last password counted. "Try out my card" shows how many tries are left.
read-title = Good to have you here
broken-title = Something went wrong, and it is our fault. Sorry.
broken-text = Close this app and open it again. "Check my application" shows what stands.
nothing-to-apply-for-title = There is nothing that you can apply for today
nothing-to-apply-for-text = These are the reasons.
locked-title = This card's password is locked
locked-text = Take the card to your municipal counter to set a new password.
locked-machine = If you still know the long signature password, some convenience store machines can do it too.
real-card-title = This is a real card, and this is only practice
real-card-text = Practice takes practice cards only. To apply, open the real service.
unknown-authority-title = This service doesn't know who issued this card's certificate
unknown-authority-text = A practice card can't apply. A real card's certificate can be renewed at your municipal counter.
expired-title = The electronic certificate on this card ended on { $date }
expired-text = Your municipal counter renews it free of charge.
not-yet-valid-title = The electronic certificate on this card is valid from { $time }
not-yet-valid-text = Try again after that. Your card is fine.
revoked-title = The electronic certificate on this card was withdrawn
revoked-text = This happens after moving house or reporting a card lost. Your municipal counter issues a new one.
wrong-certificate-title = This card has no certificate that can be used here
wrong-certificate-text = Your municipal counter can put a user certification certificate on it.
not-known-yet-title = Your card is so new that the service doesn't know it yet
not-known-yet-after = Try again after { $time }.
not-known-yet-tomorrow = Try again tomorrow.
not-known-yet-fine = Your card is fine.
broken-chain-title = Your certificate was renewed, but the service can't find the one before
broken-chain-text = Nothing is wrong with your card. Call the help desk: they connect the two.
broken-chain-points = Until then nothing can be applied for, so that your points stay together.
too-many-tries-title = Too many accounts were tried today
too-many-tries-text = To protect other people's accounts, this is closed until { $time }. Ask the payment service for the right number until then.

# --- Application Spots
spots-place-title = Where are you looking?
spots-place-label = Town or prefecture
spots-place-hint = Leave it empty to search everywhere.
spots-place-example = Matsumoto
spots-not-everywhere = Not every municipality and shop supports it yet. Call before you go.
spots-kind-title = What kind of place?
spots-any-kind = Any kind
spots-go = Search
spots-found = { $count ->
    [one] 1 place was found
   *[other] { $count } places were found
}
spots-none = No place was found. Try a shorter name or another kind.
spots-more = These are the first { $shown }. A longer name finds fewer.
spots-kind = Kind
spots-address = Address
spots-address-value = { $address }, { $prefecture }
spots-hours = Hours
spots-measures = For
spots-again = Search again
spots-done = That is all
spot-municipal-counter = Municipal counter
spot-phone-shop = Phone shop
spot-supermarket = Supermarket
spot-multi-function-copier = Copier in a convenience store
spot-bank-atm = Bank's cash machine
spot-store-atm = Cash machine in a store
spot-electronics-shop = Electronics shop
spot-post-office = Post office
spot-drugstore = Drugstore
spot-service-desk = Payment service's own desk

# --- Help
help-title = What do you want to know?
help-go = Read this
help-more = Read something else
help-done = That is all

# The pages of help: what the leaflet and its questions and answers say.
# Names of buttons are taken from where the buttons are named.

page-what = What are Individual Number Card Points?
page-what-points = Apply with your Individual Number Card, and you get points at a cashless payment service that you choose. One point is worth one yen there.
page-what-worth = There are three measures. Together they are worth up to ¥20,000.
page-what-apply = Only those who apply get points. You apply with your card and its 4-digit password.
page-what-free = Applying costs nothing.

page-measures = What can I get, and who can get it?
page-measures-card = New card: up to ¥5,000. You get 25 % of what you charge or spend at your payment service, counted up to ¥20,000. It is for everyone who has a card and did not apply in the first round.
page-measures-open = You applied in the first round and have not had all of it? Then you need no new application. Go on at that service: its app shows what is left.
page-measures-insurance = Health insurance card: ¥7,500. It is for everyone who has registered the card for use as a health insurance card. An earlier registration counts too.
page-measures-account = Receipt account: ¥7,500. It is for everyone who has registered a bank account for payments from the government.
page-measures-today = These are the amounts as they were announced. What holds today, and from when until when, is shown when you apply.

page-ways = Three ways to apply
page-ways-one = Each way leads to the same application. One is enough.
page-ways-phone = With a smartphone that can read the card: 24 hours a day.
page-ways-computer = With a computer and a card reader: at home too.
page-ways-spot = At an Application Spot: municipal counters, post offices, shops, bank machines, multi-function copiers. "{ home-spots }" shows where they are and when they are open.
page-ways-not-all = Not every municipality and shop supports it yet.

page-phones = Which phones can read the card?
page-phones-some = Only some models can. The phone needs NFC, and not every phone with NFC can read this kind of card.
page-phones-iphone = iPhone: iPhone 7 and later.
page-phones-android = Android: look for "NFC" in the settings and turn it on. No such word there? Then this phone can't read the card.
page-phones-try = Try it first: "{ home-card }" reads your card without the password. It uses up no try.
page-phones-else = Your phone can't? Use a computer with a card reader, or go to an Application Spot.

page-need = What do I need?
page-need-card = Your Individual Number Card. Its electronic certificate must not have ended. "{ home-card }" shows until when it is valid.
page-need-password = The 4-digit password that you chose when you picked up the card.
page-need-service = An account at a payment service, in your own name, with its payment service ID and security code.
page-need-first = Some services want you to register with them first, for example the day before. The list of services says so.
page-need-device = A smartphone that can read the card, or a computer with a card reader. You have neither? An Application Spot has one.

page-service = Which payment service?
page-service-one = You choose one service. It can be a QR code payment, a prepaid card, electronic money, a credit card or a debit card. Some count what you charge, others what you spend.
page-service-name = The account must be in your own name.
page-service-final = Once the application is submitted, the service can't be changed. Before that you see all your answers once more.
page-service-later = Measures that you apply for later go to the same service.
page-service-person = One account takes the points of one person. Points of several people can't be combined.
page-service-list = Some services take applications only in their own app. Some stop earlier than others. The list says so.

page-account = Payment service ID and security code
page-account-what = They tell the payment service which account is yours. What they are differs from service to service.
page-account-id = The payment service ID is the number of your own account there. You find it in the service's app, on its card or on its member page.
page-account-code = A security code shows that the account is yours. There are one to three of them: often the last four digits of your phone number, your birthday, or a code in the app.
page-account-where = For each service we show what it calls them and where to find them.
page-account-not = They are not the 4-digit password of your card. Never type that one here.
page-account-compare = Compare the ID once more before you confirm. The payment service checks ID and code. If they don't belong together, nothing is applied for.

page-password = The 4-digit password
page-password-which = Your card has four passwords. This one is for the user certification electronic certificate: 4 digits, which you chose when you picked up the card. Two others have 4 digits too. The one with 6 to 16 letters and digits is not needed here.
page-password-photo = The 4 digits printed under your photo are not the password.
page-password-tries = You have 3 tries. After 3 wrong tries in a row the card locks, whichever app they were typed in. A right one gives you all 3 back.
page-password-last = We show how many tries are left, and we ask before the last one is used.
page-password-locked = It is locked, or you have forgotten it? Take the card to your municipal counter and set a new one.
page-password-store = You still know the password with 6 to 16 letters and digits? Then some convenience stores can do it too: reserve it in the app made for that, and go to the store's copier within 24 hours, between 6:30 and 23:00.

page-child = Applying for a child
page-child-under = For a child under 15 the legal representative may apply, usually a parent. You need the child's card and the child's 4-digit password.
page-child-name = The account may be in the child's name or in yours.
page-child-another = If it is in your name, it must be at another service than the one for your own points, and at another one for each child. Points of several people can't be combined on one service.
page-child-over = From 15 on, a person applies with their own card and an account in their own name.
page-child-birthday = The 15th birthday counts from the beginning of the day, Japan time.

page-phone-scan = Reading the card with a phone
page-phone-scan-cover = Take the cover off the phone and the card out of its case. Don't lay them on a metal desk.
page-phone-scan-once = You type everything first. Then you lay the card on once and keep still until it is done.
page-phone-scan-android = Android: NFC must be on. The card goes under the middle or the upper part of the phone's back.
page-phone-scan-iphone = iPhone: the top edge of the phone goes on the middle of the card.
page-phone-scan-search = Nothing happens? Lift the phone, move it by a finger's breadth, and wait two seconds. Do this until it is found.
page-phone-scan-practise = You can practise with "{ home-card }" as often as you like. It needs no password and uses up no try.

page-reader-scan = Reading the card with a card reader
page-reader-scan-lay = Connect the reader first. Lay the card on its mark. If it has a slot, put the card in with the chip first.
page-reader-scan-still = You type everything first. Leave the card there until it says that it is done.
page-reader-scan-search = The card is not found? Lift it and lay it on again. Then unplug the reader and plug it in again.
page-reader-scan-others = Close other programs that use the card: only one at a time can.
page-reader-scan-practise = You can practise with "{ home-card }" as often as you like. It needs no password and uses up no try.

page-steps = Preregistration and application
page-steps-preregistration = In the preregistration an Individual Key ID is issued for your card. It has 8 letters and digits. It is not your 12-digit Individual Number.
page-steps-application = In the application you link this ID with one payment service and say which measures you want.
page-steps-once = "{ home-apply }" does both at once, with one tap of the card.
page-steps-alone = You can also preregister alone, for example while you are still choosing a service. That alone brings no points.
page-steps-keep = You need not remember the ID. "{ home-status }" shows it.

page-after = After applying
page-after-submitted = "{ application-submitted }" means that it is complete. Keep the receipt number.
page-after-status = "{ home-status }" shows what stands, at any time. You need your card and its 4-digit password.
page-after-unconfirmed = "Right not yet confirmed" is nothing to worry about. It is checked during the night, and then it says "Right confirmed". You need not do anything.
page-after-points = Points can't be seen here. You see them in the app or on the member page of your payment service.
page-after-doubt = The connection broke while you were applying? Check the status. If nothing stands, apply again: nothing is counted twice.

page-points = When do the points come?
page-points-charge = New card: charge or spend at your service after your application has been processed. What you charged or spent before earns nothing.
page-points-wait = At some services it takes a while until it counts. The receipt says from when.
page-points-granted = Health insurance card and receipt account: you get these points without charging or spending.
page-points-when = When they arrive differs from service to service: the same day, or up to two months later. At some services you collect them in the app.
page-points-rounding = The share is worked out from your total and rounded down to the yen.
page-points-ask = Something about your points is not clear? Ask your payment service: only they can see them.

page-safe = Why is it safe?
page-safe-certificate = The electronic certificate on your card shows that it is you. Without the card and its password nobody can apply in your name.
page-safe-number = Your 12-digit Individual Number is neither used nor read.
page-safe-purchases = The government neither collects nor stores what you buy.
page-safe-device = Nothing stays on this device: no password, no security code, no answers.
page-safe-signed = Your card signs exactly what you saw before you confirmed. Nobody can change it on the way.
page-safe-links = We send no messages with links. Nobody will call and ask for your password. Anyone who does is a swindler.

page-problems = Problems and answers
page-problems-read = The card is not read: take the covers off, keep off metal, try another place. No try has been used up.
page-problems-new = The card is not known yet: a new or renewed card takes some hours, at times a day. Try again tomorrow. Your card is fine.
page-problems-ended = The certificate has ended: it is valid until your fifth birthday after it was issued. Your municipal counter renews it free of charge.
page-problems-use = The account is in use: points of another person already go to it. Look at the ID once more, or choose another account or another service.
page-problems-confirmed = The account was not confirmed: ID and security code don't belong together. Compare both with the service's app. You can try this five times a day.
page-problems-service = The service can't be reached: nothing is lost. Try again later.

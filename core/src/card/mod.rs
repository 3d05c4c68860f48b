//! The JPKI application (公的個人認証AP) as an exchange without I/O, written straight-line: one
//! function a tap, which parks at each command until the reply is handed in.
//!
//! VERIFY is sent once per typed password and never repeated: [`sign`] takes the [`Pin`] out of its
//! place to send it.

use crate::apdu::{Command, Reply};
use crate::certificate::{Certificate, Unfit};
use jiff::Timestamp;
use std::future::Future;

/// Carries one command to the card and its reply back. The journey's wire is one; a virtual card
/// in a test is another.
pub trait Link {
    /// Sends `command`, waits for the reply.
    ///
    /// # Errors
    /// [`Gone`] when the card left, or the reply never came.
    fn transmit(
        &self,
        command: &Command,
        stage: Stage,
    ) -> impl Future<Output = Result<Reply, Gone>> + Send;
}

/// The card left the field, or the reply never came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

/// What the shell knows about its reader when a card arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Largest command APDU that the transport takes, in bytes; 261 or less: short ones only.
    pub largest: i32,
    /// The JPKI application is selected already (iOS does it).
    pub selected: bool,
}

/// What the card is doing, for the person to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Looking for the application.
    Finding,
    /// Reading the certificate.
    Reading,
    /// Checking the password.
    Password,
    /// Signing.
    Signing,
}

/// Tries left of the 4-digit password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    /// So many, 1 to 15; three on a card that nobody mistyped.
    Left {
        /// How many.
        count: i32,
    },
    /// None: only the municipal counter resets it.
    Blocked,
    /// The card did not say.
    Unknown,
}

/// The 4-digit password (暗証番号): exactly four ASCII digits, wiped when dropped, shown by nothing.
#[derive(zeroize::ZeroizeOnDrop)]
pub struct Pin(#[allow(dead_code)] Box<[u8; 4]>);

/// Which kind of token holds the key, by the token information's label (file `0006`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// The plastic Individual Number Card.
    Card,
    /// The old Juki card.
    JukiCard,
    /// An Android phone's secure element.
    Android,
    /// An iPhone.
    IPhone,
    /// A label that this version does not know.
    Other,
}

/// What was learnt of a card and is kept for its next tap. Nothing secret.
#[derive(Debug, Default)]
pub struct Kept {
    // certificate, what the card refused, how many tries before a VERIFY whose reply never came,
    // the person's word for the last try …
}

/// Why a tap did not end in a signature. Named by what happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Lost before VERIFY left: nothing used up, the password kept.
    LostEarly,
    /// Lost after VERIFY left and before its reply came: look first at the next tap.
    LostAtPassword,
    /// Lost after the password was right: type it once more.
    LostSigning,
    /// Not an Individual Number Card.
    NotThisKind,
    /// Another card than the one of the tap before. No try was lost.
    OtherCard,
    /// One try left, and the person has not said that they want to use it. VERIFY was not sent.
    LastTry,
    /// The password was wrong.
    Wrong {
        /// How many tries are left.
        tries: Tries,
    },
    /// Locked: municipal counter.
    Locked,
    /// The certificate can't be used; VERIFY was not sent (on a phone: was sent, and was right).
    Certificate(Unfit),
    /// The certificate is of an authority that is not taken here (a real card in practice, a
    /// practice card in earnest). VERIFY was not sent.
    Authority,
    /// After a lost VERIFY, the counter was read: what it tells.
    Looked(Looked),
    /// The card answered something that makes no sense.
    Unclear {
        /// Status word, for the help desk.
        status: i32,
    },
}

/// What the tries counter tells about a VERIFY whose reply never came (n tries before, m now).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// m = n − 1: it was wrong.
    Wrong {
        /// Tries left now.
        tries: Tries,
    },
    /// m = 3 > n: it was right.
    Right,
    /// m = n < 3: it never arrived.
    NeverArrived,
    /// m = n = 3: right or never arrived; nothing is lost either way.
    NothingLost,
}

/// Which certificates are taken.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// The time that validity is judged at.
    pub now: Timestamp,
    /// Key identifiers of the authorities that are taken, lower-case hex.
    pub authorities: &'a [String],
}

/// What a tap without a password tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Kind of token.
    pub token: Token,
    /// Its certificate; `None` where it is shown only after the password (a phone).
    pub certificate: Option<Certificate>,
    /// Tries left.
    pub tries: Tries,
}

/// One tap: certificate, tries, password, signature.
///
/// `digest` makes the SHA-256 digest to sign once the certificate is known, which stands in the
/// JWS header.
///
/// # Errors
/// [`Trouble`].
pub async fn sign(
    link: &impl Link,
    reader: Reader,
    kept: &mut Kept,
    pin: &mut Option<Pin>,
    taken: Taken<'_>,
    digest: impl FnOnce(&Certificate) -> [u8; 32] + Send,
) -> Result<Vec<u8>, Trouble> {
    let _ = (link, reader, kept, pin, taken, digest);
    unimplemented!("card author")
}

/// One tap without a password: kind, validity, tries left. Spends nothing.
///
/// # Errors
/// [`Trouble`].
pub async fn look(link: &impl Link, reader: Reader, kept: &mut Kept) -> Result<Report, Trouble> {
    let _ = (link, reader, kept);
    unimplemented!("card author")
}

impl Pin {
    /// Takes exactly four ASCII digits; full-width digits are taken too.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let _ = typed;
        unimplemented!("card author")
    }
}

impl Kept {
    /// The tries left as last read from this card.
    #[must_use]
    pub fn tries(&self) -> Tries {
        unimplemented!("card author")
    }

    /// The person wants to use the last try: holds for this card and one VERIFY.
    pub fn use_last_try(&mut self) {
        unimplemented!("card author")
    }

    /// A VERIFY left and no reply came: the next tap only looks.
    #[must_use]
    pub fn must_look(&self) -> bool {
        unimplemented!("card author")
    }
}

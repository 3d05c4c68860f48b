//! The JPKI application on one card, for one tap: each errand in as few commands as the card
//! allows. What a card refuses is tried the longer way, by commands that are safe to repeat; VERIFY
//! is not one.

use super::kept::{FULL, Face, Kept};
use super::{Gone, Link, Pin, Reader, Stage, Token, Tries, Trouble};
use crate::apdu::{Command, Reply, Status};
use crate::certificate::{Certificate, Unfit, total_length};

/// 公的個人認証AP.
const JPKI: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// 券面入力補助AP: a neighbour on the card.
const NEIGHBOUR: [u8; 10] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];

/// Token information; its label.
const TOKEN: u16 = 0x0006;
const LABEL: usize = 32;
/// The user certification certificate; so much of its beginning tells one from another, since the
/// serial number stands in it.
const CERTIFICATE: u16 = 0x000A;
const HEAD: usize = 64;
/// The key of that certificate.
const KEY: u16 = 0x0017;
/// The 4-digit password of that key.
const PASSWORD: u16 = 0x0018;

/// P2: the current file.
const CURRENT: u8 = 0x80;
/// The most data of a reply with short lengths, and with extended ones.
const SHORT: usize = 256;
const EXTENDED: usize = 65_536;
/// The largest short command APDU: a transport that takes no more can't take extended ones.
const SHORT_COMMAND: i32 = 261;
/// The last offset that READ BINARY can name.
const LAST_OFFSET: u16 = 0x7FFF;
/// Parts that a reply may come in, and reads that a file may need: twice and more what a card
/// needs, so that one that never ends does.
const MOST_PARTS: usize = 32;

/// SHA-256 `DigestInfo` up to the digest (RFC 8017 §9.2, note 1).
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];
/// A signature by RSA-2048.
const SIGNATURE: usize = 256;

/// The application, selected.
pub(super) struct Jpki<'a, L> {
    link: &'a L,
    pub(super) kept: &'a mut Kept,
    /// The transport takes extended lengths.
    extended: bool,
    /// We have selected the application ourselves.
    selected: bool,
    /// P2 of the tries query that the card answered: VERIFY goes the same way.
    password: u8,
    /// What a loss now means.
    loss: Trouble,
}

/// What came of reading a file.
enum Opened {
    /// Its first bytes.
    Start(Vec<u8>),
    /// It is shown only after the password.
    Hidden,
    /// It can't be read; `DONE`: what is in it makes no sense.
    Refused(Status),
}

impl<'a, L: Link> Jpki<'a, L> {
    /// The application of the card that lies there.
    pub(super) async fn select(
        link: &'a L,
        reader: Reader,
        kept: &'a mut Kept,
    ) -> Result<Self, Trouble> {
        let mut card = Self {
            link,
            kept,
            extended: reader.largest > SHORT_COMMAND,
            selected: false,
            password: CURRENT,
            loss: Trouble::LostEarly,
        };
        if !reader.selected {
            card.select_here(Stage::Finding).await?;
        }
        Ok(card)
    }

    async fn select_here(&mut self, stage: Stage) -> Result<(), Trouble> {
        self.selected = true;
        let select = Command::select_application(&JPKI);
        let mut reply = self.exchange(select.clone(), stage).await?;
        // Seen of the first command after power-up.
        if reply.status() == Status::FAULT {
            reply = self.exchange(select, stage).await?;
        }
        match reply.status() {
            Status::DONE => Ok(()),
            _ => Err(Trouble::NotThisKind),
        }
    }

    /// Which kind of token it is.
    pub(super) async fn token(&mut self) -> Result<Token, Trouble> {
        let opened = self.open(TOKEN, LABEL, |_| true, Stage::Finding).await?;
        let Opened::Start(mut label) = opened else {
            return Ok(Token::Other);
        };
        label.truncate(LABEL);
        let label = label.trim_ascii_end();
        let end = label.iter().rposition(|byte| *byte != 0);
        Ok(match &label[..end.map_or(0, |last| last + 1)] {
            b"JPKIAPICCTOKEN2" => Token::Card,
            b"JPKIAPICCTOKEN" => Token::JukiCard,
            b"JPKIAPGPSETOKEN" => Token::Android,
            b"JPKIAPIOSTOKEN" => Token::IPhone,
            _ => Token::Other,
        })
    }

    /// The certificate, or `None` where it is shown only after the password. Of a card that we
    /// have read before, only the head is read.
    pub(super) async fn certificate(&mut self) -> Result<Option<Certificate>, Trouble> {
        if let Some(certificate) = self.kept.certificate.clone() {
            self.recognise().await?;
            return Ok(Some(certificate));
        }
        let Some(der) = self.whole(Stage::Reading).await? else {
            self.kept.meet(Face::Hidden)?;
            return Ok(None);
        };
        self.kept.meet(face(&der))?;
        let certificate = Certificate::from_der(&der).map_err(Trouble::Certificate)?;
        self.kept.certificate = Some(certificate.clone());
        Ok(Some(certificate))
    }

    /// The certificate of a phone, after its password. It is not kept: at the next tap it may be
    /// another phone, and nothing tells before the password.
    pub(super) async fn hidden_certificate(&mut self) -> Result<Certificate, Trouble> {
        // Signing: what the person sees never goes backwards.
        match self.whole(Stage::Signing).await? {
            Some(der) => Certificate::from_der(&der).map_err(Trouble::Certificate),
            None => Err(unclear(Status::NOT_PRESENTED)),
        }
    }

    /// Makes sure that it is the card of the tap before.
    pub(super) async fn recognise(&mut self) -> Result<(), Trouble> {
        let opened = self.open(CERTIFICATE, HEAD, is_certificate, Stage::Reading);
        let met = match opened.await? {
            Opened::Start(mut start) => {
                let length = total_length(&start).map_err(Trouble::Certificate)?;
                self.read_on(&mut start, length.min(HEAD), Stage::Reading)
                    .await?;
                face(&start)
            }
            Opened::Hidden => Face::Hidden,
            Opened::Refused(status) => return Err(no_certificate(status)),
        };
        self.kept.meet(met)
    }

    /// The certificate's file without what follows the certificate; `None`: hidden.
    async fn whole(&mut self, stage: Stage) -> Result<Option<Vec<u8>>, Trouble> {
        let opened = self.open(CERTIFICATE, EXTENDED, is_certificate, stage);
        let mut file = match opened.await? {
            Opened::Start(start) => start,
            Opened::Hidden => return Ok(None),
            Opened::Refused(status) => return Err(no_certificate(status)),
        };
        let length = total_length(&file).map_err(Trouble::Certificate)?;
        self.read_on(&mut file, length, stage).await?;
        file.truncate(length);
        Ok(Some(file))
    }

    /// Reads the first bytes of `file`: `wanted` or fewer, or more, if the card gives more. By short
    /// identifier, else after SELECT; with extended lengths where so much is wanted, else with
    /// short ones. What the card refused is remembered once another way has worked.
    async fn open(
        &mut self,
        file: u16,
        wanted: usize,
        makes_sense: fn(&[u8]) -> bool,
        stage: Stage,
    ) -> Result<Opened, Trouble> {
        let lengths: &[usize] = match (wanted > SHORT, self.extended_lengths()) {
            (true, true) => &[EXTENDED, SHORT],
            (true, false) => &[SHORT],
            (false, _) => &[wanted],
        };
        let mut last = Status::NOT_FOUND;
        for &way in self.ways(false) {
            if way == Way::Select {
                last = self.select_file(file, stage).await?;
                if last != Status::DONE {
                    break;
                }
            }
            for &expected in lengths {
                let command = match way {
                    Way::ShortId => Command::read_short_id(short_id(file), expected),
                    Way::Select => Command::read(0, expected),
                };
                let reply = self.ask(command, stage).await?;
                last = reply.status();
                if last == Status::NOT_PRESENTED {
                    return Ok(Opened::Hidden);
                }
                if has_data(&reply) && makes_sense(reply.data()) {
                    self.kept.refused.short_ids |= way == Way::Select;
                    self.kept.refused.extended |= expected < lengths[0];
                    return Ok(Opened::Start(reply.data().to_vec()));
                }
            }
        }
        Ok(Opened::Refused(last))
    }

    /// Reads on in the current file until there are `length` bytes of it.
    async fn read_on(
        &mut self,
        file: &mut Vec<u8>,
        length: usize,
        stage: Stage,
    ) -> Result<(), Trouble> {
        for _ in 0..MOST_PARTS {
            if file.len() >= length {
                return Ok(());
            }
            let offset = u16::try_from(file.len())
                .ok()
                .filter(|offset| *offset <= LAST_OFFSET)
                .ok_or(unclear(Status::PAST_END))?;
            let missing = length - file.len();
            let extended = missing > SHORT && self.extended_lengths();
            let expected = if extended {
                missing
            } else {
                missing.min(SHORT)
            };
            let reply = self
                .exchange(Command::read(offset, expected), stage)
                .await?;
            if has_data(&reply) {
                file.extend_from_slice(reply.data());
            } else if extended {
                self.kept.refused.extended = true;
            } else {
                return Err(unclear(reply.status()));
            }
        }
        Err(unclear(Status::DONE))
    }

    /// The tries left, which costs none: the card must say a number, or "blocked".
    ///
    /// `9000` says that somebody has already entered the password in this session: another program,
    /// or another person. It hides the counter, and whoever sits there now has entered nothing. So
    /// it is undone by selecting a neighbour for a moment, and asked again.
    pub(super) async fn tries(&mut self) -> Result<Tries, Trouble> {
        let mut last = Status::NOT_FOUND;
        for &way in self.ways(self.kept.refused.password_id) {
            let mut status = self.query(way).await?;
            if status == Status::DONE {
                self.exchange(Command::select_application(&NEIGHBOUR), Stage::Reading)
                    .await?;
                // It was there a moment ago: refusing to come back says nothing of its kind.
                self.select_here(Stage::Reading)
                    .await
                    .map_err(|trouble| match trouble {
                        Trouble::NotThisKind => unclear(status),
                        other => other,
                    })?;
                status = self.query(way).await?;
            }
            if let Some(tries) = counted(status) {
                self.kept.refused.password_id |= way == Way::Select;
                self.kept.tries = tries;
                return Ok(tries);
            }
            last = status;
        }
        Err(unclear(last))
    }

    async fn query(&mut self, way: Way) -> Result<Status, Trouble> {
        self.password = match way {
            Way::ShortId => CURRENT | short_id(PASSWORD),
            Way::Select => CURRENT,
        };
        if way == Way::Select {
            let selected = self.select_file(PASSWORD, Stage::Reading).await?;
            if selected != Status::DONE {
                return Ok(selected);
            }
        }
        let query = Command::tries(self.password);
        Ok(self.ask(query, Stage::Reading).await?.status())
    }

    /// Presents the password: once. It goes the way that the tries query went just before.
    pub(super) async fn verify(&mut self, pin: Pin) -> Result<(), Trouble> {
        let before = self.kept.tries;
        // Whoever selected the application, it has answered so far.
        self.selected = true;
        self.kept.sending();
        self.loss = Trouble::LostAtPassword;
        let verify = Command::verify(self.password, pin.digits());
        drop(pin);
        let status = self.exchange(verify, Stage::Password).await?.status();
        if status == Status::DONE {
            self.loss = Trouble::LostSigning;
            self.kept.settled(Tries::Left { count: FULL });
            return Ok(());
        }
        let wrong = status == Status::WRONG || counted(status).is_some();
        let now = match counted(status) {
            Some(tries) => tries,
            // The counter tells what the reply does not. Lost here, the next tap looks first.
            None => match self.tries().await {
                Err(Trouble::Unclear { .. }) if wrong => Tries::Unknown,
                tries => tries?,
            },
        };
        self.kept.settled(now);
        match (now, before) {
            (Tries::Blocked, _) => Err(Trouble::Locked),
            _ if wrong => Err(Trouble::Wrong { tries: now }),
            (Tries::Left { count }, Tries::Left { count: before }) if count < before => {
                Err(Trouble::Wrong { tries: now })
            }
            // It refused the command itself: the next password goes the longer way.
            _ => {
                self.kept.refused.password_id = true;
                Err(unclear(status))
            }
        }
    }

    /// Signs a SHA-256 digest (RSASSA-PKCS1-v1_5). Signing may be repeated.
    pub(super) async fn sign(&mut self, digest: [u8; 32]) -> Result<Vec<u8>, Trouble> {
        let info = [&DIGEST_INFO[..], &digest].concat();
        let mut last = Status::NOT_FOUND;
        for &way in self.ways(self.kept.refused.key_id) {
            let key = match way {
                Way::ShortId => CURRENT | short_id(KEY),
                Way::Select => CURRENT,
            };
            if way == Way::Select {
                last = self.select_file(KEY, Stage::Signing).await?;
                if last != Status::DONE {
                    break;
                }
            }
            let reply = self
                .exchange(Command::sign(key, &info), Stage::Signing)
                .await?;
            last = reply.status();
            if last == Status::DONE && reply.data().len() == SIGNATURE {
                self.kept.refused.key_id |= way == Way::Select;
                return Ok(reply.data().to_vec());
            }
        }
        Err(unclear(last))
    }

    /// The ways to name a file that are worth trying.
    fn ways(&self, refused: bool) -> &'static [Way] {
        if refused || self.kept.refused.short_ids {
            &[Way::Select]
        } else {
            &[Way::ShortId, Way::Select]
        }
    }

    fn extended_lengths(&self) -> bool {
        self.extended && !self.kept.refused.extended
    }

    async fn select_file(&mut self, file: u16, stage: Stage) -> Result<Status, Trouble> {
        Ok(self.ask(Command::select_file(file), stage).await?.status())
    }

    /// A command that may be repeated. Where somebody else was to have selected the application
    /// and the card seems not to know of it, it is selected, and the command repeated.
    async fn ask(&mut self, command: Command, stage: Stage) -> Result<Reply, Trouble> {
        let reply = self.exchange(command.clone(), stage).await?;
        let unselected = [
            Status::CONDITIONS,
            Status::NO_FILE,
            Status::NOT_FOUND,
            Status::UNKNOWN_INSTRUCTION,
            Status::UNKNOWN_CLASS,
        ];
        if self.selected || !unselected.contains(&reply.status()) {
            return Ok(reply);
        }
        self.select_here(stage).await?;
        self.exchange(command, stage).await
    }

    /// A command and its whole reply, fetched in parts if the card or the reader wants it so. The
    /// one command that is never repeated is VERIFY, not even when a reply asks for it.
    async fn exchange(&mut self, mut command: Command, stage: Stage) -> Result<Reply, Trouble> {
        let mut data = Vec::new();
        let mut last = Status::DONE;
        for _ in 0..MOST_PARTS {
            let reply = self.transmit(&command, stage).await?;
            last = reply.status();
            if let Some(length) = last.more() {
                data.extend_from_slice(reply.data());
                command = Command::get_response(length);
            } else if let Some(length) = last.right_length().filter(|_| !command.is_verify()) {
                command = command.expecting(length);
            } else if data.is_empty() {
                return Ok(reply);
            } else {
                data.extend_from_slice(reply.data());
                return Ok(Reply::new(&data, last));
            }
        }
        Err(unclear(last))
    }

    async fn transmit(&mut self, command: &Command, stage: Stage) -> Result<Reply, Trouble> {
        let reply = self.link.transmit(command, stage).await;
        reply.map_err(|Gone| {
            // Some cards and readers answer an extended command by vanishing.
            self.kept.refused.extended |= command.is_extended();
            self.loss.clone()
        })
    }
}

/// How a command names the file that it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By its short identifier: no command of its own.
    ShortId,
    /// By SELECT before it.
    Select,
}

/// The short identifier of a file: the low five bits of its identifier.
fn short_id(file: u16) -> u8 {
    (file & 0x1F) as u8
}

fn is_certificate(start: &[u8]) -> bool {
    total_length(start).is_ok()
}

fn face(certificate: &[u8]) -> Face {
    Face::Shown(certificate[..certificate.len().min(HEAD)].to_vec())
}

/// Whether it is the reply to a read that read something.
fn has_data(reply: &Reply) -> bool {
    matches!(reply.status(), Status::DONE | Status::END_OF_FILE) && !reply.data().is_empty()
}

fn counted(status: Status) -> Option<Tries> {
    match status {
        Status::BLOCKED | Status::NOT_USABLE => Some(Tries::Blocked),
        _ => match status.tries()? {
            0 => Some(Tries::Blocked),
            left => Some(Tries::Left { count: left.into() }),
        },
    }
}

/// Why there is no certificate: there is none, or the card says something else of it.
fn no_certificate(status: Status) -> Trouble {
    match status {
        Status::DONE | Status::END_OF_FILE | Status::NOT_FOUND => {
            Trouble::Certificate(Unfit::Unreadable)
        }
        other => unclear(other),
    }
}

fn unclear(status: Status) -> Trouble {
    Trouble::Unclear {
        status: status.0.into(),
    }
}

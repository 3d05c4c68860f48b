//! Who gets in: this computer's browser that was let in once, and nobody else.
//!
//! What it defends against: another user of this computer, who can reach the port but knows neither
//! the host name nor the cookie; other sites in the same browser, which can't send a strict cookie
//! (RFC 6265bis §5.6.7.1) or our origin; a name that is made to lead here (DNS rebinding), which is
//! not ours. Cookies know no port: so each start has a host name of its own.

use super::entry::Page;
use std::sync::{Mutex, MutexGuard, PoisonError};
use subtle::ConstantTimeEq;

/// Bytes of each secret.
const LENGTH: usize = 32;
/// Bytes of the host name: not a secret that protects alone, and part of an address.
const HOST_LENGTH: usize = 10;

/// The cookie's name.
const COOKIE: &str = "card-points";

/// The door.
pub struct Door {
    authority: String,
    cookie: String,
    ticket: Mutex<Option<Ticket>>,
}

/// Lets in once. Its file, where it has one, goes with it.
struct Ticket {
    token: String,
    page: Option<Page>,
}

impl Door {
    /// A door with secrets of its own, from the system's random number generator.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        let host = random(HOST_LENGTH)?;
        let ticket = Ticket {
            token: random(LENGTH)?,
            page: None,
        };
        Ok(Self {
            authority: format!("cp-{host}.localhost:{port}"),
            cookie: random(LENGTH)?,
            ticket: Mutex::new(Some(ticket)),
        })
    }

    fn ticket(&self) -> MutexGuard<'_, Option<Ticket>> {
        self.ticket.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address that everything here begins with.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// What lets in once; `None`: it has, or the door is shut.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        Some(self.ticket().as_ref()?.token.clone())
    }

    /// Keeps the file with the token for as long as the token is good.
    pub fn keep(&self, page: Page) {
        if let Some(ticket) = &mut *self.ticket() {
            ticket.page = Some(page);
        }
    }

    /// Whether this is our name (RFC 9110 §4.2.3: in any case), as a request has it.
    #[must_use]
    pub fn is_host(&self, host: &str) -> bool {
        host.eq_ignore_ascii_case(&self.authority)
    }

    /// Whether a form came from a page of ours.
    #[must_use]
    pub fn is_origin(&self, origin: Option<&str>) -> bool {
        origin == Some(&self.origin())
    }

    /// Whether a Cookie header has ours in it.
    #[must_use]
    pub fn is_known(&self, cookies: Option<&str>) -> bool {
        let mut values = cookies
            .unwrap_or_default()
            .split(';')
            .filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='));
        values.any(|value| same(value, &self.cookie))
    }

    /// Lets in whoever brings the token, once: the Set-Cookie header.
    pub fn enter(&self, token: &str) -> Option<String> {
        self.ticket().take_if(|ticket| same(token, &ticket.token))?;
        let cookie = &self.cookie;
        Some(format!(
            "{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict"
        ))
    }

    /// Lets nobody in any more; gives whether somebody still could have come.
    pub fn shut(&self) -> bool {
        self.ticket().take().is_some()
    }
}

/// In a time that tells nothing about where they differ.
fn same(brought: &str, ours: &str) -> bool {
    brought.as_bytes().ct_eq(ours.as_bytes()).into()
}

/// So many random bytes in lower-case hex.
///
/// # Errors
/// When the system has no randomness.
pub fn random(length: usize) -> Result<String, getrandom::Error> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door() -> Door {
        Door::new(4711).unwrap()
    }

    /// What a browser sends back.
    fn sent(set: &str) -> String {
        set.split(';').next().unwrap().to_owned()
    }

    #[test]
    fn the_token_lets_in_once() {
        let door = door();
        let token = door.token().unwrap();
        let set = door.enter(&token).unwrap();
        assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        assert!(door.is_known(Some(&sent(&set))));
        assert_eq!(door.token(), None);
        assert_eq!(door.enter(&token), None);
    }

    #[test]
    fn a_wrong_token_lets_nobody_in_and_the_right_one_stays_good() {
        let door = door();
        let token = door.token().unwrap();
        for wrong in ["", "0", &token[1..], &format!("{token}0")] {
            assert_eq!(door.enter(wrong), None);
        }
        assert!(door.enter(&token).is_some());
    }

    #[test]
    fn a_shut_door_lets_nobody_in_but_who_is_in_stays_known() {
        let shut = door();
        let token = shut.token().unwrap();
        assert!(shut.shut());
        assert_eq!(shut.enter(&token), None);

        let passed = door();
        let cookie = sent(&passed.enter(&passed.token().unwrap()).unwrap());
        assert!(!passed.shut(), "nobody is kept out who was let in");
        assert!(passed.is_known(Some(&cookie)));
    }

    #[test]
    fn nobody_is_known_before_the_door_was_passed_or_by_another_cookie() {
        let door = door();
        assert!(!door.is_known(None));
        let cookie = sent(&door.enter(&door.token().unwrap()).unwrap());
        for wrong in [
            "",
            "card-points=",
            "card-points",
            &cookie[..cookie.len() - 1],
        ] {
            assert!(!door.is_known(Some(wrong)), "{wrong}");
        }
        assert!(!door.is_known(Some(&format!("x{cookie}"))));
        assert!(door.is_known(Some(&format!("other=1; {cookie}; more=2"))));
    }

    #[test]
    fn only_our_own_name_is_our_host_and_origin() {
        let door = door();
        for wrong in ["localhost:4711", "127.0.0.1:4711", "evil.example", ""] {
            assert!(!door.is_host(wrong));
            assert!(!door.is_origin(Some(&format!("http://{wrong}"))));
        }
        assert!(!door.is_origin(None) && !door.is_origin(Some("null")));
        assert!(door.is_host(&door.authority));
        assert!(door.is_host(&door.authority.to_uppercase()));
        assert!(door.is_origin(Some(&door.origin())));
    }

    #[test]
    fn each_start_has_a_name_of_its_own() {
        assert_ne!(door().authority, door().authority);
        let label = door().authority.split('.').next().unwrap().len();
        assert!(label <= 63, "RFC 1035 §2.3.4");
    }
}

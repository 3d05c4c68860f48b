//! Access control: the one browser of this computer that has entered, and nobody else.
//!
//! It defends against another user of this computer, who can reach the port but knows neither the host
//! name nor the cookie; against other sites in the same browser, which can't send a strict cookie (RFC
//! 6265bis §5.6.7.1) or our origin; and against a foreign name that resolves to this computer (DNS
//! rebinding). Cookies are shared by all ports of a host, so each start has a host name of its own.

use super::entry_file::EntryFile;
use super::random::random_hex;
use cookie::{Cookie, SameSite};
use std::sync::{Mutex, MutexGuard, PoisonError};
use subtle::ConstantTimeEq;

/// Length of each secret, in bytes.
const SECRET_BYTES: usize = 32;
/// Length of the random part of the host name, in bytes: it is part of an address, and no secret that
/// protects alone.
const HOST_NAME_BYTES: usize = 10;

/// The cookie's name.
const COOKIE_NAME: &str = "card-points";

/// Decides which requests are answered.
pub struct AccessControl {
    authority: String,
    cookie: String,
    entry_token: Mutex<Option<EntryToken>>,
}

/// A token that is valid for one entry. Its file, if it has one, is removed with it.
struct EntryToken {
    token: String,
    file: Option<EntryFile>,
}

impl AccessControl {
    /// Access control with new secrets from the system's random number generator.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        let host = random_hex(HOST_NAME_BYTES)?;
        let entry_token = EntryToken {
            token: random_hex(SECRET_BYTES)?,
            file: None,
        };
        Ok(Self {
            authority: format!("cp-{host}.localhost:{port}"),
            cookie: random_hex(SECRET_BYTES)?,
            entry_token: Mutex::new(Some(entry_token)),
        })
    }

    fn entry_token(&self) -> MutexGuard<'_, Option<EntryToken>> {
        self.entry_token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The origin of all pages.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// The token for the one entry; `None` if it was redeemed or entry is closed.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        Some(self.entry_token().as_ref()?.token.clone())
    }

    /// Keeps the file with the token until the token is redeemed or entry is closed.
    pub fn keep_file(&self, file: EntryFile) {
        if let Some(entry_token) = &mut *self.entry_token() {
            entry_token.file = Some(file);
        }
    }

    /// Whether `host` is our host with its port, in any case (RFC 9110 §4.2.3).
    #[must_use]
    pub fn is_host(&self, host: &str) -> bool {
        host.eq_ignore_ascii_case(&self.authority)
    }

    /// Whether an Origin header names our pages.
    #[must_use]
    pub fn is_origin(&self, origin: Option<&str>) -> bool {
        origin == Some(&self.origin())
    }

    /// Whether a Cookie header contains our cookie.
    #[must_use]
    pub fn has_cookie(&self, cookies: Option<&str>) -> bool {
        let cookies = Cookie::split_parse(cookies.unwrap_or_default()).flatten();
        let mut ours = cookies.filter(|cookie| cookie.name() == COOKIE_NAME);
        ours.any(|cookie| constant_time_eq(cookie.value(), &self.cookie))
    }

    /// Redeems the token: the Set-Cookie header, or `None` if the token is wrong or was redeemed.
    pub fn redeem(&self, token: &str) -> Option<String> {
        self.entry_token()
            .take_if(|entry_token| constant_time_eq(token, &entry_token.token))?;
        let cookie = Cookie::build((COOKIE_NAME, &self.cookie))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Strict);
        Some(cookie.to_string())
    }

    /// Closes entry; returns whether the token was still valid.
    pub fn close(&self) -> bool {
        self.entry_token().take().is_some()
    }
}

/// Compares in a time that does not depend on where the strings differ.
fn constant_time_eq(received: &str, expected: &str) -> bool {
    received.as_bytes().ct_eq(expected.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> AccessControl {
        AccessControl::new(4711).unwrap()
    }

    /// The Cookie header that a browser sends after `set_cookie`.
    fn cookie_pair(set_cookie: &str) -> String {
        set_cookie.split(';').next().unwrap().to_owned()
    }

    #[test]
    fn the_token_is_valid_once() {
        let access = access();
        let token = access.token().unwrap();
        let set_cookie = access.redeem(&token).unwrap();
        let mut attributes: Vec<_> = set_cookie.split("; ").skip(1).collect();
        attributes.sort_unstable();
        assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Strict"]);
        assert!(access.has_cookie(Some(&cookie_pair(&set_cookie))));
        assert_eq!(access.token(), None);
        assert_eq!(access.redeem(&token), None);
    }

    #[test]
    fn a_wrong_token_is_refused_and_the_right_one_stays_valid() {
        let access = access();
        let token = access.token().unwrap();
        for wrong in ["", "0", &token[1..], &format!("{token}0")] {
            assert_eq!(access.redeem(wrong), None);
        }
        assert!(access.redeem(&token).is_some());
    }

    #[test]
    fn closed_entry_refuses_the_token_but_keeps_the_cookie_valid() {
        let closed = access();
        let token = closed.token().unwrap();
        assert!(closed.close());
        assert_eq!(closed.redeem(&token), None);

        let entered = access();
        let cookie = cookie_pair(&entered.redeem(&entered.token().unwrap()).unwrap());
        assert!(!entered.close(), "the token was redeemed");
        assert!(entered.has_cookie(Some(&cookie)));
    }

    #[test]
    fn no_cookie_and_no_other_cookie_gives_access() {
        let access = access();
        assert!(!access.has_cookie(None));
        let cookie = cookie_pair(&access.redeem(&access.token().unwrap()).unwrap());
        for wrong in [
            "",
            "card-points=",
            "card-points",
            &cookie[..cookie.len() - 1],
        ] {
            assert!(!access.has_cookie(Some(wrong)), "{wrong}");
        }
        assert!(!access.has_cookie(Some(&format!("x{cookie}"))));
        assert!(access.has_cookie(Some(&format!("other=1; {cookie}; more=2"))));
    }

    #[test]
    fn only_our_own_host_and_origin_are_accepted() {
        let access = access();
        for wrong in ["localhost:4711", "127.0.0.1:4711", "evil.example", ""] {
            assert!(!access.is_host(wrong));
            assert!(!access.is_origin(Some(&format!("http://{wrong}"))));
        }
        assert!(!access.is_origin(None) && !access.is_origin(Some("null")));
        assert!(access.is_host(&access.authority));
        assert!(access.is_host(&access.authority.to_uppercase()));
        assert!(access.is_origin(Some(&access.origin())));
    }

    #[test]
    fn each_start_has_its_own_host_name() {
        assert_ne!(access().authority, access().authority);
        let label = access().authority.split('.').next().unwrap().len();
        assert!(label <= 63, "RFC 1035 §2.3.4");
    }
}

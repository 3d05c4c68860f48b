//! Who gets in: this computer's browser that was let in once, and nobody else.
//!
//! What it defends against: another user of this computer, who can reach the port but knows neither
//! the host name nor the cookie; other sites in the same browser, which can't send a strict cookie
//! (RFC 6265bis §5.6.7.1) or our origin; a name that is made to lead here (DNS rebinding), whose Host
//! header is not ours. Cookies know no port: so each start has a host name of its own.

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
    /// Lets in once; `None`: it has.
    token: Option<String>,
    cookie: String,
}

impl Door {
    /// A door with secrets of its own, from the system's random number generator.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        let host = random(HOST_LENGTH)?;
        Ok(Self {
            authority: format!("cp-{host}.localhost:{port}"),
            token: Some(random(LENGTH)?),
            cookie: random(LENGTH)?,
        })
    }

    /// The address that everything here begins with.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// What lets in once; `None`: it has.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Whether a Host header is ours.
    #[must_use]
    pub fn is_host(&self, host: Option<&str>) -> bool {
        host == Some(&self.authority)
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
    pub fn enter(&mut self, token: &str) -> Option<String> {
        if !same(token, self.token.as_deref()?) {
            return None;
        }
        self.token = None;
        let cookie = &self.cookie;
        Some(format!(
            "{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict"
        ))
    }
}

/// In a time that tells nothing about where they differ.
fn same(brought: &str, ours: &str) -> bool {
    brought.as_bytes().ct_eq(ours.as_bytes()).into()
}

/// So many random bytes in lower-case hex.
fn random(length: usize) -> Result<String, getrandom::Error> {
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
        let mut door = door();
        let token = door.token().unwrap().to_owned();
        let set = door.enter(&token).unwrap();
        assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        assert!(door.is_known(Some(&sent(&set))));
        assert_eq!(door.token(), None);
        assert_eq!(door.enter(&token), None);
    }

    #[test]
    fn a_wrong_token_lets_nobody_in_and_the_right_one_stays_good() {
        let mut door = door();
        let token = door.token().unwrap().to_owned();
        for wrong in ["", "0", &token[1..], &format!("{token}0")] {
            assert_eq!(door.enter(wrong), None);
        }
        assert!(door.enter(&token).is_some());
    }

    #[test]
    fn nobody_is_known_before_the_door_was_passed_or_by_another_cookie() {
        let mut door = door();
        assert!(!door.is_known(None));
        let token = door.token().unwrap().to_owned();
        let cookie = sent(&door.enter(&token).unwrap());
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
            assert!(!door.is_host(Some(wrong)));
            assert!(!door.is_origin(Some(&format!("http://{wrong}"))));
        }
        assert!(!door.is_host(None));
        assert!(!door.is_origin(None) && !door.is_origin(Some("null")));
        assert!(door.is_host(Some(&*door.authority)));
        assert!(door.is_origin(Some(&door.origin())));
    }

    #[test]
    fn each_start_has_a_name_of_its_own() {
        assert_ne!(door().authority, door().authority);
        let label = door().authority.split('.').next().unwrap().len();
        assert!(label <= 63, "RFC 1035 §2.3.4");
    }
}

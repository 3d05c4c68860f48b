//! Challenges: stateless tokens that only this backend can issue.
//!
//! base64url of (expiry, 8 bytes big-endian seconds since 1970 ‖ 16 random bytes ‖ HMAC-SHA256 of
//! both). A challenge is not bound to a person and not stored: it only has to reject signatures
//! that are old or made for another server. A repeated submission is recognised by its digest.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use card_points::application::base64url;
use card_points::backend::Challenge;
use jiff::Timestamp;
use ring::hmac;

/// How long a challenge is valid, in seconds.
pub const CHALLENGE_LIFETIME_SECONDS: i32 = 600;

const RANDOM_BYTES: usize = 16;
const AUTHENTICATED_BYTES: usize = 8 + RANDOM_BYTES;

/// Issues and checks challenges with one secret key.
pub struct ChallengeIssuer(hmac::Key);

impl ChallengeIssuer {
    /// `key`: 32 random bytes. The ledger stores them, so that challenges survive a restart.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// Issues a challenge.
    #[must_use]
    pub fn issue(&self, now: Timestamp, random: &[u8; RANDOM_BYTES]) -> Challenge {
        let expires = now.as_second() + i64::from(CHALLENGE_LIFETIME_SECONDS);
        let mut token = expires.to_be_bytes().to_vec();
        token.extend_from_slice(random);
        let tag = hmac::sign(&self.0, &token);
        token.extend_from_slice(tag.as_ref());
        Challenge {
            challenge: base64url(&token),
            seconds: CHALLENGE_LIFETIME_SECONDS,
        }
    }

    /// Whether this backend issued the challenge and it has not expired.
    #[must_use]
    pub fn accepts(&self, challenge: &str, now: Timestamp) -> bool {
        let Ok(token) = URL_SAFE_NO_PAD.decode(challenge) else {
            return false;
        };
        let Some((authenticated, tag)) = token.split_at_checked(AUTHENTICATED_BYTES) else {
            return false;
        };
        let Some((expires, _)) = authenticated.split_first_chunk() else {
            return false;
        };
        hmac::verify(&self.0, authenticated, tag).is_ok()
            && now.as_second() < i64::from_be_bytes(*expires)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const NOW: Timestamp = Timestamp::constant(1_795_000_000, 0);

    fn later(seconds: i64) -> Timestamp {
        NOW + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn a_challenge_is_valid_for_ten_minutes_and_not_a_second_longer() {
        let issuer = ChallengeIssuer::new(&[7; 32]);
        let issued = issuer.issue(NOW, &[1; 16]);
        assert_eq!(issued.seconds, 600);
        assert!(issuer.accepts(&issued.challenge, later(599)));
        assert!(!issuer.accepts(&issued.challenge, later(600)));
    }

    #[test]
    fn a_challenge_of_another_server_is_not_accepted() {
        let issued = ChallengeIssuer::new(&[8; 32]).issue(NOW, &[1; 16]);
        assert!(!ChallengeIssuer::new(&[7; 32]).accepts(&issued.challenge, NOW));
    }

    #[test]
    fn a_challenge_with_any_byte_changed_is_not_accepted() {
        let issuer = ChallengeIssuer::new(&[7; 32]);
        let issued = issuer.issue(NOW, &[1; 16]).challenge;
        let token = URL_SAFE_NO_PAD.decode(issued).unwrap();
        for nth in 0..token.len() {
            let mut forged = token.clone();
            forged[nth] ^= 1;
            assert!(!issuer.accepts(&base64url(&forged), NOW), "byte {nth}");
        }
        for length in 0..token.len() {
            assert!(!issuer.accepts(&base64url(&token[..length]), NOW));
        }
        assert!(!issuer.accepts("not base64url!", NOW));
    }
}

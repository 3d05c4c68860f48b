//! Challenges: stateless tokens that only this server can have made.
//!
//! base64url of (expiry, 8 bytes big-endian seconds since 1970 ‖ 16 random bytes ‖ HMAC-SHA256 of
//! both). Bound to nothing personal and remembered nowhere: what a challenge must stop is an old
//! or foreign signature, and sending the same signature twice is answered by its digest.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use card_points::application::base64url;
use card_points::backend::Challenge;
use jiff::Timestamp;
use ring::hmac;

/// How long a challenge lives, in seconds.
pub const CHALLENGE_LIFETIME_SECONDS: i32 = 600;

const RANDOM_BYTES: usize = 16;
const AUTHENTICATED_BYTES: usize = 8 + RANDOM_BYTES;

/// The key that challenges are made with.
pub struct ChallengeIssuer(hmac::Key);

impl ChallengeIssuer {
    /// From 32 random bytes, which the ledger keeps: a restart then leaves challenges alive.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// Makes one.
    #[must_use]
    pub fn issue(&self, now: Timestamp, random: &[u8; RANDOM_BYTES]) -> Challenge {
        let until = now.as_second() + i64::from(CHALLENGE_LIFETIME_SECONDS);
        let mut token = until.to_be_bytes().to_vec();
        token.extend_from_slice(random);
        let tag = hmac::sign(&self.0, &token);
        token.extend_from_slice(tag.as_ref());
        Challenge {
            challenge: base64url(&token),
            seconds: CHALLENGE_LIFETIME_SECONDS,
        }
    }

    /// Whether this server made it and it is still alive.
    #[must_use]
    pub fn accepts(&self, challenge: &str, now: Timestamp) -> bool {
        let Ok(token) = URL_SAFE_NO_PAD.decode(challenge) else {
            return false;
        };
        let Some((signed, tag)) = token.split_at_checked(AUTHENTICATED_BYTES) else {
            return false;
        };
        let Some((until, _)) = signed.split_first_chunk() else {
            return false;
        };
        hmac::verify(&self.0, signed, tag).is_ok() && now.as_second() < i64::from_be_bytes(*until)
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
    fn a_challenge_lives_ten_minutes_and_not_a_second_more() {
        let challenges = ChallengeIssuer::new(&[7; 32]);
        let made = challenges.issue(NOW, &[1; 16]);
        assert_eq!(made.seconds, 600);
        assert!(challenges.accepts(&made.challenge, later(599)));
        assert!(!challenges.accepts(&made.challenge, later(600)));
    }

    #[test]
    fn a_challenge_of_another_server_is_not_taken() {
        let made = ChallengeIssuer::new(&[8; 32]).issue(NOW, &[1; 16]);
        assert!(!ChallengeIssuer::new(&[7; 32]).accepts(&made.challenge, NOW));
    }

    #[test]
    fn a_challenge_with_any_byte_changed_is_not_taken() {
        let challenges = ChallengeIssuer::new(&[7; 32]);
        let made = challenges.issue(NOW, &[1; 16]).challenge;
        let token = URL_SAFE_NO_PAD.decode(made).unwrap();
        for nth in 0..token.len() {
            let mut forged = token.clone();
            forged[nth] ^= 1;
            assert!(!challenges.accepts(&base64url(&forged), NOW), "byte {nth}");
        }
        for length in 0..token.len() {
            assert!(!challenges.accepts(&base64url(&token[..length]), NOW));
        }
        assert!(!challenges.accepts("not base64url!", NOW));
    }
}

//! Receipt numbers and Individual Key IDs, derived from the randomness of a request.

use jiff::civil::Date;
use ring::hmac;

/// Digits and capital letters, without those that look alike (0 and O, 1 and I).
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// An endless sequence of IDs from 32 random bytes. If an ID is in use, the caller asks for the
/// next one.
#[derive(Clone)]
pub struct IdGenerator(hmac::Key);

impl IdGenerator {
    /// A sequence that is determined by 32 random bytes.
    #[must_use]
    pub fn new(random: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, random))
    }

    /// The `nth` Individual Key ID (マイキーID): eight letters and digits.
    #[must_use]
    pub fn individual_key_id(&self, nth: u32) -> String {
        self.eight_characters(b"individual key id", nth)
    }

    /// The `nth` receipt number for `day`, e.g. `2026-1124-7KQ4-9XWM`.
    #[must_use]
    pub fn receipt_number(&self, day: Date, nth: u32) -> String {
        let eight = self.eight_characters(b"receipt", nth);
        format!(
            "{}-{}-{}",
            day.strftime("%Y-%m%d"),
            &eight[..4],
            &eight[4..]
        )
    }

    fn eight_characters(&self, label: &[u8], nth: u32) -> String {
        let tag = hmac::sign(&self.0, &[label, &nth.to_be_bytes()].concat());
        let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte & 31)]);
        tag.as_ref()[..8].iter().map(letter).collect()
    }
}

impl std::fmt::Debug for IdGenerator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdGenerator(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ids_have_no_letters_that_look_alike() {
        let ids = IdGenerator::new(&[3; 32]);
        for nth in 0..1000 {
            let id = ids.individual_key_id(nth);
            assert_eq!(id.len(), 8);
            assert!(id.bytes().all(|letter| ALPHABET.contains(&letter)), "{id}");
            assert!(!id.contains(['0', 'O', '1', 'I']), "{id}");
        }
    }

    #[test]
    fn a_receipt_number_starts_with_its_day() {
        let number = IdGenerator::new(&[3; 32]).receipt_number(date(2026, 11, 4), 0);
        assert!(number.starts_with("2026-1104-"), "{number}");
        assert_eq!(number.len(), "2026-1124-7KQ4-9XWM".len());
    }

    #[test]
    fn the_next_id_is_a_different_one() {
        let ids = IdGenerator::new(&[3; 32]);
        assert_ne!(ids.individual_key_id(0), ids.individual_key_id(1));
        assert_ne!(
            IdGenerator::new(&[4; 32]).individual_key_id(0),
            ids.individual_key_id(0)
        );
    }
}

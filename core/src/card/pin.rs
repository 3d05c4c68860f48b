//! The 4-digit password.

use crate::text::half_width;
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// The length of the password in digits.
pub const PASSWORD_DIGITS: i32 = 4;

/// The 4-digit password (暗証番号): exactly four ASCII digits. It is wiped when it is dropped, and nothing
/// shows it.
#[derive(ZeroizeOnDrop)]
pub struct Pin(Box<[u8; 4]>);

impl Pin {
    /// A password of exactly four ASCII digits. Full-width digits are accepted, too. `None` for anything
    /// else, which must not reach the card: a wrong VERIFY uses a try.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        // The digits are on the heap from the start, so moving a `Pin` leaves no copy on the stack.
        let mut digits = Box::new([0; 4]);
        let mut typed = typed.chars().map(half_width);
        for digit in digits.iter_mut() {
            *digit = match typed.next()? {
                ascii @ '0'..='9' => ascii as u8,
                _ => return None,
            };
        }
        typed.next().is_none().then(|| Self(digits))
    }

    /// The ASCII digits, for VERIFY.
    pub(super) fn digits(&self) -> &[u8] {
        &self.0[..]
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_four_digits_are_accepted_in_either_width() {
        assert_eq!(Pin::new("7319").expect("four digits").digits(), b"7319");
        assert_eq!(Pin::new("７３1９").expect("four digits").digits(), b"7319");
        for typed in ["", "731", "73190", "731x", " 7319", "7319 ", "٧٣١٩", "-731"] {
            assert!(Pin::new(typed).is_none(), "{typed:?} is not four digits");
        }
    }

    #[test]
    fn debug_shows_no_digit() {
        assert_eq!(format!("{:?}", Pin::new("7319")), "Some(Pin(..))");
    }
}

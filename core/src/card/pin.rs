//! The 4-digit password.

use std::fmt;
use zeroize::ZeroizeOnDrop;

/// Length of the password in digits, as a question shows it.
pub const PASSWORD_DIGITS: i32 = 4;

/// The 4-digit password (暗証番号): exactly four ASCII digits, wiped when dropped, shown by nothing.
#[derive(ZeroizeOnDrop)]
pub struct Pin(Box<[u8; 4]>);

impl Pin {
    /// Takes exactly four ASCII digits; full-width digits are taken too.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        // On the heap from the start: moving a `Pin` leaves no digits behind on the stack.
        let mut digits = Box::new([0; 4]);
        let mut typed = typed.chars();
        for digit in digits.iter_mut() {
            *digit = match typed.next()? {
                ascii @ '0'..='9' => ascii as u8,
                wide @ '０'..='９' => b'0' + (wide as u32 - '０' as u32) as u8,
                _ => return None,
            };
        }
        typed.next().is_none().then(|| Self(digits))
    }

    /// The digits, for the one command that carries them.
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
    fn exactly_four_digits_are_taken_in_either_width() {
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

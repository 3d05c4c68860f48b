//! Turns what a person typed into the form that the payment service knows. Display, signature and the
//! check that an account is used once all take this form.

use super::{AccountField, CharacterSet, CheckDigit, FieldRule};
use crate::text::half_width;
use zeroize::Zeroizing;

impl AccountField {
    /// Normalises and checks a typed value.
    ///
    /// Full-width characters become half-width. Spaces, hyphens and dashes are removed, and letters become
    /// capitals. In [`CharacterSet::Printable`], which is for passwords, only the white space at both ends
    /// is removed.
    ///
    /// # Errors
    /// The first [`FieldRule`] that the value breaks, in the order of the enum. So a missing digit is
    /// reported before the check digit, which does not match without it.
    pub fn normalise(&self, typed: &str) -> Result<String, FieldRule> {
        let mut value = self.fold(typed);
        self.check_value(&value)?;
        Ok(std::mem::take(&mut *value))
    }

    /// The normalised value. It may be a security code, so it is wiped if the check refuses it.
    fn fold(&self, typed: &str) -> Zeroizing<String> {
        // The value is never longer than the typed one, so the buffer never grows. Growing would leave an
        // unwiped copy behind.
        let mut value = Zeroizing::new(String::with_capacity(typed.len()));
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        for c in typed.chars().map(half_width) {
            match self.characters {
                CharacterSet::Printable => value.push(c),
                _ if c.is_whitespace() || is_invisible(c) || is_hyphen(c) => {}
                CharacterSet::Digits => value.push(c),
                CharacterSet::CapitalsAndDigits => value.push(c.to_ascii_uppercase()),
            }
        }
        value
    }

    fn check_value(&self, value: &str) -> Result<(), FieldRule> {
        let rules = [
            (!value.is_empty(), FieldRule::Missing),
            (self.characters.contains_all(value), FieldRule::Characters),
            (length(value) >= self.least, FieldRule::TooShort),
            (length(value) <= self.most, FieldRule::TooLong),
            (value.starts_with(&self.prefix), FieldRule::Prefix),
            (
                self.check.is_none_or(|check| check.matches(value)),
                FieldRule::CheckDigit,
            ),
        ];
        match rules.into_iter().find(|(keeps, _)| !keeps) {
            Some((_, rule)) => Err(rule),
            None => Ok(()),
        }
    }
}

/// The number of characters.
fn length(value: &str) -> i32 {
    i32::try_from(value.chars().count()).unwrap_or(i32::MAX)
}

impl CharacterSet {
    /// Whether all characters of `value` are in this set.
    pub(super) fn contains_all(self, value: &str) -> bool {
        value.bytes().all(|byte| match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::CapitalsAndDigits => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            Self::Printable => (b' '..=b'~').contains(&byte),
        })
    }
}

impl CheckDigit {
    /// Whether the last digit of `digits` is the check digit of the others.
    fn matches(self, digits: &str) -> bool {
        let mut sum = 0;
        for (nth, byte) in digits.bytes().rev().enumerate() {
            if !byte.is_ascii_digit() {
                return false;
            }
            let digit = u32::from(byte - b'0');
            sum += match (self, nth % 2) {
                (_, 0) => digit,
                (Self::Luhn, _) => digit * 2 / 10 + digit * 2 % 10,
                (Self::Gs1, _) => digit * 3,
            };
            sum %= 10;
        }
        sum == 0
    }
}

/// An account number in groups of four, which are easy to compare: `1234 5678 9012`.
#[must_use]
pub fn grouped(account: &str) -> String {
    let mut groups = String::with_capacity(account.len() + account.len() / 4);
    for (nth, c) in account.chars().enumerate() {
        if nth > 0 && nth % 4 == 0 {
            groups.push(' ');
        }
        groups.push(c);
    }
    groups
}

/// Whether keyboards and apps use `c` as a hyphen: dashes, minus signs, long vowel marks, box lines.
fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' // hyphens, dashes
            | '\u{2043}' // hyphen bullet
            | '\u{2212}' | '\u{207b}' | '\u{208b}' // minus signs
            | '\u{2500}' | '\u{2501}' // box lines
            | '\u{30fc}' | '\u{ff70}' // long vowel marks
            | '\u{fe58}' | '\u{fe63}' // small dashes
    )
}

/// Whether `c` is an invisible character that a copied number can contain: a soft hyphen, or a mark of
/// width or direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests;

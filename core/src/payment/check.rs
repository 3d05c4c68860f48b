//! Checks the list of payment services when it is loaded, so that code that uses it can rely on it.

use super::{AccountField, CharacterSet, FieldRule, PaymentService};
use crate::programme::{DataError, FieldPath, read_json};
use std::collections::HashSet;

/// The maximum length of an account field, in characters. It keeps a signed application small.
const MAX_FIELD_CHARACTERS: i32 = 100;

/// The maximum of [`PaymentService::register_days_before`], in days.
const MAX_DAYS_BEFORE: i32 = 365;

impl PaymentService {
    /// Reads and checks a list of services in JSON.
    ///
    /// # Errors
    /// [`DataError`] names the first invalid field, e.g. `[3].codes[0].least`.
    pub fn list_from_json(json: &str) -> Result<Vec<Self>, DataError> {
        let services: Vec<Self> = read_json(json)?;
        let mut numbers = HashSet::new();
        for (nth, service) in services.iter().enumerate() {
            let field = FieldPath::Root.nth(nth);
            service.check(field)?;
            field.name("number").check(
                numbers.insert(&service.number),
                format_args!("must be unique, {} is there twice", service.number),
            )?;
        }
        Ok(services)
    }

    fn check(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        let digits = self.number.strip_prefix("MP").unwrap_or_default();
        field.name("number").check(
            digits.len() == 7 && CharacterSet::Digits.contains_all(digits),
            format_args!("must be MP and seven digits, is {:?}", self.number),
        )?;
        field.name("name").check_localized(&self.name)?;
        field.name("reading").check(
            !self.reading.trim().is_empty() && self.reading.chars().all(is_reading),
            format_args!("must be hiragana, is {:?}", self.reading),
        )?;
        field.name("points").check_localized(&self.points)?;
        self.id.check_format(field.name("id"))?;
        field.name("codes").check(
            (1..=3).contains(&self.codes.len()),
            format_args!("must be 1 to 3, are {}", self.codes.len()),
        )?;
        for (nth, code) in self.codes.iter().enumerate() {
            code.check_format(field.name("codes").nth(nth))?;
        }
        let (from, period) = (self.windows.from, field.name("windows"));
        period
            .name("until")
            .check_not_before(from, self.windows.until)?;
        period
            .name("spend_until")
            .check_not_before(from, self.windows.spend_until)?;
        if let Some(days) = self.register_days_before {
            field
                .name("register_days_before")
                .check_range(days, 1, MAX_DAYS_BEFORE)?;
        }
        field
            .name("counts_from")
            .check_localized(&self.counts_from)?;
        field.name("arrives").check_localized(&self.arrives)?;
        let address = self.member_page.strip_prefix("https://");
        field.name("member_page").check(
            address.is_some_and(is_host_and_path),
            format_args!("must be an https address, is {:?}", self.member_page),
        )?;
        field.name("contact").check_localized(&self.contact)
    }
}

impl AccountField {
    fn check_format(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        field.name("label").check_localized(&self.label)?;
        field.name("hint").check_localized(&self.hint)?;
        field
            .name("least")
            .check_range(self.least, 1, MAX_FIELD_CHARACTERS)?;
        field
            .name("most")
            .check_range(self.most, self.least, MAX_FIELD_CHARACTERS)?;
        field.name("prefix").check(
            self.characters.contains_all(&self.prefix)
                && i32::try_from(self.prefix.len()).is_ok_and(|length| length <= self.least),
            format_args!(
                "must be of the field's characters and no longer than it, is {:?}",
                self.prefix
            ),
        )?;
        field.name("check").check(
            self.check.is_none() || self.characters == CharacterSet::Digits,
            "check digits are for digits only",
        )?;
        // A wrong check digit is allowed, because it makes sure that the example belongs to nobody.
        let broken_rule = self.normalise(&self.example).err();
        field.name("example").check(
            matches!(broken_rule, None | Some(FieldRule::CheckDigit)),
            format_args!("must keep the field's own rules, breaks {broken_rule:?}"),
        )
    }
}

/// Whether a reading can contain `c`: hiragana, the long vowel mark, and separators of words.
fn is_reading(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー' | '・' | ' ' | '　')
}

/// Whether this can follow `https://` in an address.
fn is_host_and_path(rest: &str) -> bool {
    !rest.is_empty() && !rest.starts_with('/') && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
pub(super) mod tests;

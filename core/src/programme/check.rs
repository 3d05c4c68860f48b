//! Checks the rules when they are loaded, so that code that uses them can rely on them.

use super::{Ages, DataError, FieldPath, Measure, Programme, Terms, Worth, read_json};

/// The maximum number of measures. With [`MAX_YEN`], it keeps sums of amounts from overflowing.
const MAX_MEASURES: usize = 100;
/// The maximum amount of a measure, in yen.
const MAX_YEN: i32 = 1_000_000;

/// The maximum of an age limit, in years: nobody is older.
const MAX_AGE_YEARS: i32 = 150;

impl Programme {
    /// Reads and checks rules in JSON.
    ///
    /// # Errors
    /// [`DataError`] names the first invalid field.
    pub fn from_json(json: &str) -> Result<Self, DataError> {
        let programme: Self = read_json(json)?;
        programme.check()?;
        Ok(programme)
    }

    fn check(&self) -> Result<(), DataError> {
        let root = FieldPath::Root;
        root.name("version").check_not_empty(&self.version)?;
        self.check_authorities(root.name("authorities"))?;
        self.check_measures(root.name("measures"))?;
        self.check_sharing(root.name("sharing"))?;
        self.ages.check(root.name("ages"))?;
        self.terms.check(root.name("terms"))?;
        for (nth, notice) in self.notices.iter().enumerate() {
            root.name("notices").nth(nth).check_localized(notice)?;
        }
        Ok(())
    }

    fn check_authorities(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        for (nth, authority) in self.authorities.iter().enumerate() {
            let is_hex_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            field.nth(nth).check(
                !authority.is_empty()
                    && authority.len().is_multiple_of(2)
                    && authority.bytes().all(is_hex_digit),
                format_args!("must be lower-case hex of whole bytes, is {authority:?}"),
            )?;
        }
        Ok(())
    }

    fn check_measures(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        field.check(
            (1..=MAX_MEASURES).contains(&self.measures.len()),
            format_args!("must be 1 to {MAX_MEASURES}, are {}", self.measures.len()),
        )?;
        for (nth, measure) in self.measures.iter().enumerate() {
            measure.check(field.nth(nth))?;
            field.nth(nth).name("id").check(
                self.measures[..nth].iter().all(|m| m.id != measure.id),
                format_args!("must be unique, {:?} is there twice", measure.id),
            )?;
        }
        Ok(())
    }

    /// Every measure must be in exactly one group.
    fn check_sharing(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        let mut grouped = Vec::new();
        for (nth, group) in self.sharing.iter().enumerate() {
            let field = field.nth(nth);
            field.check(!group.is_empty(), "must not be empty")?;
            for (nth, id) in group.iter().enumerate() {
                field.nth(nth).check(
                    self.measure(id).is_some(),
                    format_args!("there is no measure {id:?}"),
                )?;
                field.nth(nth).check(
                    !grouped.contains(&id),
                    format_args!("{id:?} is there twice"),
                )?;
                grouped.push(id);
            }
        }
        for measure in &self.measures {
            field.check(
                grouped.contains(&&measure.id),
                format_args!("the measure {:?} is in no group", measure.id),
            )?;
        }
        Ok(())
    }
}

impl Measure {
    fn check(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        let is_allowed = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        field.name("id").check(
            !self.id.is_empty() && self.id.bytes().all(is_allowed),
            format_args!("must be of a-z, 0-9 and hyphens, is {:?}", self.id),
        )?;
        field.name("name").check_localized(&self.name)?;
        field.name("about").check_localized(&self.about)?;
        self.worth.check(field.name("worth"))?;
        field.name("until").check_not_before(self.from, self.until)
    }
}

impl Worth {
    fn check(self, field: FieldPath<'_>) -> Result<(), DataError> {
        match self {
            Self::Fixed { yen } => field.name("fixed").name("yen").check_range(yen, 1, MAX_YEN),
            Self::Share { percent, of_up_to } => {
                let field = field.name("share");
                field.name("percent").check_range(percent, 1, 100)?;
                field.name("of_up_to").check_range(of_up_to, 1, MAX_YEN)
            }
        }
    }
}

impl Ages {
    fn check(self, field: FieldPath<'_>) -> Result<(), DataError> {
        let Self {
            representative_under,
            adult_from,
        } = self;
        field
            .name("representative_under")
            .check_range(representative_under, 1, MAX_AGE_YEARS)?;
        field
            .name("adult_from")
            .check_range(adult_from, representative_under, MAX_AGE_YEARS)
    }
}

impl Terms {
    fn check(&self, field: FieldPath<'_>) -> Result<(), DataError> {
        field.name("version").check_not_empty(&self.version)?;
        field
            .name("text")
            .check(!self.text.is_empty(), "must not be empty")?;
        for (nth, paragraph) in self.text.iter().enumerate() {
            field.name("text").nth(nth).check_localized(paragraph)?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests;

//! Reading data files so that an error names the field.

use crate::text::{Language, LocalizedText};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::fmt::{self, Display};

/// A data file that can't be used: which field, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct DataError {
    /// Path of the field, e.g. `measures[1].worth.share.percent`; `.` is the whole file.
    pub field: String,
    /// What is wrong with it, in words for whoever edits the file.
    pub problem: String,
}

/// Reads JSON of the shape of `T`, and nothing after it.
///
/// # Errors
/// [`DataError`] names the field.
pub fn read_json<T: DeserializeOwned>(json: &str) -> Result<T, DataError> {
    let mut json = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| DataError {
        field: error.path().to_string(),
        problem: error.inner().to_string(),
    })?;
    json.end().map_err(|error| DataError {
        field: ".".into(),
        problem: error.to_string(),
    })?;
    Ok(value)
}

/// Path of a field that is being checked, written out only if it is broken.
#[derive(Clone, Copy)]
pub(crate) enum FieldPath<'a> {
    Root,
    Named(&'a FieldPath<'a>, &'a str),
    Nth(&'a FieldPath<'a>, usize),
}

impl FieldPath<'_> {
    pub(crate) fn name<'a>(&'a self, name: &'a str) -> FieldPath<'a> {
        FieldPath::Named(self, name)
    }

    pub(crate) fn nth(&self, nth: usize) -> FieldPath<'_> {
        FieldPath::Nth(self, nth)
    }

    /// Refuses the field unless `holds`.
    pub(crate) fn check(&self, holds: bool, why: impl Display) -> Result<(), DataError> {
        if holds {
            return Ok(());
        }
        Err(DataError {
            field: self.to_string(),
            problem: why.to_string(),
        })
    }

    pub(crate) fn check_not_empty(&self, text: &str) -> Result<(), DataError> {
        self.check(!text.trim().is_empty(), "must not be empty")
    }

    pub(crate) fn check_range(&self, value: i32, least: i32, most: i32) -> Result<(), DataError> {
        let fits = (least..=most).contains(&value);
        self.check(fits, format_args!("must be {least} to {most}, is {value}"))
    }

    /// Languages that data files must provide have to say it; the others may leave it out, but not empty.
    pub(crate) fn check_localized(&self, text: &LocalizedText) -> Result<(), DataError> {
        for language in Language::ALL {
            let words = match text.0.get(&language) {
                None if !language.is_required_in_data() => continue,
                words => words.map_or("", String::as_str),
            };
            self.name(language.tag()).check_not_empty(words)?;
        }
        Ok(())
    }

    /// `until` is the field's own value, the last of the days that begin with `from`.
    pub(crate) fn check_not_before(
        &self,
        from: Option<Date>,
        until: Option<Date>,
    ) -> Result<(), DataError> {
        let (Some(from), Some(until)) = (from, until) else {
            return Ok(());
        };
        self.check(
            from <= until,
            format_args!("must not be before the start, {from}, is {until}"),
        )
    }
}

impl Display for FieldPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Named(FieldPath::Root, name) => f.write_str(name),
            Self::Named(parent, name) => write!(f, "{parent}.{name}"),
            Self::Nth(parent, nth) => write!(f, "{parent}[{nth}]"),
        }
    }
}

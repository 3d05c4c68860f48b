//! Reads and checks data files. An error names the field.

use crate::text::{Language, LocalizedText};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::fmt::{self, Display};

/// Why a data file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct DataError {
    /// The path of the invalid field, e.g. `measures[1].worth.share.percent`. `.` is the whole file.
    pub field: String,
    /// What is wrong with it, in English, for the editor of the file.
    pub problem: String,
}

/// Reads a `T` from JSON. Only white space may follow it.
///
/// # Errors
/// [`DataError`] names the invalid field.
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

/// The path of a field. It becomes text only if the field is invalid.
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

    /// An error with this `problem`, unless the field is `valid`.
    pub(crate) fn check(&self, valid: bool, problem: impl Display) -> Result<(), DataError> {
        if valid {
            return Ok(());
        }
        Err(DataError {
            field: self.to_string(),
            problem: problem.to_string(),
        })
    }

    pub(crate) fn check_not_empty(&self, text: &str) -> Result<(), DataError> {
        self.check(!text.trim().is_empty(), "must not be empty")
    }

    pub(crate) fn check_range(&self, value: i32, min: i32, max: i32) -> Result<(), DataError> {
        let valid = (min..=max).contains(&value);
        self.check(valid, format_args!("must be {min} to {max}, is {value}"))
    }

    /// Checks that the text exists in each language that data files must provide. In the other languages it
    /// may be absent, but not empty.
    pub(crate) fn check_localized(&self, text: &LocalizedText) -> Result<(), DataError> {
        for language in Language::ALL {
            let value = match text.0.get(&language) {
                None if !language.is_required_in_data() => continue,
                value => value.map_or("", String::as_str),
            };
            self.name(language.tag()).check_not_empty(value)?;
        }
        Ok(())
    }

    /// Checks that a period does not end before it starts. The field's value is `until`, the last day.
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

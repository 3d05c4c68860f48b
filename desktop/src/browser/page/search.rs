//! A search in a long list, as the query of an address.

use card_points::journey::{Choice, ChoiceSearch, FilterGroup};

/// What a person searches for.
#[derive(Debug, Clone, Default)]
pub struct ListSearch {
    /// A part of a name or reading.
    pub text: String,
    /// The ids of the active filters.
    pub filters: Vec<String>,
}

impl ListSearch {
    /// Reads a query such as `q=pay&kind=qr`.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut search = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "q" => search.text = value.into_owned(),
                "kind" => search.filters.push(value.into_owned()),
                _ => {}
            }
        }
        search
    }

    /// Whether nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.filters.is_empty()
    }

    /// Whether the filter `id` is active.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.filters.iter().any(|each| each == id)
    }

    /// The ids of the choices that are found.
    #[must_use]
    pub fn find(&self, choices: &[Choice], filter_groups: &[FilterGroup]) -> Vec<String> {
        let search = ChoiceSearch::new(choices.to_vec(), filter_groups.to_vec());
        search.find(&self.text, &self.filters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_a_text_and_any_number_of_filters() {
        let search = ListSearch::from_query("q=%E6%A1%9C+pay&kind=qr&kind=charge&other=1");
        assert_eq!(search.text, "桜 pay");
        assert!(search.has("qr") && search.has("charge") && !search.has("other"));
        assert!(ListSearch::from_query("").is_empty());
    }
}

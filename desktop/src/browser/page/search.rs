//! A search in a long list: by a part of a name or its reading, and by filters.

use super::fold::fold;
use card_points::journey::{Choice, Filter};

/// A search, as the query of an address contains it.
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

    /// Those of `choices` that are found. Filters of one group widen the search (this kind or that
    /// one), groups narrow it.
    pub(super) fn among<'a>(&self, choices: &'a [Choice], filters: &[Filter]) -> Vec<&'a Choice> {
        let typed = fold(&self.text);
        let groups: Vec<Vec<&str>> = filter_groups(choices, filters)
            .into_iter()
            .map(|ids| ids.into_iter().filter(|id| self.has(id)).collect())
            .filter(|active: &Vec<_>| !active.is_empty())
            .collect();
        let is_found = |choice: &&Choice| {
            search_key(choice).contains(&typed)
                && groups
                    .iter()
                    .all(|active| active.iter().any(|id| has_tag(choice, id)))
        };
        choices.iter().filter(is_found).collect()
    }
}

/// The text of a choice that a search compares.
pub(super) fn search_key(choice: &Choice) -> String {
    let (label, keywords) = (fold(&choice.label), fold(&choice.keywords));
    // Most names are their own reading.
    if keywords.contains(&label) {
        keywords
    } else {
        label + &keywords
    }
}

/// The ids of filters by group: no choice has two filters of a group.
pub(super) fn filter_groups<'a>(choices: &[Choice], filters: &'a [Filter]) -> Vec<Vec<&'a str>> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for Filter { id, .. } in filters {
        let is_exclusive = |other: &&str| {
            let mut both = choices.iter().filter(|choice| has_tag(choice, other));
            !both.any(|choice| has_tag(choice, id))
        };
        match groups.iter_mut().find(|ids| ids.iter().all(is_exclusive)) {
            Some(ids) => ids.push(id),
            None => groups.push(vec![id]),
        }
    }
    groups
}

fn has_tag(choice: &Choice, id: &str) -> bool {
    choice.tags.iter().any(|tag| tag == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(label: &str, keywords: &str, tags: &[&str]) -> Choice {
        Choice {
            keywords: keywords.into(),
            tags: tags.iter().map(|&tag| tag.into()).collect(),
            ..Choice::new(label, label)
        }
    }

    fn services() -> Vec<Choice> {
        vec![
            choice("ずんだペイ", "ずんだぺい MP0000001", &["qr", "charge"]),
            choice("Sakura Card", "さくらかーど", &["credit", "purchase"]),
            choice("電子のり", "でんしのり", &["e-money", "charge"]),
            choice("Momiji Debit", "もみじ", &["debit", "purchase"]),
        ]
    }

    fn found(text: &str, filters: &[&str]) -> Vec<String> {
        let search = ListSearch {
            text: text.into(),
            filters: filters.iter().map(|&id| id.into()).collect(),
        };
        let services = services();
        let found = search.among(&services, &kinds());
        found.iter().map(|service| service.id.clone()).collect()
    }

    #[test]
    fn a_service_is_found_by_its_name_and_its_reading_in_any_script_and_width() {
        for typed in ["ずんだ", "ズンダ", "ｽﾞﾝﾀﾞ", "ずんだ ペイ", "ＭＰ000000１"]
        {
            assert_eq!(found(typed, &[]), ["ずんだペイ"], "{typed}");
        }
        for typed in ["sakura", "ＳＡＫＵＲＡ　ｃａｒｄ", "サクラカード"] {
            assert_eq!(found(typed, &[]), ["Sakura Card"], "{typed}");
        }
        assert_eq!(found("電子", &[]), ["電子のり"]);
        assert!(found("ない", &[]).is_empty());
        assert_eq!(found("", &[]).len(), 4);
    }

    #[test]
    fn filters_of_one_group_widen_and_groups_narrow() {
        assert_eq!(found("", &["qr"]), ["ずんだペイ"]);
        assert_eq!(found("", &["qr", "credit"]), ["ずんだペイ", "Sakura Card"]);
        assert_eq!(found("", &["qr", "credit", "purchase"]), ["Sakura Card"]);
        assert_eq!(found("", &["charge", "purchase"]).len(), 4);
        assert!(found("", &["qr", "purchase"]).is_empty());
    }

    fn kinds() -> Vec<Filter> {
        let ids = ["qr", "credit", "e-money", "debit", "charge", "purchase"];
        let filter = |id: &str| Filter {
            id: id.into(),
            label: id.into(),
        };
        ids.map(filter).into()
    }

    #[test]
    fn filters_that_no_service_has_two_of_are_one_group() {
        assert_eq!(
            filter_groups(&services(), &kinds()),
            [
                vec!["qr", "credit", "e-money", "debit"],
                vec!["charge", "purchase"]
            ]
        );
    }
}

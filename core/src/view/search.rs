//! Search in a long list: by a part of a name or its reading, and by filters.

use super::question::{Choice, FilterGroup};
use crate::text::search_key;

/// Finds choices by what a person types and by filters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct ChoiceSearch {
    choices: Vec<Choice>,
    filter_groups: Vec<FilterGroup>,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl ChoiceSearch {
    /// A search among `choices`, the choices of
    /// [`QuestionForm::Choose`](super::QuestionForm::Choose), with their filters.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    #[must_use]
    pub fn new(choices: Vec<Choice>, filter_groups: Vec<FilterGroup>) -> Self {
        Self {
            choices,
            filter_groups,
        }
    }

    /// The ids of the choices whose name, reading or number contains what was `typed`, in any width,
    /// case or kana, and that `filters` (ids) let through, in the order of the list. Filters of one
    /// group widen the search (this kind or that one), those of another narrow it.
    #[must_use]
    pub fn find(&self, typed: &str, filters: &[String]) -> Vec<String> {
        let wanted = search_key(typed);
        let passes = |choice: &&Choice| {
            choice.search_key.contains(&wanted)
                && self
                    .filter_groups
                    .iter()
                    .all(|group| group.lets_through(choice, filters))
        };
        let found = self.choices.iter().filter(passes);
        found.map(|choice| choice.id.clone()).collect()
    }
}

impl FilterGroup {
    /// A group in which no filter is chosen lets everything through.
    fn lets_through(&self, choice: &Choice, chosen: &[String]) -> bool {
        let mut active = self
            .filters
            .iter()
            .filter(|filter| chosen.contains(&filter.id))
            .peekable();
        active.peek().is_none() || active.any(|filter| choice.filters.contains(&filter.id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::Filter;
    use super::*;

    fn choice(label: &str, reading: &str, filters: &[&str]) -> Choice {
        Choice {
            search_key: search_key(&format!("{label} {reading}")),
            filters: filters.iter().map(|&id| id.into()).collect(),
            ..Choice::new(label, label)
        }
    }

    fn search() -> ChoiceSearch {
        let group = |ids: &[&str]| FilterGroup {
            filters: ids
                .iter()
                .map(|&id| Filter {
                    id: id.into(),
                    label: id.into(),
                })
                .collect(),
        };
        ChoiceSearch::new(
            vec![
                choice("ずんだペイ", "ずんだぺい MP0000001", &["qr", "charge"]),
                choice("Sakura Card", "さくらかーど", &["credit", "purchase"]),
                choice("電子のり", "でんしのり", &["e-money", "charge"]),
                choice("Momiji Debit", "もみじ", &["debit", "purchase"]),
            ],
            vec![
                group(&["qr", "credit", "e-money", "debit"]),
                group(&["charge", "purchase"]),
            ],
        )
    }

    fn found(typed: &str, filters: &[&str]) -> Vec<String> {
        let filters: Vec<_> = filters.iter().map(|&id| id.to_owned()).collect();
        search().find(typed, &filters)
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
    fn filters_of_one_group_widen_and_those_of_another_narrow() {
        assert_eq!(found("", &["qr"]), ["ずんだペイ"]);
        assert_eq!(found("", &["qr", "credit"]), ["ずんだペイ", "Sakura Card"]);
        assert_eq!(found("", &["qr", "credit", "purchase"]), ["Sakura Card"]);
        assert_eq!(found("", &["charge", "purchase"]).len(), 4);
        assert!(found("", &["qr", "purchase"]).is_empty());
    }
}

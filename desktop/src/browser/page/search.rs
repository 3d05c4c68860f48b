//! A search in a long list: by a part of a name or its reading, and by filters.

use super::fold::fold;
use card_points::journey::{Choice, Filter};

/// A search, as it stands in the address.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What a name or reading has in it.
    pub text: String,
    /// The filters that are on.
    pub filters: Vec<String>,
}

impl Search {
    /// Whether nothing is searched for.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.filters.is_empty()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.filters.iter().any(|each| each == id)
    }

    /// Those of `choices` that it lets through. Filters of one question widen it (this kind or that
    /// one), those of another narrow it (and points for charging).
    pub(super) fn among<'a>(&self, choices: &'a [Choice], filters: &[Filter]) -> Vec<&'a Choice> {
        let wanted = fold(&self.text);
        let questions: Vec<Vec<&str>> = questions(choices, filters)
            .into_iter()
            .map(|ids| ids.into_iter().filter(|id| self.has(id)).collect())
            .filter(|on: &Vec<_>| !on.is_empty())
            .collect();
        let passes = |choice: &&Choice| {
            named(choice).contains(&wanted)
                && questions
                    .iter()
                    .all(|on| on.iter().any(|id| has_tag(choice, id)))
        };
        choices.iter().filter(passes).collect()
    }
}

/// What a search looks into.
pub(super) fn named(choice: &Choice) -> String {
    let (label, keywords) = (fold(&choice.label), fold(&choice.keywords));
    // Most names are their own reading.
    if keywords.contains(&label) {
        keywords
    } else {
        label + &keywords
    }
}

/// The ids of filters by the question that they answer: those that no choice has two of.
pub(super) fn questions<'a>(choices: &[Choice], filters: &'a [Filter]) -> Vec<Vec<&'a str>> {
    let mut questions: Vec<Vec<&str>> = Vec::new();
    for Filter { id, .. } in filters {
        let apart = |other: &&str| {
            let mut both = choices.iter().filter(|choice| has_tag(choice, other));
            !both.any(|choice| has_tag(choice, id))
        };
        match questions.iter_mut().find(|ids| ids.iter().all(apart)) {
            Some(ids) => ids.push(id),
            None => questions.push(vec![id]),
        }
    }
    questions
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
        let search = Search {
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
    fn filters_of_one_question_widen_and_those_of_another_narrow() {
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
    fn filters_that_no_service_has_two_of_answer_one_question() {
        assert_eq!(
            questions(&services(), &kinds()),
            [
                vec!["qr", "credit", "e-money", "debit"],
                vec!["charge", "purchase"]
            ]
        );
    }
}

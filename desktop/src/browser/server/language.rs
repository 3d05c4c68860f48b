//! The language that the browser asks for.

use card_points::text::{Language, match_language};

/// The best of our languages for an Accept-Language header (RFC 9110 §12.5.4).
pub fn accepted_language(accept_language: Option<&str>) -> Language {
    let mut wanted: Vec<(&str, f32)> = accept_language
        .unwrap_or_default()
        .split(',')
        .map(|range| {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse().ok());
            (tag.trim(), weight.unwrap_or(1.0))
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let tags = wanted.into_iter().map(|(tag, _)| tag.to_owned());
    match_language(tags.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_language_with_the_largest_weight_is_accepted() {
        for (header, language) in [
            ("ja,en-US;q=0.9,en;q=0.8", Language::Japanese),
            ("en-GB", Language::English),
            ("fr, de;q=0.8, ja;q=0.5", Language::Japanese),
            ("en;q=0.3, ja;q=0.9", Language::Japanese),
            ("ja-simple, ja;q=0.9", Language::PlainJapanese),
            ("ja;q=0, zh", Language::English),
            ("", Language::English),
            (";;q=,,", Language::English),
        ] {
            assert_eq!(accepted_language(Some(header)), language, "{header}");
        }
        assert_eq!(accepted_language(None), Language::English);
    }
}

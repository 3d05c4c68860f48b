//! Finding Application Spots by kind and place.

use card_points::backend::SpotList;
use card_points::spot::Spot;
use serde::Deserialize;

/// At most so many spots in one reply.
const MAX_SPOTS: usize = 50;

/// What is asked for; each left out or empty: any.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct SpotQuery {
    /// A kind's id, e.g. `post-office`.
    #[serde(default)]
    pub kind: String,
    /// Words of its name, prefecture or address.
    #[serde(default)]
    pub place: String,
}

/// The first of the spots that fit, and how many fit. Every word of `place` has to stand in the
/// name, prefecture or address, in any language.
pub fn find(spots: &[Spot], wanted: &SpotQuery) -> SpotList {
    let place = fold(&wanted.place);
    let words: Vec<&str> = place.split_whitespace().collect();
    let fits = |spot: &&Spot| {
        let kind = wanted.kind.is_empty() || spot.kind.id() == wanted.kind;
        kind && (words.is_empty() || {
            let text = search_text(spot);
            words.iter().all(|word| text.contains(word))
        })
    };
    let found: Vec<&Spot> = spots.iter().filter(fits).collect();
    SpotList {
        total: i32::try_from(found.len()).unwrap_or(i32::MAX),
        spots: found.into_iter().take(MAX_SPOTS).cloned().collect(),
    }
}

fn search_text(spot: &Spot) -> String {
    let parts = [&spot.prefecture, &spot.address, &spot.name];
    let texts = parts.iter().flat_map(|part| part.0.values());
    // A line break is in no word, so none is found across two parts.
    texts.map(|text| fold(text)).collect::<Vec<_>>().join("\n")
}

/// Small letters, half-width where there is one (U+FF01 to U+FF5E and the ideographic space), so
/// that `２－３` finds `2-3`.
fn fold(text: &str) -> String {
    let half = |letter: char| match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        other => other,
    };
    text.chars()
        .map(half)
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use card_points::spot::SpotKind;
    use card_points::text::{Language, LocalizedText};

    fn said(ja: &str, en: &str) -> LocalizedText {
        let texts = [(Language::Japanese, ja), (Language::English, en)];
        LocalizedText(
            texts
                .map(|(language, text)| (language, text.to_owned()))
                .into(),
        )
    }

    fn spots() -> Vec<Spot> {
        let spot = |kind, prefecture, address, name| Spot {
            name,
            kind,
            prefecture,
            address,
            hours: said("平日", "Weekdays"),
            measures: vec![],
        };
        vec![
            spot(
                SpotKind::PostOffice,
                said("東京都", "Tokyo"),
                said("ひばり市本町１－２", "1-2 Honcho, Hibari City"),
                said("ひばり郵便局", "Hibari Post Office"),
            ),
            spot(
                SpotKind::BankAtm,
                said("北海道", "Hokkaido"),
                said("しらかば町緑1", "1 Midori, Shirakaba Town"),
                said("しらかばATM", "Shirakaba ATM"),
            ),
        ]
    }

    fn found(kind: &str, place: &str) -> Vec<&'static str> {
        let wanted = SpotQuery {
            kind: kind.to_owned(),
            place: place.to_owned(),
        };
        let found = find(&spots(), &wanted);
        assert_eq!(usize::try_from(found.total).unwrap(), found.spots.len());
        let ids = found.spots.iter().map(|spot| spot.kind.id());
        ids.collect()
    }

    #[test]
    fn nothing_asked_for_finds_all() {
        assert_eq!(found("", ""), ["post-office", "bank-atm"]);
        assert_eq!(found("", "　 "), ["post-office", "bank-atm"]);
    }

    #[test]
    fn a_place_is_found_in_both_languages_widths_and_cases() {
        for place in [
            "東京",
            "TOKYO",
            "ｔｏｋｙｏ",
            "1-2",
            "１－２",
            "hibari post",
            "本町　郵便",
        ] {
            assert_eq!(found("", place), ["post-office"], "{place}");
        }
    }

    #[test]
    fn kind_and_place_both_have_to_fit() {
        assert_eq!(found("bank-atm", ""), ["bank-atm"]);
        assert!(found("bank-atm", "東京").is_empty());
        assert!(found("no-such-kind", "").is_empty());
        assert!(found("", "tokyo midori").is_empty());
    }

    #[test]
    fn a_reply_has_fifty_at_most_and_says_how_many_there_are() {
        let many = spots().into_iter().cycle().take(120).collect::<Vec<_>>();
        let wanted = SpotQuery {
            kind: String::new(),
            place: String::new(),
        };
        let found = find(&many, &wanted);
        assert_eq!((found.spots.len(), found.total), (50, 120));
    }
}

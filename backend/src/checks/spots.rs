//! Finding Application Spots by kind and place.

use card_points::backend::SpotList;
use card_points::spot::Spot;
use card_points::text::search_key;
use serde::Deserialize;

/// Spots in one reply.
const MAX_SPOTS: usize = 50;

/// A search for Application Spots. An empty or missing field matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct SpotQuery {
    /// Id of a kind, e.g. `post-office`.
    #[serde(default)]
    pub kind: String,
    /// Words in the name, prefecture or address.
    #[serde(default)]
    pub place: String,
}

/// The first [`MAX_SPOTS`] spots that match, and how many match in all. Every word of
/// [`SpotQuery::place`] must occur in the name, prefecture or address, in any language.
pub fn find(spots: &[Spot], query: &SpotQuery) -> SpotList {
    let words: Vec<String> = query.place.split_whitespace().map(search_key).collect();
    let matches = |spot: &&Spot| {
        let kind = query.kind.is_empty() || spot.kind.id() == query.kind;
        kind && (words.is_empty() || {
            let keys = search_keys(spot);
            words.iter().all(|word| keys.contains(word))
        })
    };
    let found: Vec<&Spot> = spots.iter().filter(matches).collect();
    SpotList {
        total: i32::try_from(found.len()).unwrap_or(i32::MAX),
        spots: found.into_iter().take(MAX_SPOTS).cloned().collect(),
    }
}

/// The keys of a spot's texts, a line each: no word contains a line break, so none is found across
/// two texts.
fn search_keys(spot: &Spot) -> String {
    let parts = [&spot.prefecture, &spot.address, &spot.name];
    let texts = parts.iter().flat_map(|part| part.0.values());
    let keys: Vec<String> = texts.map(|text| search_key(text)).collect();
    keys.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use card_points::spot::SpotKind;
    use card_points::text::{Language, LocalizedText};

    fn localized(ja: &str, en: &str) -> LocalizedText {
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
            hours: localized("平日", "Weekdays"),
            measures: vec![],
        };
        vec![
            spot(
                SpotKind::PostOffice,
                localized("東京都", "Tokyo"),
                localized("ひばり市本町１－２", "1-2 Honcho, Hibari City"),
                localized("ひばり郵便局", "Hibari Post Office"),
            ),
            spot(
                SpotKind::BankAtm,
                localized("北海道", "Hokkaido"),
                localized("しらかば町緑1", "1 Midori, Shirakaba Town"),
                localized("しらかばATM", "Shirakaba ATM"),
            ),
        ]
    }

    fn found(kind: &str, place: &str) -> Vec<&'static str> {
        let query = SpotQuery {
            kind: kind.to_owned(),
            place: place.to_owned(),
        };
        let found = find(&spots(), &query);
        assert_eq!(usize::try_from(found.total).unwrap(), found.spots.len());
        let ids = found.spots.iter().map(|spot| spot.kind.id());
        ids.collect()
    }

    #[test]
    fn an_empty_query_finds_all() {
        assert_eq!(found("", ""), ["post-office", "bank-atm"]);
        assert_eq!(found("", "　 "), ["post-office", "bank-atm"]);
    }

    #[test]
    fn a_place_is_found_in_both_languages_and_in_every_width_case_and_kana() {
        for place in [
            "東京",
            "TOKYO",
            "ｔｏｋｙｏ",
            "1-2",
            "１－２",
            "hibari post",
            "本町　郵便",
            "ヒバリ",
        ] {
            assert_eq!(found("", place), ["post-office"], "{place}");
        }
    }

    #[test]
    fn kind_and_place_must_both_match() {
        assert_eq!(found("bank-atm", ""), ["bank-atm"]);
        assert!(found("bank-atm", "東京").is_empty());
        assert!(found("no-such-kind", "").is_empty());
        assert!(found("", "tokyo midori").is_empty());
    }

    #[test]
    fn a_reply_has_fifty_spots_at_most_and_says_how_many_there_are() {
        let many = spots().into_iter().cycle().take(120).collect::<Vec<_>>();
        let query = SpotQuery {
            kind: String::new(),
            place: String::new(),
        };
        let found = find(&many, &query);
        assert_eq!((found.spots.len(), found.total), (50, 120));
    }
}

//! Every language reaches the first screen, and crates above the core can bring messages of their own.

use card_points::fluent_files;
use card_points::journey::{Device, Event, Journey, JourneyConfig, JourneyKind, Step};
use card_points::text::{Catalog, Language, Text, match_language};

fn first_step(language: Language) -> Step {
    let config = JourneyConfig {
        kind: JourneyKind::Home,
        language,
        backend: "https://points.example".to_owned(),
        practice: false,
        device: Device::CardReader,
        furigana: false,
        entropy: [7; 32],
    };
    let now = "2026-07-03T05:05:59Z".parse().unwrap();
    Journey::new(config).next(now, Event::Started)
}

#[test]
fn the_first_screen_is_in_the_language_that_was_asked_for() {
    for language in Language::ALL {
        assert_eq!(match_language(vec![language.tag().to_owned()]), language);
        let Step::Ask { question } = first_step(language) else {
            panic!("no question in {}", language.tag());
        };
        let title = Text::new(language).message("home-title");
        assert_eq!(question.text.title, title);
        assert_ne!(title, "home-title");
    }
}

#[test]
fn another_crate_includes_its_files_in_every_language() {
    // The core's own file stands for another crate's.
    static CATALOG: Catalog = Catalog::new(fluent_files!("src/text", "labels.ftl"));
    for language in Language::ALL {
        let text = Text::new(language);
        let same = text.with_catalog(&CATALOG);
        for key in ["label-back", "home-title"] {
            assert_eq!(same.message(key), text.message(key));
        }
    }
}

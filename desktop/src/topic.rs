//! The names of topics in the answers file, the JSON lines and the browser's paths.

use card_points::journey::Topic;

/// Every topic with its name.
pub const TOPIC_NAMES: [(Topic, &str); 18] = [
    (Topic::Home, "home"),
    (Topic::Applied, "applied"),
    (Topic::Holder, "holder"),
    (Topic::Measures, "measures"),
    (Topic::Service, "service"),
    (Topic::Account, "account"),
    (Topic::Terms, "terms"),
    (Topic::Summary, "confirm"),
    (Topic::Password, "password"),
    (Topic::LastTry, "last-try"),
    (Topic::TryAgain, "again"),
    (Topic::Status, "standing"),
    (Topic::Card, "card"),
    (Topic::Place, "place"),
    (Topic::SpotKind, "spot-kind"),
    (Topic::Spots, "spots"),
    (Topic::Help, "help"),
    (Topic::HelpPage, "page"),
];

/// The topic's name.
#[must_use]
pub fn name(topic: Topic) -> &'static str {
    let mut names = TOPIC_NAMES.iter();
    names
        .find(|(each, _)| *each == topic)
        .map_or("other", |(_, name)| name)
}

/// The topic with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<Topic> {
    let mut names = TOPIC_NAMES.iter();
    names
        .find(|(_, each)| *each == name)
        .map(|(topic, _)| *topic)
}

//! Topics by the names that the answers file and the JSON lines use.

use card_points::journey::Topic;

/// Every topic with its name.
pub const NAMES: [(Topic, &str); 18] = [
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
    NAMES
        .iter()
        .find(|(of, _)| *of == topic)
        .map_or("other", |(_, name)| name)
}

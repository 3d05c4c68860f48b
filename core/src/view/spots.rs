//! Application Spots: the place, the kind, and what was found.

use super::selection::{ChoiceValue, choice_values};
use super::status::measure_name;
use super::{Choice, Fact, InputField, Keyboard, Question, QuestionForm, ScreenText, Topic};
use crate::backend::SpotList;
use crate::programme::Programme;
use crate::spot::{Spot, SpotKind};
use crate::text::Text;

/// Longest place that is searched for.
pub(crate) const MAX_PLACE_CHARACTERS: i32 = 40;

/// The id of the only field of [`place`].
pub(crate) const PLACE_FIELD: &str = "place";

/// Where do you look for a spot?
pub(crate) fn place(text: &Text, before: &str) -> Question {
    let field = InputField {
        id: PLACE_FIELD.into(),
        label: text.message("spots-place-label"),
        hint: text.message("spots-place-hint"),
        example: text.message("spots-place-example"),
        keyboard: Keyboard::Text,
        secret: false,
        required: false,
        max_length: MAX_PLACE_CHARACTERS,
        display_length: MAX_PLACE_CHARACTERS,
        value: before.into(),
        problem: None,
    };
    let screen = ScreenText::new(
        text.message("spots-place-title"),
        vec![text.message("spots-not-everywhere")],
    );
    let form = QuestionForm::Fill {
        fields: vec![field],
    };
    Question::new(text, Topic::Place, screen, form, "go-on")
}

/// The kind of spot that is looked for; `None`: any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WantedKind(pub(crate) Option<SpotKind>);

impl ChoiceValue for WantedKind {
    const ALL: &'static [Self] = &{
        let mut all = [Self(None); SpotKind::ALL.len() + 1];
        let mut nth = 0;
        while nth < SpotKind::ALL.len() {
            all[nth + 1] = Self(Some(SpotKind::ALL[nth]));
            nth += 1;
        }
        all
    };

    fn id(self) -> &'static str {
        self.0.map_or("any", SpotKind::id)
    }
}

/// Which kind of spot?
pub(crate) fn kind(text: &Text) -> Question {
    let choices = WantedKind::ALL
        .iter()
        .map(|wanted| {
            wanted.choice(match wanted.0 {
                None => text.message("spots-any-kind"),
                Some(kind) => kind_name(text, kind),
            })
        })
        .collect();
    let screen = ScreenText::new(text.message("spots-kind-title"), Vec::new());
    let form = QuestionForm::one_of(choices);
    Question::new(text, Topic::SpotKind, screen, form, "spots-go")
}

choice_values! {
    /// What to do after a search.
    AfterSearch { SearchAgain: "again", Finish: "done" }
}

/// The spots that were found, and what to do now.
pub(crate) fn found(text: &Text, programme: &Programme, found: &SpotList) -> Question {
    let choices: Vec<Choice> = vec![
        AfterSearch::SearchAgain.choice(text.message("spots-again")),
        AfterSearch::Finish.choice(text.message("spots-done")),
    ];
    let form = QuestionForm::one_of(choices);
    Question::new(
        text,
        Topic::Spots,
        list(text, programme, found),
        form,
        "go-on",
    )
}

fn list(text: &Text, programme: &Programme, found: &SpotList) -> ScreenText {
    let title = if found.total == 0 {
        text.message("spots-none")
    } else {
        text.message_with("spots-found", &[("count", found.total.into())])
    };
    let mut paragraphs = vec![text.message("spots-not-everywhere")];
    let shown = i32::try_from(found.spots.len()).unwrap_or(i32::MAX);
    if shown < found.total {
        let more = text.message_with("spots-more", &[("shown", shown.into())]);
        paragraphs.insert(0, more);
    }
    let facts = found.spots.iter();
    let facts = facts.flat_map(|spot| spot_facts(text, programme, spot));
    ScreenText::new(title, paragraphs).with_facts(facts.collect())
}

fn spot_facts(text: &Text, programme: &Programme, spot: &Spot) -> [Fact; 5] {
    let address = [
        ("prefecture", text.localized(&spot.prefecture).into()),
        ("address", text.localized(&spot.address).into()),
    ];
    let measures = spot.measures.iter();
    let measures: Vec<_> = measures
        .map(|id| measure_name(text, programme, id))
        .collect();
    [
        Fact::heading(text.localized(&spot.name)),
        Fact::new(text.message("spots-kind"), kind_name(text, spot.kind)),
        Fact::new(
            text.message("spots-address"),
            text.message_with("spots-address-value", &address),
        ),
        Fact::new(text.message("spots-hours"), text.localized(&spot.hours)),
        Fact::new(text.message("spots-measures"), text.list(&measures)),
    ]
}

fn kind_name(text: &Text, kind: SpotKind) -> String {
    match kind {
        SpotKind::MunicipalCounter => text.message("spot-municipal-counter"),
        SpotKind::PhoneShop => text.message("spot-phone-shop"),
        SpotKind::Supermarket => text.message("spot-supermarket"),
        SpotKind::MultiFunctionCopier => text.message("spot-multi-function-copier"),
        SpotKind::BankAtm => text.message("spot-bank-atm"),
        SpotKind::StoreAtm => text.message("spot-store-atm"),
        SpotKind::ElectronicsShop => text.message("spot-electronics-shop"),
        SpotKind::PostOffice => text.message("spot-post-office"),
        SpotKind::Drugstore => text.message("spot-drugstore"),
        SpotKind::ServiceDesk => text.message("spot-service-desk"),
    }
}

//! The questions of *apply* and *preregister* before the payment service: applied before, holder,
//! measures, terms, summary.

use super::selection::{ChoiceValue, choice_values};
use super::{
    Choice, Question, QuestionAction, QuestionForm, ScreenText, SummaryRow, Topic, unavailable,
};
use crate::application::{Application, Declaration, Holder};
use crate::backend::ProgrammeData;
use crate::payment::grouped;
use crate::programme::{Offer, Programme, Worth};
use crate::text::Text;

choice_values! {
    /// What the person says of earlier applications.
    AppliedBefore { No: "no", Yes: "yes", Unsure: "unsure" }
}

impl ChoiceValue for Holder {
    const ALL: &'static [Self] = &[Self::Myself, Self::Representative];

    fn id(self) -> &'static str {
        match self {
            Self::Myself => "myself",
            Self::Representative => "representative",
        }
    }
}

/// Have you applied before? With the notices of the day.
pub(crate) fn applied_before(text: &Text, programme: &Programme, says_new: bool) -> Question {
    let message = |key: &str| text.message(key);
    let choices = vec![
        AppliedBefore::No
            .choice(message("applied-no"))
            .selected(says_new),
        AppliedBefore::Yes
            .choice(message("applied-yes"))
            .detail(message("applied-yes-detail")),
        AppliedBefore::Unsure
            .choice(message("applied-unsure"))
            .detail(message("applied-unsure-detail")),
    ];
    let notices = programme.notices.iter();
    let screen = ScreenText::new(
        message("applied-title"),
        std::iter::once(message("applied-text"))
            .chain(notices.map(|notice| text.localized(notice)))
            .collect(),
    );
    let form = QuestionForm::one_of(choices);
    let mut question = Question::new(text, Topic::Applied, screen, form, "go-on");
    question.actions = vec![QuestionAction {
        about: Topic::Card,
        label: message("applied-practise"),
    }];
    question
}

/// Who is it for?
pub(crate) fn holder(text: &Text, programme: &Programme, before: Option<Holder>) -> Question {
    let age = [("age", programme.ages.representative_under.into())];
    let choices = vec![
        Holder::Myself
            .choice(text.message("holder-myself"))
            .detail(text.message_with("holder-myself-detail", &age)),
        Holder::Representative
            .choice(text.message_with("holder-representative", &age))
            .detail(text.message("holder-representative-detail")),
    ];
    let choices = choices.into_iter().zip(Holder::ALL);
    let choices = choices.map(|(choice, holder)| choice.selected(before == Some(*holder)));
    let screen = ScreenText::new(
        text.message("holder-title"),
        vec![text.message("holder-text")],
    );
    let form = QuestionForm::one_of(choices.collect());
    Question::new(text, Topic::Holder, screen, form, "go-on")
}

/// Which measures? Amounts say "up to" until the card has told what the person may have (`certain`).
pub(crate) fn measures(
    text: &Text,
    offers: &[Offer<'_>],
    before: &[String],
    certain: bool,
) -> Question {
    let choice = |offer: &Offer<'_>| {
        let measure = offer.measure;
        let exact = certain && matches!(measure.worth, Worth::Fixed { .. });
        let reason = offer.unavailable.as_ref();
        Choice {
            amount: amount(text, offer.yen, exact),
            unavailable: reason.map(|reason| unavailable::measure(text, reason)),
            detail: text.localized(&measure.about),
            selected: before.contains(&measure.id),
            ..Choice::new(measure.id.clone(), text.localized(&measure.name))
        }
    };
    let choices: Vec<_> = offers.iter().map(choice).collect();
    let form = QuestionForm::Choose {
        min_choices: 1,
        max_choices: i32::try_from(choices.len()).unwrap_or(i32::MAX),
        choices,
        search: None,
        filter_groups: Vec::new(),
    };
    let screen = ScreenText::new(
        text.message("measures-title"),
        vec![text.message("measures-text")],
    );
    Question::new(text, Topic::Measures, screen, form, "go-on")
}

fn amount(text: &Text, yen: i32, exact: bool) -> String {
    let yen = text.yen(yen);
    if exact {
        yen
    } else {
        text.message_with("up-to", &[("yen", yen.into())])
    }
}

/// What is declared, and the terms. `applies`: measures are applied for, not an ID alone.
pub(crate) fn terms(text: &Text, programme: &Programme, holder: Holder, applies: bool) -> Question {
    let declarations = if applies {
        holder.declarations()
    } else {
        holder.preregistration_declarations()
    };
    let declared = declarations.into_iter().map(|each| declaration(text, each));
    let terms = programme.terms.text.iter();
    let terms = terms.map(|paragraph| text.localized(paragraph));
    let screen = ScreenText::new(text.message("terms-title"), declared.chain(terms).collect());
    let form = QuestionForm::Confirm {
        alternative: text.message("terms-instead"),
    };
    Question::new(text, Topic::Terms, screen, form, "terms-go")
}

fn declaration(text: &Text, declaration: Declaration) -> String {
    match declaration {
        Declaration::OwnAccount => text.message("declare-own-account"),
        Declaration::LegalRepresentative => text.message("declare-legal-representative"),
        Declaration::SeparateService => text.message("declare-separate-service"),
    }
}

/// Check your answers: the card signs exactly this. `service_is_fixed`: the service of an earlier
/// application can't be changed.
pub(crate) fn summary(
    text: &Text,
    data: &ProgrammeData,
    application: &Application,
    service_is_fixed: bool,
) -> Question {
    let fixed = |about, label: &str, value| SummaryRow {
        about,
        label: text.message(label),
        value,
        change: None,
    };
    let changeable = |row: SummaryRow| SummaryRow {
        change: Some(text.message("label-change")),
        ..row
    };
    let holder = match application.holder {
        Holder::Myself => text.message("summary-myself"),
        Holder::Representative => text.message("summary-representative"),
    };
    let mut rows = vec![changeable(fixed(Topic::Holder, "summary-holder", holder))];
    for requested in &application.measures {
        let measure = data.programme.measure(&requested.measure);
        rows.push(changeable(SummaryRow {
            about: Topic::Measures,
            label: measure.map_or_else(String::new, |measure| text.localized(&measure.name)),
            value: amount(text, requested.yen, false),
            change: None,
        }));
    }
    let total = application.measures.iter().map(|each| each.yen).sum();
    let total = amount(text, total, false);
    rows.push(fixed(Topic::Measures, "summary-total", total));
    let service_name = application.service_name.clone();
    let service = fixed(Topic::Service, "summary-service", service_name);
    rows.push(if service_is_fixed {
        service
    } else {
        changeable(service)
    });
    let account = grouped(&application.account);
    rows.push(changeable(fixed(
        Topic::Account,
        "summary-account",
        account,
    )));
    if let Some(service) = data.service(&application.service) {
        let count = i32::try_from(service.codes.len()).unwrap_or(i32::MAX);
        let codes = text.message_with("summary-codes-typed", &[("count", count.into())]);
        rows.push(changeable(fixed(Topic::Account, "summary-codes", codes)));
        let counts_from = text.localized(&service.counts_from);
        rows.push(fixed(Topic::Service, "summary-counts-from", counts_from));
    }
    let screen = ScreenText::new(
        text.message("summary-title"),
        vec![text.message("summary-text")],
    );
    let form = QuestionForm::Review {
        rows,
        warning: text.message("summary-warning"),
    };
    Question::new(text, Topic::Summary, screen, form, "summary-go")
}

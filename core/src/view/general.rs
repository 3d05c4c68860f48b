//! The questions that belong to no single flow: the first one, help, the password, trying again.

use super::selection::{ChoiceValue, choice_values};
use super::{Choice, Fact, Question, QuestionForm, ScreenText, Topic, card};
use crate::card::{CardReport, PASSWORD_DIGITS, Tries};
use crate::text::Text;
use crate::text::help::HelpPage;
use jiff::Timestamp;

/// What a journey is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum JourneyKind {
    /// Ask what the person wants to do, then do it.
    Home,
    /// Apply for points.
    Apply,
    /// Have an Individual Key ID issued, and no more.
    Preregister,
    /// See the state of every application, and go on to *apply*.
    Status,
    /// Kind, validity, tries left. No password.
    Card,
    /// Find an Application Spot.
    Spots,
    /// Help.
    Help,
}

impl ChoiceValue for JourneyKind {
    const ALL: &'static [Self] = &[
        Self::Apply,
        Self::Status,
        Self::Card,
        Self::Preregister,
        Self::Spots,
        Self::Help,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Apply => "apply",
            Self::Status => "status",
            Self::Card => "card",
            Self::Preregister => "preregister",
            Self::Spots => "spots",
            Self::Help => "help",
        }
    }
}

/// What do you want to do?
pub(crate) fn home(text: &Text) -> Question {
    let choices = JourneyKind::ALL.iter().map(|kind| {
        let (label, detail) = match kind {
            JourneyKind::Home | JourneyKind::Apply => ("home-apply", "home-apply-detail"),
            JourneyKind::Status => ("home-status", "home-status-detail"),
            JourneyKind::Card => ("home-card", "home-card-detail"),
            JourneyKind::Preregister => ("home-preregister", "home-preregister-detail"),
            JourneyKind::Spots => ("home-spots", "home-spots-detail"),
            JourneyKind::Help => ("home-help", "home-help-detail"),
        };
        kind.choice(text.message(label))
            .detail(text.message(detail))
    });
    let screen = ScreenText::new(text.message("home-title"), vec![text.message("home-text")]);
    let form = QuestionForm::one_of(choices.collect());
    Question::new(text, Topic::Home, screen, form, "go-on").back_if(false)
}

/// Which page of help?
pub(crate) fn help(text: &Text, pages: Vec<HelpPage>) -> Question {
    let choices = pages.into_iter();
    let choices = choices
        .map(|page| Choice::new(page.id, page.title))
        .collect();
    let screen = ScreenText::new(text.message("help-title"), Vec::new());
    let form = QuestionForm::one_of(choices);
    Question::new(text, Topic::Help, screen, form, "help-go")
}

choice_values! {
    /// What to do after a page of help.
    AfterPage { AnotherPage: "more", Finish: "done" }
}

/// A page of help.
pub(crate) fn help_page(text: &Text, page: HelpPage) -> Question {
    let choices = vec![
        AfterPage::AnotherPage
            .choice(text.message("help-more"))
            .selected(true),
        AfterPage::Finish.choice(text.message("help-done")),
    ];
    let screen = ScreenText::new(page.title, page.text);
    let form = QuestionForm::one_of(choices);
    Question::new(text, Topic::HelpPage, screen, form, "go-on")
}

choice_values! {
    /// What to do after a tap to practise where to hold the card.
    AfterPractice { GoOn: "go-on", TapAgain: "again" }
}

/// What the card shows, after a tap to practise where to hold it.
pub(crate) fn practised(text: &Text, report: &CardReport, now: Timestamp) -> Question {
    let choices = vec![
        AfterPractice::GoOn.choice(text.message("practise-go-on")),
        AfterPractice::TapAgain.choice(text.message("practise-again")),
    ];
    let screen = card::report(text, report, now);
    let form = QuestionForm::one_of(choices);
    Question::new(text, Topic::Card, screen, form, "go-on")
}

choice_values! {
    /// What to do after the status of every application was shown.
    AfterStatus { Apply: "apply", Finish: "done" }
}

/// The state of every application, where something can still be applied for. A tap has told it, so
/// there is no way back.
pub(crate) fn status(text: &Text, screen: ScreenText) -> Question {
    let choices = vec![
        AfterStatus::Apply.choice(text.message("standing-apply")),
        AfterStatus::Finish.choice(text.message("standing-done")),
    ];
    let form = QuestionForm::one_of(choices);
    Question::new(text, Topic::Status, screen, form, "go-on").back_if(false)
}

/// The 4-digit password. `facts`: where points will go, since another person may hold the device by now.
pub(crate) fn password(text: &Text, tries: Tries, facts: Vec<Fact>) -> Question {
    let screen = card::password(text, tries).with_facts(facts);
    let form = QuestionForm::Password {
        digits: PASSWORD_DIGITS,
        tries,
    };
    Question::new(text, Topic::Password, screen, form, "password-go")
}

/// One try is left: use it?
pub(crate) fn last_try(text: &Text) -> Question {
    let screen = card::last_try(text);
    Question::new(
        text,
        Topic::LastTry,
        screen,
        stop_instead(text),
        "last-try-go",
    )
}

/// It did not work: try again?
pub(crate) fn try_again(text: &Text, screen: ScreenText) -> Question {
    Question::new(
        text,
        Topic::TryAgain,
        screen,
        stop_instead(text),
        "try-again",
    )
}

fn stop_instead(text: &Text) -> QuestionForm {
    QuestionForm::Confirm {
        alternative: text.message("label-stop"),
    }
}

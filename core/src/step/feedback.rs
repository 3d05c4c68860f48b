//! What a person feels as a step follows another.

use super::{Outcome, Step};
use crate::view::{Feedback, Topic};

/// What the person feels as `next` follows `previous`; `None`: nothing.
///
/// Only what a card does is felt: the person looks at the card then, not at the screen. A person who
/// stops, goes back or waits for the backend looks at the screen.
pub(crate) fn feedback(previous: &Step, next: &Step) -> Option<Feedback> {
    match (previous, next) {
        (Step::Tap { .. }, Step::Transmit { .. }) => Some(Feedback::CardFound),
        (Step::Transmit { .. }, Step::Transmit { .. }) => None,
        (Step::Transmit { .. }, Step::Tap { .. }) => Some(Feedback::CardLost),
        (Step::Transmit { .. }, Step::Send { .. }) => Some(Feedback::Success),
        (Step::Transmit { .. }, Step::Ask { question }) => {
            let failed = !question.problems.is_empty()
                || matches!(question.about, Topic::TryAgain | Topic::LastTry);
            Some(if failed {
                Feedback::Failure
            } else {
                Feedback::Success
            })
        }
        (Step::Transmit { .. }, Step::Done { outcome, .. }) => match outcome {
            Outcome::Stopped { .. } => None,
            Outcome::Ended { .. } | Outcome::InternalError => Some(Feedback::Failure),
            Outcome::Applied { .. }
            | Outcome::Preregistered { .. }
            | Outcome::Status { .. }
            | Outcome::Card { .. }
            | Outcome::Finished => Some(Feedback::Success),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{HttpMethod, HttpRequest, SubmissionState};
    use crate::card::{CardKind, CardReport, CardStage, Tries};
    use crate::secret::Secret;
    use crate::step::EndReason;
    use crate::text::{Language, Text};
    use crate::view::{CardProgress, Question, ScreenText, TapReason, general};

    fn text() -> Text {
        Text::new(Language::English)
    }

    fn tap(reason: TapReason) -> Step {
        Step::Tap {
            reason,
            losses: 0,
            signs: true,
            text: ScreenText::default(),
        }
    }

    fn transmit(stage: CardStage) -> Step {
        Step::Transmit {
            command: Secret::default(),
            progress: CardProgress::at(&text(), stage, true),
            text: ScreenText::default(),
        }
    }

    fn send() -> Step {
        Step::Send {
            request: HttpRequest {
                id: 1,
                method: HttpMethod::Post,
                url: String::new(),
                body: Secret::default(),
                wait_ms: 0,
                timeout_ms: 0,
            },
            progress: None,
            text: ScreenText::default(),
        }
    }

    fn done(outcome: Outcome) -> Step {
        Step::Done {
            outcome,
            text: ScreenText::default(),
        }
    }

    fn ask(question: Question) -> Step {
        Step::Ask { question }
    }

    fn password(problem: Option<&str>) -> Step {
        let question = general::password(&text(), Tries::Unknown, Vec::new());
        ask(question.with_problem(problem.map(str::to_owned)))
    }

    fn after_a_command(next: Step) -> Option<Feedback> {
        feedback(&transmit(CardStage::Signing), &next)
    }

    #[test]
    fn a_card_that_is_found_is_felt_once() {
        let finding = transmit(CardStage::Finding);
        let found = feedback(&tap(TapReason::First), &finding);
        assert_eq!(found, Some(Feedback::CardFound));
        assert_eq!(feedback(&finding, &transmit(CardStage::Reading)), None);
    }

    #[test]
    fn a_lost_or_wrong_card_is_felt_as_lost() {
        for reason in [
            TapReason::LostBeforePassword,
            TapReason::CheckTries,
            TapReason::Continue,
            TapReason::DifferentCard,
            TapReason::NotIndividualNumberCard,
        ] {
            assert_eq!(after_a_command(tap(reason)), Some(Feedback::CardLost));
        }
    }

    #[test]
    fn a_card_that_has_signed_is_felt_as_success() {
        assert_eq!(after_a_command(send()), Some(Feedback::Success));
        let report = CardReport {
            kind: CardKind::IndividualNumberCard,
            certificate: None,
            tries: Tries::Unknown,
        };
        let outcome = Outcome::Card { report };
        assert_eq!(after_a_command(done(outcome)), Some(Feedback::Success));
        assert_eq!(after_a_command(password(None)), Some(Feedback::Success));
    }

    #[test]
    fn a_wrong_password_a_last_try_and_a_silent_card_are_felt_as_failure() {
        let last_try = ask(general::last_try(&text()));
        let try_again = ask(general::try_again(&text(), ScreenText::default()));
        for next in [password(Some("That is incorrect.")), last_try, try_again] {
            assert_eq!(after_a_command(next), Some(Feedback::Failure));
        }
    }

    #[test]
    fn a_locked_card_is_felt_as_failure_and_a_stopped_journey_not_at_all() {
        let locked = Outcome::Ended {
            reason: EndReason::PasswordLocked,
        };
        assert_eq!(after_a_command(done(locked)), Some(Feedback::Failure));
        let broken = done(Outcome::InternalError);
        assert_eq!(after_a_command(broken), Some(Feedback::Failure));
        let stopped = Outcome::Stopped {
            submission: SubmissionState::NotSent,
        };
        assert_eq!(after_a_command(done(stopped)), None);
    }

    #[test]
    fn what_no_card_does_is_not_felt() {
        assert_eq!(feedback(&password(None), &tap(TapReason::First)), None);
        assert_eq!(feedback(&tap(TapReason::First), &password(None)), None);
        assert_eq!(feedback(&send(), &send()), None);
        assert_eq!(feedback(&send(), &done(Outcome::Finished)), None);
    }
}

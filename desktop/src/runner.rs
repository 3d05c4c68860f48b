//! The loop that runs a journey: do what a step asks for, and report what happened.

use crate::exit::{Abort, Exit};
use crate::stop::StopSignal;
use crate::user_interface::UserInterface;
use card_points::backend::HttpRequest;
use card_points::card::CardStage;
use card_points::journey::{Event, Outcome, Step, SubmissionState, TapReason};
use card_points::secret::Secret;

/// A place where cards are tapped.
pub trait CardConnector {
    /// Waits for a card.
    ///
    /// # Errors
    /// When no card can come.
    fn wait_for_card(
        &mut self,
        reason: TapReason,
        user: &mut dyn UserInterface,
    ) -> Result<Event, Abort>;

    /// Sends a command, once.
    fn transmit(&mut self, command: &Secret, stage: CardStage) -> Event;

    /// Ends the session with the card, if there is one: power off.
    fn end_session(&mut self);
}

/// Sends requests to the backend.
pub trait BackendClient {
    /// Sends a request after [`wait_ms`](HttpRequest::wait_ms), and waits for the reply.
    fn send(&mut self, request: HttpRequest) -> Event;
}

/// Runs a journey to its end; `next` is [`Journey::next`](card_points::journey::Journey::next).
pub fn run_journey(
    next: &mut dyn FnMut(Event) -> Step,
    user: &mut dyn UserInterface,
    cards: &mut dyn CardConnector,
    backend: &mut dyn BackendClient,
    stop: &StopSignal,
) -> Exit {
    let mut event = Event::Started;
    // Why the shell stopped the journey, if it did.
    let mut aborted = None;
    let mut reachable = true;
    loop {
        let step = next(event);
        if !matches!(step, Step::Transmit { .. }) {
            cards.end_session();
        }
        user.show(&step);
        let result = match step {
            Step::Done { outcome, .. } => {
                let unreachable = (!reachable).then_some(Exit::NoBackend);
                let specific = aborted.filter(|exit| *exit != Exit::Ended);
                return exit_code(&outcome, specific.or(unreachable).or(aborted));
            }
            _ if stop.is_requested() => Ok(Event::Stopped),
            Step::Ask { question } => user.answer(&question),
            Step::Tap { reason, .. } => cards.wait_for_card(reason, user),
            Step::Transmit {
                command, progress, ..
            } => Ok(cards.transmit(&command, progress.stage)),
            Step::Send { request, .. } => Ok(backend.send(request)),
        };
        match &result {
            Ok(Event::Unreachable { .. }) => reachable = false,
            Ok(Event::Received { .. }) => reachable = true,
            _ => {}
        }
        event = result.unwrap_or_else(|Abort { message, exit }| {
            if !message.is_empty() {
                user.notice(&message);
            }
            aborted = Some(exit);
            Event::Stopped
        });
    }
}

/// The outcome's exit code. If the journey only stopped, `reason` is more specific.
fn exit_code(outcome: &Outcome, reason: Option<Exit>) -> Exit {
    match (outcome, reason) {
        (
            Outcome::Stopped {
                submission: SubmissionState::NotSent,
            },
            Some(exit),
        ) => exit,
        (outcome, _) => outcome.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::sample_questions;
    use crate::user_interface::SandboxTap;
    use card_points::backend::HttpMethod;
    use card_points::card::ReaderCapabilities;
    use card_points::journey::{CardProgress, Question, ScreenText};
    use std::collections::VecDeque;

    /// The names of the calls, in order.
    #[derive(Default)]
    struct CallLog(Vec<&'static str>);

    /// A user, a reader and a backend that log their calls.
    struct Recorder<'a> {
        calls: &'a std::cell::RefCell<CallLog>,
        answer: Result<Event, Abort>,
    }

    impl Recorder<'_> {
        fn log(&self, call: &'static str) {
            self.calls.borrow_mut().0.push(call);
        }
    }

    impl UserInterface for Recorder<'_> {
        fn show(&mut self, _: &Step) {
            self.log("show");
        }
        fn answer(&mut self, _: &Question) -> Result<Event, Abort> {
            self.log("answer");
            self.answer.clone()
        }
        fn notice(&mut self, _: &str) {}
        fn sandbox_tap(&mut self, _: TapReason) -> Result<SandboxTap, Abort> {
            Err(Exit::Ended.into())
        }
    }

    impl CardConnector for Recorder<'_> {
        fn wait_for_card(
            &mut self,
            _: TapReason,
            _: &mut dyn UserInterface,
        ) -> Result<Event, Abort> {
            self.log("wait");
            let reader = ReaderCapabilities {
                max_command_bytes: 261,
                application_selected: false,
            };
            Ok(Event::Arrived { reader })
        }
        fn transmit(&mut self, _: &Secret, _: CardStage) -> Event {
            self.log("transmit");
            Event::Lost
        }
        fn end_session(&mut self) {
            self.log("end");
        }
    }

    impl BackendClient for Recorder<'_> {
        fn send(&mut self, request: HttpRequest) -> Event {
            self.log("send");
            Event::Unreachable { id: request.id }
        }
    }

    fn ask() -> Step {
        Step::Ask {
            question: sample_questions::measures(),
        }
    }

    fn tap() -> Step {
        Step::Tap {
            reason: TapReason::First,
            losses: 0,
            signs: false,
            text: ScreenText::default(),
        }
    }

    fn transmit() -> Step {
        Step::Transmit {
            command: Secret::default(),
            progress: CardProgress {
                stage: CardStage::Finding,
                signs: false,
                stages: Vec::new(),
            },
            text: ScreenText::default(),
        }
    }

    fn send() -> Step {
        Step::Send {
            request: HttpRequest {
                id: 1,
                method: HttpMethod::Get,
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

    const NOT_SENT: Outcome = Outcome::Stopped {
        submission: SubmissionState::NotSent,
    };
    const MAYBE_SENT: Outcome = Outcome::Stopped {
        submission: SubmissionState::MaybeSent,
    };

    /// Runs `steps`; returns the events, the calls, and the exit code.
    fn run(
        steps: Vec<Step>,
        answer: Result<Event, Abort>,
    ) -> (Vec<Event>, Vec<&'static str>, Exit) {
        let mut steps = VecDeque::from(steps);
        let mut events = Vec::new();
        let calls = std::cell::RefCell::default();
        let recorder = || Recorder {
            calls: &calls,
            answer: answer.clone(),
        };
        let exit = run_journey(
            &mut |event| {
                events.push(event);
                steps.pop_front().expect("no more steps")
            },
            &mut recorder(),
            &mut recorder(),
            &mut recorder(),
            &StopSignal::never(),
        );
        (events, calls.into_inner().0, exit)
    }

    #[test]
    fn only_tap_and_transmit_hold_the_card() {
        let steps = vec![
            tap(),
            transmit(),
            transmit(),
            send(),
            done(Outcome::Finished),
        ];
        let (_, calls, exit) = run(steps, Ok(Event::Back));
        let expected = [
            "end", "show", "wait", "show", "transmit", "show", "transmit", "end", "show", "send",
            "end", "show",
        ];
        assert_eq!(calls, expected);
        assert_eq!(exit, Exit::Done);
    }

    #[test]
    fn an_abort_stops_the_journey_and_sets_the_exit_code() {
        let (events, _, exit) = run(vec![ask(), done(NOT_SENT)], Err(Exit::NoReader.into()));
        assert_eq!(events, [Event::Started, Event::Stopped]);
        assert_eq!(exit, Exit::NoReader);
    }

    #[test]
    fn a_possibly_sent_application_outweighs_every_other_reason() {
        let (_, _, exit) = run(
            vec![send(), ask(), done(MAYBE_SENT)],
            Err(Exit::Ended.into()),
        );
        assert_eq!(exit, Exit::MaybeSent);
    }

    #[test]
    fn an_unreachable_backend_has_its_own_exit_code() {
        let (_, _, exit) = run(vec![send(), ask(), done(NOT_SENT)], Err(Exit::Ended.into()));
        assert_eq!(exit, Exit::NoBackend);
        let (_, _, exit) = run(vec![send(), ask(), done(NOT_SENT)], Ok(Event::Stopped));
        assert_eq!(exit, Exit::NoBackend);
    }
}

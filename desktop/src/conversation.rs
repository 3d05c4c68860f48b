//! The loop: a step comes, the shell does what it asks, and tells what happened.

use crate::exit::{Exit, Quit};
use crate::person::Person;
use crate::stop::Stop;
use card_points::backend::HttpRequest;
use card_points::card::CardStage;
use card_points::journey::{Event, Outcome, Step, SubmissionState, TapReason};
use card_points::secret::Secret;

/// Where cards are laid on.
pub trait Slot {
    /// Waits for a card.
    ///
    /// # Errors
    /// When none can come.
    fn tap(&mut self, why: TapReason, person: &mut dyn Person) -> Result<Event, Quit>;

    /// Sends a command, once.
    fn transmit(&mut self, command: &Secret, stage: CardStage) -> Event;

    /// Ends the card's session, if there is one: power off.
    fn end(&mut self);
}

/// What sends requests to the backend.
pub trait Network {
    /// Sends a request, after its wait, and waits for the reply.
    fn send(&mut self, request: HttpRequest) -> Event;
}

/// Goes on with a journey until it is over.
pub fn converse(
    next: &mut dyn FnMut(Event) -> Step,
    person: &mut dyn Person,
    slot: &mut dyn Slot,
    network: &mut dyn Network,
    stop: &Stop,
) -> Exit {
    let mut event = Event::Started;
    // What the shell ended for, if it did.
    let mut ended = None;
    let mut reachable = true;
    loop {
        let step = next(event);
        if !matches!(step, Step::Transmit { .. }) {
            slot.end();
        }
        person.show(&step);
        let happened = match step {
            Step::Done { outcome, .. } => {
                let unreachable = (!reachable).then_some(Exit::NoBackend);
                return exit(
                    &outcome,
                    ended
                        .filter(|exit| *exit != Exit::Ended)
                        .or(unreachable)
                        .or(ended),
                );
            }
            _ if stop.is_wanted() => Ok(Event::Stopped),
            Step::Ask { question } => person.answer(&question),
            Step::Tap { reason: why, .. } => slot.tap(why, person),
            Step::Transmit { command, stage, .. } => Ok(slot.transmit(&command, stage)),
            Step::Send { request, .. } => Ok(network.send(request)),
        };
        match &happened {
            Ok(Event::Unreachable { .. }) => reachable = false,
            Ok(Event::Received { .. }) => reachable = true,
            _ => {}
        }
        event = happened.unwrap_or_else(|Quit { words, exit }| {
            if !words.is_empty() {
                person.notice(&words);
            }
            ended = Some(exit);
            Event::Stopped
        });
    }
}

/// The outcome's exit code; where it was merely stopped, what it was stopped for.
fn exit(outcome: &Outcome, ended: Option<Exit>) -> Exit {
    match (outcome, ended) {
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
    use crate::person::Laid;
    use crate::terminal::sample;
    use card_points::backend::HttpMethod;
    use card_points::card::ReaderCapabilities;
    use card_points::journey::{Question, ScreenText};
    use std::collections::VecDeque;

    /// A person, a reader and a network that all write into one diary.
    #[derive(Default)]
    struct Diary(Vec<&'static str>);

    struct Anyone<'a> {
        diary: &'a std::cell::RefCell<Diary>,
        answer: Result<Event, Quit>,
    }

    impl Anyone<'_> {
        fn note(&self, what: &'static str) {
            self.diary.borrow_mut().0.push(what);
        }
    }

    impl Person for Anyone<'_> {
        fn show(&mut self, _: &Step) {
            self.note("show");
        }
        fn answer(&mut self, _: &Question) -> Result<Event, Quit> {
            self.note("answer");
            self.answer.clone()
        }
        fn notice(&mut self, _: &str) {}
        fn lay(&mut self, _: TapReason) -> Result<Laid, Quit> {
            Err(Exit::Ended.into())
        }
    }

    impl Slot for Anyone<'_> {
        fn tap(&mut self, _: TapReason, _: &mut dyn Person) -> Result<Event, Quit> {
            self.note("tap");
            let reader = ReaderCapabilities {
                max_command_bytes: 261,
                application_selected: false,
            };
            Ok(Event::Arrived { reader })
        }
        fn transmit(&mut self, _: &Secret, _: CardStage) -> Event {
            self.note("transmit");
            Event::Lost
        }
        fn end(&mut self) {
            self.note("end");
        }
    }

    impl Network for Anyone<'_> {
        fn send(&mut self, request: HttpRequest) -> Event {
            self.note("send");
            Event::Unreachable { id: request.id }
        }
    }

    fn ask() -> Step {
        Step::Ask {
            question: sample::measures(),
        }
    }

    fn tap() -> Step {
        Step::Tap {
            reason: TapReason::First,
            text: ScreenText::default(),
        }
    }

    fn transmit() -> Step {
        Step::Transmit {
            command: Secret::default(),
            stage: CardStage::Finding,
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
            text: ScreenText::default(),
        }
    }

    fn done(outcome: Outcome) -> Step {
        Step::Done {
            outcome,
            text: ScreenText::default(),
        }
    }

    const NOTHING: Outcome = Outcome::Stopped {
        submission: SubmissionState::NotSent,
    };
    const PERHAPS: Outcome = Outcome::Stopped {
        submission: SubmissionState::MaybeSent,
    };

    /// Plays `steps`; gives the events that came, what was done, and the exit code.
    fn play(
        steps: Vec<Step>,
        answer: Result<Event, Quit>,
    ) -> (Vec<Event>, Vec<&'static str>, Exit) {
        let mut steps = VecDeque::from(steps);
        let mut events = Vec::new();
        let diary = std::cell::RefCell::default();
        let anyone = || Anyone {
            diary: &diary,
            answer: answer.clone(),
        };
        let exit = converse(
            &mut |event| {
                events.push(event);
                steps.pop_front().expect("the journey is over")
            },
            &mut anyone(),
            &mut anyone(),
            &mut anyone(),
            &Stop::never(),
        );
        (events, diary.into_inner().0, exit)
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
        let (_, diary, exit) = play(steps, Ok(Event::Back));
        let expected = [
            "end", "show", "tap", "show", "transmit", "show", "transmit", "end", "show", "send",
            "end", "show",
        ];
        assert_eq!(diary, expected);
        assert_eq!(exit, Exit::Done);
    }

    #[test]
    fn a_shell_that_can_not_go_on_stops_the_journey_and_tells_why() {
        let (events, _, exit) = play(vec![ask(), done(NOTHING)], Err(Exit::NoReader.into()));
        assert_eq!(events, [Event::Started, Event::Stopped]);
        assert_eq!(exit, Exit::NoReader);
    }

    #[test]
    fn what_was_perhaps_sent_outweighs_every_other_reason() {
        let (_, _, exit) = play(vec![send(), ask(), done(PERHAPS)], Err(Exit::Ended.into()));
        assert_eq!(exit, Exit::PerhapsSent);
    }

    #[test]
    fn a_backend_out_of_reach_has_a_code_of_its_own() {
        let (_, _, exit) = play(vec![send(), ask(), done(NOTHING)], Err(Exit::Ended.into()));
        assert_eq!(exit, Exit::NoBackend);
        let (_, _, exit) = play(vec![send(), ask(), done(NOTHING)], Ok(Event::Stopped));
        assert_eq!(exit, Exit::NoBackend);
    }
}

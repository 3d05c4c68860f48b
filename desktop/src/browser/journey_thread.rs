//! The journey's thread: runs one journey after another for a person at the browser.

use super::form::PageAction;
use super::session::{BrowserSession, SessionCommand};
use crate::exit::{Abort, Exit};
use crate::http_client::HttpClient;
use crate::readers::{LookResult, ReaderWatcher};
use crate::runner::{CardConnector, run_journey};
use crate::sandbox::VirtualCardConnector;
use crate::stop::{STOP_POLL_INTERVAL, StopSignal};
use crate::user_interface::{SandboxTap, UserInterface};
use card_points::card::CardStage;
use card_points::journey::{Event, Journey, Question, Step, TapReason};
use card_points::secret::Secret;
use jiff::Timestamp;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// The thread's end of the session: receives the person's actions.
struct JourneyThread {
    session: Arc<BrowserSession>,
    commands: Receiver<SessionCommand>,
    /// What comes after the current journey, which has to stop first.
    transition: Cell<Option<Transition>>,
}

/// What comes after the current journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transition {
    NewJourney,
    EndThread,
}

impl JourneyThread {
    /// The person's next action at the current step; `None` if there is none within `timeout`.
    fn next_action(&self, timeout: Option<Duration>) -> Option<PageAction> {
        loop {
            let command = match timeout {
                None => self
                    .commands
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(timeout) => self.commands.recv_timeout(timeout),
            };
            match command {
                Ok(SessionCommand::Act(serial, action)) if serial == self.session.serial() => {
                    return Some(action);
                }
                // It belongs to an older page.
                Ok(SessionCommand::Act(..)) => {}
                Ok(SessionCommand::Restart) => {
                    return Some(self.begin_transition(Transition::NewJourney));
                }
                Err(RecvTimeoutError::Timeout) => return None,
                Ok(SessionCommand::Shutdown) | Err(RecvTimeoutError::Disconnected) => {
                    return Some(self.begin_transition(Transition::EndThread));
                }
            }
        }
    }

    /// Ignores all actions until the person restarts or the program ends.
    fn wait_for_transition(&self) {
        while self.transition.get().is_none() {
            self.next_action(None);
        }
    }

    fn begin_transition(&self, transition: Transition) -> PageAction {
        self.transition.set(Some(transition));
        PageAction::Journey(Event::Stopped)
    }
}

impl UserInterface for Rc<JourneyThread> {
    fn show(&mut self, step: &Step) {
        // The rest of a journey that is being stopped is not shown.
        if self.transition.get().is_none() {
            self.session.show(step);
        }
    }

    fn answer(&mut self, _: &Question) -> Result<Event, Abort> {
        loop {
            if let Some(PageAction::Journey(event)) = self.next_action(None) {
                return Ok(event);
            }
        }
    }

    /// The pages show hints of the card readers; there are no other notices.
    fn notice(&mut self, _: &str) {}

    fn sandbox_tap(&mut self, _: TapReason) -> Result<SandboxTap, Abort> {
        Err(Exit::InternalError.into())
    }
}

/// The places where a card can be tapped.
pub struct CardSources {
    /// Sandbox cards, by a click.
    pub sandbox: Option<VirtualCardConnector>,
    /// Card readers.
    pub readers: Option<ReaderWatcher>,
}

/// Waits for a card at all sources, and for the person's actions meanwhile.
struct BrowserCardConnector {
    thread: Rc<JourneyThread>,
    sources: CardSources,
    /// The session is with a sandbox card.
    uses_sandbox_card: bool,
}

impl BrowserCardConnector {
    /// Waits until all readers are empty; returns whether the next journey can begin.
    fn wait_until_empty(&mut self) -> bool {
        let Some(readers) = &mut self.sources.readers else {
            return true;
        };
        let mut shown = Vec::new();
        while self.thread.transition.get().is_none() {
            let occupied = readers.occupied_readers();
            if occupied.is_empty() {
                return true;
            }
            if occupied != shown {
                shown.clone_from(&occupied);
                self.thread.session.ask_to_remove_cards(occupied);
            }
            self.thread.next_action(Some(STOP_POLL_INTERVAL));
        }
        false
    }
}

impl CardConnector for BrowserCardConnector {
    fn wait_for_card(
        &mut self,
        reason: TapReason,
        _: &mut dyn UserInterface,
    ) -> Result<Event, Abort> {
        let CardSources { sandbox, readers } = &mut self.sources;
        if let Some(readers) = readers {
            readers.begin_tap(reason);
        }
        // A look at the readers waits by itself.
        let timeout = readers.is_some().then_some(Duration::ZERO);
        loop {
            match self.thread.next_action(timeout) {
                Some(PageAction::Journey(event)) => return Ok(event),
                Some(PageAction::TapSandboxCard(removed_at)) => {
                    let card = self.thread.session.selected_card();
                    if let (Some(sandbox), Some(card)) = (&mut *sandbox, card) {
                        self.uses_sandbox_card = true;
                        return sandbox.insert(SandboxTap {
                            card_id: card.id,
                            removed_at,
                        });
                    }
                }
                Some(_) | None => {}
            }
            match readers.as_mut().map(ReaderWatcher::look) {
                Some(LookResult::Arrived(reader)) => {
                    self.uses_sandbox_card = false;
                    return Ok(Event::Arrived { reader });
                }
                Some(LookResult::Waiting(hint)) => self.thread.session.show_reader_hint(hint),
                Some(LookResult::Changing) | None => {}
            }
        }
    }

    fn transmit(&mut self, command: &Secret, stage: CardStage) -> Event {
        let CardSources { sandbox, readers } = &mut self.sources;
        match (sandbox, readers) {
            (Some(sandbox), _) if self.uses_sandbox_card => sandbox.transmit(command, stage),
            (_, Some(readers)) => readers.transmit(command),
            _ => Event::Lost,
        }
    }

    fn end_session(&mut self) {
        if let Some(sandbox) = &mut self.sources.sandbox {
            sandbox.end_session();
        }
        if let Some(readers) = &mut self.sources.readers {
            readers.end_session();
        }
    }
}

/// Runs one journey after another until the session is shut down. `wait_until_empty`: a journey begins
/// only when all cards were removed from the readers.
pub fn run(
    session: Arc<BrowserSession>,
    commands: Receiver<SessionCommand>,
    sources: CardSources,
    wait_until_empty: bool,
    mut client: HttpClient,
    mut new_journey: impl FnMut() -> Journey,
) {
    let thread = Rc::new(JourneyThread {
        session,
        commands,
        transition: Cell::default(),
    });
    let mut connector = BrowserCardConnector {
        thread: Rc::clone(&thread),
        sources,
        uses_sandbox_card: false,
    };
    loop {
        thread.wait_for_transition();
        if thread.transition.take() == Some(Transition::EndThread) {
            return;
        }
        if wait_until_empty && !connector.wait_until_empty() {
            continue;
        }
        let (stop_journey, stop) = StopSignal::manual();
        client.set_stop_signal(stop.clone());
        thread.session.journey_began(stop_journey);
        let mut journey = new_journey();
        run_journey(
            &mut |event| journey.next(Timestamp::now(), event),
            &mut Rc::clone(&thread),
            &mut connector,
            &mut client,
            &stop,
        );
        // The last page can still change its language.
        while thread.transition.get().is_none() {
            if let Some(PageAction::Journey(event @ Event::SetLanguage { .. })) =
                thread.next_action(None)
            {
                let step = journey.next(Timestamp::now(), event);
                thread.session.show(&step);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::page_state::{PageContent, PageState};
    use card_points::journey::{Answer, Device, JourneyConfig, JourneyKind, Topic};
    use card_points::text::Language;
    use std::thread::JoinHandle;
    use tokio::sync::watch;

    /// A session with a running journey thread, without card sources.
    struct TestSession {
        session: Arc<BrowserSession>,
        page: watch::Receiver<PageState>,
        thread: Option<JoinHandle<()>>,
    }

    impl TestSession {
        async fn new() -> Self {
            let (session, commands) = BrowserSession::new(Language::English, None);
            let session = Arc::new(session);
            let page = session.page();
            let shared = Arc::clone(&session);
            let thread = std::thread::spawn(move || {
                let client = HttpClient::new(None, StopSignal::never()).unwrap();
                let sources = CardSources {
                    sandbox: None,
                    readers: None,
                };
                let language = Arc::clone(&shared);
                run(shared, commands, sources, false, client, || {
                    Journey::new(JourneyConfig {
                        kind: JourneyKind::Home,
                        language: language.language(),
                        backend: "http://127.0.0.1:9".into(),
                        practice: true,
                        device: Device::CardReader,
                        furigana: true,
                        entropy: [1; 32],
                    })
                });
            });
            session.restart();
            let mut test = Self {
                session,
                page,
                thread: Some(thread),
            };
            test.until(PageState::is_first_question).await;
            test
        }

        async fn until(&mut self, wanted: impl FnMut(&PageState) -> bool) -> PageState {
            self.page.wait_for(wanted).await.unwrap().clone()
        }

        async fn until_asked(&mut self, about: Topic) -> PageState {
            self.until(|page| matches!(&page.content, PageContent::Question(asked) if asked.about == about))
                .await
        }

        fn choose(&self, serial: u64, id: &str) {
            let ids = vec![id.to_owned()];
            let answer = Answer::Chosen { ids };
            let action = PageAction::Journey(Event::Answered { answer });
            self.session.act(serial, action);
        }
    }

    impl Drop for TestSession {
        fn drop(&mut self) {
            self.session.shut_down();
            let thread = self.thread.take();
            assert!(thread.is_none_or(|thread| thread.join().is_ok()));
        }
    }

    fn title(page: &PageState) -> &str {
        match &page.content {
            PageContent::Question(question) => &question.text.title,
            PageContent::Done { text, .. } => &text.title,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_double_click_does_not_answer_the_next_question() {
        let mut test = TestSession::new().await;
        let first = test.session.serial();
        // The second click would choose the first page of help.
        test.choose(first, "help");
        test.choose(first, "what");
        let asked = test.until_asked(Topic::Help).await;
        test.session
            .act(asked.serial, PageAction::Journey(Event::Back));
        let home = test.until_asked(Topic::Home).await;
        assert_eq!(home.serial, asked.serial + 1);
    }

    #[tokio::test]
    async fn a_restart_shows_the_first_question_and_forgets_the_trail() {
        let mut test = TestSession::new().await;
        let before = test.session.serial();
        test.choose(before, "help");
        let journey_number = test.until_asked(Topic::Help).await.journey_number;
        test.session.restart();
        let page = test
            .until(|page| page.journey_number > journey_number)
            .await;
        let page = if page.is_first_question() {
            page
        } else {
            test.until(PageState::is_first_question).await
        };
        assert_eq!(page.trail, [Topic::Home]);
    }

    #[tokio::test]
    async fn the_language_changes_at_a_question_and_at_the_end() {
        let mut test = TestSession::new().await;
        let set_language = |language| PageAction::Journey(Event::SetLanguage { language });
        let first = test.session.serial();
        let english = title(&test.page.borrow()).to_owned();
        test.session.act(first, set_language(Language::Japanese));
        let page = test.until(|page| page.serial > first).await;
        assert_ne!(title(&page), english);
        test.session
            .act(page.serial, PageAction::Journey(Event::Stopped));
        let end = |page: &PageState| matches!(page.content, PageContent::Done { .. });
        let japanese = test.until(end).await;
        test.session
            .act(japanese.serial, set_language(Language::English));
        let english = test.until(|page| page.serial > japanese.serial).await;
        assert_ne!(title(&english), title(&japanese));
        assert!(end(&english));
    }
}

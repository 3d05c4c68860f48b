//! A screen for one person after another (an Application Spot): notices when a person has left, asks
//! before it forgets the answers (WCAG 2.2, 2.2.1), and then forgets all of them at once.

use super::session::BrowserSession;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, watch};

/// How long nobody touches anything before the kiosk asks whether somebody is there. The person has
/// half of that time to answer.
pub const IDLE_TIMEOUT: Duration = Duration::from_secs(60);

/// Whether somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// Nobody has begun.
    #[default]
    Nobody,
    /// Somebody is there.
    Present,
    /// The person is asked, and has this many seconds left to answer.
    Asked(u64),
}

/// How long nobody has touched anything.
#[derive(Debug)]
struct IdleTimer {
    timeout: Duration,
    /// `None`: nobody is there.
    last_touch: Option<Instant>,
}

/// The state at a point in time, and until when it lasts without a touch.
#[derive(Debug, PartialEq, Eq)]
struct IdleState {
    presence: Presence,
    /// The person has left.
    has_left: bool,
    until: Option<Instant>,
}

impl IdleTimer {
    fn new(timeout: Duration) -> Self {
        Self {
            timeout,
            last_touch: None,
        }
    }

    fn state_at(&self, now: Instant) -> IdleState {
        let Some(last_touch) = self.last_touch else {
            return IdleState {
                presence: Presence::Nobody,
                has_left: false,
                until: None,
            };
        };
        let asked = last_touch + self.timeout;
        let left = asked + self.timeout / 2;
        let (presence, until) = if now < asked {
            (Presence::Present, Some(asked))
        } else if now < left {
            let seconds = (left - now).as_millis().div_ceil(1000) as u64;
            (Presence::Asked(seconds), Some(left))
        } else {
            (Presence::Nobody, None)
        };
        IdleState {
            presence,
            has_left: now >= left,
            until,
        }
    }
}

/// Watches whether somebody uses a session.
pub struct KioskMonitor {
    session: Arc<BrowserSession>,
    idle: Mutex<IdleTimer>,
    presence: watch::Sender<Presence>,
    touched: Notify,
}

impl KioskMonitor {
    /// Watches `session`; nobody is there yet.
    #[must_use]
    pub fn new(session: Arc<BrowserSession>, idle_timeout: Duration) -> Self {
        Self {
            session,
            idle: Mutex::new(IdleTimer::new(idle_timeout)),
            presence: watch::Sender::default(),
            touched: Notify::new(),
        }
    }

    fn idle(&self) -> MutexGuard<'_, IdleTimer> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody is there, now and later.
    #[must_use]
    pub fn presence(&self) -> watch::Receiver<Presence> {
        self.presence.subscribe()
    }

    /// Seconds without a touch before the kiosk asks whether somebody is there.
    #[must_use]
    pub fn idle_seconds(&self) -> u64 {
        self.idle().timeout.as_secs()
    }

    /// Somebody touched something.
    pub fn touch(&self) {
        self.idle().last_touch = Some(Instant::now());
        self.touched.notify_one();
    }

    /// Forgets the person, and begins a new journey for the next one.
    pub fn reset(&self) {
        self.idle().last_touch = None;
        self.session.reset();
        self.touched.notify_one();
    }

    /// Watches until the program ends.
    pub async fn run(&self) {
        let mut page = self.session.page();
        let mut serial = 0;
        loop {
            let state = {
                let page = page.borrow_and_update();
                let mut idle = self.idle();
                // While the card or the backend works, the person has nothing to touch.
                let works = !page.waits_for_person();
                if works || page.serial != serial {
                    idle.last_touch = idle.last_touch.map(|_| Instant::now());
                    serial = page.serial;
                }
                let state = idle.state_at(Instant::now());
                IdleState {
                    until: state.until.filter(|_| !works),
                    ..state
                }
            };
            if state.has_left {
                self.reset();
                continue;
            }
            self.presence.send_if_modified(|presence| {
                let changed =
                    std::mem::discriminant(presence) != std::mem::discriminant(&state.presence);
                *presence = state.presence;
                changed
            });
            let deadline = async {
                match state.until {
                    Some(until) => tokio::time::sleep_until(until.into()).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = deadline => {}
                () = self.touched.notified() => {}
                changed = page.changed() => {
                    if changed.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn after(seconds: u32) -> IdleState {
        let start = Instant::now();
        let mut idle = IdleTimer::new(IDLE_TIMEOUT);
        idle.last_touch = Some(start);
        idle.state_at(start + SECOND * seconds)
    }

    #[test]
    fn nobody_is_asked_before_somebody_has_begun() {
        let state = IdleTimer::new(IDLE_TIMEOUT).state_at(Instant::now());
        assert_eq!((state.presence, state.has_left), (Presence::Nobody, false));
        assert_eq!(state.until, None);
    }

    #[test]
    fn after_a_minute_without_a_touch_the_kiosk_asks() {
        assert_eq!(after(0).presence, Presence::Present);
        assert_eq!(after(59).presence, Presence::Present);
        assert_eq!(after(60).presence, Presence::Asked(30));
    }

    #[test]
    fn a_person_who_does_not_answer_for_half_a_minute_has_left() {
        assert_eq!(after(89).presence, Presence::Asked(1));
        assert!(!after(89).has_left);
        assert!(after(90).has_left);
    }

    #[test]
    fn the_person_has_at_least_the_twenty_seconds_of_wcag() {
        assert!(IDLE_TIMEOUT / 2 >= 20 * SECOND);
    }
}

//! A screen for one person after another (an Application Spot): notices when somebody has gone, asks
//! before it forgets them (WCAG 2.2, 2.2.1), and forgets everything of theirs at once.

use super::session::Session;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, watch};

/// So long without a touch, and it is asked whether somebody is there; half as long to answer.
pub const LIMIT: Duration = Duration::from_secs(60);

/// Whether somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// Nobody has begun.
    #[default]
    Free,
    /// Somebody.
    There,
    /// Perhaps: they are asked, and have so many seconds left to answer.
    Asked(u64),
}

/// Who has not touched anything for how long.
#[derive(Debug)]
struct Idle {
    limit: Duration,
    /// `None`: nobody is there.
    touched: Option<Instant>,
}

/// What holds now, and until when if nothing happens.
#[derive(Debug, PartialEq, Eq)]
struct Now {
    presence: Presence,
    /// Whoever was there is gone for good.
    gone: bool,
    until: Option<Instant>,
}

impl Idle {
    fn new(limit: Duration) -> Self {
        Self {
            limit,
            touched: None,
        }
    }

    fn at(&self, now: Instant) -> Now {
        let Some(touched) = self.touched else {
            return Now {
                presence: Presence::Free,
                gone: false,
                until: None,
            };
        };
        let asked = touched + self.limit;
        let gone = asked + self.limit / 2;
        let (presence, until) = if now < asked {
            (Presence::There, Some(asked))
        } else if now < gone {
            let left = gone - now;
            (
                Presence::Asked(left.as_millis().div_ceil(1000) as u64),
                Some(gone),
            )
        } else {
            (Presence::Free, None)
        };
        Now {
            presence,
            gone: now >= gone,
            until,
        }
    }
}

/// Watches over a session.
pub struct Kiosk {
    session: Arc<Session>,
    idle: Mutex<Idle>,
    presence: watch::Sender<Presence>,
    touched: Notify,
}

impl Kiosk {
    /// Watches over `session`; nobody is there yet.
    #[must_use]
    pub fn new(session: Arc<Session>, limit: Duration) -> Self {
        Self {
            session,
            idle: Mutex::new(Idle::new(limit)),
            presence: watch::Sender::default(),
            touched: Notify::new(),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody is there, now and later.
    #[must_use]
    pub fn presence(&self) -> watch::Receiver<Presence> {
        self.presence.subscribe()
    }

    /// Seconds without a touch until it is asked whether somebody is there.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.idle().limit.as_secs()
    }

    /// Somebody touched something.
    pub fn touch(&self) {
        self.idle().touched = Some(Instant::now());
        self.touched.notify_one();
    }

    /// Forgets whoever was there, and begins anew for the next person.
    pub fn forget(&self) {
        self.idle().touched = None;
        self.session.forget();
        self.touched.notify_one();
    }

    /// Watches until the program ends.
    pub async fn watch(&self) {
        let mut scene = self.session.scene();
        let mut serial = 0;
        loop {
            let now = {
                let scene = scene.borrow_and_update();
                let mut idle = self.idle();
                // While the card or the backend works, nobody has to touch anything.
                let works = !scene.waits_for_person();
                if works || scene.serial != serial {
                    idle.touched = idle.touched.map(|_| Instant::now());
                    serial = scene.serial;
                }
                let now = idle.at(Instant::now());
                Now {
                    until: now.until.filter(|_| !works),
                    ..now
                }
            };
            if now.gone {
                self.forget();
                continue;
            }
            self.presence.send_if_modified(|before| {
                let news = std::mem::discriminant(before) != std::mem::discriminant(&now.presence);
                *before = now.presence;
                news
            });
            let deadline = async {
                match now.until {
                    Some(until) => tokio::time::sleep_until(until.into()).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = deadline => {}
                () = self.touched.notified() => {}
                changed = scene.changed() => {
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

    fn after(seconds: u32) -> Now {
        let start = Instant::now();
        let mut idle = Idle::new(LIMIT);
        idle.touched = Some(start);
        idle.at(start + SECOND * seconds)
    }

    #[test]
    fn nobody_is_asked_before_anybody_has_begun() {
        let now = Idle::new(LIMIT).at(Instant::now());
        assert_eq!((now.presence, now.gone), (Presence::Free, false));
        assert_eq!(now.until, None);
    }

    #[test]
    fn after_a_minute_without_a_touch_it_is_asked() {
        assert_eq!(after(0).presence, Presence::There);
        assert_eq!(after(59).presence, Presence::There);
        assert_eq!(after(60).presence, Presence::Asked(30));
    }

    #[test]
    fn who_does_not_answer_for_half_a_minute_is_gone() {
        assert_eq!(after(89).presence, Presence::Asked(1));
        assert!(!after(89).gone);
        assert!(after(90).gone);
    }

    #[test]
    fn wcag_gives_twenty_seconds_at_least() {
        assert!(LIMIT / 2 >= 20 * SECOND);
    }
}

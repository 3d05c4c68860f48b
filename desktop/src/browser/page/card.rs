//! The page that changes by itself: while a card or the backend works.

use super::Frame;
use crate::browser::scene::{Scene, View};
use crate::watch::Hint;
use askama::Template;
use card_points::card::CardStage;
use card_points::journey::Topic;

/// What is done while a card or the backend works.
#[derive(Template)]
#[template(path = "card.html")]
pub struct CardPage<'a> {
    frame: &'a Frame,
    live: Live<'a>,
}

impl<'a> CardPage<'a> {
    /// The page of `scene`.
    pub fn new(frame: &'a Frame, scene: &'a Scene) -> Self {
        let live = Live::new(frame, scene);
        Self { frame, live }
    }
}

/// The part of the page that changes.
#[derive(Template)]
#[template(path = "live.html")]
pub struct Live<'a> {
    frame: &'a Frame,
    title: &'a str,
    text: Vec<&'a str>,
    hint: Option<&'a Hint>,
    /// What is seen.
    sight: Sight,
    /// There is something to stop.
    stops: bool,
    ticks: Vec<Tick<'a>>,
}

/// What is seen while something works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// A card is to be laid on.
    Lay,
    /// The card lies there.
    Lies,
    /// The card may go; the backend works.
    Wait,
}

/// Something that is done with a card.
struct Tick<'a> {
    name: &'a str,
    done: bool,
    /// It is being done.
    now: bool,
}

impl<'a> Live<'a> {
    /// The part of `scene` that changes.
    pub fn new(frame: &'a Frame, scene: &'a Scene) -> Self {
        let sight = match scene.view {
            View::Tap { .. } => Sight::Lay,
            View::Card { .. } => Sight::Lies,
            _ => Sight::Wait,
        };
        let (title, text) = match (scene.words(), &scene.view) {
            (Some(words), _) => {
                let text = words.paragraphs.iter().map(String::as_str);
                (words.title.as_str(), text.collect())
            }
            (None, View::Leave) => (frame.page.take_card, vec![frame.page.take_card_text]),
            (None, _) => (frame.labels.waiting.as_str(), vec![]),
        };
        Self {
            frame,
            title,
            text,
            // With a practice card at hand nobody needs a reader.
            hint: scene
                .hint
                .as_ref()
                .filter(|hint| frame.in_hand.is_none() || !hint.readers().is_empty()),
            sight,
            stops: scene.words().is_some(),
            ticks: ticks(frame, scene),
        }
    }

    fn lays_virtual_card(&self) -> bool {
        self.sight == Sight::Lay && self.frame.in_hand.is_some()
    }
}

/// What the card has done, what it does, and what it has still to do.
fn ticks<'a>(frame: &'a Frame, scene: &Scene) -> Vec<Tick<'a>> {
    let labels = &frame.labels;
    let all = [&labels.found, &labels.read, &labels.checked, &labels.signed];
    let (done, of) = match scene.view {
        View::Card { stage, .. } => match stage {
            CardStage::Finding => (0, 2),
            CardStage::Reading => (1, 2),
            CardStage::Password => (2, 4),
            CardStage::Signing => (3, 4),
        },
        View::Send { .. } if scene.signed => (4, 4),
        _ => return Vec::new(),
    };
    let of = if scene.trail.contains(&Topic::Password) {
        4
    } else {
        of
    };
    let tick = |(nth, name): (usize, &'a String)| Tick {
        name,
        done: nth < done,
        now: nth == done,
    };
    all.into_iter().take(of).enumerate().map(tick).collect()
}

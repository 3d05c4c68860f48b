//! Readers, cards and the service that come and go.

use crate::door::Door;
use crate::folder::Folder;
use crate::laid::Desk;
use crate::run::{Ran, card_points, card_points_behind, finish};
use card_points::journey::TapReason;
use card_points_desktop::watch::{Found, Hint, Watch};
use card_points_fixtures::{SandboxData, VirtualCard};
use jiff::Timestamp;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::Child;

/// Both of vpcd's readers fit.
const BOTH: &str = "Virtual PCD";
/// So often we look, each time until something changes or a third of a second has passed.
const LOOKS: u32 = 100;

fn card(id: &str) -> VirtualCard {
    SandboxData::at(Timestamp::now()).sample(id).unwrap().card()
}

/// Looks at a card as a program does, on whichever reader it lies.
fn start(folder: &Folder) -> Child {
    let answers = folder.file("answers.json", "{}");
    let arguments = ["card", "--reader", BOTH, "--answers", &answers, "--json"];
    card_points(folder, &arguments, "")
}

#[track_caller]
fn was_read(ran: &Ran) {
    let done = ran.done();
    assert_eq!(done["outcome"]["kind"], "card", "{done}");
}

/// Looks until that is found.
#[track_caller]
fn look_until(watch: &mut Watch, wanted: impl Fn(&Found) -> bool) {
    let found = (0..LOOKS).any(|_| wanted(&watch.look()));
    assert!(found, "the last look: {:?}", watch.look());
}

/// Reads what a program says until one of its steps is like that; gives the reader, to read on.
fn hear(child: &mut Child, wanted: impl Fn(&Value) -> bool) -> Box<dyn Iterator<Item = Value>> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut steps = lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap());
    let heard = steps.find(|step| wanted(step));
    assert!(heard.is_some(), "the program has ended");
    Box::new(steps)
}

fn says(step: &Value, words: &str) -> bool {
    step["step"] == "notice" && step["text"].as_str().unwrap().contains(words)
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_card_is_read_on_whichever_reader_it_lies() {
    for nth in [0, 1] {
        let (folder, desk) = (Folder::new(), Desk::new());
        let laid = desk.lay(nth, card("hanako"));
        was_read(&finish(start(&folder)).good());
        assert!(laid.card().command_count() > 0);
    }
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_card_that_is_laid_on_while_the_program_waits_is_read_on_either_reader() {
    for nth in [0, 1] {
        let (folder, desk) = (Folder::new(), Desk::new());
        let mut child = start(&folder);
        let mut steps = hear(&mut child, |step| says(step, &desk.reader(nth)));
        let _laid = desk.lay(nth, card("hanako"));
        let done = steps.find(|step| step["step"] == "done").unwrap();
        assert_eq!(done["outcome"]["kind"], "card", "{done}");
        finish(child).good();
    }
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_card_of_another_kind_that_stays_is_passed_over_for_the_right_one() {
    let (folder, desk) = (Folder::new(), Desk::new());
    let foreign = desk.lay_foreign(0);
    let child = start(&folder);
    foreign.wait_until_used();
    let laid = desk.lay(1, card("hanako"));
    let ran = finish(child).good();
    was_read(&ran);
    let steps = ran.steps();
    let taps = steps.iter().filter(|step| step["step"] == "tap");
    let why: Vec<_> = taps.map(|tap| tap["why"].as_str().unwrap()).collect();
    assert_eq!(why, ["first", "not-this-kind"]);
    assert!(laid.card().command_count() > 0);
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_program_with_cards_on_two_readers_is_told_where_they_lie() {
    let (folder, desk) = (Folder::new(), Desk::new());
    let laid = [desk.lay(0, card("hanako")), desk.lay(1, card("taro"))];
    let ran = finish(start(&folder));
    assert_eq!(ran.code, Some(5), "{}", ran.text());
    let steps = ran.steps();
    for laid in laid {
        assert!(steps.iter().any(|step| says(step, &laid.reader())));
        // It was asked what it is, and nothing else.
        assert_eq!(laid.card().command_count(), 1);
    }
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn of_two_cards_that_lie_there_the_one_of_the_right_kind_is_read() {
    let (folder, desk) = (Folder::new(), Desk::new());
    let (_foreign, _laid) = (desk.lay_foreign(0), desk.lay(1, card("hanako")));
    let ran = finish(start(&folder)).good();
    was_read(&ran);
    let steps = ran.steps();
    assert!(!steps.iter().any(|step| step["why"] == "not-this-kind"));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_card_that_is_built_in_is_nobodys_and_one_that_is_laid_on_is_somebodys() {
    let desk = Desk::new();
    let _built_in = desk.lay_foreign(0);
    let mut watch = Watch::new(Some(BOTH.into()));
    assert!(watch.laid().is_empty());
    let foreign = desk.lay_foreign(1);
    assert_eq!(watch.laid(), [desk.reader(1)]);
    drop(foreign);
    let _laid = desk.lay(1, card("hanako"));
    assert_eq!(watch.laid(), [desk.reader(1)]);
    watch.begin(TapReason::First);
    look_until(&mut watch, |found| matches!(found, Found::Arrived(_)));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn of_two_cards_the_one_that_is_left_is_read() {
    let desk = Desk::new();
    let (first, second) = (desk.lay(0, card("hanako")), desk.lay(1, card("taro")));
    let readers = vec![first.reader(), second.reader()];
    let mut watch = Watch::new(Some(BOTH.into()));
    watch.begin(TapReason::First);
    let several = Found::Waiting(Hint::Several { readers });
    assert_eq!(watch.look(), several);
    assert_eq!(watch.laid().len(), 2);
    drop(first);
    look_until(&mut watch, |found| matches!(found, Found::Arrived(_)));
    watch.end();
    drop(second);
    assert!((0..LOOKS).any(|_| {
        watch.look();
        watch.laid().is_empty()
    }));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_service_that_starts_late_is_waited_for() {
    let (folder, desk) = (Folder::new(), Desk::new());
    let (door, laid) = (Door::new(&folder), desk.lay(1, card("hanako")));
    let arguments = ["card", "--reader", BOTH, "--plain", "--json"];
    let mut child = card_points_behind(&folder, &door, &arguments);
    let mut steps = hear(&mut child, |step| says(step, "PC/SC"));
    door.open();
    let done = steps.find(|step| step["step"] == "done").unwrap();
    assert_eq!(done["outcome"]["kind"], "card", "{done}");
    assert!(laid.card().command_count() > 0);
    drop(finish(child));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run installs them"]
fn a_service_that_ends_while_the_card_is_read_is_waited_for() {
    let (folder, desk) = (Folder::new(), Desk::new());
    let (door, laid) = (Door::new(&folder), desk.lay(1, card("hanako")));
    door.open();
    let shut = door.clone();
    laid.then(move || shut.shut());
    let arguments = ["card", "--reader", BOTH, "--plain", "--json"];
    let mut child = card_points_behind(&folder, &door, &arguments);
    let mut steps = hear(&mut child, |step| step["why"] == "lost-early");
    assert!(steps.any(|step| says(&step, "PC/SC")));
    door.open();
    let done = steps.find(|step| step["step"] == "done").unwrap();
    assert_eq!(done["outcome"]["kind"], "card", "{done}");
    drop(finish(child));
}

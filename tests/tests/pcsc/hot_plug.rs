//! Readers, cards and services that appear and disappear.

use crate::pcscd_proxy::PcscdProxy;
use crate::programs::{ProgramOutput, card_points, card_points_with_proxy, finish, write_file};
use crate::virtual_readers::{VirtualReaders, sample};
use card_points::journey::TapReason;
use card_points_desktop::readers::{LookResult, ReaderHint, ReaderWatcher};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::Child;
use tempfile::{TempDir, tempdir};

/// Part of the names of both readers of vpcd.
const BOTH_READERS: &str = "Virtual PCD";
/// How often the readers are checked: after each change, or a third of a second.
const MAX_READER_CHECKS: u32 = 100;

/// Starts `card-points card`, which may use both readers.
fn start_card(folder: &TempDir) -> Child {
    let answers = write_file(folder, "answers.json", "{}");
    let arguments = [
        "card",
        "--reader",
        BOTH_READERS,
        "--answers",
        &answers,
        "--json",
    ];
    card_points(folder, &arguments, "")
}

#[track_caller]
fn assert_card_read(output: &ProgramOutput) {
    let done = output.done();
    assert_eq!(done["outcome"]["kind"], "card", "{done}");
}

/// Checks the readers until the wanted result.
#[track_caller]
fn look_until(watcher: &mut ReaderWatcher, wanted: impl Fn(&LookResult) -> bool) {
    let found = (0..MAX_READER_CHECKS).any(|_| wanted(&watcher.look()));
    assert!(found, "the last look: {:?}", watcher.look());
}

/// Reads the steps that a program prints until the wanted one, and returns the later steps.
fn read_until(
    child: &mut Child,
    wanted: impl Fn(&Value) -> bool,
) -> Box<dyn Iterator<Item = Value>> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut steps = lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap());
    let found = steps.find(|step| wanted(step));
    assert!(found.is_some(), "the program has ended");
    Box::new(steps)
}

fn is_notice(step: &Value, part: &str) -> bool {
    step["step"] == "notice" && step["text"].as_str().unwrap().contains(part)
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn a_card_is_read_on_either_reader() {
    for nth in [0, 1] {
        let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
        let inserted = readers.insert(nth, sample("hanako"));
        assert_card_read(&finish(start_card(&folder)).success());
        assert!(inserted.card().command_count() > 0);
    }
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn a_card_inserted_while_the_program_waits_is_read_on_either_reader() {
    for nth in [0, 1] {
        let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
        let mut child = start_card(&folder);
        let mut steps = read_until(&mut child, |step| is_notice(step, &readers.name(nth)));
        let _inserted = readers.insert(nth, sample("hanako"));
        let done = steps.find(|step| step["step"] == "done").unwrap();
        assert_eq!(done["outcome"]["kind"], "card", "{done}");
        finish(child).success();
    }
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn a_card_of_another_kind_is_skipped_for_the_right_one() {
    let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
    let other = readers.insert_other(0);
    let child = start_card(&folder);
    other.wait_until_used();
    let inserted = readers.insert(1, sample("hanako"));
    let output = finish(child).success();
    assert_card_read(&output);
    let steps = output.steps();
    let taps = steps.iter().filter(|step| step["step"] == "tap");
    let reasons: Vec<_> = taps.map(|tap| tap["why"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["first", "not-this-kind"]);
    assert!(inserted.card().command_count() > 0);
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn with_cards_on_two_readers_the_program_names_both_readers() {
    let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
    let inserted = [
        readers.insert(0, sample("hanako")),
        readers.insert(1, sample("taro")),
    ];
    let output = finish(start_card(&folder));
    assert_eq!(output.code, Some(5), "{}", output.text());
    let steps = output.steps();
    for inserted in inserted {
        assert!(steps.iter().any(|step| is_notice(step, &inserted.reader())));
        // The program asked what kind of card it is, and nothing else.
        assert_eq!(inserted.card().command_count(), 1);
    }
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn of_two_cards_the_one_of_the_right_kind_is_read() {
    let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
    let (_other, _inserted) = (readers.insert_other(0), readers.insert(1, sample("hanako")));
    let output = finish(start_card(&folder)).success();
    assert_card_read(&output);
    let steps = output.steps();
    assert!(!steps.iter().any(|step| step["why"] == "not-this-kind"));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn only_a_card_inserted_later_counts_as_the_persons() {
    let readers = VirtualReaders::new();
    let _built_in = readers.insert_other(0);
    let mut watcher = ReaderWatcher::new(Some(BOTH_READERS.into()));
    assert!(watcher.occupied_readers().is_empty());
    let other = readers.insert_other(1);
    assert_eq!(watcher.occupied_readers(), [readers.name(1)]);
    drop(other);
    let _inserted = readers.insert(1, sample("hanako"));
    assert_eq!(watcher.occupied_readers(), [readers.name(1)]);
    watcher.begin_tap(TapReason::First);
    look_until(&mut watcher, |found| {
        matches!(found, LookResult::Arrived(_))
    });
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn of_two_cards_the_remaining_one_is_read() {
    let readers = VirtualReaders::new();
    let (first, second) = (
        readers.insert(0, sample("hanako")),
        readers.insert(1, sample("taro")),
    );
    let names = vec![first.reader(), second.reader()];
    let mut watcher = ReaderWatcher::new(Some(BOTH_READERS.into()));
    watcher.begin_tap(TapReason::First);
    let several = LookResult::Waiting(ReaderHint::Several { readers: names });
    assert_eq!(watcher.look(), several);
    assert_eq!(watcher.occupied_readers().len(), 2);
    drop(first);
    look_until(&mut watcher, |found| {
        matches!(found, LookResult::Arrived(_))
    });
    watcher.end_session();
    drop(second);
    assert!((0..MAX_READER_CHECKS).any(|_| {
        watcher.look();
        watcher.occupied_readers().is_empty()
    }));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn a_service_that_starts_late_is_waited_for() {
    let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
    let (proxy, inserted) = (
        PcscdProxy::new(folder.path()),
        readers.insert(1, sample("hanako")),
    );
    let arguments = ["card", "--reader", BOTH_READERS, "--plain", "--json"];
    let mut child = card_points_with_proxy(&folder, &proxy, &arguments);
    let mut steps = read_until(&mut child, |step| is_notice(step, "PC/SC"));
    proxy.open();
    let done = steps.find(|step| step["step"] == "done").unwrap();
    assert_eq!(done["outcome"]["kind"], "card", "{done}");
    assert!(inserted.card().command_count() > 0);
    drop(finish(child));
}

#[test]
#[ignore = "needs pcscd and vpcd: tests/run pcsc"]
fn a_service_that_ends_while_the_card_is_read_is_waited_for() {
    let (folder, readers) = (tempdir().unwrap(), VirtualReaders::new());
    let (proxy, inserted) = (
        PcscdProxy::new(folder.path()),
        readers.insert(1, sample("hanako")),
    );
    proxy.open();
    let closing = proxy.clone();
    inserted.at_second_command(move || closing.close());
    let arguments = ["card", "--reader", BOTH_READERS, "--plain", "--json"];
    let mut child = card_points_with_proxy(&folder, &proxy, &arguments);
    let mut steps = read_until(&mut child, |step| step["why"] == "lost-early");
    assert!(steps.any(|step| is_notice(&step, "PC/SC")));
    proxy.open();
    let done = steps.find(|step| step["step"] == "done").unwrap();
    assert_eq!(done["outcome"]["kind"], "card", "{done}");
    drop(finish(child));
}

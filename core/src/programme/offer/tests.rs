use super::*;
use crate::programme::check::tests::rules;
use crate::programme::{ApplicationState, AppliedMeasure, today};
use crate::text::{Language, LocalizedText};
use jiff::civil::date;

fn programme() -> Programme {
    Programme::from_json(&rules().to_string()).unwrap()
}

fn service() -> LocalizedText {
    LocalizedText([(Language::Japanese, "ねこペイ".to_owned())].into())
}

/// A person who can apply for every measure.
fn facts() -> PersonFacts {
    PersonFacts {
        first_round: FirstRound::None,
        health_insurance: true,
        receipt_account: true,
        card_requested: date(2022, 5, 5),
        age: AgeGroup::Adult,
        applied: Vec::new(),
    }
}

fn applied(measure: &str) -> AppliedMeasure {
    AppliedMeasure {
        measure: measure.into(),
        on: date(2022, 7, 3),
        service: "MP0000001".into(),
        service_name: service(),
        account_ending: "1234".into(),
        state: ApplicationState::Confirmed,
        receipt: "2022-0703-7KQ4-9XWM".into(),
    }
}

fn unavailable(
    measure: &str,
    facts: Option<&PersonFacts>,
    today: Date,
) -> Option<UnavailableMeasure> {
    let programme = programme();
    let offers = programme.offers(facts, today);
    let offer = offers.iter().find(|offer| offer.measure.id == measure);
    offer.unwrap().unavailable.clone()
}

const SUMMER: Date = date(2022, 7, 3);

#[test]
fn measures_are_offered_in_the_programmes_order_with_their_highest_amounts() {
    let programme = programme();
    let offers = programme.offers(None, SUMMER);
    let offered: Vec<_> = offers
        .iter()
        .map(|offer| (offer.measure.id.as_str(), offer.yen))
        .collect();
    let expected = [
        ("new-card", 5_000),
        ("health-insurance", 7_500),
        ("receipt-account", 7_500),
    ];
    assert_eq!(offered, expected);
}

#[test]
fn without_facts_only_the_period_excludes_a_measure() {
    assert_eq!(unavailable("new-card", None, SUMMER), None);
    assert_eq!(unavailable("receipt-account", None, SUMMER), None);
    let not_announced = unavailable("health-insurance", None, SUMMER);
    assert_eq!(not_announced, Some(UnavailableMeasure::NotAnnounced));
}

#[test]
fn the_new_card_measure_is_available_without_an_application_in_the_first_round() {
    assert_eq!(unavailable("new-card", Some(&facts()), SUMMER), None);
}

#[test]
fn an_open_first_round_excludes_the_new_card_measure() {
    let mut facts = facts();
    facts.first_round = FirstRound::Open { service: service() };
    let open = UnavailableMeasure::FirstRoundOpen { service: service() };
    assert_eq!(unavailable("new-card", Some(&facts), SUMMER), Some(open));
    assert_eq!(unavailable("receipt-account", Some(&facts), SUMMER), None);
}

#[test]
fn a_complete_first_round_excludes_the_new_card_measure() {
    let mut facts = facts();
    facts.first_round = FirstRound::Complete;
    let complete = Some(UnavailableMeasure::FirstRoundComplete);
    assert_eq!(unavailable("new-card", Some(&facts), SUMMER), complete);
    // Even after the last day: the reason that never passes is more helpful.
    assert_eq!(
        unavailable("new-card", Some(&facts), date(2024, 1, 1)),
        complete
    );
    assert_eq!(unavailable("receipt-account", Some(&facts), SUMMER), None);
}

#[test]
fn an_earlier_application_is_the_first_reason() {
    let mut facts = facts();
    facts.first_round = FirstRound::Complete;
    facts.health_insurance = false;
    facts.applied = vec![applied("new-card"), applied("health-insurance")];
    let applied = Some(UnavailableMeasure::Applied {
        on: date(2022, 7, 3),
    });
    assert_eq!(unavailable("new-card", Some(&facts), SUMMER), applied);
    assert_eq!(
        unavailable("health-insurance", Some(&facts), SUMMER),
        applied
    );
    assert_eq!(unavailable("receipt-account", Some(&facts), SUMMER), None);
}

#[test]
fn a_measure_is_open_from_its_first_to_its_last_day() {
    let from = date(2022, 1, 1);
    let until = date(2023, 9, 30);
    let on = |day| unavailable("new-card", Some(&facts()), day);
    assert_eq!(
        on(from.yesterday().unwrap()),
        Some(UnavailableMeasure::NotStarted { from })
    );
    assert_eq!(on(from), None);
    assert_eq!(on(until), None);
    assert_eq!(
        on(until.tomorrow().unwrap()),
        Some(UnavailableMeasure::Over { until })
    );
}

#[test]
fn a_measure_without_a_last_day_remains_open() {
    assert_eq!(
        unavailable("receipt-account", None, date(2099, 12, 31)),
        None
    );
}

#[test]
fn a_card_requested_after_the_last_day_does_not_count() {
    let mut facts = facts();
    let by = date(2023, 2, 28);
    facts.card_requested = by;
    assert_eq!(unavailable("new-card", Some(&facts), by), None);
    facts.card_requested = date(2023, 3, 1);
    let late = Some(UnavailableMeasure::CardTooLate { by });
    assert_eq!(
        unavailable("new-card", Some(&facts), date(2023, 3, 2)),
        late
    );
    assert_eq!(
        unavailable("receipt-account", Some(&facts), date(2023, 3, 2)),
        None
    );
}

#[test]
fn a_missing_registration_is_named_once_the_measure_is_open() {
    let mut facts = facts();
    facts.health_insurance = false;
    facts.receipt_account = false;
    let mut programme = programme();
    programme.measures[1].from = Some(date(2022, 6, 30));
    let on = |day| {
        let offers = programme.offers(Some(&facts), day);
        let reasons: Vec<_> = offers.into_iter().map(|offer| offer.unavailable).collect();
        reasons
    };
    let from = date(2022, 6, 30);
    let early = Some(UnavailableMeasure::NotStarted { from });
    assert_eq!(on(date(2022, 6, 29)), [None, early.clone(), early]);
    let missing = [
        None,
        Some(UnavailableMeasure::NoHealthInsurance),
        Some(UnavailableMeasure::NoReceiptAccount),
    ];
    assert_eq!(on(from), missing);
}

#[test]
fn a_share_of_the_total_is_rounded_down() {
    let quarter = Worth::Share {
        percent: 25,
        of_up_to: 20_000,
    };
    for (total, yen) in [
        (i32::MIN, 0),
        (-1, 0),
        (0, 0),
        (3, 0),
        (4, 1),
        (19_999, 4_999),
        (20_000, 5_000),
        (20_001, 5_000),
        (i32::MAX, 5_000),
    ] {
        assert_eq!(quarter.yen_for_total(total), yen, "{total}");
    }
    // Two purchases of ¥2 are a total of ¥4.
    assert_eq!(quarter.yen_for_total(2 + 2), 1);
    assert_eq!(quarter.max_yen(), 5_000);
}

#[test]
fn a_fixed_amount_needs_no_purchase() {
    let fixed = Worth::Fixed { yen: 7_500 };
    assert_eq!(fixed.yen_for_total(0), 7_500);
    assert_eq!(fixed.max_yen(), 7_500);
}

#[test]
fn a_share_of_the_largest_sum_does_not_overflow() {
    let everything = Worth::Share {
        percent: 100,
        of_up_to: i32::MAX,
    };
    assert_eq!(everything.max_yen(), i32::MAX);
}

#[test]
fn measures_of_a_group_share_a_service() {
    let programme = programme();
    assert!(programme.share_service("health-insurance", "receipt-account"));
    assert!(programme.share_service("new-card", "new-card"));
    assert!(!programme.share_service("new-card", "receipt-account"));
    assert!(!programme.share_service("new-card", "unknown"));
}

#[test]
fn a_birthday_counts_from_its_first_second_in_japan() {
    let programme = programme();
    let born = date(2007, 7, 3);
    let at = |at: &str| programme.age_group(born, today(at.parse().unwrap()));
    assert_eq!(at("2022-07-02T14:59:59.999999999Z"), AgeGroup::Child);
    assert_eq!(at("2022-07-02T15:00:00Z"), AgeGroup::Youth);
    assert_eq!(at("2025-07-02T14:59:59Z"), AgeGroup::Youth);
    assert_eq!(at("2025-07-02T15:00:00Z"), AgeGroup::Adult);
}

#[test]
fn a_birthday_on_29_february_is_on_1_march_in_other_years() {
    let programme = programme();
    let born = date(2008, 2, 29);
    assert_eq!(
        programme.age_group(born, date(2023, 2, 28)),
        AgeGroup::Child
    );
    assert_eq!(programme.age_group(born, date(2023, 3, 1)), AgeGroup::Youth);
    let born = date(2004, 2, 29);
    assert_eq!(
        programme.age_group(born, date(2024, 2, 28)),
        AgeGroup::Adult
    );
    assert_eq!(
        programme.age_group(born, date(2022, 2, 28)),
        AgeGroup::Youth
    );
    assert_eq!(
        programme.age_group(date(2009, 2, 28), date(2024, 2, 28)),
        AgeGroup::Youth
    );
    assert_eq!(
        programme.age_group(date(2009, 3, 1), date(2024, 2, 29)),
        AgeGroup::Child
    );
}

#[test]
fn a_newborn_is_a_child_and_so_is_an_unborn_person() {
    let programme = programme();
    assert_eq!(programme.age_group(SUMMER, SUMMER), AgeGroup::Child);
    assert_eq!(
        programme.age_group(date(2030, 1, 1), SUMMER),
        AgeGroup::Child
    );
}

use super::*;
use crate::payment::check::tests::services;
use jiff::civil::date;

#[test]
fn a_service_is_open_on_its_first_and_last_day() {
    let mut service = services().remove(0);
    let from = date(2022, 6, 30);
    let until = date(2023, 9, 30);
    service.windows = ServicePeriod {
        from: Some(from),
        until: Some(until),
        spend_until: None,
    };
    let on = |day| service.unavailable(day, true);
    assert_eq!(
        on(date(2022, 6, 29)),
        Some(UnavailableService::NotStarted { from })
    );
    assert_eq!(on(from), None);
    assert_eq!(on(until), None);
    assert_eq!(
        on(date(2023, 10, 1)),
        Some(UnavailableService::Over { until })
    );
}

#[test]
fn a_service_without_a_period_is_open() {
    let mut service = services().remove(0);
    service.windows = ServicePeriod::default();
    assert_eq!(service.unavailable(date(2022, 1, 1), false), None);
}

#[test]
fn a_service_for_adults_is_unavailable_to_children_only() {
    let mut service = services().remove(0);
    service.windows = ServicePeriod::default();
    service.holders = AccountHolders::Adults;
    let day = date(2022, 7, 3);
    assert_eq!(
        service.unavailable(day, false),
        Some(UnavailableService::AdultsOnly)
    );
    assert_eq!(service.unavailable(day, true), None);
}

#[test]
fn of_several_reasons_the_one_that_lasts_longest_is_given() {
    let mut service = services().remove(0);
    let until = date(2023, 9, 30);
    service.own_app_only = true;
    service.holders = AccountHolders::Adults;
    service.windows.from = Some(date(2022, 6, 30));
    service.windows.until = Some(until);
    let on = |day| service.unavailable(day, false);
    assert_eq!(on(date(2022, 1, 1)), Some(UnavailableService::OwnAppOnly));
    assert_eq!(
        on(date(2024, 1, 1)),
        Some(UnavailableService::Over { until })
    );
    service.own_app_only = false;
    let before_the_first_day = service.unavailable(date(2022, 1, 1), false);
    assert_eq!(before_the_first_day, Some(UnavailableService::AdultsOnly));
}

//! What a person may apply for, why not the rest, and how much it is worth.

use super::{
    AgeGroup, Condition, FirstRound, Measure, Offer, PersonFacts, Programme, UnavailableMeasure,
    Worth,
};
use jiff::civil::Date;

impl Programme {
    /// What each measure offers the person on `today` (Japan time), in the programme's order. What the
    /// person says does not count: the card proves who they are, and only then are `facts` known.
    ///
    /// Facts that are not known exclude nothing. Of several reasons the first is given: an earlier
    /// application, the first round, the measure's days, the card's deadline, a registration that the
    /// person can still make.
    #[must_use]
    pub fn offers<'a>(&'a self, facts: Option<&PersonFacts>, today: Date) -> Vec<Offer<'a>> {
        let offer = |measure: &'a Measure| Offer {
            measure,
            yen: measure.worth.max_yen(),
            unavailable: measure.unavailable(facts, today),
        };
        self.measures.iter().map(offer).collect()
    }

    /// The measure with this id.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// Whether the points of two measures go to one and the same payment service.
    #[must_use]
    pub fn share_service(&self, a: &str, b: &str) -> bool {
        let has = |group: &[String], id: &str| group.iter().any(|member| member == id);
        self.sharing
            .iter()
            .any(|group| has(group, a) && has(group, b))
    }

    /// The age group of a person born on `born`, on `today` (Japan time). A birthday counts from
    /// its first second; who was born on 29 February has it on 1 March in other years.
    #[must_use]
    pub fn age_group(&self, born: Date, today: Date) -> AgeGroup {
        let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
        let years = i32::from(today.year()) - i32::from(born.year()) - i32::from(birthday_to_come);
        if years < self.ages.representative_under {
            AgeGroup::Child
        } else if years < self.ages.adult_from {
            AgeGroup::Youth
        } else {
            AgeGroup::Adult
        }
    }
}

impl Measure {
    fn unavailable(&self, facts: Option<&PersonFacts>, today: Date) -> Option<UnavailableMeasure> {
        facts
            .and_then(|facts| self.had(facts))
            .or_else(|| self.outside(today))
            .or_else(|| facts.and_then(|facts| self.lacks(facts)))
    }

    /// What bars it for good, whatever the day.
    fn had(&self, facts: &PersonFacts) -> Option<UnavailableMeasure> {
        let stands = facts.applied.iter().find(|it| it.measure == self.id);
        if let Some(standing) = stands {
            return Some(UnavailableMeasure::Applied { on: standing.on });
        }
        match (self.condition, &facts.first_round) {
            (Condition::FirstRoundUnused, FirstRound::Open { service }) => {
                let service = service.clone();
                Some(UnavailableMeasure::FirstRoundOpen { service })
            }
            (Condition::FirstRoundUnused, FirstRound::Complete) => {
                Some(UnavailableMeasure::FirstRoundComplete)
            }
            _ => None,
        }
    }

    /// What bars it for everybody today. First and last day are days on which it is open.
    fn outside(&self, today: Date) -> Option<UnavailableMeasure> {
        match (self.from, self.until) {
            (None, _) => Some(UnavailableMeasure::NotAnnounced),
            (Some(from), _) if today < from => Some(UnavailableMeasure::NotStarted { from }),
            (_, Some(until)) if until < today => Some(UnavailableMeasure::Over { until }),
            _ => None,
        }
    }

    /// What the person has not done, or did too late.
    fn lacks(&self, facts: &PersonFacts) -> Option<UnavailableMeasure> {
        match self.card_requested_by {
            Some(by) if by < facts.card_requested => {
                return Some(UnavailableMeasure::CardTooLate { by });
            }
            _ => {}
        }
        match self.condition {
            Condition::HealthInsurance if !facts.health_insurance => {
                Some(UnavailableMeasure::NoHealthInsurance)
            }
            Condition::ReceiptAccount if !facts.receipt_account => {
                Some(UnavailableMeasure::NoReceiptAccount)
            }
            _ => None,
        }
    }
}

impl Worth {
    /// The most it can be worth, in yen.
    #[must_use]
    pub fn max_yen(self) -> i32 {
        self.yen_for_total(i32::MAX)
    }

    /// What it is worth once `total` yen have been charged or spent, in yen: rounded down for the
    /// total, not for each purchase.
    #[must_use]
    pub fn yen_for_total(self, total: i32) -> i32 {
        match self {
            Self::Fixed { yen } => yen,
            Self::Share { percent, of_up_to } => {
                let counted = i64::from(total.min(of_up_to).max(0));
                let share = counted * i64::from(percent) / 100;
                i32::try_from(share).unwrap_or(i32::MAX)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::tests::rules;
    use super::*;
    use crate::programme::{ApplicationState, AppliedMeasure, today};
    use crate::text::{Language, LocalizedText};
    use jiff::civil::date;

    fn programme() -> Programme {
        Programme::from_json(&rules().to_string()).unwrap()
    }

    fn service() -> LocalizedText {
        LocalizedText([(Language::Japanese, "ねこペイ".to_owned())].into())
    }

    /// A person who may have everything.
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

    fn standing(measure: &str) -> AppliedMeasure {
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

    fn barred(
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
    fn every_measure_is_offered_in_the_programmes_order_with_its_most() {
        let programme = programme();
        let offers = programme.offers(None, SUMMER);
        let seen: Vec<_> = offers
            .iter()
            .map(|offer| (offer.measure.id.as_str(), offer.yen))
            .collect();
        let all = [
            ("new-card", 5_000),
            ("health-insurance", 7_500),
            ("receipt-account", 7_500),
        ];
        assert_eq!(seen, all);
    }

    #[test]
    fn who_is_not_known_is_barred_by_nothing_but_the_days() {
        assert_eq!(barred("new-card", None, SUMMER), None);
        assert_eq!(barred("receipt-account", None, SUMMER), None);
        let open = barred("health-insurance", None, SUMMER);
        assert_eq!(open, Some(UnavailableMeasure::NotAnnounced));
    }

    #[test]
    fn who_did_not_apply_in_the_first_round_may_have_the_new_card_measure() {
        assert_eq!(barred("new-card", Some(&facts()), SUMMER), None);
    }

    #[test]
    fn who_has_the_first_round_open_goes_on_there() {
        let mut facts = facts();
        facts.first_round = FirstRound::Open { service: service() };
        let there = UnavailableMeasure::FirstRoundOpen { service: service() };
        assert_eq!(barred("new-card", Some(&facts), SUMMER), Some(there));
        assert_eq!(barred("receipt-account", Some(&facts), SUMMER), None);
    }

    #[test]
    fn who_completed_the_first_round_has_had_it() {
        let mut facts = facts();
        facts.first_round = FirstRound::Complete;
        let had = Some(UnavailableMeasure::FirstRoundComplete);
        assert_eq!(barred("new-card", Some(&facts), SUMMER), had);
        // Also where the measure is over: the lasting reason is the one that helps.
        assert_eq!(barred("new-card", Some(&facts), date(2024, 1, 1)), had);
        assert_eq!(barred("receipt-account", Some(&facts), SUMMER), None);
    }

    #[test]
    fn what_stands_is_said_before_anything_else() {
        let mut facts = facts();
        facts.first_round = FirstRound::Complete;
        facts.health_insurance = false;
        facts.applied = vec![standing("new-card"), standing("health-insurance")];
        let on = Some(UnavailableMeasure::Applied {
            on: date(2022, 7, 3),
        });
        assert_eq!(barred("new-card", Some(&facts), SUMMER), on);
        assert_eq!(barred("health-insurance", Some(&facts), SUMMER), on);
        assert_eq!(barred("receipt-account", Some(&facts), SUMMER), None);
    }

    #[test]
    fn first_and_last_day_are_open_and_the_days_around_them_are_not() {
        let from = date(2022, 1, 1);
        let until = date(2023, 9, 30);
        let on = |day| barred("new-card", Some(&facts()), day);
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
    fn a_measure_without_an_end_stays_open() {
        assert_eq!(barred("receipt-account", None, date(2099, 12, 31)), None);
    }

    #[test]
    fn a_card_requested_on_the_last_day_counts_and_a_day_later_not() {
        let mut facts = facts();
        let by = date(2023, 2, 28);
        facts.card_requested = by;
        assert_eq!(barred("new-card", Some(&facts), by), None);
        facts.card_requested = date(2023, 3, 1);
        let late = Some(UnavailableMeasure::CardTooLate { by });
        assert_eq!(barred("new-card", Some(&facts), date(2023, 3, 2)), late);
        assert_eq!(
            barred("receipt-account", Some(&facts), date(2023, 3, 2)),
            None
        );
    }

    #[test]
    fn a_registration_that_is_missing_is_named_once_the_measure_is_open() {
        let mut facts = facts();
        facts.health_insurance = false;
        facts.receipt_account = false;
        let mut programme = programme();
        programme.measures[1].from = Some(date(2022, 6, 30));
        let on = |day| {
            let offers = programme.offers(Some(&facts), day);
            let barred: Vec<_> = offers.into_iter().map(|offer| offer.unavailable).collect();
            barred
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
    fn a_quarter_is_rounded_down_for_the_total() {
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
    fn what_is_granted_without_a_purchase_needs_none() {
        let fixed = Worth::Fixed { yen: 7_500 };
        assert_eq!(fixed.yen_for_total(0), 7_500);
        assert_eq!(fixed.max_yen(), 7_500);
    }

    #[test]
    fn a_share_of_the_largest_sum_does_not_overflow() {
        let all = Worth::Share {
            percent: 100,
            of_up_to: i32::MAX,
        };
        assert_eq!(all.max_yen(), i32::MAX);
    }

    #[test]
    fn measures_share_a_service_within_their_group() {
        let programme = programme();
        assert!(programme.share_service("health-insurance", "receipt-account"));
        assert!(programme.share_service("new-card", "new-card"));
        assert!(!programme.share_service("new-card", "receipt-account"));
        assert!(!programme.share_service("new-card", "unheard-of"));
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
    fn who_was_born_on_29_february_is_older_on_1_march() {
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
    fn a_newborn_is_a_child_and_so_is_who_is_not_born_yet() {
        let programme = programme();
        assert_eq!(programme.age_group(SUMMER, SUMMER), AgeGroup::Child);
        assert_eq!(
            programme.age_group(date(2030, 1, 1), SUMMER),
            AgeGroup::Child
        );
    }
}

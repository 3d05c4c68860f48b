//! What a person can apply for, why not for the rest, and how much it is worth.

use super::{
    AgeGroup, Condition, FirstRound, Measure, Offer, PersonFacts, Programme, UnavailableMeasure,
    Worth,
};
use jiff::civil::Date;

impl Programme {
    /// What each measure offers a person on `today` (Japan time), in the programme's order.
    ///
    /// `facts` come from the backend, once the card has proved who the person is. What a person says is not
    /// a fact. Facts that are not known exclude no measure.
    ///
    /// If several reasons exclude a measure, the first of these is given: an earlier application, the first
    /// round, the measure's period, the day by which the card had to be requested, a missing registration.
    /// So a reason that the person can do something about comes last.
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

    /// Whether the points of two measures have to go to the same payment service.
    #[must_use]
    pub fn share_service(&self, a: &str, b: &str) -> bool {
        let contains = |group: &[String], id: &str| group.iter().any(|member| member == id);
        self.sharing
            .iter()
            .any(|group| contains(group, a) && contains(group, b))
    }

    /// The age group on `today` (Japan time) of a person born on `born`. In years without a 29 February,
    /// that birthday is on 1 March.
    #[must_use]
    pub fn age_group(&self, born: Date, today: Date) -> AgeGroup {
        let before_birthday = (today.month(), today.day()) < (born.month(), born.day());
        let years = i32::from(today.year()) - i32::from(born.year()) - i32::from(before_birthday);
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
            .and_then(|facts| self.used_up(facts))
            .or_else(|| self.outside_period(today))
            .or_else(|| facts.and_then(|facts| self.unmet_condition(facts)))
    }

    /// The reasons that never pass: an earlier application, or the first round.
    fn used_up(&self, facts: &PersonFacts) -> Option<UnavailableMeasure> {
        let mut applied = facts.applied.iter();
        if let Some(applied) = applied.find(|applied| applied.measure == self.id) {
            return Some(UnavailableMeasure::Applied { on: applied.on });
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

    /// The reasons that hold for everybody today. The first and the last day belong to the period.
    fn outside_period(&self, today: Date) -> Option<UnavailableMeasure> {
        match (self.from, self.until) {
            (None, _) => Some(UnavailableMeasure::NotAnnounced),
            (Some(from), _) if today < from => Some(UnavailableMeasure::NotStarted { from }),
            (_, Some(until)) if until < today => Some(UnavailableMeasure::Over { until }),
            _ => None,
        }
    }

    /// The reasons that lie with the person: a late request of the card, or a missing registration.
    fn unmet_condition(&self, facts: &PersonFacts) -> Option<UnavailableMeasure> {
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
    /// The highest amount that it can be worth, in yen.
    #[must_use]
    pub fn max_yen(self) -> i32 {
        self.yen_for_total(i32::MAX)
    }

    /// What it is worth in yen, after `total` yen have been charged or spent. The share of the total is
    /// rounded down, not the share of each purchase.
    #[must_use]
    pub fn yen_for_total(self, total: i32) -> i32 {
        match self {
            Self::Fixed { yen } => yen,
            Self::Share { percent, of_up_to } => {
                let counting_yen = i64::from(total.min(of_up_to).max(0));
                let share = counting_yen * i64::from(percent) / 100;
                i32::try_from(share).unwrap_or(i32::MAX)
            }
        }
    }
}

#[cfg(test)]
mod tests;

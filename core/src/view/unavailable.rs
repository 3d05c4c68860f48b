//! Why a measure or a payment service can't be chosen.

use crate::payment::UnavailableService;
use crate::programme::UnavailableMeasure;
use crate::text::{LocalizedText, Text};

/// Why a payment service can't be chosen for this application.
pub(crate) enum UnavailableChoice {
    /// An earlier application's points, which go to this other service, share a service with these.
    PointsGoElsewhere { service: LocalizedText },
    /// The backend refused it.
    Refused,
    /// It is closed to this person today.
    Closed(UnavailableService),
}

/// Why a measure can't be applied for.
pub(crate) fn measure(text: &Text, reason: &UnavailableMeasure) -> String {
    let day = |key: &str, day| text.message_with(key, &[("date", text.date(day).into())]);
    match reason {
        UnavailableMeasure::NotAnnounced => text.message("barred-not-announced"),
        UnavailableMeasure::NotStarted { from } => day("barred-not-started", *from),
        UnavailableMeasure::Over { until } => day("barred-over", *until),
        UnavailableMeasure::FirstRoundOpen { service } => {
            let service = text.localized(service).into();
            text.message_with("barred-first-round-open", &[("service", service)])
        }
        UnavailableMeasure::FirstRoundComplete => text.message("barred-first-round-complete"),
        UnavailableMeasure::NoHealthInsurance => text.message("barred-no-health-insurance"),
        UnavailableMeasure::NoReceiptAccount => text.message("barred-no-receipt-account"),
        UnavailableMeasure::CardTooLate { by } => day("barred-card-too-late", *by),
        UnavailableMeasure::Applied { on } => day("barred-applied", *on),
    }
}

/// Why a payment service can't be chosen.
pub(crate) fn service(text: &Text, reason: &UnavailableChoice) -> String {
    match reason {
        UnavailableChoice::PointsGoElsewhere { service } => {
            let service = text.localized(service).into();
            text.message_with("service-other-stands", &[("service", service)])
        }
        UnavailableChoice::Refused => text.message("service-refused"),
        UnavailableChoice::Closed(reason) => closed_service(text, reason),
    }
}

fn closed_service(text: &Text, reason: &UnavailableService) -> String {
    let day = |key: &str, day| text.message_with(key, &[("date", text.date(day).into())]);
    match reason {
        UnavailableService::OwnAppOnly => text.message("service-own-app-only"),
        UnavailableService::NotStarted { from } => day("service-not-started", *from),
        UnavailableService::Over { until } => day("service-over", *until),
        UnavailableService::AdultsOnly => text.message("service-adults-only"),
    }
}

//! Application Spots (手続スポット): places where one can apply with help, or at a machine.

use crate::text::Localized;
use serde::{Deserialize, Serialize};

/// A place where one can apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Its name.
    pub name: Localized,
    /// What kind of place it is.
    pub kind: SpotKind,
    /// Prefecture.
    pub prefecture: Localized,
    /// Municipality and street.
    pub address: Localized,
    /// Opening hours.
    pub hours: Localized,
    /// Ids of the measures that can be applied for there.
    pub measures: Vec<String>,
}

/// The leaflet's ten kinds of Application Spots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpotKind {
    /// Municipal counter (市区町村窓口).
    MunicipalCounter,
    /// Mobile phone shop.
    PhoneShop,
    /// Supermarket.
    Supermarket,
    /// Convenience store's multi-function copier.
    MultiFunctionCopier,
    /// Bank ATM.
    BankAtm,
    /// ATM in a convenience store.
    StoreAtm,
    /// Electronics shop.
    ElectronicsShop,
    /// Post office.
    PostOffice,
    /// Drugstore.
    Drugstore,
    /// A payment service's own shop or desk.
    ServiceDesk,
}

impl SpotKind {
    /// All ten, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::MunicipalCounter,
        Self::PostOffice,
        Self::MultiFunctionCopier,
        Self::StoreAtm,
        Self::BankAtm,
        Self::PhoneShop,
        Self::ElectronicsShop,
        Self::Supermarket,
        Self::Drugstore,
        Self::ServiceDesk,
    ];

    /// Its name on the wire, e.g. `post-office`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::MunicipalCounter => "municipal-counter",
            Self::PhoneShop => "phone-shop",
            Self::Supermarket => "supermarket",
            Self::MultiFunctionCopier => "multi-function-copier",
            Self::BankAtm => "bank-atm",
            Self::StoreAtm => "store-atm",
            Self::ElectronicsShop => "electronics-shop",
            Self::PostOffice => "post-office",
            Self::Drugstore => "drugstore",
            Self::ServiceDesk => "service-desk",
        }
    }
}

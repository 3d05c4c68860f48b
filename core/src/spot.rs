//! Application Spots (手続スポット): places where one can apply with help, or at a machine.

use crate::programme::{DataError, FieldPath, read_json};
use crate::text::LocalizedText;
use serde::{Deserialize, Serialize};

/// A place where one can apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Its name.
    pub name: LocalizedText,
    /// What kind of place it is.
    pub kind: SpotKind,
    /// Prefecture.
    pub prefecture: LocalizedText,
    /// Municipality and street.
    pub address: LocalizedText,
    /// Opening hours.
    pub hours: LocalizedText,
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

impl Spot {
    /// Reads a list of spots from JSON and checks it.
    ///
    /// # Errors
    /// [`DataError`] names the field, e.g. `[2].hours.en`.
    pub fn list_from_json(json: &str) -> Result<Vec<Self>, DataError> {
        let spots: Vec<Self> = read_json(json)?;
        for (nth, spot) in spots.iter().enumerate() {
            let field = FieldPath::Root.nth(nth);
            field.name("name").check_localized(&spot.name)?;
            field.name("prefecture").check_localized(&spot.prefecture)?;
            field.name("address").check_localized(&spot.address)?;
            field.name("hours").check_localized(&spot.hours)?;
            field
                .name("measures")
                .check(!spot.measures.is_empty(), "must not be empty")?;
            for (nth, measure) in spot.measures.iter().enumerate() {
                field.name("measures").nth(nth).check_not_empty(measure)?;
            }
        }
        Ok(spots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn list() -> Value {
        let both = |en: &str, ja: &str| json!({ "en": en, "ja": ja });
        json!([{
            "name": both("Town hall", "町役場"),
            "kind": "municipal-counter",
            "prefecture": both("Shimane", "島根県"),
            "address": both("Nekomachi 1", "猫町1番地"),
            "hours": both("Weekdays, 9:00 to 17:00", "平日 9時から17時まで"),
            "measures": ["new-card"]
        }])
    }

    #[test]
    fn good_spots_are_read_and_written_without_a_loss() {
        let spots = Spot::list_from_json(&list().to_string()).unwrap();
        assert_eq!(serde_json::to_value(&spots).unwrap(), list());
    }

    #[test]
    fn a_broken_field_is_named_with_what_is_wrong() {
        for (pointer, value, begins) in [
            (
                "/0/hours",
                json!({ "ja": "平日" }),
                "[0].hours.en: must not",
            ),
            ("/0/kind", json!("moon"), "[0].kind: unknown variant"),
            ("/0/measures", json!([]), "[0].measures: must not be empty"),
            ("/0/measures/0", json!(""), "[0].measures[0]: must not be"),
        ] {
            let mut list = list();
            *list.pointer_mut(pointer).expect(pointer) = value;
            let said = Spot::list_from_json(&list.to_string());
            let said = said.expect_err(pointer).to_string();
            assert!(said.starts_with(begins), "{said}");
        }
    }

    #[test]
    fn every_kind_has_the_name_that_it_has_on_the_wire() {
        for kind in SpotKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
    }
}

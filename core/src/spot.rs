//! Application Spots (手続スポット): places where people can apply, with help or at a machine.

use crate::programme::{DataError, FieldPath, read_json};
use crate::text::LocalizedText;
use serde::{Deserialize, Serialize};

/// An Application Spot (手続スポット).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// The displayed name.
    pub name: LocalizedText,
    /// The kind of place.
    pub kind: SpotKind,
    /// The prefecture.
    pub prefecture: LocalizedText,
    /// The municipality and the street.
    pub address: LocalizedText,
    /// The opening hours.
    pub hours: LocalizedText,
    /// The ids of the measures that can be applied for there.
    pub measures: Vec<String>,
}

/// The ten kinds of Application Spots that the programme's leaflet lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpotKind {
    /// Municipal counter (市区町村窓口).
    MunicipalCounter,
    /// Mobile phone shop.
    PhoneShop,
    /// Supermarket.
    Supermarket,
    /// A convenience store's multi-function copier.
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
    /// A payment service's own shop or counter.
    ServiceDesk,
}

impl SpotKind {
    /// All kinds, in the order in which a screen offers them.
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

    /// Its name in JSON and in queries, e.g. `post-office`.
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
    /// Reads and checks a list of spots in JSON.
    ///
    /// # Errors
    /// [`DataError`] names the first invalid field, e.g. `[2].hours.en`.
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
        let localized = |en: &str, ja: &str| json!({ "en": en, "ja": ja });
        json!([{
            "name": localized("Town hall", "町役場"),
            "kind": "municipal-counter",
            "prefecture": localized("Shimane", "島根県"),
            "address": localized("Nekomachi 1", "猫町1番地"),
            "hours": localized("Weekdays, 9:00 to 17:00", "平日 9時から17時まで"),
            "measures": ["new-card"]
        }])
    }

    #[test]
    fn valid_spots_are_read_and_written_without_loss() {
        let spots = Spot::list_from_json(&list().to_string()).unwrap();
        assert_eq!(serde_json::to_value(&spots).unwrap(), list());
    }

    #[test]
    fn an_error_names_the_invalid_field_and_its_problem() {
        for (pointer, value, expected) in [
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
            let error = Spot::list_from_json(&list.to_string()).expect_err(pointer);
            let message = error.to_string();
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn the_id_of_every_kind_is_its_name_in_json() {
        for kind in SpotKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
    }
}

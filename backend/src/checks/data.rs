//! The data that a backend serves and judges by: rules, services, spots, authorities, people.

use super::{Authorities, DataError, Registry};
use card_points::payment::PaymentService;
use card_points::programme::Programme;
use card_points::spot::Spot;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// One world, checked to hang together.
pub struct BackendData {
    /// The rules in force.
    pub programme: Programme,
    /// The payment services.
    pub services: Vec<PaymentService>,
    /// Application Spots.
    pub spots: Vec<Spot>,
    /// Whose certificates are taken.
    pub authorities: Authorities,
    /// Who is known.
    pub registry: Registry,
}

/// A world as files hold it. [`Sources::load`] makes a [`World`] of it.
#[derive(Debug, Clone, Default)]
pub struct DataSources {
    /// Rules, JSON.
    pub programme: String,
    /// Payment services, JSON.
    pub services: String,
    /// Spots, JSON.
    pub spots: String,
    /// Registry, JSON.
    pub registry: String,
    /// Anchors, each PEM or DER.
    pub anchors: Vec<Vec<u8>>,
    /// Revocation lists, each PEM or DER.
    pub crl: Vec<Vec<u8>>,
}

/// One of the [`Sources`], so that an error can name the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataSource {
    /// Rules.
    Programme,
    /// Payment services.
    Services,
    /// Spots.
    Spots,
    /// Registry.
    Registry,
    /// Anchors and revocation lists.
    Authorities,
}

impl DataSources {
    /// Reads and checks all of it; `now` is what revocation lists are judged at.
    ///
    /// # Errors
    /// Which source is [`DataError`], and in which field.
    pub fn load(&self, now: Timestamp) -> Result<BackendData, (DataSource, DataError)> {
        let at = |source| move |broken| (source, broken);
        let world = BackendData {
            programme: Programme::from_json(&self.programme).map_err(at(DataSource::Programme))?,
            services: PaymentService::list_from_json(&self.services)
                .map_err(at(DataSource::Services))?,
            spots: Spot::list_from_json(&self.spots).map_err(at(DataSource::Spots))?,
            authorities: Authorities::load(&self.anchors, &self.crl, now)
                .map_err(at(DataSource::Authorities))?,
            registry: Registry::from_json(&self.registry).map_err(at(DataSource::Registry))?,
        };
        world.check_references()?;
        Ok(world)
    }
}

impl BackendData {
    /// The payment service with that number.
    #[must_use]
    pub fn service(&self, number: &str) -> Option<&PaymentService> {
        self.services
            .iter()
            .find(|service| service.number == number)
    }

    /// Whether it is for practice: nothing that it takes counts.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.programme.practice
    }

    /// The measures whose points go to the same service as this one's.
    #[must_use]
    pub fn sharing_group(&self, measure: &str) -> Vec<String> {
        let mut groups = self.programme.sharing.iter();
        groups
            .find(|group| group.iter().any(|one| one == measure))
            .cloned()
            .unwrap_or_default()
    }

    /// What one source says about another.
    fn check_references(&self) -> Result<(), (DataSource, DataError)> {
        let broken = |source, field: String, why: String| {
            Err((
                source,
                DataError {
                    field,
                    problem: why,
                },
            ))
        };
        let anchored: BTreeSet<String> = self.authorities.key_ids().collect();
        let listed: BTreeSet<String> = self.programme.authorities.iter().cloned().collect();
        if let Some(id) = anchored.symmetric_difference(&listed).next() {
            let why = format!("{id} is not both listed here and among the anchors");
            return broken(DataSource::Programme, "authorities".to_owned(), why);
        }
        #[cfg(feature = "sandbox")]
        if !self.is_practice()
            && anchored
                .iter()
                .any(|id| crate::sandbox::is_sandbox_authority(id))
        {
            let why = "must be true: the practice world's anchors are taken, whose keys are \
                       published";
            return broken(DataSource::Programme, "practice".to_owned(), why.to_owned());
        }
        for (nth, spot) in self.spots.iter().enumerate() {
            if let Some(id) = spot
                .measures
                .iter()
                .find(|id| self.programme.measure(id).is_none())
            {
                let field = format!("[{nth}].measures");
                return broken(
                    DataSource::Spots,
                    field,
                    format!("{id} is not in the rules"),
                );
            }
        }
        for (nth, earlier) in self.registry.prior_applications().iter().enumerate() {
            let field = |name| format!("applications[{nth}].{name}");
            if self.service(&earlier.service).is_none() {
                let why = format!("{} is not among the services", earlier.service);
                return broken(DataSource::Registry, field("service"), why);
            }
            if let Some(id) = earlier
                .measures
                .iter()
                .find(|id| self.programme.measure(id).is_none())
            {
                let why = format!("{id} is not in the rules");
                return broken(DataSource::Registry, field("measures"), why);
            }
        }
        Ok(())
    }
}

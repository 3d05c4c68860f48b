//! The data that the backend serves and checks requests against.

use super::{Authorities, DataError, Registry};
#[cfg(feature = "sandbox")]
use crate::sandbox::is_sandbox_authority;
use card_points::payment::PaymentService;
use card_points::programme::Programme;
use card_points::spot::Spot;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Rules, payment services, spots, authorities and people, checked for consistency.
pub struct BackendData {
    /// The rules in force.
    pub programme: Programme,
    /// The payment services.
    pub services: Vec<PaymentService>,
    /// Application Spots.
    pub spots: Vec<Spot>,
    /// The accepted certificate authorities.
    pub authorities: Authorities,
    /// People and their certificates.
    pub registry: Registry,
}

/// The contents of the data files, from which [`DataSources::load`] makes [`BackendData`].
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

/// One of the [`DataSources`], so that an error can name the file.
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
    /// Parses and checks all data. Revocation lists must be valid at `now`.
    ///
    /// # Errors
    /// The source that is invalid, and the field in it.
    pub fn load(&self, now: Timestamp) -> Result<BackendData, (DataSource, DataError)> {
        let at = |source| move |error| (source, error);
        let data = BackendData {
            programme: Programme::from_json(&self.programme).map_err(at(DataSource::Programme))?,
            services: PaymentService::list_from_json(&self.services)
                .map_err(at(DataSource::Services))?,
            spots: Spot::list_from_json(&self.spots).map_err(at(DataSource::Spots))?,
            authorities: Authorities::load(&self.anchors, &self.crl, now)
                .map_err(at(DataSource::Authorities))?,
            registry: Registry::from_json(&self.registry).map_err(at(DataSource::Registry))?,
        };
        data.check_references()?;
        Ok(data)
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

    /// Whether this is practice: applications have no effect.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.programme.practice
    }

    /// The measures whose points go to the same payment service as this one's.
    #[must_use]
    pub fn sharing_group(&self, measure: &str) -> Vec<String> {
        let mut groups = self.programme.sharing.iter();
        groups
            .find(|group| group.iter().any(|one| one == measure))
            .cloned()
            .unwrap_or_default()
    }

    /// Checks what one source says about another.
    fn check_references(&self) -> Result<(), (DataSource, DataError)> {
        let anchors: BTreeSet<String> = self.authorities.key_ids().collect();
        let listed: BTreeSet<String> = self.programme.authorities.iter().cloned().collect();
        if let Some(id) = anchors.symmetric_difference(&listed).next() {
            let problem = format!("{id} is not both listed here and among the anchors");
            return data_error(DataSource::Programme, "authorities", problem);
        }
        #[cfg(feature = "sandbox")]
        if !self.is_practice() && anchors.iter().any(|id| is_sandbox_authority(id)) {
            let problem = "must be true: the anchors are the sandbox's, whose keys are published";
            return data_error(DataSource::Programme, "practice", problem.to_owned());
        }
        for (nth, spot) in self.spots.iter().enumerate() {
            let field = format!("[{nth}].measures");
            self.check_measures(&spot.measures, DataSource::Spots, &field)?;
        }
        for (nth, application) in self.registry.prior_applications().iter().enumerate() {
            let field = |name| format!("applications[{nth}].{name}");
            if self.service(&application.service).is_none() {
                let problem = format!("{} is not among the services", application.service);
                return data_error(DataSource::Registry, &field("service"), problem);
            }
            let measures = &application.measures;
            self.check_measures(measures, DataSource::Registry, &field("measures"))?;
        }
        Ok(())
    }

    fn check_measures(
        &self,
        ids: &[String],
        source: DataSource,
        field: &str,
    ) -> Result<(), (DataSource, DataError)> {
        match ids.iter().find(|id| self.programme.measure(id).is_none()) {
            Some(id) => data_error(source, field, format!("{id} is not in the rules")),
            None => Ok(()),
        }
    }
}

fn data_error(
    source: DataSource,
    field: &str,
    problem: String,
) -> Result<(), (DataSource, DataError)> {
    let field = field.to_owned();
    Err((source, DataError { field, problem }))
}

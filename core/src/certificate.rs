//! The user certification electronic certificate (利用者証明用電子証明書): read, and judged in plain
//! words before the password is presented to the card.

use jiff::Timestamp;

/// A certificate, read from the card.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    from: Timestamp,
    until: Timestamp,
    serial: String,
    authority: String,
}

/// Why a certificate can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// No X.509 certificate at all, or one without what a certificate must have.
    Unreadable,
    /// Not a user certification certificate (key usage, extended key usage, policy, key).
    OtherKind,
    /// It has ended.
    Expired {
        /// Its last moment.
        at: Timestamp,
    },
    /// It is not valid yet.
    NotYetValid {
        /// Its first moment.
        from: Timestamp,
    },
}

impl Certificate {
    /// Reads DER, which is exactly one certificate.
    ///
    /// # Errors
    /// [`Unfit::Unreadable`], [`Unfit::OtherKind`].
    pub fn from_der(der: &[u8]) -> Result<Self, Unfit> {
        let _ = der;
        unimplemented!("card author")
    }

    /// Whether it is valid at `now`.
    ///
    /// # Errors
    /// [`Unfit::Expired`], [`Unfit::NotYetValid`].
    pub fn valid(&self, now: Timestamp) -> Result<(), Unfit> {
        let _ = now;
        unimplemented!("card author")
    }

    /// The DER bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// First moment of validity.
    #[must_use]
    pub fn from(&self) -> Timestamp {
        self.from
    }

    /// Last moment of validity.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Serial number, lower-case hex.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// The issuing authority's key identifier, lower-case hex (RFC 5280 §4.2.1.1): three
    /// generations of the real authority have the same name, so the name tells nothing.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificate(..)")
    }
}

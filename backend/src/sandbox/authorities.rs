//! The certificate authorities of the sandbox.

use card_points_fixtures::authority::{Authority, AuthorityKind};
use std::sync::OnceLock;

/// Whether the authority with this key identifier (lower-case hex) is one of the sandbox's, whose
/// keys are published.
#[must_use]
pub fn is_sandbox_authority(key_id: &str) -> bool {
    static KEY_IDS: OnceLock<[String; 4]> = OnceLock::new();
    let key_ids = KEY_IDS.get_or_init(|| {
        use AuthorityKind::{Current, Foreign, Older, Signature};
        // The keys are the same in every year.
        let key_id = |generation| Authority::new(generation, 2026).key_identifier();
        [Current, Older, Foreign, Signature].map(key_id)
    });
    key_ids.iter().any(|known| known == key_id)
}

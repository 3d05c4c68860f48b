//! Random secrets.

/// `length` random bytes from the system's random number generator, in lower-case hex.
///
/// # Errors
/// If the system has no randomness.
pub fn random_hex(length: usize) -> Result<String, getrandom::Error> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}

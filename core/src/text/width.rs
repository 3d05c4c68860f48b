//! Full-width and half-width characters.

/// The half-width form of a full-width ASCII character (U+FF01 to U+FF5E) or of the ideographic space.
/// Other characters are returned unchanged.
///
/// It folds one character at a time, so that a secret is never copied into a buffer that grows.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

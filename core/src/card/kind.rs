//! The kinds of devices that contain the JPKI application.

/// The kind of device that holds the key. The label in its token information tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CardKind {
    /// The plastic Individual Number Card (マイナンバーカード).
    IndividualNumberCard,
    /// The older Juki card (住民基本台帳カード).
    JukiCard,
    /// The secure element of an Android phone.
    AndroidPhone,
    /// An iPhone.
    Iphone,
    /// A device with a label that this version does not know.
    Other,
}

impl CardKind {
    /// The kind of device with this label. White space and zero bytes may follow the label.
    pub(super) fn from_label(label: &[u8]) -> Self {
        let label = label.trim_ascii_end();
        let last = label.iter().rposition(|byte| *byte != 0);
        match &label[..last.map_or(0, |last| last + 1)] {
            b"JPKIAPICCTOKEN2" => Self::IndividualNumberCard,
            b"JPKIAPICCTOKEN" => Self::JukiCard,
            b"JPKIAPGPSETOKEN" => Self::AndroidPhone,
            b"JPKIAPIOSTOKEN" => Self::Iphone,
            _ => Self::Other,
        }
    }
}

/// A colour in sRGB.
struct RGBColor: Sendable, Hashable {
    /// From 0 to 1.
    let red, green, blue: Double

    /// `0xRRGGBB`.
    init(_ hex: UInt32) {
        red = Double(hex >> 16 & 0xff) / 255
        green = Double(hex >> 8 & 0xff) / 255
        blue = Double(hex & 0xff) / 255
    }
}

/// The colours of the screens: the values of the Digital Agency Design System, and for the dark appearance the same hues with the
/// same contrasts.
struct Palette: Sendable, Hashable {
    let action, onAction: RGBColor
    let background, text, secondaryText: RGBColor
    let error, success: RGBColor
    let border, divider: RGBColor
    let selectedBackground, noticeBackground, noticeBorder: RGBColor

    static let light = Palette(
        action: RGBColor(0x0017c1), onAction: RGBColor(0xffffff),
        background: RGBColor(0xffffff), text: RGBColor(0x333333), secondaryText: RGBColor(0x595959),
        error: RGBColor(0xec0000), success: RGBColor(0x197a4b),
        border: RGBColor(0x666666), divider: RGBColor(0xcccccc),
        selectedBackground: RGBColor(0xe8f1fe), noticeBackground: RGBColor(0xfbf5e0), noticeBorder: RGBColor(0x806300))

    static let dark = Palette(
        action: RGBColor(0x9db7f9), onAction: RGBColor(0x000060),
        background: RGBColor(0x1a1a1a), text: RGBColor(0xf2f2f2), secondaryText: RGBColor(0xb3b3b3),
        error: RGBColor(0xff7171), success: RGBColor(0x51b883),
        border: RGBColor(0x999999), divider: RGBColor(0x4d4d4d),
        selectedBackground: RGBColor(0x1c2a52), noticeBackground: RGBColor(0x33290a), noticeBorder: RGBColor(0xffc700))
}

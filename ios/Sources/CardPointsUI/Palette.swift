/// A colour, sRGB.
struct Shade: Sendable, Hashable {
    /// From 0 to 1.
    let red, green, blue: Double

    /// `0xRRGGBB`.
    init(_ hex: UInt32) {
        red = Double(hex >> 16 & 0xff) / 255
        green = Double(hex >> 8 & 0xff) / 255
        blue = Double(hex & 0xff) / 255
    }
}

/// The colours: the Digital Agency Design System's values, and on a dark ground the same hues with the same contrasts.
struct Palette: Sendable, Hashable {
    let action, onAction: Shade
    let background, text, muted: Shade
    let error, success: Shade
    let border, divider: Shade
    let chosen, notice, noticeLine: Shade

    static let light = Palette(
        action: Shade(0x0017c1), onAction: Shade(0xffffff),
        background: Shade(0xffffff), text: Shade(0x333333), muted: Shade(0x595959),
        error: Shade(0xec0000), success: Shade(0x197a4b),
        border: Shade(0x666666), divider: Shade(0xcccccc),
        chosen: Shade(0xe8f1fe), notice: Shade(0xfbf5e0), noticeLine: Shade(0x806300))

    static let dark = Palette(
        action: Shade(0x9db7f9), onAction: Shade(0x000060),
        background: Shade(0x1a1a1a), text: Shade(0xf2f2f2), muted: Shade(0xb3b3b3),
        error: Shade(0xff7171), success: Shade(0x51b883),
        border: Shade(0x999999), divider: Shade(0x4d4d4d),
        chosen: Shade(0x1c2a52), notice: Shade(0x33290a), noticeLine: Shade(0xffc700))
}

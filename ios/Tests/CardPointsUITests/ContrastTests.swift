import Foundation
import Testing

@testable import CardPointsUI

@Suite struct ContrastTests {
    @Test(arguments: [Palette.light, .dark])
    func textHasEnoughContrast(palette: Palette) {
        for ground in [palette.background, palette.selectedBackground] {
            for text in [palette.text, palette.secondaryText, palette.success, palette.action] {
                #expect(contrast(text, ground) >= 4.5)
            }
        }
        #expect(contrast(palette.error, palette.background) >= 4.5)
        #expect(contrast(palette.text, palette.noticeBackground) >= 4.5)
        #expect(contrast(palette.onAction, palette.action) >= 4.5)
    }

    @Test(arguments: [Palette.light, .dark])
    func bordersAndIconsHaveEnoughContrast(palette: Palette) {
        for line in [palette.border, palette.action, palette.error, palette.success] {
            #expect(contrast(line, palette.background) >= 3)
        }
        #expect(contrast(palette.noticeBorder, palette.noticeBackground) >= 3)
        #expect(contrast(palette.action, palette.selectedBackground) >= 3)
    }

    @Test func actionColoursHaveHighContrastInBothAppearances() {
        let (light, dark) = (Palette.light, Palette.dark)
        #expect(contrast(dark.action, dark.background) >= 7 && contrast(light.action, light.background) >= 7)
    }

    @Test func theContrastRatioFollowsWCAG() {
        #expect(contrast(RGBColor(0x000000), RGBColor(0xffffff)) == 21)
        #expect(abs(contrast(RGBColor(0x777777), RGBColor(0xffffff)) - 4.48) < 0.01)
    }

    /// WCAG 2.2, "contrast ratio".
    private func contrast(_ one: RGBColor, _ other: RGBColor) -> Double {
        let (low, high) = (min(luminance(one), luminance(other)), max(luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)
    }

    private func luminance(_ shade: RGBColor) -> Double {
        func linear(_ part: Double) -> Double { part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear(shade.red) + 0.7152 * linear(shade.green) + 0.0722 * linear(shade.blue)
    }
}

import Foundation

extension String {
    /// Without what a search should not tell apart: width, case, katakana and hiragana, blanks.
    var folded: String {
        var folded = String.UnicodeScalarView()
        for scalar in precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
        where !scalar.properties.isWhitespace {
            folded.append(scalar.hiragana)
        }
        // Half-width kana come apart from their marks.
        return String(folded).precomposedStringWithCanonicalMapping
    }
}

extension Unicode.Scalar {
    fileprivate var hiragana: Unicode.Scalar {
        guard ("ァ"..."ヶ").contains(self) else { return self }
        return Unicode.Scalar(value - 0x60) ?? self
    }
}

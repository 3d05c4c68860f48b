/// All languages, in the order in which a language switch offers them.
private let allLanguages = languages()

extension Language {
    /// The language with that BCP 47 tag; `nil`: there is none.
    public init?(tag: String) {
        guard let info = allLanguages.first(where: { $0.tag == tag }) else { return nil }
        self = info.language
    }

    /// The BCP 47 tag.
    public var tag: String { allLanguages.first { $0.language == self }!.tag }

    /// The tag by which iOS selects a voice and the shapes of Chinese characters: without variants such as the one of `ja-simple`,
    /// which iOS does not know.
    public var voiceTag: String { String(tag.prefix { $0 != "-" }) }
}

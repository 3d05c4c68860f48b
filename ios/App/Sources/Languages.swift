import CardPoints

extension Language {
    /// Every language that the app speaks.
    static let all: [Language] = [.japanese, .english]

    /// The first one that the app speaks among these, the person's own in their order; English where there is none.
    ///
    /// - Parameter tags: As in `Locale.preferredLanguages`: `ja-JP`, `en-GB`, `zh-Hans-CN`.
    init(preferred tags: [String]) {
        self = tags.lazy.compactMap(Language.init(tag:)).first ?? .english
    }

    /// The language of such a tag (BCP 47); `nil`: the app doesn't speak it.
    init?(tag: String) {
        let subtag = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard let language = Language.all.first(where: { $0.tag == subtag }) else { return nil }
        self = language
    }

    /// Its tag (BCP 47). Also says which shapes Chinese characters take.
    var tag: String {
        switch self {
        case .japanese: "ja"
        case .english: "en"
        }
    }

    /// The one to switch to.
    var other: Language {
        switch self {
        case .japanese: .english
        case .english: .japanese
        }
    }
}

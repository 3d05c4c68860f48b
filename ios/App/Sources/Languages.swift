import CardPoints

extension Language {
    /// The first one that the app speaks among these, the person's own in their order; English where there is none.
    ///
    /// - Parameter tags: As in `Locale.preferredLanguages`: `ja-JP`, `en-GB`, `zh-Hans-CN`.
    init(preferred tags: [String]) {
        self = tags.lazy.compactMap(Language.init(tag:)).first ?? .english
    }

    /// The language of such a tag (BCP 47); `nil`: the app doesn't speak it.
    init?(tag: String) {
        let subtag = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        func called(_ tag: String) -> Language? { Language.allCases.first { $0.tag == tag } }
        guard let language = called(tag) ?? called(subtag) else { return nil }
        self = language
    }

    /// Its tag (BCP 47).
    ///
    /// iOS knows no `ja-simple`: it never is among the system's languages, so only the app's own switch leads there, and what
    /// the system says for the app (its name, why it reads cards) stays in the phone's language.
    var tag: String {
        switch self {
        case .japanese: "ja"
        case .english: "en"
        case .plainJapanese: "ja-simple"
        }
    }

    /// The tag by which the system finds a voice, and which shapes Chinese characters take.
    var voice: String {
        switch self {
        case .japanese, .plainJapanese: "ja"
        case .english: "en"
        }
    }
}

//! Translates doc comments for rustdoc to KDoc and DocC.
//!
//! uniffi copies them unchanged: links to Rust paths, `None`, `# Errors`, and examples in every language.

/// The language that a comment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocLanguage<'a> {
    /// Kotlin, with the names of the enums whose variants are in upper case.
    Kotlin(&'a [String]),
    /// Swift.
    Swift,
}

/// The source with its comments translated.
///
/// # Errors
/// A comment that still contains a Rust path.
pub fn translate_comments(source: &str, language: DocLanguage) -> Result<String, String> {
    let mut translated = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        translated.push(line.to_owned());
        if line.trim() != "/**" {
            continue;
        }
        let mut comment = Vec::new();
        let end = loop {
            match lines.next() {
                Some(line) if line.contains("*/") => break line,
                Some(line) => comment.push(line),
                None => return Err(format!("a comment without an end: {line}")),
            }
        };
        let margin = comment.first().map_or("", |line| {
            &line[..line.find('*').map_or(0, |star| star + 1)]
        });
        let text: Vec<_> = comment
            .iter()
            .map(|line| {
                let text = line.trim_start().trim_start_matches('*');
                text.strip_prefix(' ').unwrap_or(text)
            })
            .collect();
        for line in language.comment(&text)? {
            translated.push(format!("{margin} {line}").trim_end().to_owned());
        }
        translated.push(end.to_owned());
    }
    Ok(translated.join("\n") + "\n")
}

/// The names of the enums in that Kotlin source whose variants are in upper case.
pub fn flat_enums(kotlin: &str) -> Vec<String> {
    let names = kotlin
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("enum class "));
    names
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next())
        .map(str::to_owned)
        .collect()
}

impl DocLanguage<'_> {
    fn comment(self, text: &[&str]) -> Result<Vec<String>, String> {
        let mut translated = Vec::new();
        let mut lines = text.iter().copied().peekable();
        while let Some(line) = lines.next() {
            // The label of an example goes: only one example is left.
            let is_label = matches!(line, "Kotlin:" | "Swift:");
            if is_label && lines.peek().is_some_and(|next| next.starts_with("```")) {
                continue;
            }
            if let Some(language) = line.strip_prefix("```") {
                let code = lines.by_ref().take_while(|line| *line != "```");
                let example: Vec<_> = code.collect();
                if !self.is_other(language) {
                    translated.push(line.to_owned());
                    translated.extend(indented(&example));
                    translated.push("```".to_owned());
                }
            } else if line == "# Errors" {
                while lines.next_if(|line| line.is_empty()).is_some() {}
                if let Some(line) = lines.next() {
                    translated.push(self.throws(line));
                }
            } else {
                translated.push(self.prose(line));
            }
        }
        let fenced = translated.iter().scan(false, |code, line| {
            *code ^= line.starts_with("```");
            Some((*code, line))
        });
        match fenced
            .filter(|(code, _)| !code)
            .find(|(_, line)| line.contains("::") || line.contains("[`"))
        {
            Some((_, line)) => Err(format!("a Rust path is left: {line}")),
            None => Ok(translated),
        }
    }

    /// Whether an example is for the other language.
    fn is_other(self, language: &str) -> bool {
        match self {
            Self::Kotlin(_) => language == "swift",
            Self::Swift => language == "kotlin",
        }
    }

    /// The first line of `# Errors`: `"[Type]: when it comes"`.
    fn throws(self, line: &str) -> String {
        let (path, when) = line
            .strip_prefix("[`")
            .and_then(|rest| rest.split_once("`]: "))
            .unwrap_or(("", line));
        let when = self.prose(when);
        match self {
            Self::Kotlin(_) => format!("@throws {} {when}", exception(path)),
            Self::Swift => format!("- Throws: `{path}`: {when}"),
        }
    }

    fn prose(self, line: &str) -> String {
        let mut translated = String::new();
        let mut rest = line;
        while let Some((before, path, after)) = next_link(rest) {
            translated += before;
            translated += &self.name(path);
            rest = after;
        }
        translated += rest;
        let null = match self {
            Self::Kotlin(_) => "null",
            Self::Swift => "nil",
        };
        translated.replace("`None`", &format!("`{null}`"))
    }

    /// The name of a Rust path: a type, a variant or method of a type, or a function.
    fn name(self, path: &str) -> String {
        let mut parts = path.trim_end_matches("()").rsplit("::");
        let last = parts.next().unwrap_or_default();
        let owner = parts
            .next()
            .filter(|owner| owner.starts_with(char::is_uppercase));
        let name = match (self, owner) {
            (Self::Kotlin(_), None) => exception(&camel(last)),
            (Self::Swift, None) => camel(last),
            (Self::Kotlin(flat), Some(owner)) if flat.iter().any(|name| name == owner) => {
                format!("{owner}.{}", screaming(last))
            }
            (Self::Kotlin(_), Some(owner)) => format!("{owner}.{}", camel(last)),
            (Self::Swift, Some(owner)) => format!("{owner}.{}", lower(&camel(last))),
        };
        match self {
            Self::Kotlin(_) => format!("[{name}]"),
            // Not a link: DocC needs every label of a case in it, and warns about types of another module.
            Self::Swift => format!("`{name}`"),
        }
    }
}

/// Code indented by its braces: uniffi removes the leading spaces of each line.
fn indented(code: &[&str]) -> Vec<String> {
    let mut depth: usize = 0;
    let line = |line: &&str| {
        let line = line.trim_start();
        let closed = line.chars().take_while(|c| "})]".contains(*c)).count();
        let opened = line.matches(['{', '(', '[']).count();
        let closing = line.matches(['}', ')', ']']).count();
        let indented = format!("{}{line}", "    ".repeat(depth.saturating_sub(closed)));
        depth = (depth + opened).saturating_sub(closing);
        indented
    };
    code.iter().map(line).collect()
}

/// The text before the next rustdoc link, its path, and the text after the link and its target.
fn next_link(line: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = line.split_once("[`")?;
    let (path, rest) = rest.split_once("`]")?;
    let target = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    Some((before, path, target.map_or(rest, |(_, after)| after)))
}

/// `power_off` → `powerOff`; `CheckTries` stays.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        camel + &head.to_uppercase() + tail
    })
}

/// `HttpSenderError` → `HttpSenderException`: uniffi renames error types in Kotlin.
fn exception(name: &str) -> String {
    match name.strip_suffix("Error") {
        Some(name) => format!("{name}Exception"),
        None => name.to_owned(),
    }
}

/// `CheckTries` → `checkTries`.
fn lower(name: &str) -> String {
    let (head, tail) = name.split_at(name.len().min(1));
    head.to_lowercase() + tail
}

/// `CheckTries` → `CHECK_TRIES`.
fn screaming(name: &str) -> String {
    let mut screaming = String::new();
    for (nth, letter) in name.chars().enumerate() {
        if nth > 0 && letter.is_uppercase() {
            screaming.push('_');
        }
        screaming.extend(letter.to_uppercase());
    }
    screaming
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(text: &str) -> String {
        let lines: Vec<_> = text
            .lines()
            .map(|line| format!("     * {line}").trim_end().to_owned())
            .collect();
        format!("    /**\n{}\n     */\n", lines.join("\n"))
    }

    fn both(text: &str) -> [String; 2] {
        let flat = flat_enums(
            "enum class TapReason {\n\nenum class Device(val x: Int) {\nsealed class Step {",
        );
        [DocLanguage::Kotlin(&flat), DocLanguage::Swift].map(|language| {
            let translated =
                translate_comments(&comment(text), language).expect("no Rust path is left");
            let twice = translate_comments(&translated, language);
            assert_eq!(twice.as_ref(), Ok(&translated), "translated twice");
            translated
        })
    }

    #[test]
    fn links_become_names_of_the_language() {
        for (rust, kotlin, swift) in [
            (
                "To [`QuestionForm::Choose`](super::QuestionForm::Choose).",
                "To [QuestionForm.Choose].",
                "To `QuestionForm.choose`.",
            ),
            (
                "A [`HttpRequest`], or a [`Step::Send`].",
                "A [HttpRequest], or a [Step.Send].",
                "A `HttpRequest`, or a `Step.send`.",
            ),
            (
                "After [`TapReason::CheckTries`].",
                "After [TapReason.CHECK_TRIES].",
                "After `TapReason.checkTries`.",
            ),
            (
                "A [`Device::CardReader`].",
                "A [Device.CARD_READER].",
                "A `Device.cardReader`.",
            ),
            (
                "See [`VirtualCard::power_off()`].",
                "See [VirtualCard.powerOff].",
                "See `VirtualCard.powerOff`.",
            ),
            (
                "See [`card_behaviours`] and [`crate::sandbox::fail_next`].",
                "See [cardBehaviours] and [failNext].",
                "See `cardBehaviours` and `failNext`.",
            ),
            ("`None`: lost.", "`null`: lost.", "`nil`: lost."),
            (
                "`GET` at [an address](https://a.example) stays.",
                "`GET` at [an address](https://a.example) stays.",
                "`GET` at [an address](https://a.example) stays.",
            ),
        ] {
            assert_eq!(both(rust), [comment(kotlin), comment(swift)], "{rust}");
        }
    }

    #[test]
    fn each_language_has_its_own_example() {
        let rust = "How:\n\nKotlin:\n```kotlin\nif (a) {\nA::b\n}\n```\nSwift:\n```swift\na ?? b\n```\nThe end.";
        let kotlin = "How:\n\n```kotlin\nif (a) {\n    A::b\n}\n```\nThe end.";
        let swift = "How:\n\n```swift\na ?? b\n```\nThe end.";
        assert_eq!(both(rust), [comment(kotlin), comment(swift)]);
    }

    #[test]
    fn errors_become_exceptions() {
        let rust =
            "A sender.\n\n# Errors\n[`SenderError`]: a root is none, or a [`Root`],\nor worse.";
        let [kotlin, swift] = both(rust);
        assert_eq!(
            kotlin,
            comment("A sender.\n\n@throws SenderException a root is none, or a [Root],\nor worse.")
        );
        assert_eq!(
            swift,
            comment(
                "A sender.\n\n- Throws: `SenderError`: a root is none, or a `Root`,\nor worse."
            )
        );
    }

    #[test]
    fn other_text_stays_unchanged() {
        let source = "// [`A::b`]\nval a = A::b // `None`\n/* `None` */\n";
        assert_eq!(
            translate_comments(source, DocLanguage::Swift).as_deref(),
            Ok(source)
        );
    }

    #[test]
    fn a_rust_path_that_is_left_is_an_error() {
        for left in ["`Step::Ask`", "super::QuestionForm", "[`QuestionForm"] {
            assert!(
                translate_comments(&comment(left), DocLanguage::Swift).is_err(),
                "{left}"
            );
        }
    }
}

//! Turns doc comments written for rustdoc into ones for KDoc and DocC.
//!
//! uniffi copies them as they stand: links to Rust paths, `None`, `# Errors`, and examples in every language.

/// Who reads the comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader<'a> {
    /// Somebody who writes Kotlin, where the variants of these enums are `LIKE_THIS`.
    Kotlin(&'a [String]),
    /// Somebody who writes Swift.
    Swift,
}

/// The same source, with comments for its reader.
///
/// # Errors
/// A line that still speaks of a Rust path.
pub fn tidy(source: &str, reader: Reader) -> Result<String, String> {
    let mut tidied = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        tidied.push(line.to_owned());
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
        for line in reader.comment(&text)? {
            tidied.push(format!("{margin} {line}").trim_end().to_owned());
        }
        tidied.push(end.to_owned());
    }
    Ok(tidied.join("\n") + "\n")
}

/// The enums of that Kotlin whose variants are `LIKE_THIS`.
pub fn flat_enums(kotlin: &str) -> Vec<String> {
    let names = kotlin
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("enum class "));
    names
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next())
        .map(str::to_owned)
        .collect()
}

impl Reader<'_> {
    fn comment(self, text: &[&str]) -> Result<Vec<String>, String> {
        let mut tidied = Vec::new();
        let mut lines = text.iter().copied().peekable();
        while let Some(line) = lines.next() {
            // A label that introduces an example goes: there is but one left.
            let labels = matches!(line, "Kotlin:" | "Swift:");
            if labels && lines.peek().is_some_and(|next| next.starts_with("```")) {
                continue;
            }
            if let Some(language) = line.strip_prefix("```") {
                let code = lines.by_ref().take_while(|line| *line != "```");
                let example: Vec<_> = code.collect();
                if !self.foreign(language) {
                    tidied.push(line.to_owned());
                    tidied.extend(indented(&example));
                    tidied.push("```".to_owned());
                }
            } else if line == "# Errors" {
                while lines.next_if(|line| line.is_empty()).is_some() {}
                if let Some(line) = lines.next() {
                    tidied.push(self.throws(line));
                }
            } else {
                tidied.push(self.prose(line));
            }
        }
        let fenced = tidied.iter().scan(false, |code, line| {
            *code ^= line.starts_with("```");
            Some((*code, line))
        });
        match fenced
            .filter(|(code, _)| !code)
            .find(|(_, line)| line.contains("::") || line.contains("[`"))
        {
            Some((_, line)) => Err(format!("nobody but Rust understands: {line}")),
            None => Ok(tidied),
        }
    }

    /// Whether an example in that language is for somebody else.
    fn foreign(self, language: &str) -> bool {
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
            Self::Kotlin(_) => format!("@throws {path} {when}"),
            Self::Swift => format!("- Throws: `{path}`: {when}"),
        }
    }

    fn prose(self, line: &str) -> String {
        let mut tidied = String::new();
        let mut rest = line;
        while let Some((before, path, after)) = next_link(rest) {
            tidied += before;
            tidied += &self.name(path);
            rest = after;
        }
        tidied += rest;
        let nothing = match self {
            Self::Kotlin(_) => "null",
            Self::Swift => "nil",
        };
        tidied.replace("`None`", &format!("`{nothing}`"))
    }

    /// What a Rust path is called: a type, a variant or method of a type, or a function.
    fn name(self, path: &str) -> String {
        let mut parts = path.trim_end_matches("()").rsplit("::");
        let last = parts.next().unwrap_or_default();
        let owner = parts
            .next()
            .filter(|owner| owner.starts_with(char::is_uppercase));
        let name = match (self, owner) {
            (_, None) => camel(last),
            (Self::Kotlin(flat), Some(owner)) if flat.iter().any(|name| name == owner) => {
                format!("{owner}.{}", screaming(last))
            }
            (Self::Kotlin(_), Some(owner)) => format!("{owner}.{}", camel(last)),
            (Self::Swift, Some(owner)) => format!("{owner}.{}", lower(&camel(last))),
        };
        match self {
            Self::Kotlin(_) => format!("[{name}]"),
            // DocC wants every label of a case in a link, and warns of what another module holds.
            Self::Swift => format!("`{name}`"),
        }
    }
}

/// Code as its braces say: uniffi takes the spaces off the head of each line.
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

/// What stands before the next rustdoc link, its path, and what stands after it and its target.
fn next_link(line: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = line.split_once("[`")?;
    let (path, rest) = rest.split_once("`]")?;
    let target = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    Some((before, path, target.map_or(rest, |(_, after)| after)))
}

/// `power_off` → `powerOff`; `GoOn` stays.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        camel + &head.to_uppercase() + tail
    })
}

/// `GoOn` → `goOn`.
fn lower(name: &str) -> String {
    let (head, tail) = name.split_at(name.len().min(1));
    head.to_lowercase() + tail
}

/// `GoOn` → `GO_ON`.
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
        let flat =
            flat_enums("enum class Why {\n\nenum class Device(val x: Int) {\nsealed class Step {");
        [Reader::Kotlin(&flat), Reader::Swift].map(|reader| {
            let tidied = tidy(&comment(text), reader).expect("understood");
            assert_eq!(tidy(&tidied, reader).as_ref(), Ok(&tidied), "tidied twice");
            tidied
        })
    }

    #[test]
    fn links_become_what_the_language_calls_it() {
        for (rust, kotlin, swift) in [
            (
                "To [`Form::Choose`](super::Form::Choose).",
                "To [Form.Choose].",
                "To `Form.choose`.",
            ),
            (
                "A [`Request`], or a [`Step::Send`].",
                "A [Request], or a [Step.Send].",
                "A `Request`, or a `Step.send`.",
            ),
            (
                "After [`Why::GoOn`].",
                "After [Why.GO_ON].",
                "After `Why.goOn`.",
            ),
            (
                "An [`Device::IPhone`].",
                "An [Device.I_PHONE].",
                "An `Device.iPhone`.",
            ),
            (
                "See [`VirtualCard::power_off()`].",
                "See [VirtualCard.powerOff].",
                "See `VirtualCard.powerOff`.",
            ),
            (
                "See [`manners`] and [`crate::sandbox::fail_next`].",
                "See [manners] and [failNext].",
                "See `manners` and `failNext`.",
            ),
            ("`None`: gone.", "`null`: gone.", "`nil`: gone."),
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
    fn each_language_sees_its_own_example() {
        let rust = "How:\n\nKotlin:\n```kotlin\nif (a) {\nA::b\n}\n```\nSwift:\n```swift\na ?? b\n```\nSo it is.";
        let kotlin = "How:\n\n```kotlin\nif (a) {\n    A::b\n}\n```\nSo it is.";
        let swift = "How:\n\n```swift\na ?? b\n```\nSo it is.";
        assert_eq!(both(rust), [comment(kotlin), comment(swift)]);
    }

    #[test]
    fn errors_become_what_is_thrown() {
        let rust = "A sender.\n\n# Errors\n[`Unusable`]: a root is none, or a [`Root`],\nor worse.";
        let [kotlin, swift] = both(rust);
        assert_eq!(
            kotlin,
            comment("A sender.\n\n@throws Unusable a root is none, or a [Root],\nor worse.")
        );
        assert_eq!(
            swift,
            comment("A sender.\n\n- Throws: `Unusable`: a root is none, or a `Root`,\nor worse.")
        );
    }

    #[test]
    fn what_is_no_doc_comment_stays_as_it_is() {
        let source = "// [`A::b`]\nval a = A::b // `None`\n/* `None` */\n";
        assert_eq!(tidy(source, Reader::Swift).as_deref(), Ok(source));
    }

    #[test]
    fn a_path_that_is_left_is_an_error() {
        for left in ["`Step::Ask`", "super::Form", "[`Form"] {
            assert!(tidy(&comment(left), Reader::Swift).is_err(), "{left}");
        }
    }
}

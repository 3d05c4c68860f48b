//! For programs: each step as one JSON value a line, the outcome last. Without secrets, without
//! the data of card commands, without request bodies.

use crate::exit::Quit;
use crate::person::{Laid, Person};
use crate::topic;
use card_points::backend::Method;
use card_points::card::{Stage, Token, Tries};
use card_points::journey::{
    Choice, Event, Field, Form, Keyboard, Outcome, Question, Reason, Row, Sent, Step, Why, Words,
};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes each step as a line, and passes everything on.
pub struct Lines<'a> {
    /// Who answers.
    pub person: Box<dyn Person + 'a>,
    /// Where lines go.
    pub out: Box<dyn Write + 'a>,
}

impl Lines<'_> {
    fn line(&mut self, value: &Value) {
        // Whoever reads them may leave; the journey goes on to its end.
        let _ = writeln!(self.out, "{value}");
        let _ = self.out.flush();
    }
}

impl Person for Lines<'_> {
    fn show(&mut self, step: &Step) {
        self.line(&step_line(step));
        self.person.show(step);
    }

    fn answer(&mut self, question: &Question) -> Result<Event, Quit> {
        self.person.answer(question)
    }

    fn notice(&mut self, text: &str) {
        self.line(&json!({"step": "notice", "text": text}));
        self.person.notice(text);
    }

    fn lay(&mut self, why: Why) -> Result<Laid, Quit> {
        self.person.lay(why)
    }
}

fn step_line(step: &Step) -> Value {
    let mut line = match step {
        Step::Ask { question } => ask(question),
        Step::Tap { why, .. } => json!({"step": "tap", "why": why_name(*why)}),
        Step::Transmit { command, stage, .. } => {
            let header = command.bytes().get(..4).unwrap_or_default();
            let header: String = header.iter().map(|byte| format!("{byte:02X}")).collect();
            json!({
                "step": "transmit",
                "stage": stage_name(*stage),
                "header": header,
                "length": command.bytes().len(),
            })
        }
        Step::Send { request, .. } => json!({
            "step": "send",
            "method": match request.method {
                Method::Get => "GET",
                Method::Post => "POST",
            },
            "url": request.url,
            "length": request.body.bytes().len(),
        }),
        Step::Done { outcome, .. } => json!({"step": "done", "outcome": outcome_value(outcome)}),
    };
    if let Value::Object(line) = &mut line {
        words(step.words(), line);
    }
    line
}

fn words(words: &Words, line: &mut Map<String, Value>) {
    line.insert("title".into(), words.title.as_str().into());
    line.insert("text".into(), words.text.clone().into());
    let facts = words.lines.iter();
    let facts = facts.map(|fact| json!({"label": fact.label, "value": fact.value}));
    line.insert("lines".into(), facts.collect());
    line.insert("practice".into(), words.practice.is_some().into());
    if let Some(code) = &words.code {
        line.insert("code".into(), code.as_str().into());
    }
}

fn ask(question: &Question) -> Value {
    let actions = question.actions.iter();
    let actions = actions.map(|a| json!({"about": topic::name(a.about), "label": a.label}));
    json!({
        "step": "ask",
        "about": topic::name(question.about),
        "nth": question.step,
        "of": question.of,
        "form": form(&question.form),
        "go": question.go,
        "back": question.back.is_some(),
        "actions": actions.collect::<Value>(),
        "problem": question.problem.as_ref().map(|problem| json!({
            "field": problem.field,
            "text": problem.text,
        })),
    })
}

fn form(form: &Form) -> Value {
    match form {
        Form::Choose {
            choices,
            least,
            most,
            ..
        } => json!({
            "kind": "choose",
            "choices": choices.iter().map(choice).collect::<Value>(),
            "least": least,
            "most": most,
        }),
        Form::Fill { fields } => json!({
            "kind": "fill",
            "fields": fields.iter().map(field).collect::<Value>(),
        }),
        Form::Check { rows, warning } => json!({
            "kind": "check",
            "rows": rows.iter().map(row).collect::<Value>(),
            "warning": warning,
        }),
        Form::Password { digits, tries } => json!({
            "kind": "password",
            "digits": digits,
            "tries": tries_value(*tries),
        }),
        Form::Agree { instead } => json!({"kind": "agree", "instead": instead}),
    }
}

fn choice(choice: &Choice) -> Value {
    json!({
        "id": choice.id,
        "label": choice.label,
        "detail": choice.detail,
        "amount": choice.amount,
        "barred": choice.barred,
        "chosen": choice.chosen,
    })
}

/// A field without what was typed into it.
fn field(field: &Field) -> Value {
    json!({
        "id": field.id,
        "label": field.label,
        "hint": field.hint,
        "example": field.example,
        "keyboard": match field.keyboard {
            Keyboard::Digits => "digits",
            Keyboard::Latin => "latin",
            Keyboard::Text => "text",
        },
        "secret": field.secret,
        "required": field.required,
        "most": field.most,
        "problem": field.problem,
    })
}

fn row(row: &Row) -> Value {
    json!({
        "about": topic::name(row.about),
        "label": row.label,
        "value": row.value,
        "change": row.change.is_some(),
    })
}

/// So many, 0 when locked, `null` when unknown.
fn tries_value(tries: Tries) -> Value {
    match tries {
        Tries::Left { count } => count.into(),
        Tries::Blocked => 0.into(),
        Tries::Unknown => Value::Null,
    }
}

fn why_name(why: Why) -> &'static str {
    match why {
        Why::First => "first",
        Why::LostEarly => "lost-early",
        Why::LookFirst => "look-first",
        Why::GoOn => "go-on",
        Why::OtherCard => "other-card",
        Why::NotThisKind => "not-this-kind",
    }
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Finding => "finding",
        Stage::Reading => "reading",
        Stage::Password => "password",
        Stage::Signing => "signing",
    }
}

fn outcome_value(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Applied { receipt } => json!({"kind": "applied", "receipt": receipt}),
        Outcome::Preregistered { preregistered } => {
            json!({"kind": "preregistered", "preregistered": preregistered})
        }
        Outcome::Standing { status } => json!({"kind": "standing", "status": status}),
        Outcome::Card { report } => json!({
            "kind": "card",
            "token": match report.token {
                Token::Card => "card",
                Token::JukiCard => "juki-card",
                Token::Android => "android",
                Token::IPhone => "iphone",
                Token::Other => "other",
            },
            "tries": tries_value(report.tries),
        }),
        Outcome::Read => json!({"kind": "read"}),
        Outcome::Stopped { sent } => json!({
            "kind": "stopped",
            "sent": match sent {
                Sent::Nothing => "nothing",
                Sent::Perhaps => "perhaps",
            },
        }),
        Outcome::Ended { reason } => json!({"kind": "ended", "reason": reason_name(*reason)}),
        Outcome::Broken => json!({"kind": "broken"}),
    }
}

fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Locked => "locked",
        Reason::Renew => "renew",
        Reason::Later => "later",
        Reason::NothingToApplyFor => "nothing-to-apply-for",
        Reason::NotYou => "not-you",
        Reason::OtherWorld => "other-world",
        Reason::HelpDesk => "help-desk",
        Reason::BackendUnclear => "backend-unclear",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::sample;
    use card_points::backend::Request;
    use card_points::secret::Secret;

    #[test]
    fn a_command_is_told_by_header_and_length_alone() {
        let command = [&[0x00, 0x20, 0x00, 0x98, 0x04][..], b"7319"].concat();
        let step = Step::Transmit {
            command: command.into(),
            stage: Stage::Password,
            words: Words::default(),
        };
        let line = step_line(&step);
        assert_eq!(line["header"], "00200098");
        assert_eq!(line["length"], 9);
        let line = line.to_string();
        assert!(
            !line.contains("7319") && !line.contains("37333139"),
            "{line}"
        );
    }

    #[test]
    fn a_request_is_told_without_its_body() {
        let step = Step::Send {
            request: Request {
                id: 1,
                method: Method::Post,
                url: "https://points.example/v1/application".into(),
                body: r#"{"codes":["4321"]}"#.into(),
                wait: 0,
                timeout: 1000,
            },
            words: Words::default(),
        };
        let line = step_line(&step).to_string();
        assert!(
            line.contains("/v1/application") && !line.contains("4321"),
            "{line}"
        );
    }

    #[test]
    fn what_was_typed_into_a_field_is_not_told() {
        let mut question = sample::account();
        if let Form::Fill { fields } = &mut question.form {
            fields[1].value = Secret::from("4321");
        }
        let line = step_line(&Step::Ask { question }).to_string();
        assert!(
            !line.contains("4321") && !line.contains("6900123412341234"),
            "{line}"
        );
    }

    #[test]
    fn every_question_is_one_line() {
        for question in sample::all() {
            let line = step_line(&Step::Ask { question }).to_string();
            assert!(!line.contains('\n'));
            let line: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(line["step"], "ask");
            assert_eq!(line["practice"], true);
        }
    }
}

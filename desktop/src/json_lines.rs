//! For programs: each step as one line of JSON, the outcome last. The lines contain no secrets, no data
//! of card commands and no request bodies.

use crate::exit::Abort;
use crate::topic;
use crate::user_interface::{SandboxTap, UserInterface};
use card_points::backend::HttpMethod;
use card_points::card::{CardKind, CardStage, Tries};
use card_points::journey::{
    Choice, EndReason, Event, InputField, Keyboard, Outcome, Question, QuestionForm, ScreenText,
    Step, SubmissionState, SummaryRow, TapReason,
};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes each step as a line, and passes every call on to `user`.
pub struct JsonLines<'a> {
    /// Who answers the questions.
    pub user: Box<dyn UserInterface + 'a>,
    /// Where the lines go.
    pub out: Box<dyn Write + 'a>,
}

impl JsonLines<'_> {
    fn line(&mut self, value: &Value) {
        // The reader of the lines may end early; the journey continues without it.
        let _ = writeln!(self.out, "{value}");
        let _ = self.out.flush();
    }
}

impl UserInterface for JsonLines<'_> {
    fn show(&mut self, step: &Step) {
        self.line(&step_line(step));
        self.user.show(step);
    }

    fn answer(&mut self, question: &Question) -> Result<Event, Abort> {
        self.user.answer(question)
    }

    fn notice(&mut self, text: &str) {
        self.line(&json!({"step": "notice", "text": text}));
        self.user.notice(text);
    }

    fn sandbox_tap(&mut self, reason: TapReason) -> Result<SandboxTap, Abort> {
        self.user.sandbox_tap(reason)
    }
}

fn step_line(step: &Step) -> Value {
    let mut line = match step {
        Step::Ask { question } => question_value(question),
        Step::Tap { reason, .. } => json!({"step": "tap", "why": tap_reason_name(*reason)}),
        Step::Transmit {
            command, progress, ..
        } => {
            let header = command.bytes().get(..4).unwrap_or_default();
            let header = hex::encode_upper(header);
            json!({
                "step": "transmit",
                "stage": stage_name(progress.stage),
                "header": header,
                "length": command.bytes().len(),
            })
        }
        Step::Send { request, .. } => json!({
            "step": "send",
            "method": match request.method {
                HttpMethod::Get => "GET",
                HttpMethod::Post => "POST",
            },
            "url": request.url,
            "length": request.body.bytes().len(),
        }),
        Step::Done { outcome, .. } => json!({"step": "done", "outcome": outcome_value(outcome)}),
    };
    if let Value::Object(line) = &mut line {
        insert_text(step.text(), line);
    }
    line
}

fn insert_text(text: &ScreenText, line: &mut Map<String, Value>) {
    line.insert("title".into(), text.title.as_str().into());
    line.insert("text".into(), text.paragraphs.clone().into());
    let facts = text.facts.iter();
    let facts = facts.map(|fact| json!({"label": fact.label, "value": fact.value}));
    line.insert("lines".into(), facts.collect());
    line.insert("practice".into(), text.practice.is_some().into());
    if let Some(code) = &text.support_code {
        line.insert("code".into(), code.as_str().into());
    }
}

fn question_value(question: &Question) -> Value {
    let actions = question.actions.iter();
    let actions = actions.map(|a| json!({"about": topic::name(a.about), "label": a.label}));
    json!({
        "step": "ask",
        "about": topic::name(question.about),
        "nth": question.step_number,
        "of": question.step_count,
        "form": form_value(&question.form),
        "go": question.submit,
        "back": question.back.is_some(),
        "actions": actions.collect::<Value>(),
        "problem": question.problems.first().map(|problem| json!({
            "field": problem.field,
            "text": problem.text,
        })),
    })
}

fn form_value(form: &QuestionForm) -> Value {
    match form {
        QuestionForm::Choose {
            choices,
            min_choices,
            max_choices,
            ..
        } => json!({
            "kind": "choose",
            "choices": choices.iter().map(choice_value).collect::<Value>(),
            "least": min_choices,
            "most": max_choices,
        }),
        QuestionForm::Fill { fields } => json!({
            "kind": "fill",
            "fields": fields.iter().map(field_value).collect::<Value>(),
        }),
        QuestionForm::Review { rows, warning } => json!({
            "kind": "check",
            "rows": rows.iter().map(row_value).collect::<Value>(),
            "warning": warning,
        }),
        QuestionForm::Password { digits, tries } => json!({
            "kind": "password",
            "digits": digits,
            "tries": tries_value(*tries),
        }),
        QuestionForm::Confirm { alternative } => json!({"kind": "agree", "instead": alternative}),
    }
}

fn choice_value(choice: &Choice) -> Value {
    json!({
        "id": choice.id,
        "label": choice.label,
        "detail": choice.detail,
        "amount": choice.amount,
        "barred": choice.unavailable,
        "chosen": choice.selected,
    })
}

/// A field without its value.
fn field_value(field: &InputField) -> Value {
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
        "most": field.max_length,
        "problem": field.problem,
    })
}

fn row_value(row: &SummaryRow) -> Value {
    json!({
        "about": topic::name(row.about),
        "label": row.label,
        "value": row.value,
        "change": row.change.is_some(),
    })
}

/// The number of tries left: 0 if locked, `null` if unknown.
fn tries_value(tries: Tries) -> Value {
    match tries {
        Tries::Left { count } => count.into(),
        Tries::Blocked => 0.into(),
        Tries::Unknown => Value::Null,
    }
}

fn tap_reason_name(reason: TapReason) -> &'static str {
    match reason {
        TapReason::First => "first",
        TapReason::LostBeforePassword => "lost-early",
        TapReason::CheckTries => "look-first",
        TapReason::Continue => "go-on",
        TapReason::DifferentCard => "other-card",
        TapReason::NotIndividualNumberCard => "not-this-kind",
    }
}

fn stage_name(stage: CardStage) -> &'static str {
    match stage {
        CardStage::Finding => "finding",
        CardStage::Reading => "reading",
        CardStage::Password => "password",
        CardStage::Signing => "signing",
    }
}

fn outcome_value(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Applied { receipt } => json!({"kind": "applied", "receipt": receipt}),
        Outcome::Preregistered { preregistered } => {
            json!({"kind": "preregistered", "preregistered": preregistered})
        }
        Outcome::Status { status } => json!({"kind": "standing", "status": status}),
        Outcome::Card { report } => json!({
            "kind": "card",
            "token": match report.kind {
                CardKind::IndividualNumberCard => "card",
                CardKind::JukiCard => "juki-card",
                CardKind::AndroidPhone => "android",
                CardKind::Iphone => "iphone",
                CardKind::Other => "other",
            },
            "tries": tries_value(report.tries),
        }),
        Outcome::Finished => json!({"kind": "read"}),
        Outcome::Stopped { submission } => json!({
            "kind": "stopped",
            "sent": match submission {
                SubmissionState::NotSent => "nothing",
                SubmissionState::MaybeSent => "perhaps",
            },
        }),
        Outcome::Ended { reason } => json!({"kind": "ended", "reason": end_reason_name(*reason)}),
        Outcome::InternalError => json!({"kind": "broken"}),
    }
}

fn end_reason_name(reason: EndReason) -> &'static str {
    match reason {
        EndReason::PasswordLocked => "locked",
        EndReason::RenewCertificate => "renew",
        EndReason::TryLater => "later",
        EndReason::NothingToApplyFor => "nothing-to-apply-for",
        EndReason::WrongApplicant => "not-you",
        EndReason::WrongEnvironment => "other-world",
        EndReason::ContactHelpDesk => "help-desk",
        EndReason::UnexpectedReply => "backend-unclear",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::sample_questions;
    use card_points::backend::HttpRequest;
    use card_points::journey::CardProgress;
    use card_points::secret::Secret;

    #[test]
    fn a_command_is_written_as_header_and_length_only() {
        let command = [&[0x00, 0x20, 0x00, 0x98, 0x04][..], b"7319"].concat();
        let step = Step::Transmit {
            command: command.into(),
            progress: CardProgress {
                stage: CardStage::Password,
                signs: true,
                stages: Vec::new(),
            },
            text: ScreenText::default(),
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
    fn a_request_is_written_without_its_body() {
        let step = Step::Send {
            request: HttpRequest {
                id: 1,
                method: HttpMethod::Post,
                url: "https://points.example/v1/application".into(),
                body: r#"{"codes":["4321"]}"#.into(),
                wait_ms: 0,
                timeout_ms: 1000,
            },
            progress: None,
            text: ScreenText::default(),
        };
        let line = step_line(&step).to_string();
        assert!(
            line.contains("/v1/application") && !line.contains("4321"),
            "{line}"
        );
    }

    #[test]
    fn the_value_of_a_field_is_not_written() {
        let mut question = sample_questions::account();
        if let QuestionForm::Fill { fields } = &mut question.form {
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
        for question in sample_questions::all() {
            let line = step_line(&Step::Ask { question }).to_string();
            assert!(!line.contains('\n'));
            let line: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(line["step"], "ask");
            assert_eq!(line["practice"], true);
        }
    }
}

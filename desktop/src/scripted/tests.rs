use super::*;
use crate::terminal::sample_questions;
use crate::text::terminal_text;
use card_points::journey::AnswerProblem;
use card_points::text::Language;

fn scripted_user(json: &str, password: &'static str, codes: &'static str) -> ScriptedUser {
    ScriptedUser::new(
        serde_json::from_str(json).unwrap(),
        Some(SecretSource::new(password.as_bytes())),
        Some(SecretSource::new(codes.as_bytes())),
        None,
        None,
        terminal_text(Language::English),
    )
}

fn answered(answer: Answer) -> Result<Event, String> {
    Ok(Event::Answered { answer })
}

#[test]
fn each_form_gets_its_answer() {
    let json = r#"{"service":"MP0000002","measures":["new-card"],"confirm":true,
        "account":"6900 1234 1234 1234","last-try":true}"#;
    let mut user = scripted_user(json, "7319\n", "4321\n");
    let chosen = |id: &str| {
        answered(Answer::Chosen {
            ids: vec![id.into()],
        })
    };
    assert_eq!(
        user.find_answer(&sample_questions::services()),
        chosen("MP0000002")
    );
    assert_eq!(
        user.find_answer(&sample_questions::measures()),
        chosen("new-card")
    );
    assert_eq!(
        user.find_answer(&sample_questions::summary()),
        answered(Answer::Confirmed)
    );
    assert_eq!(
        user.find_answer(&sample_questions::agree()),
        answered(Answer::Confirmed)
    );
    let field_value = |field: &str, value: &str| FieldValue {
        field: field.into(),
        value: value.into(),
    };
    let values = vec![
        field_value("id", "6900 1234 1234 1234"),
        field_value("code1", "4321"),
    ];
    assert_eq!(
        user.find_answer(&sample_questions::account()),
        answered(Answer::Filled { values })
    );
    let password = Secret::from("7319");
    assert_eq!(
        user.find_answer(&sample_questions::password()),
        answered(Answer::Password { password })
    );
}

#[test]
fn a_password_is_given_only_once() {
    let mut user = scripted_user("{}", "7319\n7319\n", "");
    let mut question = sample_questions::password();
    assert!(user.find_answer(&question).is_ok());
    assert!(user.find_answer(&question).is_err());
    question.problems = vec![AnswerProblem {
        field: None,
        text: "That password is not right.".into(),
        summary: "That password is not right.".into(),
    }];
    let error = user.find_answer(&question).unwrap_err();
    assert!(error.contains("That password is not right."), "{error}");
}

#[test]
fn a_rejected_answer_is_not_given_again() {
    let mut user = scripted_user(r#"{"service":"MP0000001"}"#, "", "");
    let mut question = sample_questions::services();
    assert!(user.find_answer(&question).is_ok());
    question.problems = vec![AnswerProblem {
        field: None,
        text: "Points of another person already go to this account.".into(),
        summary: "Points of another person already go to this account.".into(),
    }];
    let error = user.find_answer(&question).unwrap_err();
    assert!(error.ends_with("already go to this account."), "{error}");
}

#[test]
fn no_question_is_answered_endlessly() {
    let mut user = scripted_user(r#"{"service":"MP0000001"}"#, "", "");
    let answers = (0..10).map(|_| user.find_answer(&sample_questions::services()));
    assert_eq!(
        answers.filter(Result::is_ok).count(),
        MAX_ANSWERS_PER_TOPIC as usize
    );
}

#[test]
fn an_unavailable_or_unknown_choice_ends_with_the_reason() {
    let mut unavailable = scripted_user(r#"{"measures":["receipt-account"]}"#, "", "");
    let error = unavailable
        .find_answer(&sample_questions::measures())
        .unwrap_err();
    assert_eq!(error, "Receipt account: Not announced yet.");
    let mut unknown = scripted_user(r#"{"measures":["gold"]}"#, "", "");
    let error = unknown
        .find_answer(&sample_questions::measures())
        .unwrap_err();
    assert!(error.contains("gold (new-card, "), "{error}");
}

#[test]
fn the_error_names_a_missing_answer() {
    let mut user = scripted_user(r#"{"account":{}}"#, "", "");
    let error = |question| user.find_answer(question).unwrap_err();
    let missing: Vec<_> = [
        sample_questions::services(),
        sample_questions::account(),
        sample_questions::password(),
    ]
    .iter()
    .map(error)
    .collect();
    assert!(missing[0].ends_with(" service"), "{missing:?}");
    assert!(missing[1].ends_with(" account.id"), "{missing:?}");
    assert!(
        missing[2].ends_with(" password (--password-fd)"),
        "{missing:?}"
    );
}

#[test]
fn a_refused_confirmation_stops_the_journey() {
    let mut user = scripted_user(r#"{"confirm":false}"#, "", "");
    assert_eq!(
        user.find_answer(&sample_questions::summary()),
        Ok(Event::Stopped)
    );
}

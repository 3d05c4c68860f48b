//! Each form as HTML.

use super::*;
use crate::browser::form::{PageAction, SubmittedForm};
use card_points::card::{CardStage, Tries};
use card_points::journey::{
    AnswerProblem, CardProgress, Choice, EndReason, Fact, Filter, FilterGroup, InputField,
    Keyboard, Outcome, Question, QuestionAction, QuestionForm, ScreenText, StageProgress,
    StageState, SubmissionState, SummaryRow, Topic,
};
use card_points::secret::Secret;
use std::cmp::Ordering;

const TYPED: &str = "7319";

fn frame() -> PageFrame {
    PageFrame::new(Language::English, 7, None)
}

fn screen_text(title: &str) -> ScreenText {
    ScreenText {
        title: title.into(),
        ..ScreenText::default()
    }
}

fn question(form: QuestionForm) -> Question {
    Question {
        about: Topic::Account,
        step_number: 2,
        step_count: 7,
        progress: "Step 2 of 7".into(),
        text: screen_text("Which one?"),
        form,
        submit: "Use it".into(),
        back: Some("Back".into()),
        actions: vec![],
        problems: vec![],
    }
}

fn rendered(view: PageContent) -> String {
    searched(view, &ListSearch::default())
}

fn searched(view: PageContent, search: &ListSearch) -> String {
    let page = PageState {
        content: view,
        ..PageState::default()
    };
    render_page(frame(), &page, search)
}

fn question_page(question: Question) -> String {
    rendered(PageContent::Question(Box::new(question)))
}

fn choose(choices: Vec<Choice>, max_choices: i32) -> QuestionForm {
    QuestionForm::Choose {
        choices,
        min_choices: 1,
        max_choices,
        search: None,
        filter_groups: vec![],
    }
}

fn field(id: &str, secret: bool, value: &str) -> InputField {
    InputField {
        id: id.into(),
        label: "Number".into(),
        hint: "On its back.".into(),
        example: "12".into(),
        keyboard: Keyboard::Digits,
        secret,
        required: true,
        max_length: 8,
        display_length: 4,
        value: value.into(),
        problem: None,
    }
}

fn problem(field: Option<&str>, text: &str) -> AnswerProblem {
    AnswerProblem {
        field: field.map(Into::into),
        text: text.into(),
        summary: match field {
            Some(_) => format!("Number: {text}"),
            None => text.into(),
        },
    }
}

#[track_caller]
fn assert_contains(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn a_single_choice_has_radio_buttons_with_amount_and_detail() {
    let mut choice = Choice::new("a", "A & B");
    choice.amount = "up to ¥5,000".into();
    choice.detail = "Today".into();
    choice.selected = true;
    let page = question_page(question(choose(vec![choice], 1)));
    assert_contains(
        &page,
        &[
            "<input type=\"radio\" name=\"choice\" value=\"a\" id=\"choice-a\" checked>",
            "<b>A &amp; B</b>",
            ">up to ¥5,000</span>",
            ">Today</span>",
            "autofocus>Which one?</h1>",
            "id=\"go\" name=\"do\" value=\"go\">Use it</button>",
            "value=\"back\">Back</button>",
            ">Step 2 of 7</span>",
        ],
    );
}

#[test]
fn several_choices_have_check_boxes() {
    let page = question_page(question(choose(vec![Choice::new("a", "A")], 3)));
    assert_contains(
        &page,
        &["<input type=\"checkbox\" name=\"choice\" value=\"a\""],
    );
}

#[test]
fn an_unavailable_choice_shows_its_reason() {
    let mut unavailable = Choice::new("a", "A");
    unavailable.unavailable = Some("It ended on 1 May 2026.".into());
    let page = question_page(question(choose(vec![unavailable], 1)));
    assert_contains(
        &page,
        &[
            "id=\"choice-a\" disabled>",
            "It ended on 1 May 2026.</span>",
        ],
    );
}

#[test]
fn a_long_list_shows_what_was_found_and_how_many() {
    let tagged = |id: &str, tag: &str| Choice {
        filters: vec![tag.into()],
        ..Choice::new(id, id)
    };
    let form = QuestionForm::Choose {
        choices: vec![tagged("suzu", "qr"), tagged("kane", "debit")],
        min_choices: 1,
        max_choices: 1,
        search: Some("Name".into()),
        filter_groups: vec![FilterGroup {
            filters: vec![Filter {
                id: "qr".into(),
                label: "QR code".into(),
            }],
        }],
    };
    let search = ListSearch {
        text: "\"><b>".into(),
        filters: vec![],
    };
    let ask = |search: &ListSearch| {
        searched(
            PageContent::Question(Box::new(question(form.clone()))),
            search,
        )
    };
    let page = ask(&search);
    assert!(!page.contains("<b>\""), "{page}");
    assert!(!page.contains("choice-suzu"));
    assert_contains(&page, &["Nothing was found."]);
    let search = ListSearch {
        text: String::new(),
        filters: vec!["qr".into()],
    };
    let page = ask(&search);
    assert_contains(&page, &["choice-suzu", "Found: 1", "value=\"qr\" checked>"]);
    assert!(!page.contains("choice-kane"));
}

#[test]
fn a_field_shows_its_value_unless_it_is_secret() {
    let fields = vec![
        field("account", false, "4001"),
        field("code-1", true, TYPED),
    ];
    let page = question_page(question(QuestionForm::Fill { fields }));
    assert_contains(
        &page,
        &[
            "value=\"4001\"",
            "type=\"password\" value=\"\"",
            "inputmode=\"numeric\"",
            "aria-describedby=\"help-account\"",
            &frame().text.message("browser-secret-kept"),
        ],
    );
    assert!(!page.contains(TYPED), "{page}");
}

#[test]
fn a_problem_is_shown_at_its_field_and_in_a_summary_with_a_link() {
    let mut code = field("code-1", true, TYPED);
    code.problem = Some("That is too long.".into());
    let page = question_page(Question {
        problems: vec![problem(Some("code-1"), "That is too long.")],
        ..question(QuestionForm::Fill {
            fields: vec![field("account", false, "4001"), code],
        })
    });
    assert_contains(
        &page,
        &[
            "<title>Error: Which one? –",
            "role=\"alert\" tabindex=\"-1\" autofocus",
            "<a href=\"#field-code-1\">Number: That is too long.</a>",
            "id=\"problem-code-1\">That is too long.</p>",
            "aria-describedby=\"help-code-1 problem-code-1\" aria-invalid=\"true\" required",
        ],
    );
    assert_eq!(page.matches("autofocus").count(), 1);
    assert!(!page.contains(TYPED));
    // It must be typed again.
    assert!(!page.contains(&frame().text.message("browser-secret-kept")));
}

#[test]
fn a_problem_of_the_whole_question_links_to_its_first_control() {
    let unavailable = Choice {
        unavailable: Some("No.".into()),
        ..Choice::new("a", "A")
    };
    let problem = problem(None, "Choose at least one.");
    let fields = vec![field("account", false, "")];
    for (form, control) in [
        (
            choose(vec![unavailable, Choice::new("b", "B")], 1),
            "choice-b",
        ),
        (QuestionForm::Fill { fields }, "field-account"),
        (password(Tries::Unknown), "password"),
        (agree(), "go"),
    ] {
        let page = question_page(Question {
            problems: vec![problem.clone()],
            ..question(form)
        });
        let link = format!("<a href=\"#{control}\">Choose at least one.</a>");
        assert_contains(&page, &[&link, &format!("id=\"{control}\"")]);
    }
}

fn password(tries: Tries) -> QuestionForm {
    QuestionForm::Password { digits: 4, tries }
}

fn agree() -> QuestionForm {
    QuestionForm::Confirm {
        alternative: "I don't agree".into(),
    }
}

#[test]
fn a_password_is_hidden_and_on_no_page() {
    let page = question_page(Question {
        problems: vec![problem(None, "That password is not right.")],
        ..question(password(Tries::Unknown))
    });
    assert_contains(
        &page,
        &[
            "type=\"password\" inputmode=\"numeric\" maxlength=\"4\"",
            "autocomplete=\"off\"",
            "id=\"problem-password\">That password is not right.</p>",
            "data-show=\"password\" hidden>",
        ],
    );
    assert!(!page.contains("id=\"password\" name=\"password\" type=\"password\" value"));
}

#[test]
fn each_answer_can_be_changed_and_the_warning_has_a_box() {
    let row = |change: Option<&str>| SummaryRow {
        about: Topic::Service,
        label: "Payment service".into(),
        value: "Zunda".into(),
        change: change.map(Into::into),
    };
    let page = question_page(question(QuestionForm::Review {
        rows: vec![row(Some("Change")), row(None)],
        warning: "This can't be changed later.".into(),
    }));
    assert_contains(
        &page,
        &[
            "<dt>Payment service</dt><dd>Zunda</dd>",
            "value=\"change:service\">Change<span class=\"hidden\">: Payment service</span>",
            "<p class=\"box warning\">This can&#39;t be changed later.</p>",
        ],
    );
    assert_eq!(page.matches("value=\"change:service\"").count(), 1);
}

#[test]
fn refusing_a_confirmation_stops_with_the_text_of_the_question() {
    let page = question_page(question(agree()));
    assert_contains(&page, &["value=\"stop\">I don&#39;t agree</button>"]);
}

#[test]
fn the_actions_of_a_question_are_below_it() {
    let action = QuestionAction {
        about: Topic::Card,
        label: "Practise first".into(),
    };
    let page = question_page(Question {
        actions: vec![action],
        ..question(choose(vec![Choice::new("a", "A")], 1))
    });
    assert_contains(&page, &["value=\"change:card\">Practise first</button>"]);
}

#[test]
fn practice_pages_say_so_and_no_other_page_does() {
    let line = frame().labels.practice;
    let mut question = question(agree());
    assert!(!question_page(question.clone()).contains(&line));
    question.text.practice = Some(line.clone());
    assert_eq!(question_page(question).matches(&line).count(), 1);
}

#[test]
fn each_language_is_named_in_itself() {
    let page = rendered(PageContent::NotStarted);
    assert_contains(
        &page,
        &[
            "<html lang=\"en\">",
            "lang=\"en\" aria-current=\"true\">English</button>",
            "lang=\"ja\">日本語</button>",
            "lang=\"ja-simple\">やさしい日本語</button>",
        ],
    );
}

fn progress(done: usize, count: usize) -> CardProgress {
    let stages = [
        (CardStage::Finding, "Found"),
        (CardStage::Reading, "Read"),
        (CardStage::Password, "Password"),
        (CardStage::Signing, "Signed"),
    ];
    let stages = stages.into_iter().take(count);
    let stage_progress = |(index, (stage, label)): (usize, (CardStage, &str))| StageProgress {
        stage,
        label: label.into(),
        state: match index.cmp(&done) {
            Ordering::Less => StageState::Done,
            Ordering::Equal => StageState::Active,
            Ordering::Greater => StageState::Upcoming,
        },
        description: match index < done {
            true => format!("{label}, done"),
            false => label.into(),
        },
    };
    CardProgress {
        stage: CardStage::Finding,
        signs: count > 2,
        stages: stages.enumerate().map(stage_progress).collect(),
    }
}

fn card(done: usize, count: usize) -> PageContent {
    PageContent::Card {
        progress: progress(done, count),
        text: screen_text("Keep still"),
    }
}

#[test]
fn finished_stages_are_ticked() {
    let page = rendered(card(2, 4));
    assert_eq!(page.matches("<li class=\"done\">").count(), 2);
    assert_contains(
        &page,
        &[
            "<span class=\"hidden\">Read, done</span>",
            "<li aria-current=\"step\">Password</li>",
            "<li>Signed</li>",
        ],
    );
    let page = rendered(card(1, 2));
    assert!(
        !page.contains("Signed"),
        "without a password nothing is signed"
    );
}

#[test]
fn all_stages_are_ticked_while_a_signed_request_is_sent() {
    let send = |progress| PageContent::Send {
        progress,
        text: screen_text("Sending"),
    };
    assert!(!rendered(send(None)).contains("class=\"stages\""));
    let signed = PageState {
        content: send(Some(progress(4, 4))),
        ..PageState::default()
    };
    let page = live_region(&frame(), &signed);
    assert_eq!(page.matches("<li class=\"done\">").count(), 4);
}

#[test]
fn every_part_of_the_live_region_is_there_in_each_state() {
    let parts = |view: PageContent| -> Vec<String> {
        let page = rendered(view);
        let named = page.split("data-part=\"").skip(1);
        named
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    let text = screen_text("Lay it on");
    let tap = parts(PageContent::Tap { text: text.clone() });
    assert_eq!(tap.len(), 7);
    assert_eq!(tap, parts(card(3, 4)));
    assert_eq!(
        tap,
        parts(PageContent::Send {
            progress: None,
            text
        })
    );
    assert_eq!(tap, parts(PageContent::NotStarted));
}

#[test]
fn outcomes_have_their_own_icons() {
    let end = |outcome: Outcome| {
        rendered(PageContent::Done {
            outcome,
            text: screen_text("The end"),
        })
    };
    let stopped = end(Outcome::Stopped {
        submission: SubmissionState::NotSent,
    });
    assert_contains(
        &stopped,
        &[
            "class=\"outcome stopped\"",
            "value=\"home\"",
            "value=\"quit\"",
        ],
    );
    let locked = end(Outcome::Ended {
        reason: EndReason::PasswordLocked,
    });
    assert_contains(&locked, &["class=\"outcome failed\""]);
    assert_contains(&end(Outcome::Finished), &["class=\"outcome information\""]);
}

#[test]
fn facts_are_below_their_heading() {
    let fact = |label: &str, value: &str| Fact {
        label: label.into(),
        value: value.into(),
    };
    let page = rendered(PageContent::Done {
        outcome: Outcome::Finished,
        text: ScreenText {
            facts: vec![
                fact("", "Town hall"),
                fact("Hours", "9-17"),
                fact("", "Shop"),
            ],
            ..screen_text("2 places")
        },
    });
    assert_contains(
        &page,
        &["<h2>Town hall</h2>\n<dl>\n<div><dt>Hours</dt><dd>9-17</dd></div>\n</dl>\n<h2>Shop</h2>"],
    );
}

#[test]
fn an_empty_secret_keeps_its_value() {
    let fields = vec![field("code-1", true, TYPED)];
    let page = PageState {
        content: PageContent::Question(Box::new(question(QuestionForm::Fill { fields }))),
        ..PageState::default()
    };
    let action = SubmittedForm::read(b"do=go&field-code-1=").action(&page);
    let previous: Secret = TYPED.into();
    let Some(PageAction::Journey(card_points::journey::Event::Answered {
        answer: card_points::journey::Answer::Filled { values },
    })) = action
    else {
        panic!("nothing was answered");
    };
    assert!(values[0].value == previous);
}

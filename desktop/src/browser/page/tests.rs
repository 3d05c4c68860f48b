//! Each form as HTML.

use super::*;
use card_points::card::{CardStage, Tries};
use card_points::journey::{
    AnswerProblem, Choice, EndReason, Filter, InputField, Keyboard, Outcome, Question,
    QuestionAction, QuestionForm, SubmissionState, SummaryRow, Topic,
};
use card_points::secret::Secret;

const TYPED: &str = "7319";

fn frame() -> Frame {
    Frame::new(Language::English, 7, None)
}

fn words(title: &str) -> ScreenText {
    ScreenText {
        title: title.into(),
        ..ScreenText::default()
    }
}

fn question(form: QuestionForm) -> Question {
    Question {
        about: Topic::Account,
        step: 2,
        steps: 7,
        progress: "Step 2 of 7".into(),
        text: words("Which one?"),
        form,
        submit: "Use it".into(),
        back: Some("Back".into()),
        actions: vec![],
        problem: None,
    }
}

fn shown(view: View) -> String {
    searched(view, &Search::default())
}

fn searched(view: View, search: &Search) -> String {
    let scene_with = Scene {
        view,
        ..Scene::default()
    };
    scene(frame(), &scene_with, search)
}

fn asked(question: Question) -> String {
    shown(View::Ask(Box::new(question)))
}

fn choose(choices: Vec<Choice>, most: i32) -> QuestionForm {
    QuestionForm::Choose {
        choices,
        min_choices: 1,
        max_choices: most,
        search: None,
        filters: vec![],
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
        value: value.into(),
        problem: None,
    }
}

fn problem(field: Option<&str>, text: &str) -> Option<AnswerProblem> {
    Some(AnswerProblem {
        field: field.map(Into::into),
        text: text.into(),
    })
}

#[track_caller]
fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn one_choice_is_made_among_radio_cards_with_amount_and_detail() {
    let mut choice = Choice::new("a", "A & B");
    choice.amount = "up to ¥5,000".into();
    choice.detail = "Today".into();
    choice.selected = true;
    let page = asked(question(choose(vec![choice], 1)));
    holds(
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
fn several_choices_are_made_among_check_boxes() {
    let page = asked(question(choose(vec![Choice::new("a", "A")], 3)));
    holds(
        &page,
        &["<input type=\"checkbox\" name=\"choice\" value=\"a\""],
    );
}

#[test]
fn a_choice_that_can_not_be_made_says_why() {
    let mut barred = Choice::new("a", "A");
    barred.unavailable = Some("It ended on 1 May 2026.".into());
    let page = asked(question(choose(vec![barred], 1)));
    holds(
        &page,
        &[
            "id=\"choice-a\" disabled>",
            "It ended on 1 May 2026.</span>",
        ],
    );
}

#[test]
fn a_long_list_shows_what_was_searched_for_and_how_many_there_are() {
    let tagged = |id: &str, tag: &str| Choice {
        tags: vec![tag.into()],
        ..Choice::new(id, id)
    };
    let form = QuestionForm::Choose {
        choices: vec![tagged("suzu", "qr"), tagged("kane", "debit")],
        min_choices: 1,
        max_choices: 1,
        search: Some("Name".into()),
        filters: vec![Filter {
            id: "qr".into(),
            label: "QR code".into(),
        }],
    };
    let search = Search {
        text: "\"><b>".into(),
        filters: vec![],
    };
    let ask = |search: &Search| searched(View::Ask(Box::new(question(form.clone()))), search);
    let page = ask(&search);
    assert!(!page.contains("<b>\""), "{page}");
    assert!(!page.contains("choice-suzu"));
    holds(&page, &["Nothing was found."]);
    let search = Search {
        text: String::new(),
        filters: vec!["qr".into()],
    };
    let page = ask(&search);
    holds(
        &page,
        &[
            "choice-suzu",
            "Found: 1",
            "value=\"qr\" data-group=\"0\" checked>",
        ],
    );
    assert!(!page.contains("choice-kane"));
}

#[test]
fn what_was_typed_stands_in_its_field_and_a_secret_never_does() {
    let fields = vec![
        field("account", false, "4001"),
        field("code-1", true, TYPED),
    ];
    let page = asked(question(QuestionForm::Fill { fields }));
    holds(
        &page,
        &[
            "value=\"4001\"",
            "type=\"password\" value=\"\"",
            "inputmode=\"numeric\"",
            "aria-describedby=\"help-account\"",
            frame().page.kept,
        ],
    );
    assert!(!page.contains(TYPED), "{page}");
}

#[test]
fn a_problem_stands_beside_its_field_and_first_of_all_with_a_link_to_it() {
    let mut code = field("code-1", true, TYPED);
    code.problem = Some("That is too long.".into());
    let page = asked(Question {
        problem: problem(Some("code-1"), "That is too long."),
        ..question(QuestionForm::Fill {
            fields: vec![field("account", false, "4001"), code],
        })
    });
    holds(
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
    // It has to be typed again, and nothing says otherwise.
    assert!(!page.contains(frame().page.kept));
}

#[test]
fn a_problem_of_the_whole_leads_to_the_first_thing_that_can_be_done() {
    let barred = Choice {
        unavailable: Some("No.".into()),
        ..Choice::new("a", "A")
    };
    let problem = problem(None, "Choose at least one.");
    let fields = vec![field("account", false, "")];
    for (form, control) in [
        (choose(vec![barred, Choice::new("b", "B")], 1), "choice-b"),
        (QuestionForm::Fill { fields }, "field-account"),
        (password(Tries::Unknown), "password"),
        (agree(), "go"),
    ] {
        let page = asked(Question {
            problem: problem.clone(),
            ..question(form)
        });
        let link = format!("<a href=\"#{control}\">Choose at least one.</a>");
        holds(&page, &[&link, &format!("id=\"{control}\"")]);
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
fn a_password_is_typed_unseen_and_stands_in_no_page() {
    let page = asked(Question {
        problem: problem(None, "That password is not right."),
        ..question(password(Tries::Unknown))
    });
    holds(
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
fn each_answer_can_be_changed_and_the_warning_stands_in_a_box() {
    let row = |change: Option<&str>| SummaryRow {
        about: Topic::Service,
        label: "Payment service".into(),
        value: "Zunda".into(),
        change: change.map(Into::into),
    };
    let page = asked(question(QuestionForm::Review {
        rows: vec![row(Some("Change")), row(None)],
        warning: "This can't be changed later.".into(),
    }));
    holds(
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
fn who_does_not_agree_stops_in_the_words_of_the_question() {
    let page = asked(question(agree()));
    holds(&page, &["value=\"stop\">I don&#39;t agree</button>"]);
}

#[test]
fn other_ways_from_a_question_stand_below_it() {
    let action = QuestionAction {
        about: Topic::Card,
        label: "Practise first".into(),
    };
    let page = asked(Question {
        actions: vec![action],
        ..question(choose(vec![Choice::new("a", "A")], 1))
    });
    holds(&page, &["value=\"change:card\">Practise first</button>"]);
}

#[test]
fn practice_is_said_on_every_page_of_it_and_on_no_other() {
    let line = frame().labels.practice;
    let mut question = question(agree());
    assert!(!asked(question.clone()).contains(&line));
    question.text.practice = Some(line.clone());
    assert_eq!(asked(question).matches(&line).count(), 1);
}

#[test]
fn each_language_is_named_in_itself() {
    let page = shown(View::Nothing);
    holds(
        &page,
        &[
            "<html lang=\"en\">",
            "lang=\"en\" aria-current=\"true\">English</button>",
            "lang=\"ja\">日本語</button>",
            "lang=\"ja-simple\">やさしい日本語</button>",
        ],
    );
}

fn card(stage: CardStage) -> View {
    View::Card {
        stage,
        words: words("Keep still"),
    }
}

#[test]
fn what_the_card_has_done_is_ticked() {
    let page = shown(card(CardStage::Password));
    assert_eq!(page.matches("<li class=\"done\">").count(), 2);
    holds(
        &page,
        &["<li aria-current=\"step\">Password</li>", "<li>Signed</li>"],
    );
    let page = shown(card(CardStage::Reading));
    assert!(!page.contains("Signed"), "nothing is signed by looking");
}

#[test]
fn while_what_was_signed_is_sent_everything_is_ticked() {
    let view = View::Send {
        words: words("Sending"),
    };
    assert!(!shown(view.clone()).contains("class=\"ticks\""));
    let signed = Scene {
        view,
        signed: true,
        ..Scene::default()
    };
    let page = live(&frame(), &signed);
    assert_eq!(page.matches("<li class=\"done\">").count(), 4);
}

#[test]
fn every_part_of_a_page_that_changes_is_there_in_each_of_its_states() {
    let parts = |view: View| -> Vec<String> {
        let page = shown(view);
        let named = page.split("data-part=\"").skip(1);
        named
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    let words = words("Lay it on");
    let tap = parts(View::Tap {
        words: words.clone(),
    });
    assert_eq!(tap.len(), 7);
    assert_eq!(tap, parts(card(CardStage::Signing)));
    assert_eq!(tap, parts(View::Send { words }));
    assert_eq!(tap, parts(View::Nothing));
}

#[test]
fn ends_look_like_what_they_are() {
    let end = |outcome: Outcome| {
        shown(View::Done {
            outcome,
            words: words("It is over"),
        })
    };
    let stopped = end(Outcome::Stopped {
        submission: SubmissionState::NotSent,
    });
    holds(
        &stopped,
        &["class=\"end stopped\"", "value=\"home\"", "value=\"quit\""],
    );
    let locked = end(Outcome::Ended {
        reason: EndReason::PasswordLocked,
    });
    holds(&locked, &["class=\"end ended\""]);
    holds(&end(Outcome::Finished), &["class=\"end told\""]);
}

#[test]
fn facts_stand_under_their_heading() {
    let line = |label: &str, value: &str| Fact {
        label: label.into(),
        value: value.into(),
    };
    let page = shown(View::Done {
        outcome: Outcome::Finished,
        words: ScreenText {
            facts: vec![
                line("", "Town hall"),
                line("Hours", "9-17"),
                line("", "Shop"),
            ],
            ..words("2 places")
        },
    });
    holds(
        &page,
        &["<h2>Town hall</h2>\n<dl>\n<div><dt>Hours</dt><dd>9-17</dd></div>\n</dl>\n<h2>Shop</h2>"],
    );
}

#[test]
fn a_secret_is_kept_without_being_shown() {
    use crate::browser::form::Sent;
    let fields = vec![field("code-1", true, TYPED)];
    let scene = Scene {
        view: View::Ask(Box::new(question(QuestionForm::Fill { fields }))),
        ..Scene::default()
    };
    let deed = Sent::read(b"do=go&field-code-1=").deed(&scene);
    let kept: Secret = TYPED.into();
    let Some(crate::browser::form::Deed::Tell(card_points::journey::Event::Answered {
        answer: card_points::journey::Answer::Filled { values: entries },
    })) = deed
    else {
        panic!("nothing was answered");
    };
    assert!(entries[0].value == kept);
}

//! Questions as the core asks them, for tests.

use card_points::card::Tries;
use card_points::journey::{
    Choice, Filter, FilterGroup, InputField, Keyboard, Question, QuestionForm, ScreenText,
    SummaryRow, Topic,
};
use card_points::text::search_key;

fn question(about: Topic, title: &str, form: QuestionForm) -> Question {
    Question {
        about,
        step_number: 2,
        step_count: 7,
        progress: "Step 2 of 7".into(),
        text: ScreenText {
            title: title.into(),
            practice: Some("Practice: nothing is applied for".into()),
            ..ScreenText::default()
        },
        form,
        submit: "Go on".into(),
        back: Some("Back".into()),
        actions: Vec::new(),
        problems: Vec::new(),
    }
}

fn choice(id: &str, label: &str, reading: &str, filter: &str) -> Choice {
    Choice {
        id: id.into(),
        label: label.into(),
        detail: String::new(),
        amount: "up to ¥5,000".into(),
        unavailable: None,
        selected: false,
        search_key: search_key(&format!("{label} {reading} {id}")),
        filters: vec![filter.into()],
    }
}

pub fn services() -> Question {
    let form = QuestionForm::Choose {
        choices: vec![
            choice("MP0000001", "みどりペイ", "みどりぺい midori", "qr"),
            choice(
                "MP0000002",
                "かもめカード",
                "かもめかーど kamome",
                "prepaid",
            ),
            choice("MP0000003", "桜マネー", "さくらまねー sakura", "e-money"),
        ],
        min_choices: 1,
        max_choices: 1,
        search: Some("Search by name".into()),
        filter_groups: vec![FilterGroup {
            filters: vec![Filter {
                id: "prepaid".into(),
                label: "Prepaid".into(),
            }],
        }],
    };
    question(Topic::Service, "Which payment service?", form)
}

pub fn measures() -> Question {
    let mut unavailable = choice("receipt-account", "Receipt account", "", "");
    unavailable.unavailable = Some("Not announced yet.".into());
    let form = QuestionForm::Choose {
        choices: vec![
            choice("new-card", "New card", "", ""),
            choice("health-insurance", "Health insurance card", "", ""),
            unavailable,
        ],
        min_choices: 1,
        max_choices: 3,
        search: None,
        filter_groups: Vec::new(),
    };
    question(Topic::Measures, "Which points?", form)
}

pub fn account() -> Question {
    let field = |id: &str, secret, value: &str| InputField {
        id: id.into(),
        label: "Number".into(),
        hint: "Sixteen digits on the back of the card.".into(),
        example: "6900 1234".into(),
        keyboard: Keyboard::Digits,
        secret,
        required: true,
        max_length: 32,
        display_length: 16,
        value: value.into(),
        problem: None,
    };
    let fields = vec![
        field("id", false, "6900123412341234"),
        field("code1", true, ""),
    ];
    question(
        Topic::Account,
        "Which account?",
        QuestionForm::Fill { fields },
    )
}

pub fn summary() -> Question {
    let row = |about, label: &str, change: Option<&str>| SummaryRow {
        about,
        label: label.into(),
        value: "みどりペイ".into(),
        change: change.map(Into::into),
    };
    let form = QuestionForm::Review {
        rows: vec![
            row(Topic::Service, "Payment service", Some("Change")),
            row(Topic::Terms, "Terms", None),
        ],
        warning: "This can't be changed later.".into(),
    };
    question(Topic::Summary, "Check your answers", form)
}

pub fn password() -> Question {
    let form = QuestionForm::Password {
        digits: 4,
        tries: Tries::Left { count: 3 },
    };
    question(Topic::Password, "The 4-digit password", form)
}

pub fn agree() -> Question {
    let form = QuestionForm::Confirm {
        alternative: "Stop here".into(),
    };
    question(Topic::LastTry, "Use your last try?", form)
}

pub fn all() -> Vec<Question> {
    vec![
        services(),
        measures(),
        account(),
        summary(),
        password(),
        agree(),
    ]
}

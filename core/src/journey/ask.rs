//! The questions of *apply* and *preregister*, each with all that a screen needs.

use super::conversation::{FlowContext, FlowResult};
use super::draft::UnavailableChoice;
use super::question::{Choice, Filter, InputField, Keyboard};
use super::rules::ProgrammeData;
use super::{
    Answer, AnswerProblem, FieldValue, Question, QuestionAction, QuestionForm, ScreenText,
    SummaryRow, Topic, words,
};
use crate::application::{Application, Holder};
use crate::payment::{AccountField, CharacterSet, EarnedBy, PaymentService, ServiceKind, grouped};
use crate::programme::{Offer, Programme, Worth};
use crate::secret::Secret;

/// An account at a service: its ID normalised, its codes in the service's order.
pub(super) struct Account {
    pub service: String,
    pub id: String,
    pub codes: Vec<Secret>,
    pub salt: [u8; 32],
}

/// Have you applied before? With the notices of the day.
pub(super) fn applied(c: &FlowContext, programme: &Programme, says_new: bool) -> Question {
    let text = c.text();
    let message = |key: &str| text.message(key);
    let choices = vec![
        Choice::new("no", message("applied-no")).chosen(says_new),
        Choice::new("yes", message("applied-yes")).detail(message("applied-yes-detail")),
        Choice::new("unsure", message("applied-unsure")).detail(message("applied-unsure-detail")),
    ];
    let notices = programme.notices.iter();
    let words = ScreenText {
        title: message("applied-title"),
        paragraphs: std::iter::once(message("applied-text"))
            .chain(notices.map(|notice| text.localized(notice)))
            .collect(),
        ..ScreenText::default()
    };
    let mut question = c.question(
        Topic::Applied,
        words,
        QuestionForm::one_of(choices),
        "go-on",
    );
    question.actions = vec![QuestionAction {
        about: Topic::Card,
        label: message("applied-practise"),
    }];
    question
}

/// Who is it for?
pub(super) fn holder(c: &FlowContext, programme: &Programme, before: Option<Holder>) -> Question {
    let age = [("age", programme.ages.representative_under.into())];
    let choices = vec![
        Choice::new("myself", c.text().message("holder-myself"))
            .detail(c.text().message_with("holder-myself-detail", &age))
            .chosen(before == Some(Holder::Myself)),
        Choice::new(
            "representative",
            c.text().message_with("holder-representative", &age),
        )
        .detail(c.text().message("holder-representative-detail"))
        .chosen(before == Some(Holder::Representative)),
    ];
    let words = ScreenText {
        title: c.text().message("holder-title"),
        paragraphs: vec![c.text().message("holder-text")],
        ..ScreenText::default()
    };
    c.question(Topic::Holder, words, QuestionForm::one_of(choices), "go-on")
}

pub(super) fn holder_of(id: &str) -> Holder {
    match id {
        "representative" => Holder::Representative,
        _ => Holder::Myself,
    }
}

/// Which measures? Amounts say "up to" until it is known what the person may have.
pub(super) fn measures(
    c: &FlowContext,
    offers: &[Offer<'_>],
    before: &[String],
    sure: bool,
) -> Question {
    let text = c.text();
    let choices: Vec<_> = offers
        .iter()
        .map(|offer| {
            let measure = offer.measure;
            Choice {
                amount: amount(
                    c,
                    offer.yen,
                    sure && matches!(measure.worth, Worth::Fixed { .. }),
                ),
                unavailable: offer
                    .unavailable
                    .as_ref()
                    .map(|barred| words::barred(&c.text(), barred)),
                selected: before.contains(&measure.id),
                ..Choice::new(measure.id.clone(), text.localized(&measure.name))
                    .detail(text.localized(&measure.about))
            }
        })
        .collect();
    let form = QuestionForm::Choose {
        max_choices: i32::try_from(choices.len()).unwrap_or(i32::MAX),
        choices,
        min_choices: 1,
        search: None,
        filters: Vec::new(),
    };
    let words = ScreenText {
        title: c.text().message("measures-title"),
        paragraphs: vec![c.text().message("measures-text")],
        ..ScreenText::default()
    };
    c.question(Topic::Measures, words, form, "go-on")
}

fn amount(c: &FlowContext, yen: i32, exactly: bool) -> String {
    let yen = c.text().yen(yen);
    if exactly {
        yen
    } else {
        c.text().message_with("up-to", &[("yen", yen.into())])
    }
}

/// Which payment service? Searched by name and reading, filtered by kind and by what earns.
pub(super) fn service(
    c: &FlowContext,
    rules: &ProgrammeData,
    before: Option<&str>,
    shut: &[Option<UnavailableChoice>],
) -> Question {
    let text = c.text();
    let choices = rules
        .services
        .iter()
        .zip(shut)
        .map(|(service, shut)| Choice {
            unavailable: shut.as_ref().map(|why| words::shut(&text, why)),
            keywords: format!("{} {}", service.reading, service.number),
            tags: vec![
                kind_tag(service.kind).into(),
                earns_tag(service.earns).into(),
            ],
            ..Choice::new(service.number.clone(), text.localized(&service.name))
                .detail(service_detail(c, service))
                .chosen(before == Some(service.number.as_str()))
        })
        .collect();
    let kinds = [
        ServiceKind::Qr,
        ServiceKind::Prepaid,
        ServiceKind::EMoney,
        ServiceKind::Credit,
        ServiceKind::Debit,
    ];
    let filters = kinds
        .map(|kind| (kind_tag(kind), words::kind(&c.text(), kind)))
        .into_iter()
        .chain(
            [EarnedBy::Charge, EarnedBy::Purchase]
                .map(|earns| (earns_tag(earns), words::earns(&c.text(), earns))),
        )
        .map(|(id, label)| Filter {
            id: id.into(),
            label,
        })
        .collect();
    let form = QuestionForm::Choose {
        choices,
        min_choices: 1,
        max_choices: 1,
        search: Some(c.text().message("service-search")),
        filters,
    };
    let words = ScreenText {
        title: c.text().message("service-title"),
        paragraphs: vec![
            c.text().message("service-text-one"),
            c.text().message("service-text-own"),
        ],
        ..ScreenText::default()
    };
    c.question(Topic::Service, words, form, "service-go")
}

fn service_detail(c: &FlowContext, service: &PaymentService) -> String {
    let mut parts = vec![
        words::kind(&c.text(), service.kind),
        words::earns(&c.text(), service.earns),
    ];
    if let Some(days) = service.register_days_before {
        parts.push(
            c.text()
                .message_with("service-register-first", &[("days", days.into())]),
        );
    }
    parts.join(" · ")
}

fn kind_tag(kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::Qr => "qr",
        ServiceKind::Prepaid => "prepaid",
        ServiceKind::EMoney => "e-money",
        ServiceKind::Credit => "credit",
        ServiceKind::Debit => "debit",
    }
}

fn earns_tag(earns: EarnedBy) -> &'static str {
    match earns {
        EarnedBy::Charge => "charge",
        EarnedBy::Purchase => "purchase",
    }
}

/// Which account at that service: its ID and security codes.
pub(super) fn account(
    c: &FlowContext,
    service: &PaymentService,
    before: Option<&Account>,
) -> Question {
    let name = c.text().localized(&service.name);
    let id = field(
        c,
        ACCOUNT,
        &service.id,
        false,
        before.map(|a| a.id.as_str().into()),
    );
    let codes = service.codes.iter().enumerate().map(|(nth, code)| {
        let typed = before.and_then(|account| account.codes.get(nth).cloned());
        field(c, &code_id(nth), code, true, typed)
    });
    let form = QuestionForm::Fill {
        fields: std::iter::once(id).chain(codes).collect(),
    };
    let mut text = vec![
        c.text().message("account-text"),
        c.text().message("account-text-codes"),
    ];
    if let Some(days) = service.register_days_before {
        text.push(
            c.text()
                .message_with("account-register-first", &[("days", days.into())]),
        );
    }
    let words = ScreenText {
        title: c
            .text()
            .message_with("account-title", &[("service", name.into())]),
        paragraphs: text,
        ..ScreenText::default()
    };
    c.question(Topic::Account, words, form, "account-go")
}

/// The field of the account's ID.
const ACCOUNT: &str = "account";

fn code_id(nth: usize) -> String {
    format!("code-{}", nth + 1)
}

fn field(
    c: &FlowContext,
    id: &str,
    rule: &AccountField,
    secret: bool,
    value: Option<Secret>,
) -> InputField {
    let text = c.text();
    InputField {
        id: id.into(),
        label: text.localized(&rule.label),
        hint: text.localized(&rule.hint),
        example: rule.example.clone(),
        keyboard: match rule.characters {
            CharacterSet::Digits => Keyboard::Digits,
            CharacterSet::CapitalsAndDigits | CharacterSet::Printable => Keyboard::Latin,
        },
        secret,
        required: true,
        // Room for the spaces and hyphens that people type, which are taken out.
        max_length: rule.most.saturating_mul(2),
        value: value.unwrap_or_default(),
        problem: None,
    }
}

/// Asks until the ID and each code have their service's form. Gives the ID normalised, and the
/// codes in the service's order.
pub(super) async fn account_of(
    c: &FlowContext,
    service: &PaymentService,
    question: impl Fn() -> Question,
) -> FlowResult<(String, Vec<Secret>)> {
    let codes = service.codes.iter().enumerate();
    let rules: Vec<_> = std::iter::once((ACCOUNT.to_owned(), &service.id))
        .chain(codes.map(|(nth, code)| (code_id(nth), code)))
        .collect();
    let mut entries: Option<Vec<FieldValue>> = None;
    loop {
        let asked = || match &entries {
            None => question(),
            Some(entries) => typed_wrong(c, &rules, entries, question()),
        };
        let Answer::Filled { values: typed } = c.port.ask(asked).await? else {
            continue;
        };
        let values: Result<Vec<_>, _> = rules
            .iter()
            .map(|(id, rule)| rule.normalise(value(&typed, id).text().unwrap_or_default()))
            .collect();
        if let Ok(values) = values {
            let mut values = values.into_iter();
            let id = values.next().unwrap_or_default();
            return Ok((id, values.map(Secret::from).collect()));
        }
        entries = Some(typed);
    }
}

/// The question with what was typed, and the rule that it breaks beside each field.
fn typed_wrong(
    c: &FlowContext,
    rules: &[(String, &AccountField)],
    entries: &[FieldValue],
    mut question: Question,
) -> Question {
    question.problem = None;
    if let QuestionForm::Fill { fields } = &mut question.form {
        for (field, (id, rule)) in fields.iter_mut().zip(rules) {
            field.value = value(entries, id);
            let typed = rule.normalise(field.value.text().unwrap_or_default());
            field.problem = typed
                .err()
                .map(|broken| words::field_rule(&c.text(), broken, rule));
            let problem = field.problem.clone().map(|text| AnswerProblem {
                field: Some(id.clone()),
                text,
            });
            question.problem = question.problem.take().or(problem);
        }
    }
    question
}

fn value(entries: &[FieldValue], field: &str) -> Secret {
    entries
        .iter()
        .find(|entry| entry.field == field)
        .map(|entry| entry.value.clone())
        .unwrap_or_default()
}

/// What is declared, and the terms.
pub(super) fn terms(
    c: &FlowContext,
    programme: &Programme,
    holder: Holder,
    apply: bool,
) -> Question {
    let declared = words::declarations(&c.text(), holder, apply);
    let paragraphs = programme
        .terms
        .text
        .iter()
        .map(|paragraph| c.text().localized(paragraph));
    let words = ScreenText {
        title: c.text().message("terms-title"),
        paragraphs: declared.into_iter().chain(paragraphs).collect(),
        ..ScreenText::default()
    };
    let form = QuestionForm::Confirm {
        alternative: c.text().message("terms-instead"),
    };
    c.question(Topic::Terms, words, form, "terms-go")
}

/// Check your answers. What stands here is what the card signs.
pub(super) fn summary(
    c: &FlowContext,
    rules: &ProgrammeData,
    application: &Application,
    fixed: bool,
) -> Question {
    let text = c.text();
    let message = |key: &str| text.message(key);
    let change = || Some(message("label-change"));
    let mut rows = vec![SummaryRow {
        about: Topic::Holder,
        label: message("summary-holder"),
        value: match application.holder {
            Holder::Myself => message("summary-myself"),
            Holder::Representative => message("summary-representative"),
        },
        change: change(),
    }];
    for asked in &application.measures {
        let measure = rules
            .programme
            .measures
            .iter()
            .find(|measure| measure.id == asked.measure);
        rows.push(SummaryRow {
            about: Topic::Measures,
            label: measure.map_or_else(String::new, |m| text.localized(&m.name)),
            value: amount(c, asked.yen, false),
            change: change(),
        });
    }
    let total = application.measures.iter().map(|asked| asked.yen).sum();
    rows.push(SummaryRow {
        about: Topic::Measures,
        label: message("summary-total"),
        value: amount(c, total, false),
        change: None,
    });
    rows.push(SummaryRow {
        about: Topic::Service,
        label: message("summary-service"),
        value: application.service_name.clone(),
        change: change().filter(|_| !fixed),
    });
    rows.push(SummaryRow {
        about: Topic::Account,
        label: message("summary-account"),
        value: grouped(&application.account),
        change: change(),
    });
    let service = rules.service(&application.service);
    if let Some(service) = service {
        let count = i32::try_from(service.codes.len()).unwrap_or(i32::MAX);
        rows.push(SummaryRow {
            about: Topic::Account,
            label: c.text().message("summary-codes"),
            value: c
                .text()
                .message_with("summary-codes-typed", &[("count", count.into())]),
            change: change(),
        });
        rows.push(SummaryRow {
            about: Topic::Service,
            label: message("summary-counts-from"),
            value: text.localized(&service.counts_from),
            change: None,
        });
    }
    let words = ScreenText {
        title: message("summary-title"),
        paragraphs: vec![message("summary-text")],
        ..ScreenText::default()
    };
    let form = QuestionForm::Review {
        rows,
        warning: message("summary-warning"),
    };
    c.question(Topic::Summary, words, form, "summary-go")
}

/// The question with what was wrong with its answer: beside the field, and as a whole.
pub(super) fn with_problem(mut question: Question, problem: AnswerProblem) -> Question {
    if let QuestionForm::Fill { fields } = &mut question.form
        && let Some(field) = fields
            .iter_mut()
            .find(|field| Some(&field.id) == problem.field.as_ref())
    {
        field.problem = Some(problem.text.clone());
    }
    question.problem = Some(problem);
    question
}

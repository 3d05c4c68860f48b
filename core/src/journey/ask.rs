//! The questions of *apply* and *preregister*, each with all that a screen needs.

use super::conversation::{Conversation, Course};
use super::draft::Shut;
use super::question::{Choice, Field, Filter, Keyboard};
use super::rules::Rules;
use super::{Action, Answer, Entry, Form, Problem, Question, Row, Topic, Words, words};
use crate::application::{Application, Holder};
use crate::payment::{AccountField, Characters, Earns, Kind, PaymentService, grouped};
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
pub(super) fn applied(c: &Conversation, programme: &Programme, says_new: bool) -> Question {
    let text = c.text();
    let say = |key: &str| text.say(key);
    let choices = vec![
        Choice::new("no", say("applied-no")).chosen(says_new),
        Choice::new("yes", say("applied-yes")).detail(say("applied-yes-detail")),
        Choice::new("unsure", say("applied-unsure")).detail(say("applied-unsure-detail")),
    ];
    let notices = programme.notices.iter();
    let words = Words {
        title: say("applied-title"),
        text: std::iter::once(say("applied-text"))
            .chain(notices.map(|notice| text.of(notice)))
            .collect(),
        ..Words::default()
    };
    let mut question = c.question(Topic::Applied, words, Form::one_of(choices), "go-on");
    question.actions = vec![Action {
        about: Topic::Card,
        label: say("applied-practise"),
    }];
    question
}

/// Who is it for?
pub(super) fn holder(c: &Conversation, programme: &Programme, before: Option<Holder>) -> Question {
    let age = [("age", programme.ages.representative_under.into())];
    let choices = vec![
        Choice::new("myself", c.text().say("holder-myself"))
            .detail(c.text().say_with("holder-myself-detail", &age))
            .chosen(before == Some(Holder::Myself)),
        Choice::new(
            "representative",
            c.text().say_with("holder-representative", &age),
        )
        .detail(c.text().say("holder-representative-detail"))
        .chosen(before == Some(Holder::Representative)),
    ];
    let words = Words {
        title: c.text().say("holder-title"),
        text: vec![c.text().say("holder-text")],
        ..Words::default()
    };
    c.question(Topic::Holder, words, Form::one_of(choices), "go-on")
}

pub(super) fn holder_of(id: &str) -> Holder {
    match id {
        "representative" => Holder::Representative,
        _ => Holder::Myself,
    }
}

/// Which measures? Amounts say "up to" until it is known what the person may have.
pub(super) fn measures(
    c: &Conversation,
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
                barred: offer
                    .barred
                    .as_ref()
                    .map(|barred| words::barred(&c.text(), barred)),
                chosen: before.contains(&measure.id),
                ..Choice::new(measure.id.clone(), text.of(&measure.name))
                    .detail(text.of(&measure.about))
            }
        })
        .collect();
    let form = Form::Choose {
        most: i32::try_from(choices.len()).unwrap_or(i32::MAX),
        choices,
        least: 1,
        search: None,
        filters: Vec::new(),
    };
    let words = Words {
        title: c.text().say("measures-title"),
        text: vec![c.text().say("measures-text")],
        ..Words::default()
    };
    c.question(Topic::Measures, words, form, "go-on")
}

fn amount(c: &Conversation, yen: i32, exactly: bool) -> String {
    let yen = c.text().yen(yen);
    if exactly {
        yen
    } else {
        c.text().say_with("up-to", &[("yen", yen.into())])
    }
}

/// Which payment service? Searched by name and reading, filtered by kind and by what earns.
pub(super) fn service(
    c: &Conversation,
    rules: &Rules,
    before: Option<&str>,
    shut: &[Option<Shut>],
) -> Question {
    let text = c.text();
    let choices = rules
        .services
        .iter()
        .zip(shut)
        .map(|(service, shut)| Choice {
            barred: shut.as_ref().map(|why| words::shut(&text, why)),
            keywords: format!("{} {}", service.reading, service.number),
            tags: vec![
                kind_tag(service.kind).into(),
                earns_tag(service.earns).into(),
            ],
            ..Choice::new(service.number.clone(), text.of(&service.name))
                .detail(service_detail(c, service))
                .chosen(before == Some(service.number.as_str()))
        })
        .collect();
    let kinds = [
        Kind::Qr,
        Kind::Prepaid,
        Kind::EMoney,
        Kind::Credit,
        Kind::Debit,
    ];
    let filters = kinds
        .map(|kind| (kind_tag(kind), words::kind(&c.text(), kind)))
        .into_iter()
        .chain(
            [Earns::Charge, Earns::Purchase]
                .map(|earns| (earns_tag(earns), words::earns(&c.text(), earns))),
        )
        .map(|(id, label)| Filter {
            id: id.into(),
            label,
        })
        .collect();
    let form = Form::Choose {
        choices,
        least: 1,
        most: 1,
        search: Some(c.text().say("service-search")),
        filters,
    };
    let words = Words {
        title: c.text().say("service-title"),
        text: vec![
            c.text().say("service-text-one"),
            c.text().say("service-text-own"),
        ],
        ..Words::default()
    };
    c.question(Topic::Service, words, form, "service-go")
}

fn service_detail(c: &Conversation, service: &PaymentService) -> String {
    let mut parts = vec![
        words::kind(&c.text(), service.kind),
        words::earns(&c.text(), service.earns),
    ];
    if let Some(days) = service.register_days_before {
        parts.push(
            c.text()
                .say_with("service-register-first", &[("days", days.into())]),
        );
    }
    parts.join(" · ")
}

fn kind_tag(kind: Kind) -> &'static str {
    match kind {
        Kind::Qr => "qr",
        Kind::Prepaid => "prepaid",
        Kind::EMoney => "e-money",
        Kind::Credit => "credit",
        Kind::Debit => "debit",
    }
}

fn earns_tag(earns: Earns) -> &'static str {
    match earns {
        Earns::Charge => "charge",
        Earns::Purchase => "purchase",
    }
}

/// Which account at that service: its ID and security codes.
pub(super) fn account(
    c: &Conversation,
    service: &PaymentService,
    before: Option<&Account>,
) -> Question {
    let name = c.text().of(&service.name);
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
    let form = Form::Fill {
        fields: std::iter::once(id).chain(codes).collect(),
    };
    let mut text = vec![
        c.text().say("account-text"),
        c.text().say("account-text-codes"),
    ];
    if let Some(days) = service.register_days_before {
        text.push(
            c.text()
                .say_with("account-register-first", &[("days", days.into())]),
        );
    }
    let words = Words {
        title: c
            .text()
            .say_with("account-title", &[("service", name.into())]),
        text,
        ..Words::default()
    };
    c.question(Topic::Account, words, form, "account-go")
}

/// The field of the account's ID.
const ACCOUNT: &str = "account";

fn code_id(nth: usize) -> String {
    format!("code-{}", nth + 1)
}

fn field(
    c: &Conversation,
    id: &str,
    rule: &AccountField,
    secret: bool,
    value: Option<Secret>,
) -> Field {
    let text = c.text();
    Field {
        id: id.into(),
        label: text.of(&rule.label),
        hint: text.of(&rule.hint),
        example: rule.example.clone(),
        keyboard: match rule.characters {
            Characters::Digits => Keyboard::Digits,
            Characters::CapitalsAndDigits | Characters::Printable => Keyboard::Latin,
        },
        secret,
        required: true,
        // Room for the spaces and hyphens that people type, which are taken out.
        most: rule.most.saturating_mul(2),
        value: value.unwrap_or_default(),
        problem: None,
    }
}

/// Asks until the ID and each code have their service's form. Gives the ID normalised, and the
/// codes in the service's order.
pub(super) async fn account_of(
    c: &Conversation,
    service: &PaymentService,
    question: impl Fn() -> Question,
) -> Course<(String, Vec<Secret>)> {
    let codes = service.codes.iter().enumerate();
    let rules: Vec<_> = std::iter::once((ACCOUNT.to_owned(), &service.id))
        .chain(codes.map(|(nth, code)| (code_id(nth), code)))
        .collect();
    let mut entries: Option<Vec<Entry>> = None;
    loop {
        let asked = || match &entries {
            None => question(),
            Some(entries) => typed_wrong(c, &rules, entries, question()),
        };
        let Answer::Filled { entries: typed } = c.wire.ask(asked).await? else {
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
    c: &Conversation,
    rules: &[(String, &AccountField)],
    entries: &[Entry],
    mut question: Question,
) -> Question {
    question.problem = None;
    if let Form::Fill { fields } = &mut question.form {
        for (field, (id, rule)) in fields.iter_mut().zip(rules) {
            field.value = value(entries, id);
            let typed = rule.normalise(field.value.text().unwrap_or_default());
            field.problem = typed
                .err()
                .map(|broken| words::field_rule(&c.text(), broken, rule));
            let problem = field.problem.clone().map(|text| Problem {
                field: Some(id.clone()),
                text,
            });
            question.problem = question.problem.take().or(problem);
        }
    }
    question
}

fn value(entries: &[Entry], field: &str) -> Secret {
    entries
        .iter()
        .find(|entry| entry.field == field)
        .map(|entry| entry.value.clone())
        .unwrap_or_default()
}

/// What is declared, and the terms.
pub(super) fn terms(
    c: &Conversation,
    programme: &Programme,
    holder: Holder,
    apply: bool,
) -> Question {
    let declared = words::declarations(&c.text(), holder, apply);
    let paragraphs = programme
        .terms
        .text
        .iter()
        .map(|paragraph| c.text().of(paragraph));
    let words = Words {
        title: c.text().say("terms-title"),
        text: declared.into_iter().chain(paragraphs).collect(),
        ..Words::default()
    };
    let form = Form::Agree {
        instead: c.text().say("terms-instead"),
    };
    c.question(Topic::Terms, words, form, "terms-go")
}

/// Check your answers. What stands here is what the card signs.
pub(super) fn summary(
    c: &Conversation,
    rules: &Rules,
    application: &Application,
    fixed: bool,
) -> Question {
    let text = c.text();
    let say = |key: &str| text.say(key);
    let change = || Some(say("label-change"));
    let mut rows = vec![Row {
        about: Topic::Holder,
        label: say("summary-holder"),
        value: match application.holder {
            Holder::Myself => say("summary-myself"),
            Holder::Representative => say("summary-representative"),
        },
        change: change(),
    }];
    for asked in &application.measures {
        let measure = rules
            .programme
            .measures
            .iter()
            .find(|measure| measure.id == asked.measure);
        rows.push(Row {
            about: Topic::Measures,
            label: measure.map_or_else(String::new, |m| text.of(&m.name)),
            value: amount(c, asked.yen, false),
            change: change(),
        });
    }
    let total = application.measures.iter().map(|asked| asked.yen).sum();
    rows.push(Row {
        about: Topic::Measures,
        label: say("summary-total"),
        value: amount(c, total, false),
        change: None,
    });
    rows.push(Row {
        about: Topic::Service,
        label: say("summary-service"),
        value: application.service_name.clone(),
        change: change().filter(|_| !fixed),
    });
    rows.push(Row {
        about: Topic::Account,
        label: say("summary-account"),
        value: grouped(&application.account),
        change: change(),
    });
    let service = rules.service(&application.service);
    if let Some(service) = service {
        let count = i32::try_from(service.codes.len()).unwrap_or(i32::MAX);
        rows.push(Row {
            about: Topic::Account,
            label: c.text().say("summary-codes"),
            value: c
                .text()
                .say_with("summary-codes-typed", &[("count", count.into())]),
            change: change(),
        });
        rows.push(Row {
            about: Topic::Service,
            label: say("summary-counts-from"),
            value: text.of(&service.counts_from),
            change: None,
        });
    }
    let words = Words {
        title: say("summary-title"),
        text: vec![say("summary-text")],
        ..Words::default()
    };
    let form = Form::Check {
        rows,
        warning: say("summary-warning"),
    };
    c.question(Topic::Summary, words, form, "summary-go")
}

/// The question with what was wrong with its answer: beside the field, and as a whole.
pub(super) fn with_problem(mut question: Question, problem: Problem) -> Question {
    if let Form::Fill { fields } = &mut question.form
        && let Some(field) = fields
            .iter_mut()
            .find(|field| Some(&field.id) == problem.field.as_ref())
    {
        field.problem = Some(problem.text.clone());
    }
    question.problem = Some(problem);
    question
}

//! The words of each step, put together from [`Text`]: what happened, what it means, what to do.

mod card;
mod end;
mod money;
mod waiting;

pub(super) use card::{
    card, card_unclear, keep_still, last_try, password, tap, tap_to_look, unfit, unfit_reason,
    wrong,
};
pub(super) use end::{
    already_applied, applied, backend_unclear, broken, ended, nothing_to_apply_for, other_service,
    preregistered, read, refused, spots, standing, standing_service_closed, stopped,
};
pub(super) use money::{
    barred, declarations, earns, field_rule, kind, rule, shut, spot_kind, where_to,
};
pub(super) use waiting::{maintenance, no_answer, queue, sending, service_unreachable};

use super::{Fact, ScreenText};

/// Words with a title and paragraphs.
fn plain(title: String, text: Vec<String>) -> ScreenText {
    ScreenText {
        title,
        paragraphs: text,
        ..ScreenText::default()
    }
}

fn line(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact {
        label: label.into(),
        value: value.into(),
    }
}

//! What people call verdicts, states, targets and agencies.

use num_rational::BigRational;
use num_traits::One;

use crate::cover::{CellState, Verdict};
use crate::model::{Activity, AgencyIndex, By, Needed, Plan, Target, Threshold, Window};
use crate::number::{Number, rounded};
use crate::say;
use crate::text::{Lang, Message, Word};

/// The word for a verdict.
pub fn verdict_word(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Missed => Word::Missed,
        Verdict::Behind => Word::Behind,
        Verdict::Empty => Word::NobodyThere,
        Verdict::Late => Word::Late,
        Verdict::OnTrack => Word::OnTrack,
        Verdict::Met => Word::Met,
        Verdict::Waived => Word::Waived,
        Verdict::Upcoming => Word::Upcoming,
        Verdict::Awaiting => Word::Awaiting,
        Verdict::Tracked => Word::Tracked,
    }
}

/// The word for a cell's state.
pub fn state_word(state: CellState) -> Word {
    match state {
        CellState::Waived => Word::Waived,
        CellState::Upcoming => Word::Upcoming,
        CellState::Met => Word::Met,
        CellState::Late => Word::Late,
        CellState::Exceeded => Word::Exceeded,
        CellState::Overdue => Word::Overdue,
        CellState::Open => Word::Open,
    }
}

/// An activity with its number: `3. Tổ chức …`.
pub(super) fn activity_title(activity: &Activity) -> String {
    match &activity.number {
        Some(number) => format!("{number}. {}", activity.title),
        None => activity.title.clone(),
    }
}

/// `luu-dong · II.3`.
pub(super) fn id_and_clause(activity: &Activity) -> Message {
    let clause = activity.clause.as_ref().map_or_else(String::new, |clause| format!(" · {clause}"));
    Message::same(format!("{}{clause}", activity.id))
}

/// A target as people call it; its name where it has no title.
pub(super) fn target_title(target: &Target) -> String {
    target.title.clone().unwrap_or_else(|| target.name.clone())
}

/// How what is needed reads: `2`, the column that holds it, the word that decides, a goal from its baseline.
pub(super) fn amount(needed: &Needed) -> String {
    match needed {
        Needed::Number(number) => number.to_string(),
        Needed::Column { name, times, .. } if *times != Number::ONE => format!("{times} × {name}"),
        Needed::Column { name, .. } | Needed::By { name, .. } | Needed::Members { name, .. } => name.clone(),
        Needed::Goal { goal, from } => format!("{} ← {}", amount(goal), amount(from)),
    }
}

/// How a threshold reads: `≥ 2`, or the column that holds it.
pub(super) fn needed(target: &Target, window: &Window) -> String {
    let sign = match target.threshold {
        Threshold::AtLeast => "≥",
        Threshold::Goal => "→",
        Threshold::AtMost => "≤",
        Threshold::Exactly => "=",
    };
    let amount = amount(&window.needed);
    if target.share == BigRational::one() {
        format!("{sign} {amount}")
    } else {
        format!("{sign} {amount} · {} %", rounded(&(&target.share * BigRational::from_integer(100.into())), 1))
    }
}

/// The ids of those who carry something out, or of the lead where nobody does.
pub(super) fn agency_ids(plan: &Plan, by: &By, lead: Option<AgencyIndex>) -> Vec<String> {
    match by {
        By::Agencies(agencies) if agencies.is_empty() => lead.iter().map(|agency| plan.names.get(*agency).id.clone()).collect(),
        By::Agencies(agencies) => agencies.iter().map(|agency| plan.names.get(*agency).id.clone()).collect(),
        By::Subject | By::Column(_) => Vec::new(),
    }
}

/// Who carries something out, in words; nothing where nobody does.
pub(super) fn agencies(plan: &Plan, by: &By, lead: Option<AgencyIndex>) -> Option<Message> {
    match by {
        By::Subject => Some(Word::SubjectItself.into()),
        By::Column(_) => Some(say!(vi: "cơ quan ghi ở từng đối tượng", en: "the agency named by each subject")),
        By::Agencies(_) => names_of(plan, &agency_ids(plan, by, lead)),
    }
}

/// The plan's clause of an activity, who carries it out and who takes part, as a heading tells them.
pub(super) fn who(plan: &Plan, activity: &Activity) -> Option<Message> {
    let with = names_of(plan, &with_ids(plan, &activity.with)).map(|names| {
        let (vi, en) = (names.get(Lang::Vi), names.get(Lang::En));
        say!(vi: "phối hợp: {vi}", en: "with {en}")
    });
    // An activity that is numbered by its clause says it already.
    let clause = activity.clause.as_ref().filter(|clause| !activity.number.as_ref().is_some_and(|number| number.starts_with(*clause)));
    let parts: Vec<Message> =
        clause.cloned().map(Message::same).into_iter().chain(agencies(plan, &activity.by, activity.lead)).chain(with).collect();
    let all = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(" · ");
    (!parts.is_empty()).then(|| Message::new(all(Lang::Vi), all(Lang::En)))
}

/// The ids of those who take part.
pub(super) fn with_ids(plan: &Plan, with: &[AgencyIndex]) -> Vec<String> {
    with.iter().map(|agency| plan.names.get(*agency).id.clone()).collect()
}

/// The names of agencies, the first few of many.
pub(super) fn names_of(plan: &Plan, ids: &[String]) -> Option<Message> {
    const SHOWN: usize = 2;
    let names: Vec<&str> =
        ids.iter().map(|id| plan.names.agency(id).map_or(id.as_str(), |agency| plan.names.get(agency).name.as_str())).collect();
    let first = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join("; ");
    match names.len() {
        0 => None,
        count if count > SHOWN + 1 => {
            let more = count - SHOWN;
            Some(say!(vi: "{first} và {more} cơ quan khác", en: "{first} and {more} more"))
        }
        _ => Some(Message::same(names.join("; "))),
    }
}

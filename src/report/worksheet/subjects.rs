//! Whom a form is for: the subjects of the targets that count the log, and what each of them lacks.

use std::collections::BTreeMap;

use super::WorksheetAsked;
use crate::calendar::Date;
use crate::cover::{CellState, State, responsible};
use crate::model::{Counting, Plan, SubjectKind, Workspace};
use crate::report::json;
use crate::report::names::target_title;
use crate::report::subject_units;
use crate::report::window_words::window_words;
use crate::text::{Collator, Lang};

/// What a subject lacks.
pub(super) struct Lack<'s> {
    pub(super) plan: &'s str,
    pub(super) target: &'s str,
    pub(super) window: &'s str,
    title: String,
    /// How much; nothing where there is no value.
    pub(super) missing: Option<String>,
    pub(super) due: Date,
}

impl Lack<'_> {
    pub(super) fn words(&self, lang: Lang) -> String {
        let (title, window) = (&self.title, window_words(self.window));
        let window = window.get(lang);
        match &self.missing {
            Some(missing) => format!("{title} ({window}): {missing}"),
            None => format!("{title} ({window})"),
        }
    }
}

/// A row of a form.
pub(super) struct Entry<'s> {
    /// The column of the log that names the subject.
    pub(super) through: Option<usize>,
    pub(super) key: &'s str,
    /// With the units it lies in.
    pub(super) name: String,
    /// The period of a return.
    pub(super) period: Option<&'s str>,
    /// Whose job it is.
    pub(super) agencies: Vec<String>,
    pub(super) lacks: Vec<Lack<'s>>,
    /// The units around it, top first: neighbours stand together.
    path: Vec<String>,
}

/// The column, the subject (of which plan, where it is no unit and no register's row), the window of a return.
type Place<'s> = (Option<usize>, SubjectKind, Option<usize>, u32, Option<&'s str>);

pub(super) fn entries<'s>(workspace: &'s Workspace, state: &'s State, asked: &WorksheetAsked) -> Vec<Entry<'s>> {
    let mut found: BTreeMap<Place<'s>, Entry<'s>> = BTreeMap::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let target = plan.target(target_state.target);
            let Counting::Log { log, through, .. } = &target.counting else { continue };
            let kind = plan.kind(target.population);
            // Who is only looked at has nothing to be done for.
            if *log != asked.log || kind == SubjectKind::Whole || target.tracked {
                continue;
            }
            for window in target_state.windows.iter().filter(|window| state.period.is_some() || (window.begun && window.current)) {
                let label = target.windows[window.window].label.as_str();
                let period = target.by_period.then_some(label);
                for (at, cell) in window.cells.iter().enumerate().filter(|(_, cell)| cell.state != CellState::Waived) {
                    let agencies = responsible(workspace, plan, target, window, cell);
                    if !is_job(plan, asked, &agencies) {
                        continue;
                    }
                    let shared = matches!(kind, SubjectKind::Units | SubjectKind::Register(_));
                    let place = (*through, kind, (!shared).then_some(plan_state.plan), cell.subject, period);
                    let entry = found.entry(place).or_insert_with(|| Entry {
                        through: *through,
                        key: workspace.subject_key(plan, kind, cell.subject),
                        name: subject_units::full_name(workspace, plan, kind, cell, window.reference_of(cell)),
                        period,
                        agencies: agencies.clone(),
                        lacks: Vec::new(),
                        path: subject_units::path(workspace, kind, cell, window.reference_of(cell)),
                    });
                    let lacks = matches!(cell.state, CellState::Overdue | CellState::Open | CellState::Upcoming);
                    if lacks && !target.part && !window.is_accepted(at) && target.threshold.takes_late() {
                        entry.lacks.push(Lack {
                            plan: &plan.id,
                            target: &target.name,
                            window: label,
                            title: target_title(target),
                            missing: cell.value().map(|value| json::distance_text(cell.needed(), value, false)),
                            due: window.falls.get(at).map_or_else(|| window.due_of(at), |falls| falls.due),
                        });
                    }
                }
            }
        }
    }
    let mut entries: Vec<Entry<'s>> = found.into_values().collect();
    let collator = Collator::new();
    entries.sort_by(|a, b| {
        let names = || collator.compare(&a.path.join(" / "), &b.path.join(" / ")).then_with(|| collator.compare(&a.name, &b.name));
        a.lacks.is_empty().cmp(&b.lacks.is_empty()).then_with(names).then_with(|| (a.key, a.period).cmp(&(b.key, b.period)))
    });
    entries
}

fn is_job(plan: &Plan, asked: &WorksheetAsked, responsible: &[String]) -> bool {
    let Some(wanted) = &asked.agency else { return true };
    let Some(wanted) = plan.names.agency(wanted) else { return false };
    responsible.iter().any(|id| plan.names.agency(id).is_some_and(|agency| plan.names.belongs(agency, wanted)))
}

//! The gap list: cells that are not yet met, what is lacking, since when, and whose job it is.

mod contract;
mod ended;
pub(super) mod fold;
pub(super) mod none;
mod sorted;
pub(super) mod table;

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use crate::calendar::{Date, days_between};
use crate::cover::{Cell as CellOf, CellState, Falls, PlanState, State, WindowState, responsible};
use crate::model::{Activity, Counting, Plan, SubjectKind, Target, TargetIndex, Threshold, UnitIndex, Window, Workspace};
use crate::say;
use crate::text::{Message, Word};

use super::answer::{Answer, ContractOut};
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json;
use super::json::{VERSION, value};
use super::selection::Selection;
use super::subject_units;
use contract::{GapEntry, GapsAnswer};
pub use sorted::{SortBy, sort};

/// Which gaps are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these targets.
    pub targets: Selection,
    /// That belong to this agency, or to one below it.
    pub agency: Option<String>,
    /// Not to one below it.
    pub own: bool,
    /// In these units, with everything below.
    pub within: Option<BTreeSet<UnitIndex>>,
    /// In these states; empty: overdue, exceeded and open.
    pub states: Vec<CellState>,
    /// Due on that day or before.
    pub due_by: Option<Date>,
    /// Due on that day or later.
    pub due_from: Option<Date>,
    /// In all begun windows, not only the current ones.
    pub all: bool,
}

/// One cell that is not met.
pub struct Gap<'s> {
    /// The plan, by its place in the workspace.
    pub plan_index: usize,
    /// The plan.
    pub plan: &'s Plan,
    /// The target's place.
    pub index: TargetIndex,
    /// The activity.
    pub activity: &'s Activity,
    /// The target.
    pub target: &'s Target,
    /// What the subject is.
    pub kind: SubjectKind,
    /// The window.
    pub window: &'s Window,
    /// How the window stands.
    pub state: &'s WindowState,
    /// When it is due.
    pub due: Date,
    /// Where the window ends today, when its last row was and when it falls due.
    pub falls: Option<Falls>,
    /// The cell.
    pub cell: &'s CellOf,
    /// Whether the miss is known and accepted.
    pub accepted: bool,
    /// Of a target that is made of others those that are lacking.
    pub parts: Option<Vec<&'s str>>,
    /// Ids of the agencies whose job it is, or the subject's own key.
    pub responsible: Vec<String>,
}

impl Gap<'_> {
    /// Days since it was due; negative while it is still to come.
    pub fn days_overdue(&self, as_of: Date) -> i64 {
        days_between(self.shown_due(), as_of)
    }

    /// The day that a table shows: when it is due, or fell or falls due where its window ends today.
    pub fn shown_due(&self) -> Date {
        self.falls.map_or(self.due, |falls| falls.due)
    }

    /// How much is missing, as text; nothing where there is no value.
    pub fn missing(&self) -> Option<String> {
        let value = self.cell.value()?;
        Some(json::distance_text(self.cell.needed(), value, self.beyond()))
    }

    /// Whether the value lies above what is needed: a ceiling is passed, or a goal lies below.
    fn beyond(&self) -> bool {
        let falls = self.target.threshold == Threshold::Goal && self.cell.needed() < self.cell.from().unwrap_or_default();
        falls || self.cell.state == CellState::Exceeded
    }
}

/// The gaps of a state, in the plan's order, windows by start and end, then subjects by code.
///
/// Tracked targets and parts have none.
pub fn gaps<'s>(workspace: &'s Workspace, state: &'s State, filter: &Filter) -> Vec<Gap<'s>> {
    let asked = |cell: CellState| match filter.states.as_slice() {
        [] => cell.lacks(),
        states => states.contains(&cell),
    };
    let not_begun = filter.states.contains(&CellState::Upcoming);
    let mut gaps = Vec::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        for target_state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
            let index = target_state.target;
            let target = plan.target(index);
            let named = filter.targets.names(plan_state.plan, index);
            if target.tracked || (target.part && !named) || !filter.targets.contains(plan_state.plan, index) {
                continue;
            }
            let kind = plan.kind(target.population);
            for window_state in &target_state.windows {
                let window = &target.windows[window_state.window];
                let looked_at = if window_state.begun { filter.all || window_state.current } else { not_begun };
                if !looked_at {
                    continue;
                }
                for (at, cell) in window_state.cells.iter().enumerate().filter(|(_, cell)| asked(cell.state)) {
                    let accepted = window_state.is_accepted(at);
                    if accepted && !filter.all {
                        continue;
                    }
                    let due = window_state.due_of(at);
                    if filter.due_by.is_some_and(|day| due > day) || filter.due_from.is_some_and(|day| due < day) {
                        continue;
                    }
                    if !lies_within(workspace, filter, kind, cell, window_state.reference_of(cell)) {
                        continue;
                    }
                    let responsible = responsible(workspace, plan, target, window_state, cell);
                    if !is_job_of(plan, filter, &responsible) {
                        continue;
                    }
                    gaps.push(Gap {
                        plan_index: plan_state.plan,
                        plan,
                        index,
                        activity: &plan.activities[index.activity],
                        target,
                        kind,
                        window,
                        state: window_state,
                        due,
                        falls: window_state.falls.get(at).copied(),
                        cell,
                        accepted,
                        parts: lacking(plan, plan_state, target, window_state, cell.subject),
                        responsible,
                    });
                }
            }
        }
    }
    gaps
}

fn lies_within(workspace: &Workspace, filter: &Filter, kind: SubjectKind, cell: &CellOf, day: Date) -> bool {
    let Some(wanted) = &filter.within else { return true };
    let units = &workspace.units;
    // What has ended is looked at in what it became.
    let became = |around: &UnitIndex| wanted.iter().any(|unit| units.leads(*unit, *around, day));
    subject_units::all_around(workspace, kind, cell, day).iter().any(|unit| wanted.contains(unit) || became(unit))
}

fn is_job_of(plan: &Plan, filter: &Filter, responsible: &[String]) -> bool {
    let Some(wanted) = &filter.agency else { return true };
    let Some(wanted) = plan.names.agency(wanted) else { return false };
    responsible
        .iter()
        .any(|id| plan.names.agency(id).is_some_and(|agency| agency == wanted || (!filter.own && plan.names.belongs(agency, wanted))))
}

/// Of a cell of a target that is made of others, the names of those that are lacking.
fn lacking<'s>(plan: &'s Plan, states: &PlanState, target: &Target, window: &WindowState, subject: u32) -> Option<Vec<&'s str>> {
    let Counting::Parts { parts, .. } = &target.counting else { return None };
    let lacks = |part: &&TargetIndex| {
        let found = states.activities.iter().flat_map(|activity| &activity.targets).find(|state| state.target == **part);
        let windows = found.into_iter().flat_map(|state| &state.windows);
        let same = windows.filter(|other| other.days == window.days || !other.own.is_empty());
        let cell = same.flat_map(|window| &window.cells).find(|cell| cell.subject == subject);
        cell.is_some_and(|cell| !cell.state.is_covered() && cell.state != CellState::Waived)
    };
    Some(parts.iter().filter(lacks).map(|part| plan.target(*part).name.as_str()).collect())
}

/// The gap list as an answer.
pub struct Gaps<'s> {
    /// What they are gaps of.
    pub workspace: &'s Workspace,
    /// On what date.
    pub state: &'s State,
    /// The gaps, in the order of [`gaps`].
    pub gaps: Vec<Gap<'s>>,
    /// What was asked for.
    pub filter: &'s Filter,
    /// How many more there are in windows that do not count now; a table says so.
    pub earlier: usize,
    /// Whether tables leave everything unfolded.
    pub full: bool,
    /// How many rows a section of a table shows at most.
    pub cap: Option<usize>,
    /// Whether they stand in an order that was asked for.
    pub sorted: bool,
}

impl Gaps<'_> {
    fn subject<'a>(&'a self, gap: &'a Gap<'a>) -> (&'a str, String) {
        let (cell, day) = (gap.cell, gap.state.reference_of(gap.cell));
        let key = self.workspace.subject_key(gap.plan, gap.kind, cell.subject);
        (key, self.workspace.subject_name(gap.plan, gap.kind, cell.subject, cell.row(), day))
    }
}

impl Answer for Gaps<'_> {
    fn title(&self) -> Message {
        Word::GapsTitle.into()
    }

    fn document(&self) -> Document {
        let header = Block::Header(Header::new(self.workspace, self.state));
        let mut blocks = vec![header];
        let ended = self.filter.within.as_ref().and_then(|units| ended::note(self.workspace, units, self.state.as_of));
        blocks.extend(ended.map(Block::Line));
        if self.gaps.is_empty() {
            blocks.push(Block::Line(none::why(self.workspace, self.state, self.filter)));
        } else if self.sorted {
            blocks.push(sorted::sheet(self.workspace, self.state.as_of, &self.gaps, self.cap));
        } else {
            blocks.extend(table::sheet(self.workspace, self.state.as_of, &self.gaps, self.full, self.cap));
        }
        let earlier = self.earlier;
        if earlier > 0 {
            blocks.push(Block::Line(say!(
                vi: "Còn {earlier} trường hợp ở các kỳ trước, nay không xét nữa; xem bằng --all",
                en: "{earlier} more in earlier windows, which do not count now: --all"
            )));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan",
            "activity",
            "target",
            "window",
            "subject",
            "name",
            "path",
            "needed",
            "done",
            "missing",
            "state",
            "due",
            "days_overdue",
            "responsible",
            "accepted",
        ];
        let rows = self.gaps.iter().map(|gap| {
            let (key, name) = self.subject(gap);
            let number = |text: Option<String>| text.map_or(Cell::Empty, Cell::Number);
            Row::Cells(vec![
                Cell::Text(gap.plan.id.clone()),
                Cell::Text(gap.activity.id.clone()),
                Cell::Text(gap.target.name.clone()),
                Cell::Text(gap.window.label.clone()),
                Cell::Text(key.to_owned()),
                Cell::Text(name),
                Cell::Text(subject_units::path(self.workspace, gap.kind, gap.cell, gap.state.reference_of(gap.cell)).join(" / ")),
                Cell::Number(gap.cell.needed().to_string()),
                number(gap.cell.value().map(json::quantity_text)),
                number(gap.missing()),
                Cell::State(gap.cell.state),
                Cell::Date(gap.due),
                Cell::Number(gap.days_overdue(self.state.as_of).max(0).to_string()),
                Cell::Text(gap.responsible.join(" ")),
                if gap.accepted { Cell::Text("true".to_owned()) } else { Cell::Empty },
            ])
        });
        Sheet { rows: rows.collect(), columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }.with_clauses(self.workspace)
    }

    fn contract(&self) -> serde_json::Value {
        value(&self.whole())
    }

    fn write_contract(&self, out: &mut ContractOut<'_>) -> serde_json::Result<()> {
        self.whole().serialize(out)
    }
}

/// The entries of the contract, one after another.
struct Entries<'g>(&'g Gaps<'g>);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.entries())
    }
}

impl Gaps<'_> {
    /// The entries of the contract.
    fn entries(&self) -> impl Iterator<Item = GapEntry<'_>> {
        self.gaps.iter().map(|gap| {
            let (subject, name) = self.subject(gap);
            GapEntry {
                plan: &gap.plan.id,
                activity: &gap.activity.id,
                target: &gap.target.name,
                window: &gap.window.label,
                subject,
                name,
                path: subject_units::path(self.workspace, gap.kind, gap.cell, gap.state.reference_of(gap.cell)),
                needed: json::number(gap.cell.needed()),
                done: gap.cell.value().map(json::quantity),
                missing: gap.cell.value().map(|value| json::distance(gap.cell.needed(), value, gap.beyond())),
                state: gap.cell.state.key(),
                due: gap.due.to_string(),
                responsible: &gap.responsible,
                clause: gap.target.clause.as_deref().or(gap.activity.clause.as_deref()),
                note: gap.target.note.as_deref().or(gap.activity.note.as_deref()),
                last: gap.falls.and_then(|falls| falls.last).map(|last| last.to_string()),
                falls_due: gap.falls.map(|falls| falls.due.to_string()),
                parts: gap.parts.clone(),
                accepted: gap.accepted.then_some(true),
            }
        })
    }

    /// The contract.
    fn whole(&self) -> GapsAnswer<'_, Entries<'_>> {
        GapsAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            note: self.gaps.is_empty().then(|| none::why(self.workspace, self.state, self.filter).get(crate::text::Lang::En).to_owned()),
            gaps: Entries(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::arguments::unit_of;
    use crate::report::test_workspace;

    /// `window subject state` of the gaps that pass.
    fn check(filter: impl Fn(&Workspace, &State) -> Filter, expected: &[&str]) {
        let workspace = test_workspace::workspace();
        let state = test_workspace::state(&workspace, "2015-06-30", |code, _| Some(if code == "06001" || code == "06101" { 1 } else { 2 }));
        let found = gaps(&workspace, &state, &filter(&workspace, &state));
        let found: Vec<String> = found
            .iter()
            .map(|gap| {
                let subject = workspace.subject_key(gap.plan, gap.kind, gap.cell.subject);
                format!("{} {subject} {}", gap.window.label, gap.cell.state.key())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn current_windows_only_and_nothing_tracked() {
        check(|_, _| Filter::default(), &["2015 06001 open", "2015 06101 open"]);
    }

    #[test]
    fn all_windows_that_have_begun() {
        check(
            |_, _| Filter { all: true, ..Filter::default() },
            &["2014 06001 overdue", "2014 06101 overdue", "2015 06001 open", "2015 06101 open"],
        );
    }

    #[test]
    fn by_unit_state_and_day() {
        let within = |workspace: &Workspace, unit: &str| unit_of(workspace, unit, Date::MAX).ok();
        check(|w, _| Filter { within: within(w, "189"), ..Filter::default() }, &["2015 06101 open"]);
        check(|w, _| Filter { within: within(w, "HUYỆN tràng định"), ..Filter::default() }, &["2015 06001 open"]);
        check(
            |_, _| Filter { all: true, states: vec![CellState::Overdue], ..Filter::default() },
            &["2014 06001 overdue", "2014 06101 overdue"],
        );
        check(|_, _| Filter { due_by: Some(Date::constant(2015, 12, 30)), ..Filter::default() }, &[]);
    }

    #[test]
    fn upcoming_only_when_asked_for() {
        let filter = |_: &Workspace, _: &State| Filter {
            states: vec![CellState::Upcoming],
            due_by: Some(Date::constant(2016, 12, 31)),
            ..Filter::default()
        };
        check(filter, &["2016 06001 upcoming", "2016 06002 upcoming", "2016 06003 upcoming", "2016 06101 upcoming", "2016 06102 upcoming"]);
    }

    #[test]
    fn by_agency_with_those_below() {
        check(|_, _| Filter { agency: Some("so".into()), ..Filter::default() }, &["2015 06001 open", "2015 06101 open"]);
        check(|_, _| Filter { agency: Some("chi-nhanh".into()), ..Filter::default() }, &["2015 06101 open"]);
    }

    #[test]
    fn the_contract() {
        let workspace = test_workspace::workspace();
        let state = test_workspace::state(&workspace, "2014-06-30", |code, _| (code != "06101").then_some(2));
        let gaps = gaps(&workspace, &state, &Filter::default());
        let answer = Gaps {
            workspace: &workspace,
            state: &state,
            gaps,
            filter: &Filter::default(),
            earlier: 0,
            full: false,
            cap: None,
            sorted: false,
        };
        let expected = r#"{"tiendo":1,"as_of":"2014-06-30","gaps":[{"plan":"p","activity":"di","target":"di.xa","window":"2014","subject":"06101","name":"xã Bắc Xa","path":["tỉnh Lạng Sơn","huyện Đình Lập"],"needed":2,"done":null,"missing":null,"state":"open","due":"2014-12-31","responsible":["chi-nhanh"]}]}"#;
        assert_eq!(answer.contract().to_string(), expected);
    }
}

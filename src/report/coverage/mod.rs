//! Coverage of each target, window by window; or of one target at a time by district, agency, subject …

pub(super) mod by_group;
mod contract;
mod threshold;
mod unset;

use crate::calendar::Date;
use crate::cover::{CellState, Counts, State, TargetState, WindowState};
use crate::model::{Needed, Plan, Target, Window, Workspace};
use crate::number::rounded;
use crate::say;
use crate::text::{Lang, Message, Word};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::group::{Group, GroupBy, groups, levels};
use super::json;
use super::json::{VERSION, value};
use super::names::{activity_title, amount, id_and_clause, target_title};
use super::pace;
use super::picture::{self, History};
use super::selection::Selection;
use super::sources::{Source, Sources};
use super::values;
use super::versions::joined;
use super::window_words::window_words;
use contract::{CellCounts, CoverageActivity, CoverageAnswer, CoverageGroup, CoveragePlan, CoverageTarget, CoverageWindow};
use threshold::threshold;

/// What coverage is told apart by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// One row per window.
    Window,
    /// One row per group, one column per window.
    Group(GroupBy),
}

impl By {
    /// Reads `window`, `category`, `agency`, `subject`, any level of the register of units; `district` and `commune` also where
    /// that has no such level.
    pub fn parse(workspace: &Workspace, text: &str) -> Option<By> {
        if text == "window" {
            return Some(By::Window);
        }
        let level = levels(workspace).into_iter().position(|level| level == text).map(GroupBy::Level);
        let other = || GroupBy::ALL.into_iter().find(|by| by.key() == text);
        level.or_else(other).map(By::Group)
    }

    /// All words that can be read.
    pub fn words(workspace: &Workspace) -> Vec<&str> {
        let others = ["window", "category", "agency", "subject"];
        others.into_iter().chain(levels(workspace)).collect()
    }
}

/// Coverage as an answer.
pub struct Coverage<'s> {
    /// What is covered.
    pub workspace: &'s Workspace,
    /// On what date.
    pub state: &'s State,
    /// Of which targets.
    pub targets: Selection,
    /// Told apart by what.
    pub by: By,
    /// How many rows of a table are shown at most.
    pub cap: Option<usize>,
    /// Whether tables show windows that have not begun, too.
    pub all: bool,
    /// Whether there is room for any number of windows side by side.
    pub wide: bool,
    /// Set where pictures are asked for: how everything stood earlier.
    pub pictures: Option<&'s History>,
}

impl<'s> Coverage<'s> {
    /// The chosen targets, in the plan's order.
    pub(super) fn chosen(&self) -> impl Iterator<Item = (usize, &'s Plan, &'s Target, &'s TargetState)> {
        self.state.plans.iter().flat_map(move |plan_state| {
            let plan = &self.workspace.plans[plan_state.plan];
            plan_state
                .activities
                .iter()
                .flat_map(|activity| &activity.targets)
                .filter(move |target| self.targets.contains(plan_state.plan, target.target))
                .map(move |state| (plan_state.plan, plan, plan.target(state.target), state))
        })
    }

    fn by_window(&self) -> Vec<Block> {
        let (mut rows, mut sources) = (Vec::new(), Sources::default());
        let mut last = None;
        for (_, plan, target, state) in self.chosen() {
            let activity = &plan.activities[state.target.activity];
            let here = (&plan.id, state.target.activity);
            if last != Some(here) {
                rows.push(Row::Head { text: Message::same(activity_title(activity)), aside: Some(id_and_clause(activity)) });
                last = Some(here);
            }
            sources.add(rows.len(), Source::of(plan, state.target));
            let shown: Vec<&WindowState> = state.windows.iter().filter(|window| window.begun || self.all).collect();
            for (at, window_state) in shown.iter().enumerate() {
                let window = &target.windows[window_state.window];
                let title = if at == 0 { Cell::Text(target_title(target)) } else { Cell::Empty };
                rows.push(Row::Cells(window_cells(title, target, (window, window_state), self.state.as_of)));
                if let Some((covered, members)) = encouraged(window_state) {
                    let mut cells = vec![Cell::Words(say!(vi: "khuyến khích", en: "encouraged")), Cell::Empty, Cell::Empty, Cell::Empty];
                    cells.extend([Cell::Share(covered, members), Cell::Empty, Cell::Empty, Cell::Empty]);
                    rows.push(Row::Cells(cells));
                }
            }
            let hidden = state.windows.len() - shown.len();
            if shown.is_empty() {
                let title = Cell::Text(target_title(target));
                let window =
                    if hidden > 0 { Cell::Words(say!(vi: "{hidden} kỳ chưa đến", en: "{hidden} to come")) } else { Cell::Empty };
                rows.push(Row::Cells(vec![
                    title,
                    window,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Verdict(state.verdict),
                ]));
            }
        }
        if rows.is_empty() {
            return vec![Block::Line(Word::NoTargets.into())];
        }
        let mut notes: Vec<Message> = self.chosen().filter_map(|(_, _, target, state)| unset::note(target, state)).collect();
        let shown = |window: &&WindowState| window.begun || self.all;
        let windows =
            self.chosen().flat_map(|(_, _, target, state)| state.windows.iter().filter(shown).map(move |window| (target, window)));
        notes.extend(values::note(windows));
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("needed", Word::Needed).dispensable(1),
            Column::right("total", Word::Total).dispensable(3),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage),
            Column::left("progress", Word::Progress).dispensable(2),
            Column::left("verdict", Word::Verdict),
        ];
        vec![Block::Sheet(Sheet { columns, rows, notes, sources, ..Sheet::default() })]
    }

    /// Of each target, by activity: the districts side by side, and how it came to what it is.
    fn drawn(&self, history: &History) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut last = None;
        for (plan_index, plan, target, state) in self.chosen() {
            let bars = picture::looked_at(state).and_then(|window| picture::bars(self.workspace, plan, target, window, false));
            let burn_up = picture::burn_up((plan_index, plan), state.target, state, self.state, history);
            let drawn: Vec<Block> = bars.into_iter().chain(burn_up).map(Block::Picture).collect();
            let here = (plan_index, state.target.activity);
            if !drawn.is_empty() && last != Some(here) {
                blocks.push(Block::Heading(Message::same(activity_title(&plan.activities[state.target.activity]))));
                last = Some(here);
            }
            blocks.extend(drawn);
        }
        blocks
    }
}

fn window_cells(title: Cell, target: &Target, (window, state): (&Window, &WindowState), as_of: Date) -> Vec<Cell> {
    let [share, percent, bar] = values::covered(target, state);
    vec![
        title,
        Cell::Words(window_words(&window.label)),
        if target.tracked { Cell::Empty } else { Cell::Words(values::threshold(target, window, Some(state))) },
        match values::cell(target, state) {
            Some(words) => Cell::Words(words),
            None => state.total.map_or(Cell::Empty, |total| Cell::Number(total.to_string())),
        },
        share,
        percent,
        bar,
        pace::verdict(target, state, as_of),
    ]
}

pub(super) fn cell_counts(counts: &Counts) -> CellCounts {
    CellCounts {
        members: counts.members(),
        waived: counts.of(CellState::Waived),
        eligible: counts.eligible(),
        met: counts.of(CellState::Met),
        late: counts.of(CellState::Late),
        exceeded: counts.of(CellState::Exceeded),
        overdue: counts.of(CellState::Overdue),
        open: counts.of(CellState::Open),
        upcoming: counts.of(CellState::Upcoming),
    }
}

impl Answer for Coverage<'_> {
    fn title(&self) -> Message {
        Word::CoverageTitle.into()
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state))];
        blocks.extend(match self.by {
            By::Window => self.by_window(),
            By::Group(by) => by_group::blocks(self, by),
        });
        if let (By::Window, Some(history)) = (self.by, self.pictures) {
            blocks.extend(self.drawn(history));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let grouped = match self.by {
            By::Window => None,
            By::Group(by) => Some(by),
        };
        let mut columns = vec!["plan", "activity", "target", "window", "start", "end", "due", "threshold", "value"];
        if grouped.is_some() {
            columns.extend(["group", "name"]);
        }
        columns.extend(["members", "waived", "eligible", "met", "late", "exceeded", "overdue", "open", "upcoming", "covered"]);
        if grouped.is_none() {
            columns.extend(["required", "coverage", "progress", "elapsed", "total", "verdict", "measured", "min", "median", "max", "unit"]);
        } else {
            columns.extend(["coverage", "measured", "unit"]);
        }
        let mut rows = Vec::new();
        for (_, plan, target, state) in self.chosen() {
            for window_state in &state.windows {
                let window = &target.windows[window_state.window];
                let needed = match &window.needed {
                    Needed::Number(number) => Cell::Number(number.to_string()),
                    needed => Cell::Text(amount(needed)),
                };
                let head = vec![
                    Cell::Text(plan.id.clone()),
                    Cell::Text(plan.activities[state.target.activity].id.clone()),
                    Cell::Text(target.name.clone()),
                    Cell::Text(window.label.clone()),
                    Cell::Date(window_state.days.first),
                    Cell::Date(window_state.days.last),
                    Cell::Date(window_state.due),
                    Cell::Text(target.threshold.key().to_owned()),
                    needed,
                ];
                match grouped {
                    None => rows.push(Row::Cells(head.into_iter().chain(record(target, window_state)).collect())),
                    Some(by) => rows.extend(groups(self.workspace, plan, target, window_state, by).into_iter().map(|group| {
                        let names = [Cell::maybe(group.id.as_deref()), Cell::Words(group.name.clone())];
                        let counts = count_cells(&group.counts).into_iter().chain([fraction(group.counts.coverage().as_ref())]);
                        let value = group.value.filter(|_| values::are_shown(target)).map(crate::number::Quantity::exact);
                        let unit = target.shown.unit.as_deref().filter(|_| value.is_some());
                        let value = [fraction(value.as_ref()), Cell::maybe(unit)];
                        Row::Cells(head.iter().cloned().chain(names).chain(counts).chain(value).collect())
                    })),
                }
            }
        }
        Sheet { rows, columns: columns.into_iter().map(Column::keyed).collect(), ..Sheet::default() }.with_clauses(self.workspace)
    }

    fn contract(&self) -> serde_json::Value {
        let grouped = match self.by {
            By::Window => None,
            By::Group(by) => Some(by),
        };
        let window = |plan: &'_ Plan, target: &'_ Target, state: &'_ WindowState| -> Option<Vec<CoverageGroup>> {
            let groups = groups(self.workspace, plan, target, state, grouped?);
            let entry = |group: Group| CoverageGroup {
                name: group.id.is_some().then(|| group.name.get(Lang::En).to_owned()),
                group: group.id,
                covered: group.counts.covered(),
                coverage: group.counts.coverage().as_ref().map(json::fraction),
                counts: cell_counts(&group.counts),
                value: group.value.filter(|_| values::are_shown(target)).map(json::quantity),
            };
            Some(groups.into_iter().map(entry).collect())
        };
        let plans = self.state.plans.iter().map(|plan_state| {
            let plan = &self.workspace.plans[plan_state.plan];
            let activities = plan.activities.iter().zip(&plan_state.activities).map(|(activity, activity_state)| CoverageActivity {
                id: &activity.id,
                number: activity.number.as_deref(),
                verdict: activity_state.verdict.key(),
                now: activity_state.now.key(),
                targets: joined(plan, activity_state.targets.iter().filter(|state| self.targets.contains(plan_state.plan, state.target)))
                    .into_iter()
                    .map(|all| CoverageTarget {
                        id: &all.target.name,
                        clause: all.target.clause.as_deref().or(activity.clause.as_deref()),
                        note: all.target.note.as_deref().or(activity.note.as_deref()),
                        share: json::percent(&all.target.share),
                        unit: all.target.shown.unit.as_deref(),
                        decimals: all.target.shown.decimals,
                        verdict: all.verdict.key(),
                        now: all.now.key(),
                        windows: all
                            .windows
                            .into_iter()
                            .map(|(target, entry)| contract_window(target, entry, window(plan, target, entry)))
                            .collect(),
                    })
                    .collect(),
            });
            CoveragePlan {
                id: &plan.id,
                verdict: plan_state.verdict.key(),
                now: plan_state.now.key(),
                activities: activities.filter(|activity| self.targets.is_all() || !activity.targets.is_empty()).collect(),
            }
        });
        value(&CoverageAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            plans: plans.collect(),
        })
    }
}

fn contract_window<'a>(target: &'a Target, state: &WindowState, groups: Option<Vec<CoverageGroup>>) -> CoverageWindow<'a> {
    let (window, own) = (&target.windows[state.window], target.own.is_some());
    CoverageWindow {
        window: &window.label,
        threshold: threshold(target, window),
        start: state.days.first.to_string(),
        end: state.days.last.to_string(),
        due: (!own).then(|| state.due.to_string()),
        counts: cell_counts(&state.counts),
        covered: state.counts.covered(),
        required: state.required,
        coverage: state.counts.coverage().as_ref().map(json::fraction),
        progress: state.progress.as_ref().map(json::fraction),
        elapsed: (!own).then(|| json::fraction(&state.elapsed)),
        total: (!own).then(|| state.total.map_or(serde_json::Value::Null, |total| json::number(total).into())),
        value: values::single(target, state).as_ref().map(json::fraction),
        values: values::contract(target, state),
        expected: values::expected(target, state).as_ref().map(json::fraction),
        encouraged: encouraged(state).map(|(covered, members)| serde_json::json!({"members": members, "covered": covered})),
        without_threshold: (!state.unset.is_empty()).then_some(state.unset.len()),
        verdict: state.verdict.key(),
        groups,
    }
}

/// How many of those who need not be covered are, and how many there are; nothing where there is none.
fn encouraged(state: &WindowState) -> Option<(u64, u64)> {
    let covered = state.encouraged.iter().filter(|cell| cell.state.is_covered()).count() as u64;
    (!state.encouraged.is_empty()).then_some((covered, state.encouraged.len() as u64))
}

fn count_cells(counts: &Counts) -> Vec<Cell> {
    let counts = cell_counts(counts);
    let covered = counts.met + counts.late;
    let all = [
        counts.members,
        counts.waived,
        counts.eligible,
        counts.met,
        counts.late,
        counts.exceeded,
        counts.overdue,
        counts.open,
        counts.upcoming,
        covered,
    ];
    all.into_iter().map(Cell::count).collect()
}

fn fraction(value: Option<&num_rational::BigRational>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(rounded(value, 7)))
}

fn record(target: &Target, state: &WindowState) -> Vec<Cell> {
    let mut cells = count_cells(&state.counts);
    cells.extend([
        Cell::count(state.required),
        fraction(state.counts.coverage().as_ref()),
        fraction(state.progress.as_ref()),
        fraction(Some(&state.elapsed)),
        state.total.map_or(Cell::Empty, |total| Cell::Number(total.to_string())),
        Cell::Verdict(state.verdict),
    ]);
    cells.extend(values::flat(target, state));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_workspace;

    #[test]
    fn the_contract() {
        let workspace = test_workspace::workspace();
        let state = test_workspace::state(&workspace, "2014-06-30", |code, _| Some(if code == "06001" { 2 } else { 0 }));
        let targets = Selection::parse(&workspace, &state, &["di.xa".to_owned()]).expect("a target");
        let answer =
            Coverage { workspace: &workspace, state: &state, targets, by: By::Window, cap: None, all: false, wide: false, pictures: None };
        let json = answer.contract().to_string();
        let expected = r#"{"tiendo":1,"as_of":"2014-06-30","left_out_rows":0,"plans":[{"id":"p","verdict":"missed","now":"behind","activities":[{"id":"di","number":"3","verdict":"missed","now":"behind","targets":[{"id":"di.xa","share":100,"verdict":"missed","now":"behind","windows":[{"window":"2014","threshold":{"kind":"at_least","value":2},"start":"2014-01-01","end":"2014-12-31","due":"2014-12-31","members":5,"waived":0,"eligible":5,"met":1,"late":0,"exceeded":0,"overdue":0,"open":4,"upcoming":0,"covered":1,"required":5,"coverage":0.2,"progress":0.2,"elapsed":0.3333333,"total":7,"verdict":"behind"},"#;
        assert!(json.starts_with(expected), "{json}");
        // Windows that have not begun are there, too.
        assert_eq!(json.matches("\"window\":").count(), 5);
    }

    #[test]
    fn groups_add_up() {
        let workspace = test_workspace::workspace();
        let state = test_workspace::state(&workspace, "2014-06-30", |code, _| Some(if code.starts_with("060") { 2 } else { 0 }));
        for by in GroupBy::ALL {
            let answer = Coverage {
                workspace: &workspace,
                state: &state,
                targets: Selection::default(),
                by: By::Group(by),
                cap: None,
                all: false,
                wide: false,
                pictures: None,
            };
            let json = answer.contract();
            let groups = json["plans"][0]["activities"][0]["targets"][0]["windows"][0]["groups"].as_array().expect("groups").clone();
            let sum: u64 = groups.iter().filter_map(|group| group["covered"].as_u64()).sum();
            assert_eq!(sum, 3, "{by:?}: {groups:?}");
        }
    }
}

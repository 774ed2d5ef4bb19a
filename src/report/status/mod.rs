//! The plan as a timeline: for each target the windows that count now, and how the earlier ones went.

mod contract;

use crate::calendar::{Date, Days};
use crate::cover::{State, TargetState, Verdict, WindowState};
use crate::model::{Activity, Plan, Target, Workspace};
use crate::say;
use crate::scan::Recorded;
use crate::text::{Lang, Message, Word};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json;
use super::json::{VERSION, value};
use super::names::{activity_title, agencies, agency_ids, names_of, target_title, verdict_word, who, with_ids};
use super::pace;
use super::picture::gantt;
use super::recorded;
use super::sources::{Source, Sources};
use super::values;
use super::versions::{Versions, joined};
use super::window_words::window_words;
use contract::{StatusActivity, StatusAnswer, StatusPlan, StatusTarget, StatusWindow};

/// The timeline as an answer.
pub struct Status<'s> {
    /// What stands.
    pub workspace: &'s Workspace,
    /// On what date.
    pub state: &'s State,
    /// When records were made, log by log.
    pub recorded: &'s [Recorded],
    /// Whether tables show every window.
    pub all: bool,
    /// Whether tables have only a line for each activity.
    pub brief: bool,
    /// Whether pictures are asked for.
    pub pictures: bool,
}

impl Status<'_> {
    fn rows(&self, plan: &Plan, activity: &Activity, states: &[TargetState], (rows, sources): (&mut Vec<Row>, &mut Sources)) {
        for state in states {
            let target = plan.target(state.target);
            let mut title = Message::same(target_title(target));
            if (&target.by, target.lead) != (&activity.by, activity.lead)
                && let Some(own) = agencies(plan, &target.by, target.lead)
            {
                title = aside(&title, &own);
            }
            sources.add(rows.len(), Source::of(plan, state.target));
            let history = Cell::History(state.windows.iter().map(|window| window.verdict).collect());
            let shown = self.shown(state);
            if shown.is_empty() {
                let title = target.awaits(self.state.as_of).map_or(title.clone(), |awaiting| aside(&title, &Message::same(awaiting)));
                let mut cells = vec![Cell::Words(title)];
                cells.extend(std::iter::repeat_n(Cell::Empty, 6));
                cells.push(Cell::Verdict(state.verdict));
                rows.push(Row::Cells(cells));
                continue;
            }
            for (at, window) in shown.into_iter().enumerate() {
                let (title, history) = if at == 0 { (Cell::Words(title.clone()), history.clone()) } else { (Cell::Empty, Cell::Empty) };
                rows.push(Row::Cells(cells((title, history), target, window, self.state.as_of)));
            }
        }
    }

    /// A line for each activity that has targets: who, how many targets stand how, and how it is judged.
    fn activities(&self) -> Sheet {
        let columns = vec![
            Column::left("activity", Word::Activity),
            Column::left("agencies", Word::Agency),
            Column::right("targets", say!(vi: "Chỉ tiêu ổn", en: "Targets well")),
            Column::right("gaps", say!(vi: "Còn thiếu", en: "Gaps")),
            Column::left("now", Word::Verdict),
        ];
        let mut rows = Vec::new();
        for plan_state in &self.state.plans {
            let plan = &self.workspace.plans[plan_state.plan];
            for (activity, state) in plan.activities.iter().zip(&plan_state.activities) {
                let waits = |state: &TargetState| matches!(state.now, Verdict::Upcoming | Verdict::Awaiting | Verdict::Tracked);
                let held: Vec<&TargetState> =
                    state.targets.iter().filter(|state| !waits(state) && !plan.target(state.target).part).collect();
                if state.targets.is_empty() {
                    continue;
                }
                let fine = held.iter().filter(|state| matches!(state.now, Verdict::Met | Verdict::OnTrack | Verdict::Late)).count();
                let gaps: usize =
                    held.iter().flat_map(|state| &state.windows).filter(|window| window.current).map(|window| window.lacking(false)).sum();
                rows.push(Row::Cells(vec![
                    Cell::Text(short(activity_title(activity))),
                    agency_ids(plan, &activity.by, activity.lead)
                        .first()
                        .and_then(|id| names_of(plan, std::slice::from_ref(id)))
                        .or_else(|| agencies(plan, &activity.by, activity.lead))
                        .map_or(Cell::Empty, Cell::Words),
                    if held.is_empty() { Cell::Empty } else { Cell::Share(fine as u64, held.len() as u64) },
                    if held.is_empty() { Cell::Empty } else { Cell::count(gaps as u64) },
                    Cell::Verdict(state.now),
                ]));
            }
        }
        Sheet { columns, rows, ..Sheet::default() }
    }

    /// The records of the year so far, log by log.
    fn records_of_year(&self) -> Vec<recorded::Line<'_>> {
        let as_of = self.state.as_of;
        recorded::lines(self.workspace, self.recorded, Days { first: as_of.first_of_year(), last: as_of })
    }

    /// The windows that tables show: the current ones, else the last that has begun, else the first to come.
    fn shown<'t>(&self, state: &'t TargetState) -> Vec<&'t WindowState> {
        if self.all {
            return state.windows.iter().collect();
        }
        let current: Vec<&WindowState> = state.windows.iter().filter(|window| window.begun && window.current).collect();
        if !current.is_empty() {
            return current;
        }
        let last = state.windows.iter().rfind(|window| window.begun);
        last.or(state.windows.first()).into_iter().collect()
    }
}

/// The beginning of a title: a line for each activity has no room for more.
fn short(title: String) -> String {
    const ROOM: usize = 40;
    if title.chars().count() <= ROOM {
        return title;
    }
    let start: String = title.chars().take(ROOM - 1).collect();
    format!("{}…", start.trim_end())
}

/// `a (b)`.
fn aside(title: &Message, aside: &Message) -> Message {
    let both = |lang| format!("{} ({})", title.get(lang), aside.get(lang));
    Message::new(both(Lang::Vi), both(Lang::En))
}

fn cells((title, history): (Cell, Cell), target: &Target, state: &WindowState, as_of: Date) -> Vec<Cell> {
    let window = &target.windows[state.window];
    let [share, percent, bar] = values::covered(target, state);
    let share = match (values::single(target, state), state.total) {
        (Some(value), _) => Cell::Words(values::words(target, &value)),
        (None, _) if let Some(values) = values::cell(target, state) => {
            let (covered, eligible) = (state.counts.covered(), state.counts.eligible());
            let both = |lang| format!("{covered}/{eligible} · {}", values.get(lang));
            Cell::Words(Message::new(both(Lang::Vi), both(Lang::En)))
        }
        (None, Some(total)) if values::only_counted(target, state) => Cell::Number(total.to_string()),
        _ => share,
    };
    vec![
        title,
        Cell::Words(window_words(&window.label)),
        Cell::Date(state.due),
        share,
        percent,
        bar,
        history,
        pace::verdict(target, state, as_of),
    ]
}

impl Answer for Status<'_> {
    fn title(&self) -> Message {
        Word::StatusTitle.into()
    }

    fn document(&self) -> Document {
        if self.brief {
            return Document { blocks: vec![Block::Header(Header::new(self.workspace, self.state)), Block::Sheet(self.activities())] };
        }
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("due", Word::Due),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage),
            Column::left("bar", Word::Progress).dispensable(1),
            Column::left("history", Word::History).dispensable(2),
            Column::left("verdict", Word::Verdict),
        ];
        let mut rows = Vec::new();
        let (mut notes, mut sources) = (Vec::new(), Sources::default());
        for plan_state in &self.state.plans {
            let plan = &self.workspace.plans[plan_state.plan];
            if self.state.plans.len() > 1 {
                rows.push(Row::Chapter { text: Message::same(plan.title.clone()), aside: Some(Message::same(plan.id.clone())) });
            }
            for (activity, activity_state) in plan.activities.iter().zip(&plan_state.activities) {
                if activity_state.targets.is_empty() {
                    sources.add(rows.len(), Source::of_activity(activity));
                }
                rows.push(Row::Head { text: Message::same(activity_title(activity)), aside: who(plan, activity) });
                self.rows(plan, activity, &activity_state.targets, (&mut rows, &mut sources));
            }
            let (id, verdict, now) = (&plan.id, verdict_word(plan_state.verdict), verdict_word(plan_state.now));
            let (vi, en) = ((now.get(Lang::Vi), verdict.get(Lang::Vi)), (now.get(Lang::En), verdict.get(Lang::En)));
            let ((now_vi, all_vi), (now_en, all_en)) = (vi, en);
            notes.push(say!(
                vi: "{id}: hiện nay {now_vi}, cả giai đoạn {all_vi}",
                en: "{id}: {now_en} now, {all_en} over all windows"
            ));
        }
        let plans = self.state.plans.iter().map(|plan_state| (&self.workspace.plans[plan_state.plan], plan_state));
        let states = plans.flat_map(|(plan, state)| state.activities.iter().flat_map(|one| &one.targets).map(move |one| (plan, one)));
        let shown = states.flat_map(|(plan, state)| self.shown(state).into_iter().map(move |window| (plan.target(state.target), window)));
        notes.extend(values::note(shown));
        let sheet = Sheet { columns, rows, notes, sources, ..Sheet::default() };
        let picture = self.pictures.then(|| gantt(self.workspace, self.state)).flatten();
        let records = Block::Sheet(recorded::sheet(&self.records_of_year()));
        let blocks = [Block::Header(Header::new(self.workspace, self.state)), Block::Sheet(sheet), records];
        Document { blocks: blocks.into_iter().chain(picture.map(Block::Picture)).collect() }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan", "activity", "number", "target", "title", "agencies", "window", "start", "end", "due", "covered", "eligible",
            "coverage", "begun", "current", "verdict", "with", "value", "min", "median", "max", "unit",
        ];
        let mut rows = Vec::new();
        for plan_state in &self.state.plans {
            let plan = &self.workspace.plans[plan_state.plan];
            for state in plan_state.activities.iter().flat_map(|activity| &activity.targets) {
                let (activity, target) = (&plan.activities[state.target.activity], plan.target(state.target));
                let head = [
                    Cell::Text(plan.id.clone()),
                    Cell::Text(activity.id.clone()),
                    Cell::maybe(activity.number.as_deref()),
                    Cell::Text(target.name.clone()),
                    Cell::maybe(target.title.as_deref()),
                    Cell::Text(agency_ids(plan, &target.by, target.lead).join(" ")),
                ];
                let with = Cell::Text(with_ids(plan, &target.with).join(" "));
                if state.windows.is_empty() {
                    let rest = std::iter::repeat_n(Cell::Empty, 9).chain([Cell::Verdict(state.verdict), with.clone()]);
                    let rest = rest.chain(std::iter::repeat_n(Cell::Empty, 5));
                    rows.push(Row::Cells(head.iter().cloned().chain(rest).collect()));
                }
                for window_state in &state.windows {
                    let window = &target.windows[window_state.window];
                    let flag = |set: bool| Cell::Text(set.to_string());
                    let coverage = window_state.counts.coverage();
                    let rest = [
                        Cell::Text(window.label.clone()),
                        Cell::Date(window_state.days.first),
                        Cell::Date(window_state.days.last),
                        Cell::Date(window_state.due),
                        Cell::count(window_state.counts.covered()),
                        Cell::count(window_state.counts.eligible()),
                        coverage.map_or(Cell::Empty, |value| Cell::Number(crate::number::rounded(&value, 7))),
                        flag(window_state.begun),
                        flag(window_state.current),
                        Cell::Verdict(window_state.verdict),
                        with.clone(),
                    ];
                    let values = values::flat(target, window_state);
                    rows.push(Row::Cells(head.iter().cloned().chain(rest).chain(values).collect()));
                }
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }.with_clauses(self.workspace)
    }

    fn contract(&self) -> serde_json::Value {
        let plans = self.state.plans.iter().map(|plan_state| {
            let plan = &self.workspace.plans[plan_state.plan];
            let activities = plan.activities.iter().zip(&plan_state.activities).map(|(activity, state)| StatusActivity {
                id: &activity.id,
                number: activity.number.as_deref(),
                title: &activity.title,
                agencies: agency_ids(plan, &activity.by, activity.lead),
                with: with_ids(plan, &activity.with),
                clause: activity.clause.as_deref(),
                note: activity.note.as_deref(),
                verdict: state.verdict.key(),
                now: state.now.key(),
                targets: joined(plan, state.targets.iter()).into_iter().map(|all| contract_target(plan, all)).collect(),
            });
            StatusPlan {
                id: &plan.id,
                title: &plan.title,
                verdict: plan_state.verdict.key(),
                now: plan_state.now.key(),
                activities: activities.collect(),
            }
        });
        value(&StatusAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            plans: plans.collect(),
            records: recorded::contract(&self.records_of_year()),
        })
    }
}

fn contract_target<'p>(plan: &'p Plan, all: Versions<'p>) -> StatusTarget<'p> {
    let Versions { target, verdict, now, windows } = all;
    let windows = windows.into_iter().map(|(target, state)| {
        let own = target.own.is_some();
        let window = &target.windows[state.window];
        StatusWindow {
            window: &window.label,
            start: state.days.first.to_string(),
            end: state.days.last.to_string(),
            due: (!own).then(|| state.due.to_string()),
            covered: state.counts.covered(),
            eligible: state.counts.eligible(),
            coverage: state.counts.coverage().as_ref().map(json::fraction),
            progress: state.progress.as_ref().map(json::fraction),
            elapsed: (!own).then(|| json::fraction(&state.elapsed)),
            value: values::single(target, state).as_ref().map(json::fraction),
            values: values::contract(target, state),
            verdict: state.verdict.key(),
            begun: state.begun,
            current: state.current,
        }
    });
    StatusTarget {
        id: &target.name,
        title: target.title.as_deref(),
        agencies: agency_ids(plan, &target.by, target.lead),
        clause: target.clause.as_deref(),
        note: target.note.as_deref(),
        unit: target.shown.unit.as_deref(),
        decimals: target.shown.decimals,
        awaiting: target.awaiting.as_deref(),
        verdict: verdict.key(),
        now: now.key(),
        windows: windows.collect(),
    }
}

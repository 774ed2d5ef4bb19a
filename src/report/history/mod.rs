//! How everything stood over time: coverage, verdict and gaps on one day after another, each as `--as-of` that day has them.

mod contract;

use std::collections::BTreeMap;

use num_rational::BigRational;

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::gaps::{Filter, gaps};
use super::names::{activity_title, target_title};
use super::picture::{Drawing, Multiple, Multiples, Picture, month_ends};
use super::selection::Selection;
use super::versions::joined;
use crate::calendar::{Date, display_date, plus_days};
use crate::cover::{State, Verdict, WindowState};
use crate::model::{Plan, Target, TargetIndex, Workspace};
use crate::number::rounded;
use crate::say;
use crate::text::{Lang, Message, Word};

/// So many days side by side a table has at most, unless it is a whole document.
const SIDE_BY_SIDE: usize = 32;

/// How one target stood on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Point {
    /// Over all begun windows.
    pub verdict: Verdict,
    /// Over the current ones.
    pub now: Verdict,
    /// Its gaps, as `gaps` lists them.
    pub gaps: usize,
    /// The window looked at: the last of the current ones, else the last that had begun.
    pub window: Option<Looked>,
}

/// A window as it stood on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Looked {
    /// Its label.
    pub label: String,
    /// Covered, on time or not.
    pub covered: u64,
    /// To be covered.
    pub eligible: u64,
    /// How many of them must be.
    pub required: u64,
    /// Covered of eligible.
    pub coverage: Option<BigRational>,
    /// How far it has come.
    pub progress: Option<BigRational>,
}

/// How everything stood on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The day.
    pub as_of: Date,
    /// Of each plan, by its place in the workspace: its verdict, the same now, and its gaps.
    pub plans: BTreeMap<usize, (Verdict, Verdict, usize)>,
    /// Of each target, by its plan and its name.
    pub(in crate::report) targets: BTreeMap<(usize, String), Point>,
}

impl Moment {
    /// What a state says; cells are needed for it, and no more afterwards.
    pub fn of(workspace: &Workspace, state: &State) -> Moment {
        let mut lacking: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for gap in gaps(workspace, state, &Filter { all: state.period.is_some(), ..Filter::default() }) {
            *lacking.entry((gap.plan_index, &gap.target.name)).or_default() += 1;
        }
        let mut moment = Moment { as_of: state.as_of, plans: BTreeMap::new(), targets: BTreeMap::new() };
        for plan_state in &state.plans {
            let place = plan_state.plan;
            let plan = &workspace.plans[place];
            let all = lacking.iter().filter(|((plan, _), _)| *plan == place).map(|(_, count)| count).sum();
            moment.plans.insert(place, (plan_state.verdict, plan_state.now, all));
            for activity in &plan_state.activities {
                for versions in joined(plan, activity.targets.iter()) {
                    let gaps = lacking.get(&(place, versions.target.name.as_str())).copied().unwrap_or(0);
                    let begun = || versions.windows.iter().filter(|(_, window)| window.begun);
                    let window = begun().rfind(|(_, window)| window.current).or_else(|| begun().next_back());
                    let point = Point {
                        verdict: versions.verdict,
                        now: versions.now,
                        gaps,
                        window: window.map(|(target, window)| looked(target, window)),
                    };
                    moment.targets.insert((place, versions.target.name.clone()), point);
                }
            }
        }
        moment
    }
}

fn looked(target: &Target, window: &WindowState) -> Looked {
    Looked {
        label: target.windows[window.window].label.clone(),
        covered: window.counts.covered(),
        eligible: window.counts.eligible(),
        required: window.required,
        coverage: window.counts.coverage(),
        progress: window.progress.clone(),
    }
}

/// The days of a history before the as-of date: every so many months the last day, from the plan's first year on, for as long as
/// it runs.
pub fn history_days(
    workspace: &Workspace,
    plans: &[usize],
    period: Option<crate::calendar::Period>,
    months: i32,
    as_of: Date,
) -> Vec<Date> {
    let days = |plan: &usize| {
        let plan = &workspace.plans[*plan];
        match period {
            None => Some(plan.days),
            // Only what lies in the plan: before it there is nothing.
            Some(period) => period
                .days(plan.calendar)
                .map(|days| crate::calendar::Days { first: days.first.max(plan.days.first), last: days.last.min(plan.days.last) }),
        }
    };
    let all: Vec<_> = plans.iter().filter_map(days).collect();
    let (Some(first), Some(last)) = (all.iter().map(|days| days.first).min(), all.iter().map(|days| days.last).max()) else {
        return Vec::new();
    };
    let mut ends = month_ends(first, as_of.min(plus_days(last, 1)));
    // Counted from January, so that the end of a year is among them.
    ends.retain(|day| (i32::from(day.year()) * 12 + i32::from(day.month())) % months == 0);
    ends
}

/// A history as an answer.
pub struct Chronicle<'s> {
    /// Of what.
    pub workspace: &'s Workspace,
    /// How it stands on the as-of date.
    pub state: &'s State,
    /// Of which targets.
    pub targets: Selection,
    /// Month, quarter or year.
    pub every: &'static str,
    /// In order of time; the last one is the as-of date.
    pub moments: Vec<Moment>,
    /// Whether any number of days has room side by side.
    pub wide: bool,
    /// Whether it is drawn.
    pub pictures: bool,
}

/// A chosen target: its plan's place, the plan, the activity's place, the last of its versions.
type Chosen<'s> = (usize, &'s Plan, usize, &'s Target);

impl<'s> Chronicle<'s> {
    /// The chosen targets in the plan's order, versions of one once.
    fn chosen(&self) -> Vec<Chosen<'s>> {
        let mut all = Vec::new();
        for plan_state in &self.state.plans {
            let place = plan_state.plan;
            let plan = &self.workspace.plans[place];
            for activity in &plan_state.activities {
                let meant = activity.targets.iter().filter(|state| self.targets.contains(place, state.target));
                let index: Vec<TargetIndex> = meant.clone().map(|state| state.target).collect();
                let Some(first) = index.first() else { continue };
                all.extend(joined(plan, meant).into_iter().map(|versions| (place, plan, first.activity, versions.target)));
            }
        }
        all
    }

    fn points(&self, plan: usize, target: &Target) -> impl Iterator<Item = (Date, &Point)> {
        let key = (plan, target.name.clone());
        self.moments.iter().filter_map(move |moment| moment.targets.get(&key).map(|point| (moment.as_of, point)))
    }

    fn sheet(&self) -> Block {
        let earlier = if self.wide { 0 } else { self.moments.len().saturating_sub(SIDE_BY_SIDE) };
        let shown = &self.moments[earlier..];
        let mut rows = Vec::new();
        let mut last = None;
        for (place, plan, activity, target) in self.chosen() {
            if last != Some((place, activity)) {
                let entry = &plan.activities[activity];
                rows.push(Row::Head { text: Message::same(activity_title(entry)), aside: Some(Message::same(entry.id.clone())) });
                last = Some((place, activity));
            }
            let points: Vec<&Point> = self.points(place, target).map(|(_, point)| point).skip(earlier).collect();
            let Some(now) = points.last() else { continue };
            let window = now.window.as_ref();
            rows.push(Row::Cells(vec![
                Cell::Text(target_title(target)),
                Cell::Spark(points.iter().map(|point| point.window.as_ref().and_then(|window| window.coverage.clone())).collect()),
                window.map_or(Cell::Empty, |window| Cell::Share(window.covered, window.eligible)),
                window.map_or(Cell::Empty, |window| Cell::Percent(window.coverage.clone())),
                Cell::count(now.gaps as u64),
                Cell::History(points.iter().map(|point| point.now).collect()),
            ]));
        }
        if rows.is_empty() {
            return Block::Line(Word::NoTargets.into());
        }
        let days = |lang| {
            let day = |moment: Option<&Moment>| moment.map_or_else(String::new, |moment| display_date(moment.as_of, lang));
            format!("{} – {}", day(shown.first()), day(shown.last()))
        };
        let (days_vi, days_en) = (days(Lang::Vi), days(Lang::En));
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("history", Message::new(days_vi, days_en)),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage).dispensable(1),
            Column::right("gaps", say!(vi: "Còn thiếu", en: "Gaps")),
            Column::left("verdicts", say!(vi: "Đánh giá từng lúc", en: "Verdict then")).dispensable(2),
        ];
        let count = shown.len();
        let mut notes = vec![match self.every {
            "month" => {
                say!(vi: "Mỗi cột là ngày cuối một tháng; cột cuối là ngày tính đến.", en: "A column for the last day of each month; the last one is the as-of date.")
            }
            "quarter" => {
                say!(vi: "Mỗi cột là ngày cuối một quý; cột cuối là ngày tính đến.", en: "A column for the last day of each quarter; the last one is the as-of date.")
            }
            _ => {
                say!(vi: "Mỗi cột là ngày cuối một năm; cột cuối là ngày tính đến.", en: "A column for the last day of each year; the last one is the as-of date.")
            }
        }];
        if earlier > 0 {
            notes.push(say!(
                vi: "Chỉ {count} lúc gần nhất; xem cả bằng --every year hoặc --format csv.",
                en: "The last {count} days only; --every year or --format csv has them all."
            ));
        }
        Block::Sheet(Sheet { columns, rows, notes, ..Sheet::default() })
    }

    /// For each activity a picture with a small one for each of its targets.
    fn drawn(&self) -> Vec<Block> {
        let mut pictures: Vec<((usize, usize), Picture)> = Vec::new();
        for (place, plan, activity, target) in self.chosen() {
            let points: Vec<(Date, Option<BigRational>)> = self
                .points(place, target)
                .map(|(day, point)| (day, point.window.as_ref().and_then(|window| window.coverage.clone())))
                .collect();
            if points.iter().all(|(_, coverage)| coverage.is_none()) {
                continue;
            }
            let gaps = self.points(place, target).last().map_or(0, |(_, point)| point.gaps);
            let chart = Multiple { name: Message::same(target_title(target)), share: target.share.clone(), points, gaps };
            match pictures.last_mut() {
                Some((at, Picture { drawing: Drawing::Multiples(multiples), .. })) if *at == (place, activity) => {
                    multiples.charts.push(chart);
                }
                _ => {
                    let title = Message::same(activity_title(&plan.activities[activity]));
                    let summary = say!(
                        vi: "Tỷ lệ đạt của từng chỉ tiêu theo thời gian, trong kỳ đang xét vào từng ngày; vạch ngang là tỷ lệ phải đạt.",
                        en: "Coverage of each target over time, in the window looked at on each day; the level line is the share that is required."
                    );
                    let drawing = Drawing::Multiples(Multiples { charts: vec![chart] });
                    pictures.push(((place, activity), Picture { title, name: None, summary, tabled: true, drawing }));
                }
            }
        }
        pictures.into_iter().map(|(_, picture)| Block::Picture(picture)).collect()
    }
}

impl Answer for Chronicle<'_> {
    fn title(&self) -> Message {
        say!(vi: "Diễn biến theo thời gian", en: "History")
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state)), self.sheet()];
        if self.pictures {
            blocks.extend(self.drawn());
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan", "activity", "target", "as_of", "window", "covered", "eligible", "required", "coverage", "progress", "gaps", "verdict",
            "now",
        ];
        let fraction = |value: Option<&BigRational>| value.map_or(Cell::Empty, |value| Cell::Number(rounded(value, 7)));
        let mut rows = Vec::new();
        for plan_state in self.state.plans.iter().filter(|_| self.targets.is_all()) {
            for moment in &self.moments {
                let Some((verdict, now, gaps)) = moment.plans.get(&plan_state.plan) else { continue };
                let mut cells = vec![Cell::Text(self.workspace.plans[plan_state.plan].id.clone()), Cell::Empty, Cell::Empty];
                cells.push(Cell::Date(moment.as_of));
                cells.extend([(); 6].map(|()| Cell::Empty));
                cells.extend([Cell::count(*gaps as u64), Cell::Verdict(*verdict), Cell::Verdict(*now)]);
                rows.push(Row::Cells(cells));
            }
        }
        for (place, plan, activity, target) in self.chosen() {
            for (day, point) in self.points(place, target) {
                let window = point.window.as_ref();
                let count = |of: fn(&Looked) -> u64| window.map_or(Cell::Empty, |window| Cell::count(of(window)));
                rows.push(Row::Cells(vec![
                    Cell::Text(plan.id.clone()),
                    Cell::Text(plan.activities[activity].id.clone()),
                    Cell::Text(target.name.clone()),
                    Cell::Date(day),
                    Cell::maybe(window.map(|window| window.label.as_str())),
                    count(|window| window.covered),
                    count(|window| window.eligible),
                    count(|window| window.required),
                    fraction(window.and_then(|window| window.coverage.as_ref())),
                    fraction(window.and_then(|window| window.progress.as_ref())),
                    Cell::count(point.gaps as u64),
                    Cell::Verdict(point.verdict),
                    Cell::Verdict(point.now),
                ]));
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        contract::contract(self)
    }
}

//! A period beside another one, each looked at from its own close. A change in who is to be covered is told apart from a change in
//! what was done: what those had who are in both, and what came and went with those who are in one only.

use std::collections::BTreeMap;

use serde_json::{Value, json as object};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::{self, VERSION};
use super::names::{activity_title, target_title};
use super::period::{BESIDE, INSIDE, window_in};
use super::selection::Selection;
use super::window_words::window_words;
use crate::calendar::{Date, Days, plus_days, plus_years};
use crate::cover::{CellState, State, TargetState, WindowState};
use crate::model::{Counting, Target, TargetIndex, Workspace};
use crate::number::{Number, Quantity};
use crate::say;
use crate::text::{Lang, Message, Word};

/// One of two periods.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// Its days.
    pub days: Days,
    /// How everything stands at its close, or on the as-of date where that is earlier.
    pub state: &'s State,
    /// The targets over the period alone.
    pub counted: &'s State,
}

/// A plan in two periods.
#[derive(Clone, Copy)]
pub struct Pair<'s> {
    /// The plan.
    pub plan: usize,
    /// What it is compared with.
    pub before: Side<'s>,
    /// The period.
    pub now: Side<'s>,
}

/// What changed between two figures, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Change {
    before: Number,
    now: Number,
    /// By those who joined and left.
    members: Number,
    /// By what those did who are in both.
    work: Number,
}

/// A line: a target, its windows where it is about coverage, and what changed.
struct Line<'s> {
    target: TargetIndex,
    titled: &'s Target,
    /// The windows' labels; none where it is about what was done in the period.
    windows: Option<[&'s str; 2]>,
    eligible: [u64; 2],
    change: Change,
}

/// The same days of the year before.
pub fn year_before(days: Days) -> Days {
    Days { first: plus_years(days.first, -1), last: plus_days(plus_years(plus_days(days.last, 1), -1), -1) }
}

/// The day from which a period is looked at that another one is compared with: its close, or as far into it as that one is seen.
pub fn seen_on((days, as_of): (Days, Date), other: Days) -> Date {
    if as_of >= days.last { other.last } else { plus_days(other.first, crate::calendar::days_between(days.first, as_of)).min(other.last) }
}

/// What the cells of two windows have, subject by subject.
fn changed(windows: [Option<&WindowState>; 2], has: &dyn Fn(&crate::cover::Cell) -> Number) -> Change {
    let [before, now] = windows.map(|window| {
        let cells = window.into_iter().flat_map(|window| &window.cells).filter(|cell| cell.state != CellState::Waived);
        cells.map(|cell| (cell.subject, has(cell))).collect::<BTreeMap<u32, Number>>()
    });
    let mut change = Change { before: Number::ZERO, now: Number::ZERO, members: Number::ZERO, work: Number::ZERO };
    for (subject, has) in &now {
        change.now += *has;
        match before.get(subject) {
            Some(had) => change.work += *has - *had,
            None => change.members += *has,
        }
    }
    for (subject, had) in &before {
        change.before += *had;
        if !now.contains_key(subject) {
            change.members += Number::ZERO - *had;
        }
    }
    change
}

/// Windows of a target in two periods that are of one another: those that reach into both by themselves, the others in their order.
fn pairs<'s>(target: &Target, states: [&'s TargetState; 2], days: [Days; 2]) -> Vec<[&'s WindowState; 2]> {
    let touches = |window: &WindowState, days: Days| target.windows[window.window].days.overlaps(days);
    let [before, now] = states.map(|state| state.windows.iter().filter(|window| window.begun).collect::<Vec<_>>());
    let both = |window: &&&WindowState| touches(window, days[0]) && touches(window, days[1]);
    let mut pairs: Vec<[&WindowState; 2]> = Vec::new();
    for window in now.iter().filter(both) {
        pairs.extend(before.iter().find(|other| other.window == window.window).map(|other| [*other, *window]));
    }
    let only = |windows: &[&'s WindowState], at: usize| {
        windows.iter().copied().filter(|window| touches(window, days[at]) && !touches(window, days[1 - at])).collect::<Vec<_>>()
    };
    pairs.extend(only(&before, 0).into_iter().zip(only(&now, 1)).map(|(before, now)| [before, now]));
    pairs
}

impl<'s> Pair<'s> {
    fn lines(&self, workspace: &'s Workspace, chosen: &Selection) -> Vec<Line<'s>> {
        let plan = &workspace.plans[self.plan];
        let states = |state: &'s State| {
            let of = state.plans.iter().find(|found| found.plan == self.plan);
            of.into_iter().flat_map(|plan| &plan.activities).flat_map(|activity| &activity.targets).collect::<Vec<_>>()
        };
        let mut lines = Vec::new();
        for (before, now) in states(self.before.state).into_iter().zip(states(self.now.state)) {
            let (index, target) = (now.target, plan.target(now.target));
            if !chosen.contains(self.plan, index) || target.part || target.own.is_some() || target.rolling.is_some() {
                continue;
            }
            let inside =
                [(self.before.counted, BESIDE), (self.now.counted, INSIDE)].map(|(state, at)| window_in(state, self.plan, index, at));
            let adds = matches!(target.counting, Counting::Log { .. }) && !target.by_period;
            if adds && inside.iter().all(|window| window.is_some_and(|window| window.total.is_some())) {
                let change = changed(inside, &|cell| cell.value().and_then(Quantity::as_number).unwrap_or(Number::ZERO));
                let eligible = inside.map(|window| window.map_or(0, |window| window.counts.eligible()));
                lines.push(Line { target: index, titled: target, windows: None, eligible, change });
            }
            if target.tracked {
                continue;
            }
            for pair in pairs(target, [before, now], [self.before.days, self.now.days]) {
                let change = changed(pair.map(Some), &|cell| if cell.state.is_covered() { Number::ONE } else { Number::ZERO });
                let windows = Some(pair.map(|window| target.windows[window.window].label.as_str()));
                lines.push(Line { target: index, titled: target, windows, eligible: pair.map(|window| window.counts.eligible()), change });
            }
        }
        lines
    }

    /// The table; nothing where nothing can be compared.
    pub(super) fn sheet(&self, workspace: &Workspace, chosen: &Selection, labels: [Message; 2]) -> Option<Sheet> {
        let plan = &workspace.plans[self.plan];
        let lines = self.lines(workspace, chosen);
        let [before, now] = labels;
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("figure", say!(vi: "Số liệu", en: "Figure")),
            Column::right("before", before),
            Column::right("now", now),
            Column::right("change", say!(vi: "Tăng, giảm", en: "Change")),
            Column::right("work", say!(vi: "do thực hiện", en: "by work")),
            Column::right("members", say!(vi: "do thay đổi đối tượng", en: "by members")),
        ];
        let mut rows = Vec::new();
        let (mut last, mut told) = (None, None);
        for line in &lines {
            let change = line.change;
            if change.before == Number::ZERO && change.now == Number::ZERO && line.windows.is_none() {
                continue;
            }
            if last != Some(line.target.activity) {
                rows.push(Row::Head { text: Message::same(activity_title(&plan.activities[line.target.activity])), aside: None });
                last = Some(line.target.activity);
            }
            let title = if told == Some(line.target) { Cell::Empty } else { Cell::Text(target_title(line.titled)) };
            told = Some(line.target);
            let figure = match line.windows {
                None => say!(vi: "trong kỳ", en: "in the period"),
                Some([one, other]) => {
                    let [one, other] = [one, other].map(window_words);
                    let (one_vi, one_en, vi, en) = (one.get(Lang::Vi), one.get(Lang::En), other.get(Lang::Vi), other.get(Lang::En));
                    if one == other {
                        say!(vi: "đã đạt {vi}", en: "covered {en}")
                    } else {
                        say!(vi: "đã đạt {one_vi}; {vi}", en: "covered {one_en}; {en}")
                    }
                }
            };
            let of = |number: Number, eligible: u64| match (line.windows, number.as_whole().and_then(|whole| u64::try_from(whole).ok())) {
                (Some(_), Some(covered)) => Cell::Share(covered, eligible),
                _ => Cell::Number(number.to_string()),
            };
            let signed = |number: Number| Cell::Number(number.to_string());
            rows.push(Row::Cells(vec![
                title,
                Cell::Words(figure),
                of(change.before, line.eligible[0]),
                of(change.now, line.eligible[1]),
                signed(change.now - change.before),
                signed(change.work),
                signed(change.members),
            ]));
        }
        let notes = vec![say!(
            vi: "“do thực hiện”: thay đổi ở các đối tượng có mặt trong cả hai kỳ; “do thay đổi đối tượng”: phần của đối tượng chỉ thuộc diện một trong hai kỳ.",
            en: "“by work”: the change in those who are in the population of both; “by members”: what those have who are in one only."
        )];
        (!rows.is_empty()).then(|| Sheet { columns, rows, notes, ..Sheet::default() })
    }

    /// The lines for programs.
    pub(super) fn contract(&self, workspace: &Workspace, chosen: &Selection) -> Value {
        let plan = &workspace.plans[self.plan];
        let line = |line: &Line<'_>| {
            object!({
                "plan": plan.id, "target": plan.target(line.target).name,
                "figure": if line.windows.is_some() { "covered" } else { "inside" },
                "windows": line.windows,
                "before": json::number(line.change.before), "now": json::number(line.change.now),
                "eligible_before": line.eligible[0], "eligible": line.eligible[1],
                "change": json::number(line.change.now - line.change.before),
                "by_work": json::number(line.change.work), "by_members": json::number(line.change.members),
            })
        };
        self.lines(workspace, chosen).iter().map(line).collect()
    }
}

/// Two periods side by side as an answer.
pub struct Comparison<'s> {
    /// What is compared.
    pub workspace: &'s Workspace,
    /// Which targets.
    pub targets: Selection,
    /// Each plan in both.
    pub pairs: Vec<Pair<'s>>,
    /// What the periods are called: first what is compared with.
    pub labels: [String; 2],
}

impl Comparison<'_> {
    fn labels(&self) -> [Message; 2] {
        self.labels.each_ref().map(|label| window_words(label))
    }
}

impl Answer for Comparison<'_> {
    fn title(&self) -> Message {
        say!(vi: "So sánh hai kỳ", en: "Two periods compared")
    }

    fn document(&self) -> Document {
        let mut blocks: Vec<Block> = Vec::new();
        if let Some(pair) = self.pairs.first() {
            let header = Header { period: Some(window_words(&self.labels[1])), ..Header::new(self.workspace, pair.now.state) };
            blocks.push(Block::Header(header));
        }
        let sheets: Vec<Sheet> = self.pairs.iter().filter_map(|pair| pair.sheet(self.workspace, &self.targets, self.labels())).collect();
        if sheets.is_empty() {
            blocks.push(Block::Line(
                say!(vi: "Hai kỳ không có chỉ tiêu nào để so sánh.", en: "No target can be compared in these two periods."),
            ));
        }
        blocks.extend(sheets.into_iter().map(Block::Sheet));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let keys = [
            "plan",
            "target",
            "figure",
            "window_before",
            "window",
            "before",
            "eligible_before",
            "now",
            "eligible",
            "change",
            "by_work",
            "by_members",
        ];
        let mut rows = Vec::new();
        for pair in &self.pairs {
            let plan = &self.workspace.plans[pair.plan];
            rows.extend(pair.lines(self.workspace, &self.targets).iter().map(|line| {
                let number = |number: Number| Cell::Number(number.to_string());
                let text = |text: &str| Cell::Text(text.to_owned());
                Row::Cells(vec![
                    text(&plan.id),
                    text(&plan.target(line.target).name),
                    text(if line.windows.is_some() { "covered" } else { "inside" }),
                    Cell::maybe(line.windows.map(|windows| windows[0])),
                    Cell::maybe(line.windows.map(|windows| windows[1])),
                    number(line.change.before),
                    Cell::count(line.eligible[0]),
                    number(line.change.now),
                    Cell::count(line.eligible[1]),
                    number(line.change.now - line.change.before),
                    number(line.change.work),
                    number(line.change.members),
                ])
            }));
        }
        Sheet { columns: keys.into_iter().map(Column::keyed).collect(), rows, ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let targets: Vec<Value> = self
            .pairs
            .iter()
            .flat_map(|pair| match pair.contract(self.workspace, &self.targets) {
                Value::Array(lines) => lines,
                _ => Vec::new(),
            })
            .collect();
        let day = |of: &dyn Fn(&Pair<'_>) -> Date| self.pairs.first().map(|pair| of(pair).to_string());
        object!({
            "tiendo": VERSION, "as_of": day(&|pair| pair.now.state.as_of), "as_of_before": day(&|pair| pair.before.state.as_of),
            "left_out_rows": self.pairs.first().map_or(0, |pair| pair.now.state.left_out),
            "period": self.labels[1], "compared_with": self.labels[0], "targets": targets,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_before_keeps_the_ends_of_months() {
        let days = |first: &str, last: &str| Days { first: first.parse().expect("a day"), last: last.parse().expect("a day") };
        assert_eq!(year_before(days("2016-01-01", "2016-06-30")), days("2015-01-01", "2015-06-30"));
        assert_eq!(year_before(days("2017-02-01", "2017-02-28")), days("2016-02-01", "2016-02-29"));
        assert_eq!(year_before(days("2016-02-01", "2016-02-29")), days("2015-02-01", "2015-02-28"));
    }

    #[test]
    fn an_open_period_is_compared_with_as_much_of_the_other() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let year = |year: &str| Days { first: day(&format!("{year}-01-01")), last: day(&format!("{year}-12-31")) };
        assert_eq!(seen_on((year("2015"), day("2015-03-01")), year("2014")), day("2014-03-01"));
        assert_eq!(seen_on((year("2015"), day("2015-12-31")), year("2014")), day("2014-12-31"));
    }
}

//! What was done: of each target in the period and since the plan began, against what there must be; and by district.

use super::figures::Line;
use super::opening::figures;
use super::{Report, dated};
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::names::{activity_title, target_title, who};
use crate::report::pace;
use crate::report::picture;
use crate::report::sources::{Source, Sources};
use crate::report::values;
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Lang, Message, Word};

fn amount(number: Option<crate::number::Number>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Number(number.to_string()))
}

impl Report<'_> {
    /// One table: a heading per activity, a row per target and window. Duties stand in a section of their own.
    pub(super) fn results(&self) -> Vec<Block> {
        let plan = self.plan();
        let lines: Vec<Line<'_>> = self.lines().into_iter().filter(|line| !line.target.by_period || line.target.tracked).collect();
        if lines.is_empty() {
            return vec![Block::Line(Word::NoTargets.into())];
        }
        let [day_vi, day_en] = dated(self.day_before());
        let mut columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("needed", Word::Needed).dispensable(3),
        ];
        if self.until.is_some() {
            let [until_vi, until_en] = dated(self.state.as_of);
            columns.extend([
                Column::right("actual", say!(vi: "Trong kỳ: thực hiện đến {until_vi}", en: "In the period: actual to {until_en}")),
                Column::right("estimate", say!(vi: "Ước phần còn lại", en: "Estimate of the rest")),
                Column::right("expected", say!(vi: "Thực hiện và ước", en: "Actual and estimate")),
            ]);
        } else {
            columns.push(Column::right("inside", say!(vi: "Trong kỳ", en: "In the period")));
        }
        columns.extend([
            Column::right("since", say!(vi: "Từ đầu kế hoạch", en: "Since the start")).dispensable(1),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage),
            Column::right("before", say!(vi: "Đến {day_vi}", en: "On {day_en}")).dispensable(2),
            Column::right("change", say!(vi: "Tăng, giảm", en: "Change")),
            Column::left("verdict", Word::Verdict),
        ]);
        let (mut rows, mut sources) = (Vec::new(), Sources::default());
        let mut leads = std::collections::BTreeMap::new();
        let mut last = None;
        let mut told = None;
        for line in &lines {
            let at = line.state.target.activity;
            if last != Some(at) {
                let activity = &plan.activities[at];
                rows.push(Row::Head { text: Message::same(activity_title(activity)), aside: who(plan, activity) });
                last = Some(at);
            }
            let first = told != Some(line.state.target);
            told = Some(line.state.target);
            if first {
                sources.add(rows.len(), Source::of(plan, line.state.target));
            }
            if let Some(anchor) = self.anchor(line) {
                leads.insert(rows.len(), anchor);
            }
            rows.push(Row::Cells(self.cells(line, first)));
            if first && line.others.iter().any(Option::is_some) {
                let [inside, since] = line.others;
                let mut cells = vec![
                    Cell::Words(say!(vi: "  khác, nay không còn thuộc diện", en: "  others, no longer in force")),
                    Cell::Empty,
                    Cell::Empty,
                ];
                cells.push(amount(inside));
                cells.extend([Cell::Empty, Cell::Empty].into_iter().take(if self.until.is_some() { 2 } else { 0 }));
                cells.push(amount(since));
                cells.resize(columns.len(), Cell::Empty);
                rows.push(Row::Cells(cells));
            }
        }
        let mut notes = vec![say!(
            vi: "“Trong kỳ”, “Từ đầu kế hoạch”: số lượng đã thực hiện cho các đối tượng thuộc diện đến ngày tính số liệu. “Đã đạt”: số đối tượng đạt trên số phải đạt của kỳ chỉ tiêu.",
            en: "“In the period” and “Since the start” are what was done for those in the population on the as-of date. “Covered” is how many of those to be covered are, in the target's window."
        )];
        let other = |line: &&Line<'_>| {
            let now = line.window.map(|(_, state)| state.counts.eligible());
            line.before.is_some_and(|before| now != Some(before.counts.eligible()))
        };
        let others = lines.iter().filter(other).count();
        if others > 0 {
            let rows = crate::text::count_en(others, "row");
            notes.push(say!(
                vi: "Ở {others} dòng, số đối tượng phải đạt khác với ngày {day_vi}: tăng, giảm ở đó không chỉ do kết quả thực hiện.",
                en: "In {rows} the number of those to be covered is not that of {day_en}: the change there is not only one of what was done."
            ));
        }
        notes.extend(values::note(lines.iter().filter_map(|line| Some((line.target, line.window?.1)))));
        if self.until.is_some() {
            notes.push(say!(
                vi: "Số ước = số thực hiện trong kỳ chia cho số ngày đã qua, nhân với số ngày còn lại của kỳ, làm tròn đến đơn vị.",
                en: "Estimate: what was done in the period, by the days that have passed, times the days that are left, to whole units."
            ));
        }
        let title = say!(vi: "Kết quả từng chỉ tiêu", en: "Results by target");
        let results = Block::Sheet(Sheet { title: Some(title), columns, rows, notes, sources, links: leads, ..Sheet::default() });
        std::iter::once(results).chain(self.own_windows(&lines)).collect()
    }

    fn cells(&self, line: &Line<'_>, first: bool) -> Vec<Cell> {
        let target = line.target;
        let title = if first { Cell::Text(target_title(target)) } else { Cell::Empty };
        let mut cells = vec![title];
        match line.window {
            Some((window, _)) => {
                let needed = if target.tracked {
                    Cell::Empty
                } else {
                    Cell::Words(values::threshold(target, window, line.window.map(|(_, state)| state)))
                };
                cells.extend([Cell::Words(window_words(&window.label)), needed]);
            }
            None => cells.extend([Cell::maybe(target.awaiting.as_deref()), Cell::Empty]),
        }
        // What is said once for the target is said in its first row.
        let once = |number| amount(if first { number } else { None });
        cells.push(once(line.inside));
        if self.until.is_some() {
            cells.extend([once(line.estimate), once(line.expected())]);
        }
        // A value that cannot be added up stands where a sum would.
        let value = line.window.and_then(|(_, state)| values::cell(target, state));
        cells.push(value.map_or_else(|| once(line.since), Cell::Words));
        let share = |state: Option<&crate::cover::WindowState>| {
            state.map_or(Cell::Empty, |state| Cell::Share(state.counts.covered(), state.counts.eligible()))
        };
        let state = line.window.map(|(_, state)| state);
        let counted = state.is_some_and(|state| values::only_counted(target, state));
        let unless = |cell: Cell| if counted { Cell::Empty } else { cell };
        cells.extend([
            unless(share(state)),
            unless(Cell::Percent(state.and_then(|state| state.counts.coverage()))),
            unless(share(line.before)),
            unless(line.change().map_or(Cell::Empty, |change| Cell::Number(change.to_string()))),
            state.map_or(Cell::Verdict(line.state.now), |state| pace::verdict(target, state, self.state.as_of)),
        ]);
        cells
    }

    /// The windows whose coverage is told by district: the last that the period touches of each target that is held to a number.
    pub(super) fn by_district(&self) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        for line in self.lines() {
            let counts = !line.target.tracked && !line.target.part && !line.target.by_period;
            if line.window.is_some_and(|(_, state)| state.begun) && counts {
                lines.retain(|other| other.state.target != line.state.target);
                lines.push(line);
            }
        }
        lines
    }

    pub(super) fn districts(&self) -> Vec<Block> {
        let plan = self.plan();
        let lines = self.by_district();
        let bars = |line: &Line<'_>| picture::bars(self.workspace, plan, line.target, line.window?.1, false);
        // Where nobody is covered, bars would say nothing.
        let (some, none): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
            lines.iter().partition(|line| line.window.is_some_and(|(_, state)| state.counts.covered() > 0));
        let nothing = |line: &&Line<'_>| {
            let (window, state) = line.window?;
            bars(line)?;
            let (title, label) = (target_title(line.target), window_words(&window.label));
            let ((vi, en), [of_vi, of_en]) = ((label.get(Lang::Vi), label.get(Lang::En)), figures(&state.counts.eligible()));
            Some(say!(vi: "{title}, {vi}: chưa có ở nơi nào (0/{of_vi}).", en: "{title}, {en}: none anywhere (0/{of_en})."))
        };
        let nothing: Vec<Message> = none.iter().filter_map(nothing).collect();
        let pictures = some.into_iter().filter_map(bars).map(Block::Picture);
        pictures.chain((!nothing.is_empty()).then_some(Block::Lines(nothing))).collect()
    }
}

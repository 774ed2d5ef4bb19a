//! The gap list as people read it: one section per target, the worst first, and what is the same said once.
//!
//! Nothing is folded where everything is asked for, and never in machine formats, which do not come here.

use std::cmp::Reverse;

use num_rational::BigRational;
use num_traits::Zero;

use crate::calendar::{Date, days_between};
use crate::cover::CellState;
use crate::model::{By, Counting, Distinct, Measure, Rule, SubjectKind, Threshold, Workspace};
use crate::number::rounded;
use crate::say;
use crate::text::{Collator, Lang, Message, Word, count_en, count_vi};

use crate::report::document::{Block, Cell, Column, Deadline, Row, Sheet};
use crate::report::gaps::Gap;
use crate::report::gaps::fold::{Line, Who, folded, unfolded};
use crate::report::names::{activity_title, names_of, target_title};
use crate::report::sources::{Source, Sources};
use crate::report::values;
use crate::report::window_words::window_words;

/// The sections of a gap list, as one table; a sentence where there is no gap.
pub(in crate::report) fn sheet(workspace: &Workspace, as_of: Date, gaps: &[Gap<'_>], full: bool, cap: Option<usize>) -> Vec<Block> {
    let collator = Collator::new();
    let mut sections: Vec<Vec<Line<'_, '_>>> = gaps
        .chunk_by(|a, b| (a.plan_index, a.index) == (b.plan_index, b.index))
        .map(|gaps| {
            let mut lines = if full { unfolded(workspace, gaps) } else { folded(workspace, gaps) };
            lines.sort_by(|a, b| {
                let names = || collator.compare(a.name.get(Lang::Vi), b.name.get(Lang::Vi));
                badness(a, as_of).cmp(&badness(b, as_of)).then_with(names).then_with(|| a.windows.cmp(&b.windows))
            });
            lines
        })
        .collect();
    // Stable: sections that are equally bad stay in the plan's order.
    sections.sort_by_key(|lines| lines.first().map(|line| (rank(line.same.state), Reverse(days_between(line.due, as_of)))));

    let (mut rows, mut sources) = (Vec::new(), Sources::default());
    for lines in &sections {
        let Some(first) = lines.first() else { continue };
        // Whose job it all is stands in the heading; else in each line.
        let uniform = lines.iter().all(|line| agency(line) == agency(first));
        sources.add(rows.len(), Source::of(first.first.plan, first.first.index));
        rows.push(head(first, uniform));
        let shown = cap.map_or(lines.len(), |cap| if lines.len() <= cap + 1 { lines.len() } else { cap });
        rows.extend(lines.iter().take(shown).map(|line| Row::Cells(cells(line, code(workspace, line), as_of, uniform))));
        if shown < lines.len() {
            rows.push(Row::More(lines.len() - shown));
        }
    }
    let columns = vec![
        Column::left("subject", Word::Subject),
        Column::code(Word::Code),
        Column::left("windows", Word::Windows),
        Column::right("missing", Word::Missing),
        Column::left("responsible", Word::Agency),
        Column::left("due", Word::Due).dispensable(1),
        Column::left("deadline", Word::State),
    ];
    let (subjects, cells) = (count_vi(gaps.len()), count_en(gaps.len(), "cell"));
    let note = say!(vi: "Tổng cộng {subjects} trường hợp chưa đạt.", en: "{cells} not met in all.");
    vec![Block::Sheet(Sheet { columns, rows, notes: vec![note], sources, ..Sheet::default() })]
}

/// The code of the unit or the key of the subject that a line is about.
fn code(workspace: &Workspace, line: &Line<'_, '_>) -> Cell {
    match line.same.who {
        Who::Everyone(unit, _) => Cell::Text(workspace.units.code(unit).to_owned()),
        Who::Subject(_) => code_of(workspace, line.first),
    }
}

/// The code or key of a gap's subject; nothing where that is the plan itself.
pub(super) fn code_of(workspace: &Workspace, gap: &Gap<'_>) -> Cell {
    let key = || Cell::Text(workspace.subject_key(gap.plan, gap.kind, gap.cell.subject).to_owned());
    if gap.kind == SubjectKind::Whole { Cell::Empty } else { key() }
}

fn head(line: &Line<'_, '_>, uniform: bool) -> Row {
    let gap = line.first;
    let text = format!("{} — {}", activity_title(gap.activity), target_title(gap.target));
    let clause = gap.target.clause.as_ref().or(gap.activity.clause.as_ref()).map_or_else(String::new, |clause| format!(" · {clause}"));
    let name = format!("{}{clause}", gap.target.name);
    let aside = if uniform {
        let agency = agency(line);
        let both = |lang| format!("{name} · {}", agency.get(lang));
        Message::new(both(Lang::Vi), both(Lang::En))
    } else {
        Message::same(name)
    };
    Row::Head { text: Message::same(text), aside: Some(aside) }
}

/// Whose job a line is, in words.
fn agency(line: &Line<'_, '_>) -> Message {
    whose(line.first, &line.same.responsible)
}

/// Whose job a gap is, in words.
pub(super) fn agency_of_gap(gap: &Gap<'_>) -> Message {
    whose(gap, &gap.responsible)
}

fn whose(gap: &Gap<'_>, responsible: &[String]) -> Message {
    if gap.target.by == By::Subject && gap.kind != SubjectKind::Whole {
        return Word::SubjectItself.into();
    }
    names_of(gap.plan, responsible).unwrap_or(Word::NoAgency.into())
}

fn cells(line: &Line<'_, '_>, code: Cell, as_of: Date, uniform: bool) -> Vec<Cell> {
    let labels: Vec<(usize, &str)> =
        line.windows.iter().map(|window| (*window, line.first.target.windows[*window].label.as_str())).collect();
    vec![
        Cell::Words(line.name.clone()),
        code,
        Cell::Words(joined(&labels)),
        missing_cell(line.first),
        if uniform { Cell::Empty } else { Cell::Words(agency(line)) },
        Cell::Date(line.due),
        Cell::Deadline(Deadline { due: line.due, days: days_between(line.due, as_of) }),
    ]
}

/// What is missing, as two numbers where it is one of another.
pub(super) fn missing_cell(gap: &Gap<'_>) -> Cell {
    let (words, missing) = (missing(gap), gap.missing());
    let divided = gap.cell.state != CellState::Exceeded && gap.target.threshold != Threshold::Goal && values::adds_up(gap.target);
    match missing.filter(|_| divided) {
        Some(missing) => Cell::Part(missing, gap.cell.needed().to_string(), words),
        None => Cell::Words(words),
    }
}

/// What is missing of what is needed; of a ceiling, what there is and what was allowed.
fn missing(gap: &Gap<'_>) -> Message {
    let Some(value) = gap.cell.value() else { return say!(vi: "chưa có số liệu", en: "no value") };
    let needed = gap.cell.needed().exact();
    let en = |value: &BigRational| match rounded(value, 2).as_str() {
        // Something is missing, however little.
        "0" if *value > BigRational::zero() => "< 0.01".to_owned(),
        text => text.to_owned(),
    };
    let vi = |value: &BigRational| en(value).replace('.', ",");
    let (done, of) = (value.exact(), &needed);
    let said = values::words_apart(gap.target, &done, of);
    let (said_vi, said_en) = (said.get(Lang::Vi), said.get(Lang::En));
    if gap.cell.state == CellState::Exceeded {
        let (of_vi, of_en) = (vi(of), en(of));
        return match gap.target.threshold {
            Threshold::Exactly => say!(vi: "{said_vi}, cần đúng {of_vi}", en: "{said_en}, exactly {of_en}"),
            _ => say!(vi: "{said_vi}, tối đa {of_vi}", en: "{said_en}, at most {of_en}"),
        };
    }
    if !values::adds_up(gap.target) && gap.target.threshold == Threshold::AtLeast {
        let (of_vi, of_en) = (vi(of), en(of));
        return say!(vi: "{said_vi}, cần {of_vi}", en: "{said_en}, at least {of_en}");
    }
    let missing = of - done;
    let (missing_vi, missing_en, of_vi, of_en) = (vi(&missing), en(&missing), vi(of), en(of));
    if gap.target.threshold == Threshold::Goal {
        return say!(vi: "{said_vi}, mục tiêu {of_vi}", en: "{said_en}, the goal is {of_en}");
    }
    match gap.parts.as_deref() {
        // All of them, or any: their number says enough.
        Some(parts) if matches!(&gap.target.counting, Counting::Parts { rule: Rule::Some | Rule::Points { .. }, .. }) => {
            let short: Vec<&str> = parts.iter().map(|part| part.rsplit('.').next().unwrap_or(part)).collect();
            let names = short.join(", ");
            say!(vi: "{missing_vi} trong {of_vi}: {names}", en: "{missing_en} of {of_en}: {names}")
        }
        _ => {
            let unit = unit(gap).map(|unit| format!(" {unit}")).unwrap_or_default();
            say!(vi: "{missing_vi}/{of_vi}{unit}", en: "{missing_en} of {of_en}")
        }
    }
}

/// In Vietnamese: what is counted, as `lượt` in `2/2 lượt`; none where the numbers say it alone.
fn unit<'g>(gap: &'g Gap<'_>) -> Option<&'g str> {
    let counted = match &gap.target.counting {
        Counting::Log { measure: Measure::Rows, .. } => Some("lượt"),
        Counting::Log { measure: Measure::Distinct(distinct), .. } => match distinct {
            Distinct::Column(_) => Some("lượt"),
            Distinct::Day => Some("ngày"),
            Distinct::Month => Some("tháng"),
            Distinct::Quarter => Some("quý"),
            Distinct::Year => Some("năm"),
        },
        _ => None,
    };
    gap.target.shown.unit.as_deref().or(counted)
}

/// How bad a state is: what is past saving before what is open.
fn rank(state: CellState) -> u8 {
    match state {
        CellState::Overdue | CellState::Exceeded => 0,
        CellState::Open => 1,
        _ => 2,
    }
}

fn badness(line: &Line<'_, '_>, as_of: Date) -> (u8, Reverse<i64>, Reverse<BigRational>) {
    (rank(line.same.state), Reverse(days_between(line.due, as_of)), Reverse(line.weight.clone()))
}

/// Windows by place and label, consecutive ones joined: `2014-2016, 2018`; labels that are no years: `2014-H1 – 2015-H2`.
fn joined(windows: &[(usize, &str)]) -> Message {
    let is_year = |label: &str| label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    let text = |lang| {
        let words = |label: &str| window_words(label).get(lang).to_owned();
        let run = |run: &[(usize, &str)]| match run {
            [] => String::new(),
            [one] => words(one.1),
            [first, .., last] if is_year(first.1) && is_year(last.1) => format!("{}-{}", first.1, last.1),
            [first, last] => format!("{}, {}", words(first.1), words(last.1)),
            [first, .., last] => format!("{} – {}", words(first.1), words(last.1)),
        };
        windows.chunk_by(|a, b| a.0 + 1 == b.0).map(run).collect::<Vec<_>>().join(", ")
    };
    Message::new(text(Lang::Vi), text(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::gaps::{Filter, gaps};
    use crate::report::test_workspace;

    /// The lines of a gap list: who, windows, missing.
    fn check(as_of: &str, full: bool, has: impl Fn(&str, &str) -> Option<u64>, expected: &[(&str, &str, &str)]) {
        let workspace = test_workspace::workspace();
        let state = test_workspace::state(&workspace, as_of, has);
        let gaps = gaps(&workspace, &state, &Filter { all: true, ..Filter::default() });
        let blocks = sheet(&workspace, state.as_of, &gaps, full, None);
        let Some(Block::Sheet(sheet)) = blocks.first() else { panic!("a sheet") };
        let text = |cell: &Cell| match cell {
            Cell::Words(words) | Cell::Part(_, _, words) => words.get(Lang::En).to_owned(),
            Cell::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        };
        let lines: Vec<(String, String, String)> = sheet
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Cells(cells) => Some((text(&cells[0]), text(&cells[2]), text(&cells[3]))),
                _ => None,
            })
            .collect();
        let lines: Vec<(&str, &str, &str)> = lines.iter().map(|(who, windows, missing)| (&**who, &**windows, &**missing)).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_district_that_lacks_the_same_is_one_line() {
        let has = |code: &str, _: &str| Some(if code.starts_with("060") { 0 } else { u64::from(code == "06101") * 2 });
        check(
            "2014-06-30",
            false,
            has,
            &[("Huyện Tràng Định: all 3 communes", "2014", "2 of 2"), ("xã Chi Lăng, huyện Đình Lập", "2014", "2 of 2")],
        );
    }

    #[test]
    fn one_that_lacks_less_keeps_a_district_apart() {
        let has = |code: &str, _: &str| match code {
            "06001" => Some(1),
            "06002" | "06003" => Some(0),
            _ => Some(2),
        };
        check(
            "2014-06-30",
            false,
            has,
            &[
                ("xã Chi Lăng, huyện Tràng Định", "2014", "2 of 2"),
                ("xã Đoàn Kết, huyện Tràng Định", "2014", "2 of 2"),
                ("xã Khánh Long, huyện Tràng Định", "2014", "1 of 2"),
            ],
        );
    }

    #[test]
    fn windows_of_one_subject_join() {
        let has = |code: &str, window: &str| Some(if code == "06101" && window != "2017" { 1 } else { 2 });
        check("2019-01-31", false, has, &[("xã Bắc Xa, huyện Đình Lập", "2014-2016, 2018", "1 of 2")]);
    }

    #[test]
    fn the_longest_overdue_comes_first_and_what_is_open_last() {
        let has = |code: &str, window: &str| match (code, window) {
            ("06003", "2015") | ("06102", "2014") | ("06001", "2016") => None,
            _ => Some(2),
        };
        check(
            "2016-06-30",
            false,
            has,
            &[
                ("xã Chi Lăng, huyện Đình Lập", "2014", "no value"),
                ("xã Chi Lăng, huyện Tràng Định", "2015", "no value"),
                ("xã Khánh Long, huyện Tràng Định", "2016", "no value"),
            ],
        );
    }

    #[test]
    fn all_of_it_is_not_folded() {
        let has = |code: &str, _: &str| Some(if code.starts_with("061") { 1 } else { 2 });
        check(
            "2015-12-31",
            true,
            has,
            &[
                ("xã Bắc Xa, huyện Đình Lập", "2014", "1 of 2"),
                ("xã Chi Lăng, huyện Đình Lập", "2014", "1 of 2"),
                ("xã Bắc Xa, huyện Đình Lập", "2015", "1 of 2"),
                ("xã Chi Lăng, huyện Đình Lập", "2015", "1 of 2"),
            ],
        );
    }

    #[test]
    fn years_join() {
        let windows = [(1, "2014"), (2, "2015"), (3, "2016"), (5, "2018")];
        assert_eq!(joined(&windows).get(Lang::En), "2014-2016, 2018");
        assert_eq!(joined(&windows[..2]).get(Lang::En), "2014-2015");
        assert_eq!(joined(&windows[..1]).get(Lang::En), "2014");
    }

    #[test]
    fn other_periods_join_with_space() {
        let windows = [(0, "2014-H1"), (1, "2014-H2"), (2, "2015-H1"), (4, "2016-H1")];
        assert_eq!(joined(&windows).get(Lang::En), "2014-H1 – 2015-H1, 2016-H1");
        assert_eq!(joined(&windows[..2]).get(Lang::En), "2014-H1, 2014-H2");
        assert_eq!(joined(&windows[..2]).get(Lang::Vi), "6 tháng đầu năm 2014, 6 tháng cuối năm 2014");
    }
}

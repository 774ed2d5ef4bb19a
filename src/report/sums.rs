//! Sums of number columns of logs, with no target in between: by a level of units, by what stands in a column, or by time.
//!
//! Each row counts once. What a row names is seen where it stands on the as-of date, or stood on its last day, so that the
//! groups add up to the whole.

use std::collections::BTreeMap;

use serde_json::{Value, json as object};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::group::{Order, level_name, levels, outside};
use super::json::{self, VERSION};
use super::subject_units;
use crate::calendar::{Calendar, Date, Days, Every, Period, Rhythm, plus_days};
use crate::cover::State;
use crate::model::{Kind, LogIndex, RegisterIndex, UNITS, UnitIndex, Workspace};
use crate::say;
use crate::scan::{SumGroup, SumOf, Sums, Total};
use crate::text::{Message, Word, nearest, ticked};

/// By what a sum is told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SumBy {
    /// It is not.
    Whole,
    /// By time.
    Every(Every),
    /// By a level of the register of units, by its place among all levels.
    Level(usize),
    /// By what stands in a column.
    Column,
}

/// One sum that was asked for.
#[derive(Clone, Debug)]
pub struct AskedSum {
    /// What is added up.
    pub of: SumOf,
    /// By what it is told apart.
    pub by: SumBy,
    /// What the stretches are called.
    pub labels: Vec<String>,
}

/// Sums as an answer.
pub struct SumAnswer<'s> {
    /// What they are of.
    pub workspace: &'s Workspace,
    /// What says as of when, and what was left out.
    pub state: &'s State,
    /// What was asked.
    pub asked: &'s [AskedSum],
    /// What came together.
    pub sums: &'s [Sums],
    /// Whether the second stretch is what the first is compared with.
    pub compared: bool,
}

/// What a line of a table is: an id, what people call it, its sums by stretch.
struct Line {
    id: Option<String>,
    name: Message,
    totals: Vec<Total>,
}

/// Reads `LOG.COLUMN` and what it is to be told apart by, in periods of a calendar up to the as-of date.
pub fn asked_sum(
    workspace: &Workspace,
    (text, by): (&str, Option<&str>),
    (period, compare): (Option<Period>, Option<Period>),
    (calendar, as_of): (Calendar, Date),
) -> Result<AskedSum, Message> {
    let open = |log: &crate::model::Log| -> Vec<String> {
        let columns = log.table.columns.iter().filter(|column| column.kind.is_number() && !column.personal);
        columns.map(|column| format!("{}.{}", log.table.name, column.name)).collect()
    };
    let known: Vec<String> = workspace.logs.iter().flat_map(open).collect();
    let refused = || {
        if let Some(near) = nearest(text, known.iter().map(String::as_str)) {
            return say!(vi: "--sum: không có cột số `{text}` trong nhật ký nào; có phải là `{near}`?", en: "--sum: no log has a number column `{text}`; did you mean `{near}`?");
        }
        let known = ticked(&known.iter().map(String::as_str).collect::<Vec<_>>());
        say!(vi: "--sum: không có cột số `{text}` trong nhật ký nào; chỉ có: {known}", en: "--sum: no log has a number column `{text}`; there are: {known}")
    };
    let (name, column) = text.split_once('.').filter(|_| known.iter().any(|known| known == text)).ok_or_else(refused)?;
    let log = workspace.logs.iter().position(|log| log.table.name == name).map(LogIndex).ok_or_else(refused)?;
    let column = workspace.log(log).table.column(column).ok_or_else(refused)?;
    let (by, by_column) = told_apart(workspace, log, by, (period.is_some(), compare.is_some()))?;
    let days = |period: Period| {
        let label = period.label(calendar);
        period
            .days(calendar)
            .map(|days| (label.clone(), days))
            .ok_or_else(|| say!(vi: "--period: kỳ `{label}` không có ngày nào", en: "--period: `{label}` has no days"))
    };
    let first = workspace.plans.iter().map(|plan| plan.days.first).min().unwrap_or(as_of);
    let mut stretches = Vec::new();
    match (by, period) {
        (SumBy::Every(every), asked) => {
            let bounds = match asked {
                Some(asked) => days(asked)?.1,
                // To the end of the year that is running, so that its period is there.
                None => Days { first, last: plus_days(as_of, 366) },
            };
            stretches
                .extend(Rhythm { every, length: 1, step: 1 }.windows(bounds, calendar).into_iter().filter_map(|window| days(window).ok()));
            stretches.retain(|(_, days)| days.first <= as_of);
            if let (true, Some(asked)) = (stretches.is_empty(), asked) {
                // Too short for one of these: it is one by itself.
                stretches.push(days(asked)?);
            }
        }
        (_, Some(asked)) => stretches.push(days(asked)?),
        (_, None) => stretches.push((String::new(), Days { first, last: as_of })),
    }
    if let Some(compare) = compare {
        stretches.push(days(compare)?);
    }
    let (labels, stretches) = stretches.into_iter().unzip();
    Ok(AskedSum { of: SumOf { log, column, by: by_column, stretches, calendar }, by, labels })
}

/// What a word of `--by` means for a log, and the column that is looked at.
fn told_apart(
    workspace: &Workspace,
    log: LogIndex,
    by: Option<&str>,
    (whole, compared): (bool, bool),
) -> Result<(SumBy, Option<usize>), Message> {
    let table = &workspace.log(log).table;
    let shown = |at: &usize| !table.columns[*at].personal;
    let word = match by {
        None if whole => return Ok((SumBy::Whole, None)),
        None => return Ok((SumBy::Every(Every::Year), None)),
        Some(word) => word,
    };
    if let Some(every) = Every::parse(word).filter(|_| ["week", "month", "quarter", "half", "year"].contains(&word)) {
        if compared {
            return Err(say!(vi: "--compare không đi cùng --by {word}", en: "--compare does not go with --by {word}"));
        }
        return Ok((SumBy::Every(every), None));
    }
    let places = |wanted: &dyn Fn(RegisterIndex) -> bool| {
        table.columns.iter().position(|column| !column.personal && matches!(column.kind, Kind::Reference(register) if wanted(register)))
    };
    let stands =
        |register: RegisterIndex| workspace.register(register).table.columns.iter().any(|column| column.kind == Kind::Reference(UNITS));
    let place = places(&|register| register == UNITS).or_else(|| places(&stands));
    if let (Some(level), Some(place)) = (levels(workspace).into_iter().position(|level| level == word), place) {
        return Ok((SumBy::Level(level), Some(place)));
    }
    let groups =
        |kind: &Kind| matches!(kind, Kind::Choice(_) | Kind::Boolean | Kind::Agency | Kind::Fund | Kind::Activity | Kind::Reference(_));
    let column = table.column(word).filter(shown).filter(|at| groups(&table.columns[*at].kind));
    let named = || match word {
        "agency" => table.open(|kind| *kind == Kind::Agency),
        "subject" => place,
        _ => None,
    };
    if let Some(column) = column.or_else(named) {
        return Ok((SumBy::Column, Some(column)));
    }
    let mut known: Vec<&str> = if compared { Vec::new() } else { vec!["year", "half", "quarter", "month", "week"] };
    known.extend(place.map(|_| levels(workspace)).unwrap_or_default());
    known.extend(table.columns.iter().filter(|column| !column.personal && groups(&column.kind)).map(|column| column.name.as_str()));
    let (known, name) = (ticked(&known), &table.name);
    Err(
        say!(vi: "không phân được nhật ký `{name}` theo `{word}`; chỉ có: {known}", en: "cannot tell log `{name}` apart by `{word}`; there are: {known}"),
    )
}

impl SumAnswer<'_> {
    fn lines(&self, asked: &AskedSum, sums: &Sums) -> Vec<Line> {
        if let SumBy::Every(_) = asked.by {
            let of = |at: usize| sums.totals.get(&(SumGroup::Nothing, at)).copied().unwrap_or_default();
            let line = |(at, label): (usize, &String)| Line {
                id: Some(label.clone()),
                name: super::window_words::window_words(label),
                totals: vec![of(at)],
            };
            return asked.labels.iter().enumerate().map(line).collect();
        }
        let mut groups: BTreeMap<(bool, Option<String>), Line> = BTreeMap::new();
        for ((group, stretch), total) in &sums.totals {
            let (id, name) = self.called(asked, sums, group);
            let line = groups.entry((id.is_none(), id.clone())).or_insert_with(|| Line {
                id,
                name,
                totals: vec![Total::default(); asked.labels.len()],
            });
            line.totals[*stretch].add(total);
        }
        let mut lines: Vec<Line> = groups.into_values().collect();
        let order = Order::new();
        lines.sort_by(|a, b| order.compare((a.id.as_deref(), &a.name), (b.id.as_deref(), &b.name)));
        lines
    }

    fn called(&self, asked: &AskedSum, sums: &Sums, group: &SumGroup) -> (Option<String>, Message) {
        let (workspace, as_of) = (self.workspace, self.state.as_of);
        let kind = asked.of.by.map(|by| &workspace.log(asked.of.log).table.columns[by].kind);
        match (group, kind) {
            (SumGroup::Subject(subject), Some(Kind::Reference(register))) => {
                let unit = if *register == UNITS { Some(UnitIndex(*subject)) } else { self.stands(*register, sums, *subject) };
                let last = |unit: UnitIndex| {
                    workspace.units.rows(unit).iter().map(|(_, days)| days.last).max().map_or(as_of, |last| last.min(as_of))
                };
                if let SumBy::Level(at) = asked.by {
                    let level = levels(workspace).get(at).copied().unwrap_or_default();
                    let around = |unit: UnitIndex| std::iter::once(unit).chain(workspace.units.above(unit, last(unit)));
                    let found = unit.and_then(|unit| {
                        around(unit)
                            .find(|above| subject_units::level_of(workspace, *above, last(unit)) == Some(level))
                            .map(|above| (above, last(unit)))
                    });
                    return match found {
                        Some((above, day)) => (
                            Some(workspace.units.code(above).to_owned()),
                            Message::same(subject_units::unit_with_place(workspace, above, day)),
                        ),
                        None => (None, outside(workspace, level)),
                    };
                }
                if *register == UNITS {
                    let unit = UnitIndex(*subject);
                    return (
                        Some(workspace.units.code(unit).to_owned()),
                        Message::same(subject_units::unit_with_place(workspace, unit, last(unit))),
                    );
                }
                let table = workspace.register(*register);
                let key = table.key(*subject);
                let column =
                    table.table.column("name").or_else(|| table.table.column("title")).filter(|at| !table.table.columns[*at].personal);
                let row = sums.rows.get(subject).map(|row| table.row(*row as usize));
                let name = column.and_then(|column| row?.text(column)).unwrap_or(key);
                (Some(key.to_owned()), Message::same(name))
            }
            (SumGroup::Word(word), Some(kind)) => {
                let names = || std::iter::once(&workspace.shared).chain(workspace.plans.iter().map(|plan| &plan.names));
                let name = match kind {
                    Kind::Choice(choices) => choices.iter().find(|choice| choice.id == *word).map(|choice| choice.label.clone()),
                    Kind::Agency => names().find_map(|names| Some(names.get(names.agency(word)?).name.clone())),
                    Kind::Fund => names().find_map(|names| names.funds.get(word).map(|fund| fund.name.clone())),
                    Kind::Activity => workspace
                        .plans
                        .iter()
                        .flat_map(|plan| &plan.activities)
                        .find(|activity| activity.id == *word)
                        .map(|activity| activity.title.clone()),
                    _ => None,
                };
                (Some(word.clone()), Message::same(name.unwrap_or_else(|| word.clone())))
            }
            _ => (None, say!(vi: "không ghi", en: "not said")),
        }
    }

    /// The unit in which a row of a register stands.
    fn stands(&self, register: RegisterIndex, sums: &Sums, subject: u32) -> Option<UnitIndex> {
        let row = *sums.rows.get(&subject)? as usize;
        let unit = self.workspace.register(register).unit(row)?;
        self.workspace.units.stands(unit, self.state.as_of).first().copied().or(Some(unit))
    }

    fn title(&self, asked: &AskedSum) -> Message {
        let table = &self.workspace.log(asked.of.log).table;
        let (log, column) = (table.title.as_deref().unwrap_or(&table.name), &table.columns[asked.of.column]);
        let unit = column.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
        Message::same(format!("{log} — {}{unit}", column.header))
    }

    fn by(&self, asked: &AskedSum) -> Message {
        let table = &self.workspace.log(asked.of.log).table;
        match asked.by {
            SumBy::Whole => say!(vi: "Phạm vi", en: "Scope"),
            SumBy::Every(_) => Word::Window.message(),
            SumBy::Level(at) => level_name(self.workspace, levels(self.workspace).get(at).copied().unwrap_or_default()),
            SumBy::Column => {
                let column = &table.columns[asked.of.by.unwrap_or_default()];
                match &column.kind {
                    Kind::Agency => Word::Agency.message(),
                    Kind::Fund => Word::Fund.message(),
                    Kind::Activity => Word::Activity.message(),
                    _ => Message::same(column.header.clone()),
                }
            }
        }
    }

    fn sheet(&self, asked: &AskedSum, sums: &Sums) -> Sheet {
        let several = |at: usize| asked.labels.get(at).filter(|label| !label.is_empty()).cloned();
        let label = |at: usize, or: Message| {
            if matches!(asked.by, SumBy::Every(_)) { or } else { several(at).map_or(or, |label| super::window_words::window_words(&label)) }
        };
        let sum = || say!(vi: "Cộng", en: "Sum");
        let mut columns = vec![Column::left("group", self.by(asked)), Column::code(Word::Code)];
        if self.compared {
            columns.extend([
                Column::right("before", label(1, sum())),
                Column::right("sum", label(0, sum())),
                Column::right("change", say!(vi: "Tăng, giảm", en: "Change")),
            ]);
        } else {
            columns.push(Column::right("sum", label(0, sum())));
        }
        columns.extend([
            Column::right("reported", say!(vi: "Dòng có số liệu", en: "Rows that report it")),
            Column::right("records", Word::Records),
        ]);
        let lines = self.lines(asked, sums);
        let cells = |name: Cell, code: Option<&str>, totals: &[Total]| {
            let shown =
                |total: &Total| if total.reported == 0 && total.records > 0 { Cell::Empty } else { Cell::Number(total.sum.to_string()) };
            let mut cells = vec![name, Cell::maybe(code)];
            if self.compared {
                cells.extend([shown(&totals[1]), shown(&totals[0]), Cell::Number((totals[0].sum - totals[1].sum).to_string())]);
            } else {
                cells.push(shown(&totals[0]));
            }
            cells.extend([Cell::count(totals[0].reported), Cell::count(totals[0].records)]);
            Row::Cells(cells)
        };
        let all = lines.iter().fold(vec![Total::default(); 2], |mut all, line| {
            all.iter_mut().zip(&line.totals).for_each(|(all, total)| all.add(total));
            all
        });
        let mut rows: Vec<Row> = Vec::new();
        if asked.by != SumBy::Whole {
            rows.extend(lines.iter().map(|line| cells(Cell::Words(line.name.clone()), line.id.as_deref(), &line.totals)));
        }
        rows.push(cells(Cell::from(Word::All), None, &all));
        let mut notes = Vec::new();
        let silent = all[0].records - all[0].reported;
        if silent > 0 {
            notes.push(say!(vi: "{silent} dòng không ghi số này: không tính là 0.", en: "{silent} rows do not report it: that is not 0."));
        }
        Sheet { title: Some(self.title(asked)), columns, rows, notes, total: true, ..Sheet::default() }
    }
}

impl Answer for SumAnswer<'_> {
    fn title(&self) -> Message {
        say!(vi: "Số liệu cộng từ nhật ký", en: "Sums of what logs report")
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state))];
        blocks.extend(self.asked.iter().zip(self.sums).map(|(asked, sums)| Block::Sheet(self.sheet(asked, sums))));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let keys = ["log", "column", "group", "name", "window", "sum", "reported", "records"];
        let mut rows = Vec::new();
        for (asked, sums) in self.asked.iter().zip(self.sums) {
            let table = &self.workspace.log(asked.of.log).table;
            for line in self.lines(asked, sums) {
                for (at, total) in line.totals.iter().enumerate() {
                    let timed = matches!(asked.by, SumBy::Every(_));
                    let window = if timed { line.id.clone().unwrap_or_default() } else { asked.labels[at].clone() };
                    rows.push(Row::Cells(vec![
                        Cell::Text(table.name.clone()),
                        Cell::Text(table.columns[asked.of.column].name.clone()),
                        Cell::maybe(line.id.as_deref().filter(|_| !timed)),
                        if timed || asked.by == SumBy::Whole { Cell::Empty } else { Cell::Words(line.name.clone()) },
                        Cell::Text(window),
                        if total.reported == 0 && total.records > 0 { Cell::Empty } else { Cell::Number(total.sum.to_string()) },
                        Cell::count(total.reported),
                        Cell::count(total.records),
                    ]));
                }
            }
        }
        Sheet { columns: keys.into_iter().map(Column::keyed).collect(), rows, ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let number = |total: &Total| if total.reported == 0 && total.records > 0 { Value::Null } else { json::number(total.sum).into() };
        let sums = self.asked.iter().zip(self.sums).map(|(asked, sums)| {
            let table = &self.workspace.log(asked.of.log).table;
            let timed = matches!(asked.by, SumBy::Every(_));
            let groups: Vec<Value> = self
                .lines(asked, sums)
                .iter()
                .flat_map(|line| {
                    line.totals.iter().enumerate().map(move |(at, total)| {
                        let window = if timed { line.id.clone() } else { Some(asked.labels[at].clone()).filter(|label| !label.is_empty()) };
                        let group = line.id.as_ref().filter(|_| !timed);
                        object!({"group": group, "window": window, "sum": number(total), "reported": total.reported, "records": total.records})
                    })
                })
                .collect();
            object!({"log": table.name, "column": table.columns[asked.of.column].name, "groups": groups})
        });
        let sums: Vec<Value> = sums.collect();
        object!({"tiendo": VERSION, "as_of": self.state.as_of.to_string(), "left_out_rows": self.state.left_out, "sums": sums})
    }
}

//! One cell explained: by which rows its subject is a member, each record that counted and each that did not, the arithmetic, the
//! state, the due date, and whose job it is.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::arithmetic;
use super::ground::{self, Ground, Grounds};
use super::rule;
use super::target::rule_sheet;
use super::why::{fate_key, why};
use crate::calendar::Date;
use crate::cover::{Cell as CellOf, CellState, State, WindowState, responsible, standing_rows};
use crate::decode::Vocabulary;
use crate::finding::Findings;
use crate::model::{Counting, Kind, Member, Plan, SubjectKind, Target, TargetIndex, UnitIndex, Window, Workspace};
use crate::read::{Locator, Tree};
use crate::report::answer::Answer;
use crate::report::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use crate::report::json::{self, VERSION};
use crate::report::names::names_of;
use crate::report::records::{Record, contract, rows_at};
use crate::report::window_words::window_words;
use crate::report::{state_word, subject_units};
use crate::say;
use crate::scan::{Fate, Witness};
use crate::text::{Lang, Message, Word, figure};

/// What the records of a cell are explained with.
pub struct Found<'s> {
    /// The files.
    pub tree: &'s Tree,
    /// What words of the logs are looked up in.
    pub vocabulary: &'s Vocabulary,
    /// What is wrong with rows.
    pub findings: &'s Findings,
    /// What became of the rows that have to do with the cell.
    pub witnesses: Vec<Witness>,
}

/// A cell, explained.
#[derive(Clone)]
pub struct ExplainedCell<'s> {
    workspace: &'s Workspace,
    state: &'s State,
    plan: &'s Plan,
    index: TargetIndex,
    window: Window,
    found: &'s WindowState,
    cell: &'s CellOf,
    due: Date,
    accepted: bool,
    encouraged: bool,
    grounds: Vec<Ground>,
    came_from: Vec<Ground>,
    counted: Vec<(Record, Fate)>,
    /// With what each did not count for.
    others: Vec<(Record, Fate, Message)>,
    parts: Vec<(String, Option<&'s CellOf>)>,
    /// Where a register is counted: its rows.
    standing: Vec<Ground>,
    reference: Date,
    /// How many rows a table shows at most.
    cap: Option<usize>,
}

impl<'s> ExplainedCell<'s> {
    /// Finds what makes a cell what it is; nothing where the subject has none in the window.
    pub fn new(
        (workspace, state): (&'s Workspace, &'s State),
        (plan, index): (usize, TargetIndex),
        (found, subject): (&'s WindowState, u32),
        of: &Found<'_>,
        cap: Option<usize>,
    ) -> Option<ExplainedCell<'s>> {
        let entry = &workspace.plans[plan];
        let target = entry.target(index);
        let kind = entry.kind(target.population);
        let at = found.cells.iter().position(|cell| cell.subject == subject);
        let encouraged = || found.encouraged.iter().find(|cell| cell.subject == subject);
        let cell = at.map(|at| &found.cells[at]).or_else(encouraged)?;
        let mut window = target.on(found.window, state.as_of);
        let own = at.and_then(|at| found.own.get(at));
        let reference = own.map_or(found.reference, |own| own.reference);
        if let Some(own) = own {
            (window.days, window.due) = (own.days, own.days.last);
        }
        let mut locator = Locator::new(of.tree);
        let grounds = Grounds { workspace, plan: entry, kind, population: target.population };
        let member = Member { subject, row: cell.row() };
        let units: Vec<UnitIndex> = if kind == SubjectKind::Units { vec![UnitIndex(subject)] } else { Vec::new() };
        let (by, came_from) = (grounds.of(member, reference, &mut locator), grounds.came_from(&units, &mut locator));
        let places: Vec<_> = of.witnesses.iter().map(|witness| (witness.file, witness.start)).collect();
        let rows = target.counting.log().map(|log| rows_at(of.tree, workspace.log(log), &places)).unwrap_or_default();
        let fates: FxHashMap<_, Fate> = of.witnesses.iter().map(|witness| ((witness.file, witness.start), witness.fate)).collect();
        let (mut counted, mut others) = (Vec::new(), Vec::new());
        for record in rows {
            let Some(fate) = fates.get(&(record.place.file, record.place.start)).copied() else { continue };
            if fate.counts() {
                counted.push((record, fate));
            } else {
                let said = why((workspace, entry, target), (&window, of), &record, fate);
                others.push((record, fate, said));
            }
        }
        let parts = match &target.counting {
            Counting::Parts { parts, .. } => {
                parts.iter().map(|part| (entry.target(*part).name.clone(), part_cell(state, plan, *part, found, subject))).collect()
            }
            _ => Vec::new(),
        };
        let cells = found.cells.iter().chain(&found.encouraged);
        let members: Vec<u32> = cells.map(|cell| cell.subject).collect();
        // What came late is there on the as-of date only.
        let day = if cell.state == CellState::Late { state.as_of } else { state.as_of.min(window.days.last) };
        let rows = standing_rows(workspace, (entry, target), &members, (reference, day), subject);
        let standing = rows.into_iter().map(|(register, row)| grounds.register_row(register, row, &mut locator)).collect();
        Some(ExplainedCell {
            workspace,
            state,
            plan: entry,
            index,
            due: at.map_or(found.due, |at| found.due_of(at)),
            accepted: at.is_some_and(|at| found.is_accepted(at)),
            encouraged: at.is_none(),
            window,
            found,
            cell,
            grounds: by,
            came_from,
            counted,
            others,
            parts,
            standing,
            reference,
            cap,
        })
    }

    fn target(&self) -> &'s Target {
        self.plan.target(self.index)
    }

    fn kind(&self) -> SubjectKind {
        self.plan.kind(self.target().population)
    }

    fn key(&self) -> &str {
        self.workspace.subject_key(self.plan, self.kind(), self.cell.subject)
    }

    fn responsible(&self) -> Vec<String> {
        responsible(self.workspace, self.plan, self.target(), self.found, self.cell)
    }

    fn arithmetic(&self) -> Vec<Message> {
        match &self.target().counting {
            Counting::Log { log, measure, .. } => arithmetic::of(self.workspace.log(*log), measure, &self.counted),
            _ => Vec::new(),
        }
    }

    /// What the cell comes to, in sentences.
    fn sentences(&self) -> Vec<Message> {
        let mut lines = self.arithmetic();
        let needed = self.cell.needed().to_string();
        let done = self.cell.value().map_or_else(|| "–".to_owned(), json::quantity_text);
        let shown = |lang| (figure(&done, lang), figure(&needed, lang));
        let ((done_vi, needed_vi), (done_en, needed_en)) = (shown(Lang::Vi), shown(Lang::En));
        let state = state_word(self.cell.state);
        let (state_vi, state_en) = (state.get(Lang::Vi), state.get(Lang::En));
        let sign = match self.target().threshold {
            crate::model::Threshold::AtLeast => "≥",
            crate::model::Threshold::AtMost => "≤",
            crate::model::Threshold::Exactly => "=",
            crate::model::Threshold::Goal => "→",
        };
        lines.push(
            say!(vi: "Được {done_vi}, cần {sign} {needed_vi}: {state_vi}", en: "Done {done_en}, needed {sign} {needed_en}: {state_en}"),
        );
        if self.accepted {
            lines.push(say!(vi: "Phần thiếu này đã được chấp nhận (accepted.csv)", en: "The miss is accepted (accepted.csv)"));
        }
        if self.encouraged {
            lines.push(say!(vi: "Chỉ khuyến khích: không bắt buộc", en: "Encouraged only: it need not be covered"));
        }
        let due = if self.target().own.is_some() {
            let [vi, en] = rule::day(self.due);
            say!(vi: "{vi}, ngày cuối của kỳ riêng", en: "{en}, the last day of its own window")
        } else {
            rule::due(self.target(), &self.window)
        };
        let (vi, en) = (due.get(Lang::Vi), due.get(Lang::En));
        lines.push(say!(vi: "Hạn: {vi}", en: "Due: {en}"));
        let ids = self.responsible();
        let who = names_of(self.plan, &ids).unwrap_or_else(|| Word::NoAgency.into());
        let (vi, en) = (who.get(Lang::Vi), who.get(Lang::En));
        lines.push(say!(vi: "Việc của: {vi}", en: "Whose job: {en}"));
        lines
    }

    fn parts_sheet(&self, title: Message) -> Sheet {
        let columns = vec![Column::left("target", Word::Target), Column::left("state", Word::State)];
        let row = |(name, cell): &(String, Option<&CellOf>)| {
            let state =
                cell.map_or_else(|| Cell::Words(say!(vi: "không liên quan", en: "does not concern it")), |cell| Cell::State(cell.state));
            Row::Cells(vec![Cell::Text(name.clone()), state])
        };
        Sheet { title: Some(title), columns, rows: self.parts.iter().map(row).collect(), ..Sheet::default() }
    }

    /// Records as a table: day, key, what they name, what is counted of them, and what became of them.
    fn sheet(&self, title: Message, rows: Vec<(&Record, Message)>) -> Option<Sheet> {
        let log = self.workspace.log(self.target().counting.log()?);
        let table = &log.table;
        let Counting::Log { through, measure, filter, .. } = &self.target().counting else { return None };
        let mut shown: Vec<usize> = vec![log.date];
        let more = table.key().into_iter().chain(table.period()).chain(*through);
        let asked = filter.conditions.iter().map(|condition| condition.path.column).chain(measured(measure));
        for at in more.chain(asked) {
            if !shown.contains(&at) {
                shown.push(at);
            }
        }
        shown.retain(|at| !table.columns[*at].personal);
        let mut columns: Vec<Column> = shown
            .iter()
            .map(|at| {
                let (name, title) = (table.columns[*at].name.clone(), Message::same(table.columns[*at].header.clone()));
                if table.columns[*at].kind.is_number() { Column::right(name, title) } else { Column::left(name, title) }
            })
            .collect();
        columns.push(Column::left("place", say!(vi: "Tệp và dòng", en: "File and line")));
        columns.push(Column::left("why", say!(vi: "Tính thế nào", en: "How it counts")));
        let many = self.cap.unwrap_or(usize::MAX).min(rows.len());
        let more = rows.len() - many;
        let mut list: Vec<Row> = rows
            .into_iter()
            .take(many)
            .map(|(record, why)| {
                let mut cells: Vec<Cell> = shown
                    .iter()
                    .map(|at| match (record.text(*at), &table.columns[*at].kind) {
                        (None, _) => Cell::Empty,
                        (Some(text), Kind::Date) => {
                            crate::calendar::parse_date(text).map_or_else(|| Cell::Text(text.to_owned()), Cell::Date)
                        }
                        (Some(text), kind) if kind.is_number() && crate::number::Number::parse(text).is_ok() => {
                            Cell::Number(text.to_owned())
                        }
                        (Some(text), _) => Cell::Text(text.to_owned()),
                    })
                    .collect();
                cells.extend([Cell::Text(record.site()), Cell::Words(why)]);
                Row::Cells(cells)
            })
            .collect();
        if more > 0 {
            list.push(Row::More(more));
        }
        Some(Sheet { title: Some(title), columns, rows: list, ..Sheet::default() })
    }
}

/// The cell of a part in the same window.
fn part_cell<'s>(state: &'s State, plan: usize, part: TargetIndex, window: &WindowState, subject: u32) -> Option<&'s CellOf> {
    let windows = &super::state_of(state, plan, part)?.windows;
    let same = windows.iter().filter(|other| other.days == window.days || !other.own.is_empty());
    same.flat_map(|window| &window.cells).find(|cell| cell.subject == subject)
}

/// The columns that a measure looks at.
fn measured(measure: &crate::model::Measure) -> Vec<usize> {
    use crate::model::{Distinct, Measure};
    match measure {
        Measure::Sum(at) | Measure::Latest(at) | Measure::Level(at) | Measure::Mean(at) | Measure::Distinct(Distinct::Column(at)) => {
            vec![*at]
        }
        Measure::Ratio { of, to } => std::iter::once(*of).chain(*to).collect(),
        Measure::PerLast { of, per, .. } => vec![*per, *of],
        Measure::Share { of, to } => [of, to].into_iter().filter_map(crate::model::Operand::column).collect(),
        Measure::Rows | Measure::Distinct(_) => Vec::new(),
    }
}

fn on_time_or_late(fate: Fate) -> Message {
    if fate == Fate::Late { Word::Late.into() } else { say!(vi: "đúng hạn", en: "on time") }
}

impl Answer for ExplainedCell<'_> {
    fn title(&self) -> Message {
        let name = subject_units::full_name(self.workspace, self.plan, self.kind(), self.cell, self.found.reference);
        let target = &self.target().name;
        let window = window_words(&self.window.label);
        let text = |lang| format!("{target} · {name} · {}", window.get(lang));
        Message::new(text(Lang::Vi), text(Lang::En))
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state)), Block::Heading(self.title())];
        blocks.push(Block::Lines(self.sentences()));
        let mut add = |sheet: Sheet| blocks.push(Block::Sheet(sheet));
        let count = self.counted.len();
        let counted = say!(vi: "Các dòng được tính ({count})", en: "Records that count ({count})");
        let rows = self.counted.iter().map(|(record, fate)| (record, on_time_or_late(*fate))).collect();
        if let Some(sheet) = self.sheet(counted, rows).filter(|sheet| !sheet.rows.is_empty()) {
            add(sheet);
        }
        if !self.standing.is_empty() {
            let title = say!(vi: "Các dòng danh mục được tính", en: "Rows of the register that count");
            add(ground::sheet(title, &self.standing));
        }
        if !self.parts.is_empty() {
            let title = say!(vi: "Các chỉ tiêu thành phần", en: "Its parts");
            add(self.parts_sheet(title));
        }
        let count = self.others.len();
        let others = say!(vi: "Các dòng không được tính, và vì sao ({count})", en: "Records that do not count, and why ({count})");
        let rows = self.others.iter().map(|(record, _, why)| (record, why.clone())).collect();
        if let Some(sheet) = self.sheet(others, rows).filter(|sheet| !sheet.rows.is_empty()) {
            add(sheet);
        }
        let [vi, en] = rule::day(self.reference);
        let title = say!(vi: "Vì sao phải đạt (ngày {vi})", en: "Why it is to be covered (on {en})");
        add(ground::sheet(title, &self.grounds));
        if !self.came_from.is_empty() {
            let title = say!(vi: "Hình thành từ", en: "What it came from");
            add(ground::sheet(title, &self.came_from));
        }
        let title = say!(vi: "Quy định", en: "The rule");
        add(rule_sheet(title, rule::parts(self.workspace, self.plan, self.target(), (&self.window, self.reference))));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let rows = self.counted.iter().map(|(record, fate)| (record, on_time_or_late(*fate)));
        let rows = rows.chain(self.others.iter().map(|(record, _, why)| (record, why.clone()))).collect();
        let sheet = ExplainedCell { cap: None, ..self.clone() }.sheet(self.title(), rows);
        sheet.unwrap_or_else(|| ground::sheet(self.title(), if self.standing.is_empty() { &self.grounds } else { &self.standing }))
    }

    fn contract(&self) -> Value {
        let (target, cell) = (self.target(), self.cell);
        let table = target.counting.log().map(|log| &self.workspace.log(log).table);
        let entry = |record: &Record| table.map_or(Value::Null, |table| contract(table, record));
        let counted = self.counted.iter().map(|(record, fate)| {
            let mut entry = entry(record);
            entry["counts"] = json!(fate_key(*fate));
            entry
        });
        let others = self.others.iter().map(|(record, fate, why)| {
            let mut entry = entry(record);
            entry["why"] = json!(fate_key(*fate));
            entry["said"] = json!(why.get(Lang::En));
            entry
        });
        let parts = self.parts.iter().map(|(name, cell)| json!({"target": name, "state": cell.map(|cell| cell.state.key())}));
        let rule = rule::parts(self.workspace, self.plan, target, (&self.window, self.reference));
        let grounds = |list: &[Ground]| list.iter().map(Ground::contract).collect::<Vec<_>>();
        let arithmetic: Vec<String> = self.arithmetic().iter().map(|line| line.get(Lang::En).to_owned()).collect();
        json!({
            "tiendo": VERSION, "as_of": self.state.as_of.to_string(), "notice": self.workspace.settings.notice, "plan": self.plan.id,
            "activity": self.plan.activities[self.index.activity].id, "target": target.name, "window": self.window.label,
            "start": self.window.days.first.to_string(), "end": self.window.days.last.to_string(), "due": self.due.to_string(),
            "subject": self.key(),
            "name": self.workspace.subject_name(self.plan, self.kind(), cell.subject, cell.row(), self.reference),
            "path": subject_units::path(self.workspace, self.kind(), cell, self.reference),
            "state": cell.state.key(), "accepted": self.accepted, "encouraged": self.encouraged,
            "needed": json::number(cell.needed()), "done": cell.value().map(json::quantity), "responsible": self.responsible(),
            "rule": rule.iter().map(|part| json!({"part": part.key, "what": part.what.get(Lang::En)})).collect::<Vec<_>>(),
            "by": grounds(&self.grounds), "came_from": grounds(&self.came_from), "standing": grounds(&self.standing),
            "parts": parts.collect::<Vec<_>>(), "records": counted.collect::<Vec<_>>(), "others": others.collect::<Vec<_>>(),
            "arithmetic": arithmetic,
        })
    }
}

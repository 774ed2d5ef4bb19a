//! Units that were looked up: what they were called and when, what they stand in, on which lists, and what became of them.

mod contract;

use crate::calendar::{Date, Days};
use crate::model::{Listing, UNITS, UnitIndex, Workspace};
use crate::names::{Gazetteer, Grade, Match};
use crate::say;
use crate::text::{Lang, Message, Word, count_vi, figure};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::group::level_name;
use super::json::{VERSION, value};
use contract::{UnitAbove, UnitEntry, UnitListing, UnitName, UnitStep, UnitsAnswer};

/// What a look-up found, as an answer.
pub struct Lookup<'s> {
    /// Where was looked.
    pub workspace: &'s Workspace,
    /// The units by their names.
    pub gazetteer: &'s Gazetteer<'s>,
    /// What was asked for.
    pub query: &'s str,
    /// The day it was asked for.
    pub on: Option<Date>,
    /// The day from which everything is seen where no day was asked for.
    pub as_of: Date,
    /// What was found: either all matches or all suggestions.
    pub found: Vec<Match>,
    /// How many units a table shows at most.
    pub cap: Option<usize>,
}

/// One step of a unit to another.
struct Step<'s> {
    date: Date,
    unit: UnitIndex,
    name: String,
    basis: Option<&'s str>,
}

impl<'s> Lookup<'s> {
    fn day(&self) -> Date {
        self.on.unwrap_or(self.as_of)
    }

    fn suggests(&self) -> bool {
        self.found.iter().any(|one| !one.grade.is_match())
    }

    fn code(&self, unit: UnitIndex) -> &'s str {
        self.workspace.units.code(unit)
    }

    fn text(&self, row: usize, column: &str) -> Option<&'s str> {
        let register = self.workspace.register(UNITS);
        register.row(row).text(register.table.column(column)?)
    }

    /// The units above, nearest first, on the day or the nearest on which the unit lives.
    fn above(&self, unit: UnitIndex) -> Vec<(UnitIndex, String)> {
        let units = &self.workspace.units;
        let day = self.gazetteer.day_of(unit, self.day());
        let name = |unit: UnitIndex| self.gazetteer.full_name(unit, units.row_near(unit, day));
        units.above(unit, day).into_iter().map(|unit| (unit, name(unit))).collect()
    }

    fn listings(&self, unit: UnitIndex) -> Vec<&'s Listing> {
        let mut listings: Vec<&Listing> = self.workspace.units.listings(unit).iter().collect();
        listings.sort_by_key(|listing| (listing.days, &listing.category));
        listings
    }

    /// What a category is called where it is defined.
    fn title(&self, category: &str) -> Option<&'s str> {
        let plans = self.workspace.plans.iter().map(|plan| &plan.names);
        let named = plans.chain([&self.workspace.shared]).find_map(|names| names.categories.get(category));
        named.map(|named| named.name.as_str())
    }

    fn predecessors(&self, unit: UnitIndex) -> Vec<Step<'s>> {
        let units = &self.workspace.units;
        let step = |(date, old): (Date, UnitIndex)| Step {
            date,
            unit: old,
            name: self.gazetteer.full_name(old, units.row_near(old, date)),
            basis: units.basis(old, date, unit),
        };
        units.came_from(unit).into_iter().map(step).collect()
    }

    fn successors(&self, unit: UnitIndex) -> Vec<Step<'s>> {
        let units = &self.workspace.units;
        let step = |(date, new): &(Date, UnitIndex)| Step {
            date: *date,
            unit: *new,
            name: self.gazetteer.full_name(*new, units.row_near(*new, *date)),
            basis: units.basis(unit, *date, *new),
        };
        units.leads_to(unit).iter().map(step).collect()
    }

    /// The lines of one unit.
    fn lines(&self, one: &Match, rows: &mut Vec<Row>) {
        let unit = one.unit;
        let code = self.code(unit);
        let name = self.gazetteer.described(unit, self.day());
        rows.push(Row::Head { text: Message::same(format!("{code} · {name}")), aside: how(one.grade) });
        let mut line = |item: Word, what: Cell, days: Days, basis: Option<&str>| {
            let end = |day: Date| if day == Date::MIN || day == Date::MAX { Cell::Empty } else { Cell::Date(day) };
            rows.push(Row::Cells(vec![item.into(), what, end(days.first), end(days.last), Cell::maybe(basis)]));
        };
        let mut level = None;
        for (row, days) in self.workspace.units.rows(unit) {
            line(Word::Name, Cell::Text(self.gazetteer.full_name(unit, *row)), *days, None);
            level = self.text(*row, "level");
        }
        if let Some(level) = level {
            line(Word::Level, Cell::Words(level_name(self.workspace, level)), Days::ALWAYS, None);
        }
        let above: Vec<String> = self.above(unit).into_iter().map(|(unit, name)| format!("{name} ({})", self.code(unit))).collect();
        if !above.is_empty() {
            line(Word::StandsIn, Cell::Text(above.join(", ")), Days::ALWAYS, None);
        }
        for listing in self.listings(unit) {
            let title = self.title(&listing.category).unwrap_or(&listing.category);
            line(Word::Category, Cell::Text(title.to_owned()), listing.days, listing.basis.as_deref());
        }
        let steps = [(Word::Predecessor, self.predecessors(unit)), (Word::Successor, self.successors(unit))];
        for (word, steps) in steps {
            for step in steps {
                let what = Cell::Text(format!("{} · {}", self.code(step.unit), step.name));
                line(word, what, Days { first: step.date, last: Date::MAX }, step.basis);
            }
        }
    }

    fn entry(&self, one: &Match) -> UnitEntry<'_> {
        let unit = one.unit;
        let names = self.workspace.units.rows(unit).iter().map(|(row, days)| UnitName {
            kind: self.gazetteer.kind(*row),
            name: self.gazetteer.name(*row),
            level: self.text(*row, "level"),
            from: bound(days.first),
            to: bound(days.last),
        });
        let listings = self.listings(unit).into_iter().map(|listing| UnitListing {
            category: &listing.category,
            title: self.title(&listing.category),
            from: bound(listing.days.first),
            to: bound(listing.days.last),
            basis: listing.basis.as_deref(),
        });
        let steps = |steps: Vec<Step<'s>>| {
            let step =
                |step: Step<'s>| UnitStep { date: step.date.to_string(), code: self.code(step.unit), name: step.name, basis: step.basis };
            steps.into_iter().map(step).collect()
        };
        UnitEntry {
            code: self.code(unit),
            grade: one.grade.word(),
            names: names.collect(),
            path: self.above(unit).into_iter().map(|(unit, name)| UnitAbove { code: self.code(unit).to_owned(), name }).collect(),
            listings: listings.collect(),
            predecessors: steps(self.predecessors(unit)),
            successors: steps(self.successors(unit)),
        }
    }
}

/// A day that bounds something; nothing where it is open.
fn bound(day: Date) -> Option<String> {
    (day != Date::MIN && day != Date::MAX).then(|| day.to_string())
}

/// How a unit fits, where that has to be said.
fn how(grade: Grade) -> Option<Message> {
    Some(match grade {
        Grade::Code | Grade::Exact => return None,
        Grade::Spelling => say!(vi: "cùng tên, cách viết khác", en: "the same name, spelt otherwise"),
        Grade::Zeros => say!(vi: "gợi ý: mã có số 0 ở đầu", en: "suggested: the code has zeros in front"),
        Grade::OtherTime => say!(vi: "gợi ý: có tên hoặc mã này vào ngày khác", en: "suggested: has the name or code on other days"),
        Grade::OtherKind => say!(vi: "gợi ý: cùng tên, khác loại", en: "suggested: the same name, another kind"),
        Grade::Elsewhere => say!(vi: "gợi ý: ở nơi khác", en: "suggested: it lies elsewhere"),
        Grade::Marks => {
            say!(vi: "gợi ý: cùng chữ cái, khác dấu hoặc khoảng trắng", en: "suggested: the same letters, other marks or spaces")
        }
        Grade::Sounds => say!(vi: "gợi ý: chỉ khác s/x hoặc i/y", en: "suggested: but for s and x, or i and y, the same letters"),
        Grade::Words => say!(vi: "gợi ý: tên thừa hoặc thiếu chữ", en: "suggested: the name has words more or less"),
        Grade::Slip => say!(vi: "gợi ý: gần giống", en: "suggested: a slip away"),
    })
}

impl Answer for Lookup<'_> {
    fn title(&self) -> Message {
        Word::UnitsTitle.into()
    }

    fn document(&self) -> Document {
        let notice = self.workspace.settings.notice.clone();
        let mut blocks = vec![Block::Header(Header {
            plans: Vec::new(),
            as_of: self.day(),
            period: None,
            whole: false,
            ended: None,
            newest: None,
            revision: None,
            notice,
            left_out: 0,
        })];
        let query = self.query;
        if self.suggests() {
            blocks.push(Block::Line(say!(
                vi: "Không có đơn vị hành chính `{query}`. Có phải là đơn vị dưới đây?",
                en: "There is no unit `{query}`. Did you mean one of these?"
            )));
        }
        let columns = vec![
            Column::left("item", Word::Item),
            Column::left("what", Word::What),
            Column::left("from", Word::From),
            Column::left("to", Word::To),
            Column::left("basis", Word::Basis),
        ];
        let mut rows = Vec::new();
        let shown = self.cap.unwrap_or(usize::MAX).min(self.found.len());
        for one in &self.found[..shown] {
            self.lines(one, &mut rows);
        }
        if shown < self.found.len() {
            rows.push(Row::More(self.found.len() - shown));
        }
        let mut notes = Vec::new();
        if self.found.len() > 1 && !self.suggests() {
            let (vi, en) = (count_vi(self.found.len()), figure(&self.found.len().to_string(), Lang::En));
            notes.push(say!(
                vi: "Có {vi} đơn vị như vậy; thêm loại, đơn vị cấp trên sau dấu phẩy, hoặc --on để thu hẹp.",
                en: "{en} units answer to that; a kind, a unit above after a comma, or --on narrows it down."
            ));
        }
        blocks.push(Block::Sheet(Sheet { columns, rows, notes, ..Sheet::default() }));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = ["match", "grade", "code", "kind", "name", "level", "from", "to", "path", "listings", "predecessors", "successors"];
        let mut rows = Vec::new();
        for one in &self.found {
            let unit = one.unit;
            let steps = |steps: Vec<Step<'_>>| {
                Cell::Text(steps.iter().map(|step| format!("{} {}", step.date, self.code(step.unit))).collect::<Vec<_>>().join("; "))
            };
            let span = |days: Days| format!("{}..{}", bound(days.first).unwrap_or_default(), bound(days.last).unwrap_or_default());
            let path: Vec<String> = self.above(unit).into_iter().rev().map(|(_, name)| name).collect();
            for (row, days) in self.workspace.units.rows(unit) {
                let listings = self.listings(unit).into_iter().filter(|listing| listing.days.overlaps(*days));
                let listings: Vec<String> = listings.map(|listing| format!("{} {}", listing.category, span(listing.days))).collect();
                let date = |day: Date| bound(day).map_or(Cell::Empty, |_| Cell::Date(day));
                rows.push(Row::Cells(vec![
                    Cell::Text(if one.grade.is_match() { "match" } else { "suggestion" }.to_owned()),
                    Cell::Text(one.grade.word().to_owned()),
                    Cell::Text(self.code(unit).to_owned()),
                    Cell::maybe(self.gazetteer.kind(*row)),
                    Cell::maybe(self.gazetteer.name(*row)),
                    Cell::maybe(self.text(*row, "level")),
                    date(days.first),
                    date(days.last),
                    Cell::Text(path.join(" / ")),
                    Cell::Text(listings.join("; ")),
                    steps(self.predecessors(unit)),
                    steps(self.successors(unit)),
                ]));
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let entries =
            |matches: bool| self.found.iter().filter(move |one| one.grade.is_match() == matches).map(|one| self.entry(one)).collect();
        value(&UnitsAnswer {
            tiendo: VERSION,
            as_of: self.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            query: self.query,
            on: self.on.map(|day| day.to_string()),
            units: entries(true),
            suggestions: entries(false),
        })
    }
}

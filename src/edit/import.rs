//! Rows of a sheet as rows of a table: what is certain, what is doubtful and why, and what is no row.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::grid::Grid;
use super::heading::Heading;
use crate::calendar::{Date, parse_date};
use crate::check::summary_row::{self, Line};
use crate::decode::{Doubt, day_comes_first};
use crate::model::{Kind, Table, UNITS};
use crate::say;
use crate::text::{Lang, Message, Word, echo};

/// A row of a sheet that is certain.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands: `Sheet1!A14`.
    pub place: String,
    /// What stood in the sheet, for each column of the table.
    pub raw: Vec<String>,
    /// As the file wants it, for each column of the table.
    pub fields: Vec<String>,
}

/// A row of a sheet that cannot be taken as it is.
#[derive(Clone, Debug)]
pub struct Doubtful {
    /// The row, or the cell where one is to blame.
    pub place: String,
    /// What stood in the sheet, for each column of the table.
    pub raw: Vec<String>,
    /// What it would need.
    pub why: Message,
}

/// What a line of a sheet is that is no row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Skipped {
    /// It stands above the heading.
    Title,
    /// It numbers the columns.
    Numbers,
    /// It heads the rows below it.
    Section,
    /// It adds up others.
    Totals,
    /// It is the row of a form that nobody has filled in.
    Unfilled,
    /// It stands under the table: a signature, a place and a day, a note.
    Footer,
}

/// What came of a sheet.
#[derive(Default, Debug)]
pub struct Sheet {
    /// What is certain.
    pub rows: Vec<Row>,
    /// What is not.
    pub doubts: Vec<Doubtful>,
    /// What is no row, with its place.
    pub skipped: Vec<(String, Skipped)>,
}

/// Reads a sheet below its heading. `set` has what stands in a column where the sheet has nothing.
pub fn sheet(grid: &Grid, table: &Table, heading: &Heading, entry: &Entry<'_>, set: &BTreeMap<usize, String>) -> Sheet {
    let mut sheet = Sheet::default();
    let first = |row: usize| (0..grid.rows[row].len()).find(|field| !grid.cell(row, *field).trim().is_empty());
    for row in 0..heading.first {
        if let Some(field) = first(row) {
            sheet.skipped.push((grid.place(row, field), Skipped::Title));
        }
    }
    let reader = Reader { grid, table, heading, entry, set, day_first: days(grid, table, heading) };
    let mut section: Option<String> = None;
    for row in heading.below..grid.rows.len() {
        let Some(field) = first(row) else { continue };
        let place = grid.place(row, field);
        if reader.is_unfilled(row) {
            sheet.skipped.push((place, Skipped::Unfilled));
            continue;
        }
        let read = reader.row(row, section.as_deref());
        match reader.no_row(row, matches!(read, Ok(Some(_)))) {
            Some(what) => {
                if what == Skipped::Section {
                    section = reader.lone(row).filter(|text| entry.is_unit(text));
                }
                sheet.skipped.push((place, what));
            }
            None => match read {
                Ok(Some(fields)) => sheet.rows.push(Row { place, raw: reader.raw(row), fields }),
                Ok(None) => {}
                Err((field, why)) => {
                    let place = field.map_or(place, |field| grid.place(row, field));
                    sheet.doubts.push(Doubtful { place, raw: reader.raw(row), why });
                }
            },
        }
    }
    sheet
}

/// Gives required columns that no heading names the one field whose cells look like theirs: dates, or units. Says which.
pub fn by_looks(grid: &Grid, table: &Table, heading: &mut Heading, entry: &Entry<'_>, set: &BTreeMap<usize, String>) -> Vec<usize> {
    let mut told = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let looks = column.kind == Kind::Date || column.kind == Kind::Reference(UNITS);
        if !looks || !column.required || heading.fields[at].is_some() || set.contains_key(&at) {
            continue;
        }
        let free = |field: &usize| !heading.fields.contains(&Some(*field)) && !heading.around.contains(field);
        let fits = |field: &usize| {
            let cells = (heading.below..grid.rows.len()).map(|row| grid.cell(row, *field).trim()).filter(|text| !text.is_empty());
            let (mut good, mut all) = (0, 0);
            for text in cells {
                all += 1;
                good += usize::from(entry.field(column, text, None, &[]).is_ok());
            }
            all >= 3 && good * 5 >= all * 4
        };
        let mut fields = (0..heading.names.len()).filter(free).filter(fits);
        if let (Some(field), None) = (fields.next(), fields.next()) {
            heading.fields[at] = Some(field);
            told.push(at);
        }
    }
    told
}

/// For each column of dates: whether all of them that show it have the day first, or all the month.
fn days(grid: &Grid, table: &Table, heading: &Heading) -> Vec<Option<bool>> {
    let of = |column: usize| {
        let field = heading.fields[column].filter(|_| table.columns[column].kind == Kind::Date)?;
        let mut seen = (heading.below..grid.rows.len()).filter_map(|row| day_comes_first(grid.cell(row, field)));
        let first = seen.next()?;
        seen.all(|other| other == first).then_some(first)
    };
    (0..table.columns.len()).map(of).collect()
}

struct Reader<'r> {
    grid: &'r Grid,
    table: &'r Table,
    heading: &'r Heading,
    entry: &'r Entry<'r>,
    set: &'r BTreeMap<usize, String>,
    day_first: Vec<Option<bool>>,
}

impl Reader<'_> {
    fn text(&self, row: usize, column: usize) -> &str {
        self.heading.fields[column].map_or("", |field| self.grid.cell(row, field).trim())
    }

    /// Whether nothing stands in a row but what the form had there before: it says so itself.
    fn is_unfilled(&self, row: usize) -> bool {
        let says = |name: &String| [Lang::Vi, Lang::En].iter().any(|lang| name == Word::Prefilled.get(*lang));
        let Some(field) = self.heading.names.iter().position(says).filter(|field| !self.heading.fields.contains(&Some(*field))) else {
            return false;
        };
        let before: Vec<&str> = self.grid.cell(row, field).split_whitespace().collect();
        let columns = self.table.columns.iter().enumerate();
        !before.is_empty()
            && columns.filter(|(at, _)| !self.text(row, *at).is_empty()).all(|(_, column)| before.contains(&column.name.as_str()))
    }

    fn raw(&self, row: usize) -> Vec<String> {
        (0..self.table.columns.len()).map(|column| self.text(row, column).to_owned()).collect()
    }

    /// The fields of a row; nothing where none of its columns has anything; else the first thing that is wrong, and where.
    fn row(&self, row: usize, section: Option<&str>) -> Result<Option<Vec<String>>, (Option<usize>, Message)> {
        let columns = &self.table.columns;
        if (0..columns.len()).all(|column| self.text(row, column).is_empty()) {
            return Ok(None);
        }
        let mut around: Vec<&str> =
            self.heading.around.iter().map(|field| self.grid.cell(row, *field).trim()).filter(|text| !text.is_empty()).collect();
        if around.is_empty() {
            // A sheet for each district, or its rows below a line with its name.
            around.extend(section.or(Some(self.grid.name.as_str()).filter(|name| self.entry.is_unit(name))));
        }
        let mut fields = vec![String::new(); columns.len()];
        let mut day = None;
        let dated = self.table.date("date").or_else(|| self.table.date("from"));
        for at in dated.into_iter().chain((0..columns.len()).filter(|at| Some(*at) != dated)) {
            fields[at] = self.field(row, at, day, &around)?;
            if Some(at) == dated {
                day = parse_date(&fields[at]);
            }
        }
        for (at, column) in columns.iter().enumerate() {
            if let (true, Some(reference), Some(day)) = (fields[at].is_empty(), column.names, day)
                && columns[reference].kind == Kind::Reference(UNITS)
            {
                fields[at] = self.entry.unit_name(&fields[reference], day).unwrap_or_default();
            }
        }
        let lacking =
            columns.iter().zip(&fields).position(|(column, field)| column.required && field.is_empty() && column.kind != Kind::Key);
        match lacking {
            None => Ok(Some(fields)),
            Some(at) => {
                let name = &columns[at].header;
                Err((self.heading.fields[at], say!(vi: "cột `{name}` còn trống", en: "the column `{name}` is empty")))
            }
        }
    }

    fn field(&self, row: usize, at: usize, day: Option<Date>, around: &[&str]) -> Result<String, (Option<usize>, Message)> {
        let column = &self.table.columns[at];
        let own = self.text(row, at);
        let set = || self.set.get(&at).or_else(|| self.table.defaults.iter().find(|(of, _)| *of == at).map(|(_, text)| text));
        let text = if own.is_empty() { set().map_or("", String::as_str) } else { own };
        match self.entry.field(column, text, day, around) {
            Ok(field) => Ok(field),
            Err(Doubt { either: Some((day_first, month_first)), .. }) if self.day_first[at].is_some() => {
                Ok(if self.day_first[at] == Some(true) { day_first } else { month_first }.to_string())
            }
            Err(doubt) => {
                let (name, shown) = (&column.header, if column.personal { "…".into() } else { echo(text) });
                let help = doubt.help.filter(|_| !column.personal);
                let (vi, en) = help.as_ref().map_or(("", ""), |help| (help.get(Lang::Vi), help.get(Lang::En)));
                Err((
                    self.heading.fields[at],
                    say!(vi: "`{name}`: không hiểu `{shown}`; {vi}", en: "`{name}`: `{shown}` is not understood; {en}"),
                ))
            }
        }
    }

    /// The one text of a line, a number of its own aside.
    fn lone(&self, row: usize) -> Option<String> {
        let numeral = |text: &&str| !text.chars().all(|c| c.is_ascii_digit() || "IVXLC.)-".contains(c));
        let mut texts = self.grid.rows[row].iter().map(|text| text.trim()).filter(|text| !text.is_empty()).filter(numeral);
        match (texts.next(), texts.next()) {
            (Some(text), None) => Some(text.to_owned()),
            _ => None,
        }
    }

    /// What a line is instead of a row; nothing where it is one.
    fn no_row(&self, row: usize, sound: bool) -> Option<Skipped> {
        if sound {
            return None;
        }
        let cells = &self.grid.rows[row];
        let counts = |field: usize| {
            let column = self.heading.fields.iter().position(|found| *found == Some(field));
            column.is_some_and(|column| self.table.columns[column].kind.is_number())
        };
        let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let number = |text: &str| text.trim_matches(['(', ')']).parse::<usize>().ok();
        if filled.len() > 1
            && filled.iter().enumerate().all(|(at, text)| number(text).is_some_and(|number| number == at || number == at + 1))
        {
            return Some(Skipped::Numbers);
        }
        match summary_row::line(cells.iter().map(String::as_str), counts) {
            Some(Line::Totals) => return Some(Skipped::Totals),
            Some(Line::Footer | Line::Blank | Line::Tags) => return Some(Skipped::Footer),
            None => {}
        }
        let lone = self.lone(row)?;
        let is_unit = self.entry.is_unit(&lone);
        // A text alone in a line heads what is below it, or closes the table; a date or a figure alone would be a poor row.
        (is_unit || lone.chars().any(char::is_alphabetic)).then_some(if is_unit { Skipped::Section } else { Skipped::Footer })
    }
}

//! Two versions of a table joined over the one that they come from: row by row, told apart by their keys.
//!
//! What only one side did is taken. A row that both changed is a conflict of its own, between git's marks; every other row is merged.

use std::collections::{BTreeMap, BTreeSet};

use super::order::order;
use crate::check::git_conflict::mark;
use crate::model::{Kind, Table};
use crate::text::{BYTE_ORDER_MARK, nfc};

/// What came of a merge.
pub struct Merged {
    /// The file.
    pub text: Vec<u8>,
    /// How many conflicts it has.
    pub conflicts: usize,
    /// Whether it could be read by rows; else it was merged as a text.
    pub by_rows: bool,
    /// Keys that both sides gave to a new row, with the fresh one that the later row has now.
    pub renamed: Vec<(String, String)>,
}

/// Makes a key in place of one that two rows have: from the key, all keys of both sides, and the values of the row; nothing where the key
/// has to stay.
type Fresh<'f> = dyn FnMut(&str, &BTreeSet<String>, &dyn Fn(&str) -> String) -> Option<String> + 'f;

/// Joins two versions of a file. Without a table a column `id`, `code` or `key` in front tells rows apart.
pub fn merge(base: &[u8], ours: &[u8], theirs: &[u8], table: Option<&Table>, fresh: &mut Fresh<'_>) -> Merged {
    let whole = |text: &[u8]| Merged { text: text.to_vec(), conflicts: 0, by_rows: true, renamed: Vec::new() };
    if ours == theirs || theirs == base {
        return whole(ours);
    }
    if ours == base {
        return whole(theirs);
    }
    match (Side::read(base), Side::read(ours), Side::read(theirs)) {
        (Some(base), Some(ours), Some(theirs)) => Join::of([base, ours, theirs], table).merged(fresh),
        _ => as_text(ours, theirs),
    }
}

/// The lines between what both have at the beginning and at the end are one conflict.
fn as_text(ours: &[u8], theirs: &[u8]) -> Merged {
    let lines = |text: &'_ [u8]| -> Vec<Vec<u8>> { text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect() };
    let (ours, theirs) = (lines(ours), lines(theirs));
    let before = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let (left, right) = (&ours[before..], &theirs[before..]);
    let after = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let mut text = ours[..before].concat();
    let mut put = |mark: &str, lines: &[Vec<u8>]| {
        text.extend_from_slice(mark.as_bytes());
        text.extend(lines.concat());
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
    };
    put("<<<<<<< ours\n", &left[..left.len() - after]);
    put("=======\n", &right[..right.len() - after]);
    put(">>>>>>> theirs\n", &left[left.len() - after..]);
    Merged { text, conflicts: 1, by_rows: false, renamed: Vec::new() }
}

/// One version of the file.
struct Side {
    header: Vec<String>,
    rows: Vec<Row>,
    marked: bool,
    end: &'static str,
}

#[derive(Clone)]
struct Row {
    /// Its fields, first as the file has them, then one for each column of all versions.
    fields: Vec<String>,
    /// Its line in the file.
    raw: String,
}

impl Side {
    /// Nothing where its records are not of one width, or somebody has left a conflict in it.
    fn read(text: &[u8]) -> Option<Side> {
        let marked = text.starts_with(b"\xef\xbb\xbf");
        let text = std::str::from_utf8(text).ok()?.trim_start_matches(BYTE_ORDER_MARK);
        if text.lines().any(|line| mark(line.as_bytes()).is_some()) {
            return None;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let (mut all, mut starts) = (Vec::new(), Vec::new());
        for record in reader.records() {
            let record = record.ok()?;
            starts.push(usize::try_from(record.position()?.byte()).ok()?);
            all.push(record.iter().map(|field| nfc(field.trim()).trim().to_owned()).collect::<Vec<String>>());
        }
        starts.push(text.len());
        let mut rows = Vec::new();
        for (fields, ends) in all.into_iter().zip(starts.windows(2)) {
            let raw = text.get(ends[0]..ends[1])?.trim_matches(['\r', '\n']).to_owned();
            // A quote that nobody closes has swallowed what follows.
            if raw.matches('"').count() % 2 == 1 {
                return None;
            }
            rows.push(Row { fields, raw });
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0).fields };
        rows.retain(|row| row.fields.iter().any(|field| !field.is_empty()));
        let distinct: BTreeSet<&String> = header.iter().collect();
        (distinct.len() == header.len()).then(|| Side { rows, marked, end: if text.contains("\r\n") { "\r\n" } else { "\n" }, header })
    }
}

/// What tells a row from the others of its version; nothing where nothing does.
type Identity = Option<Vec<String>>;

/// Where a row of the merged file comes from, and what it says.
#[derive(Clone)]
struct Out {
    fields: Vec<String>,
    /// Its line, where a version with the same columns has it.
    raw: Option<String>,
    /// Its number among the rows of each side.
    at: [Option<usize>; 2],
}

enum Item {
    Row(Out),
    Conflict(Option<Out>, Option<Out>),
}

impl Item {
    fn first(&self) -> Option<&Out> {
        match self {
            Item::Row(row) => Some(row),
            Item::Conflict(ours, theirs) => ours.as_ref().or(theirs.as_ref()),
        }
    }
}

/// The base, ours and theirs over all columns.
struct Join<'t> {
    sides: [Side; 3],
    table: Option<&'t Table>,
    columns: Vec<String>,
    key: Option<usize>,
    ids: [Vec<Identity>; 3],
}

impl<'t> Join<'t> {
    fn of(mut sides: [Side; 3], table: Option<&'t Table>) -> Join<'t> {
        let [base, ours, theirs] = &sides;
        // Who has moved or added columns decides where they stand; both: we do.
        let (first, second) = if ours.header == base.header || ours.header.is_empty() { (theirs, ours) } else { (ours, theirs) };
        let mut columns = first.header.clone();
        for name in second.header.iter().chain(&base.header) {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        let place = |name: &str| columns.iter().position(|column| column == name);
        let key = match table {
            Some(table) => table.key().and_then(|key| place(&table.columns[key].header)),
            None => (0..columns.len().min(1)).find(|at| ["id", "code", "key"].contains(&columns[*at].as_str())),
        };
        let is_log = table.is_none_or(|table| table.date("date").is_some());
        let from = table.filter(|_| !is_log).and_then(|table| place(&table.columns[table.date("from")?].header));
        for side in &mut sides {
            let fields: Vec<Option<usize>> = columns.iter().map(|name| side.header.iter().position(|own| own == name)).collect();
            for row in &mut side.rows {
                row.fields = fields.iter().map(|field| field.map_or_else(String::new, |at| row.fields[at].clone())).collect();
            }
        }
        let with_key = |row: &Row| key.map(|key| vec![row.fields[key].clone()]).filter(|id| !id[0].is_empty());
        let with_from = |row: &Row| Some([with_key(row)?, vec![row.fields[from?].clone()]].concat());
        let several = |id: &dyn Fn(&Row) -> Identity| {
            let mut several = BTreeSet::new();
            for side in &sides {
                let mut seen = BTreeSet::new();
                several.extend(side.rows.iter().filter_map(id).filter(|id| !seen.insert(id.clone())));
            }
            several
        };
        let (by_key, by_from) = (several(&with_key), several(&with_from));
        let identity = |row: &Row| {
            let id = with_key(row)?;
            if by_key.contains(&id) { with_from(row).filter(|id| !by_from.contains(id)) } else { Some(id) }
        };
        let ids = [0, 1, 2].map(|side| sides[side].rows.iter().map(identity).collect());
        let mut join = Join { sides, table, columns, key, ids };
        join.fill();
        join
    }

    /// A column that a side no longer has says there what it said before: so it is no change of the row.
    fn fill(&mut self) {
        let [base, sides @ ..] = &mut self.sides;
        let known: BTreeMap<&Vec<String>, &Row> =
            self.ids[0].iter().zip(&base.rows).filter_map(|(id, row)| Some((id.as_ref()?, row))).collect();
        for (side, ids) in sides.iter_mut().zip(&self.ids[1..]) {
            let gone = |name: &String| base.header.contains(name) && !side.header.contains(name);
            let gone: Vec<usize> = (0..self.columns.len()).filter(|at| gone(&self.columns[*at])).collect();
            for (row, id) in side.rows.iter_mut().zip(ids) {
                let before = id.as_ref().and_then(|id| known.get(id));
                for at in &gone {
                    row.fields[*at] = before.map_or_else(String::new, |before| before.fields[*at].clone());
                }
            }
        }
    }

    /// Which columns are left: one that a side has dropped goes, unless the other has written into it.
    fn left(&self) -> Vec<usize> {
        let [base, ours, theirs] = &self.sides;
        let stays = |at: &usize| {
            let name = &self.columns[*at];
            if !base.header.contains(name) || (ours.header.contains(name) && theirs.header.contains(name)) {
                return true;
            }
            let old: BTreeSet<(&Identity, &str)> =
                self.ids[0].iter().zip(&base.rows).map(|(id, row)| (id, row.fields[*at].as_str())).collect();
            [1, 2].into_iter().filter(|side| self.sides[*side].header.contains(name)).any(|side| {
                let mut rows = self.ids[side].iter().zip(&self.sides[side].rows);
                rows.any(|(id, row)| !row.fields[*at].is_empty() && !old.contains(&(id, row.fields[*at].as_str())))
            })
        };
        (0..self.columns.len()).filter(stays).collect()
    }

    fn merged(&self, fresh: &mut Fresh<'_>) -> Merged {
        let left = self.left();
        let header: Vec<&String> = left.iter().map(|at| &self.columns[*at]).collect();
        let raw = |side: usize| self.sides[side].header.iter().eq(header.iter().copied());
        let raw = [raw(1), raw(2)];
        let mut renamed = Vec::new();
        let mut items = self.keyed(raw, fresh, &mut renamed);
        items.extend(self.keyless(raw));
        self.arrange(&mut items);
        let [_, ours, theirs] = &self.sides;
        let shape = if ours.header.is_empty() { theirs } else { ours };
        let mut text = if shape.marked { "\u{feff}".to_owned() } else { String::new() };
        let mut put = |line: &str| {
            text.push_str(line);
            text.push_str(shape.end);
        };
        let line = |row: &Out| row.raw.clone().unwrap_or_else(|| line(left.iter().map(|at| &row.fields[*at])));
        put(&self::line(header.iter().copied()));
        let mut conflicts = 0;
        for item in &items {
            match item {
                Item::Row(row) => put(&line(row)),
                Item::Conflict(ours, theirs) => {
                    conflicts += 1;
                    let lines = |row: &Option<Out>| row.as_ref().map(line);
                    let marked = [Some("<<<<<<< ours".to_owned()), lines(ours), Some("=======".to_owned()), lines(theirs)];
                    for text in marked.into_iter().flatten().chain([">>>>>>> theirs".to_owned()]) {
                        put(&text);
                    }
                }
            }
        }
        Merged { text: text.into_bytes(), conflicts, by_rows: true, renamed }
    }

    /// A row of one side.
    fn out(&self, side: usize, at: usize, raw: [bool; 2]) -> Out {
        let row = &self.sides[side].rows[at];
        let mut of = [None; 2];
        of[side - 1] = Some(at);
        Out { fields: row.fields.clone(), raw: raw[side - 1].then(|| row.raw.clone()), at: of }
    }

    /// Rows that something tells apart.
    fn keyed(&self, raw: [bool; 2], fresh: &mut Fresh<'_>, renamed: &mut Vec<(String, String)>) -> Vec<Item> {
        let mut all: BTreeMap<&Vec<String>, [Option<usize>; 3]> = BTreeMap::new();
        for (side, ids) in self.ids.iter().enumerate() {
            for (at, id) in ids.iter().enumerate().filter_map(|(at, id)| Some((at, id.as_ref()?))) {
                all.entry(id).or_default()[side] = Some(at);
            }
        }
        let taken: BTreeSet<String> =
            self.key.iter().flat_map(|key| self.sides.iter().flat_map(|side| &side.rows).map(|row| row.fields[*key].clone())).collect();
        let mut items = Vec::new();
        for of in all.into_values() {
            let said = |side: usize| of[side].map(|at| &self.sides[side].rows[at].fields);
            let [base, ours, theirs] = [said(0), said(1), said(2)];
            let row = |side: usize| of[side].map(|at| self.out(side, at, raw));
            let line = |side: usize| of[side].map(|at| &self.sides[side].rows[at].raw);
            if ours == theirs || theirs == base || ours == base {
                // What one side has only spelt otherwise is no change, and stays as it is spelt.
                let take = if ours == base && (theirs != base || line(1) == line(0)) { 2 } else { 1 };
                items.extend(row(take).map(|row| Item::Row(Out { at: [of[1], of[2]], ..row })));
                continue;
            }
            match (base, row(1), row(2)) {
                (None, Some(ours), Some(theirs)) => {
                    let later = self.weight(&ours.fields) > self.weight(&theirs.fields);
                    let (stays, goes) = if later { (theirs, ours) } else { (ours, theirs) };
                    match self.fresh_key(&stays.fields, &goes.fields, &taken, fresh) {
                        Some((key, new)) => {
                            let mut fields = goes.fields;
                            renamed.push((fields[key].clone(), new.clone()));
                            fields[key] = new;
                            items.extend([Item::Row(stays), Item::Row(Out { fields, raw: None, at: goes.at })]);
                        }
                        None if later => items.push(Item::Conflict(Some(goes), Some(stays))),
                        None => items.push(Item::Conflict(Some(stays), Some(goes))),
                    }
                }
                (_, ours, theirs) => items.push(Item::Conflict(ours, theirs)),
            }
        }
        items
    }

    /// The fresh key of a row, where it is another event than the one that keeps the key: of another day, or about something else.
    fn fresh_key(&self, stays: &[String], goes: &[String], taken: &BTreeSet<String>, fresh: &mut Fresh<'_>) -> Option<(usize, String)> {
        let (table, key) = (self.table?, self.key?);
        let place = |header: &str| self.columns.iter().position(|name| name == header);
        let tells = |kind: &Kind| matches!(kind, Kind::Date | Kind::Reference(_) | Kind::Agency);
        let telling = table.columns.iter().filter(|column| tells(&column.kind)).filter_map(|column| place(&column.header));
        let is_other = telling.into_iter().any(|at| stays[at] != goes[at]);
        // Where a row names another by its key, nobody can tell which of the two is meant.
        let mut others = self.sides.iter().flat_map(|side| &side.rows);
        let named = others.any(|row| row.fields.iter().enumerate().any(|(at, field)| at != key && *field == goes[key]));
        if !is_other || named {
            return None;
        }
        let value = |name: &str| {
            let column = table.column(name).and_then(|at| place(&table.columns[at].header));
            column.map_or_else(String::new, |at| goes[at].clone())
        };
        Some((key, fresh(&goes[key], taken, &value)?))
    }

    /// Rows that nothing tells apart but all that they say: so many are left as both sides together have left or added.
    fn keyless(&self, raw: [bool; 2]) -> Vec<Item> {
        let mut all: BTreeMap<&Vec<String>, [Vec<usize>; 3]> = BTreeMap::new();
        for (side, ids) in self.ids.iter().enumerate() {
            for (at, _) in ids.iter().enumerate().filter(|(_, id)| id.is_none()) {
                all.entry(&self.sides[side].rows[at].fields).or_default()[side].push(at);
            }
        }
        let count = |of: &[Vec<usize>; 3]| [of[0].len(), of[1].len(), of[2].len()];
        let added = |side: usize| -> Vec<&Vec<String>> {
            let only = |of: &[Vec<usize>; 3]| of[side].len() > of[0].len() && of[3 - side].len() <= of[0].len();
            all.iter().filter(|(_, of)| only(of)).map(|(fields, _)| *fields).collect()
        };
        let mut new = [added(1), added(2)];
        let mut spent: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
        let mut items = Vec::new();
        // A row that both have taken away, and at least one has put another in its place.
        for (fields, of) in &all {
            let [base, ours, theirs] = count(of);
            for _ in ours.max(theirs)..base {
                let mut like = |side: usize| {
                    let (at, _) = (new[side].iter().enumerate().map(|(at, row)| (at, alike(fields, row))))
                        .filter(|(_, alike)| *alike >= 50)
                        .max_by_key(|(at, alike)| (*alike, std::cmp::Reverse(*at)))?;
                    let row = new[side].remove(at);
                    *spent.entry(row).or_default() += 1;
                    all[row][side + 1].last().map(|at| self.out(side + 1, *at, raw))
                };
                let (ours, theirs) = (like(0), like(1));
                if ours.is_some() || theirs.is_some() {
                    items.push(Item::Conflict(ours, theirs));
                }
            }
        }
        for (fields, of) in &all {
            let [base, ours, theirs] = count(of);
            let left = match (ours, theirs) {
                _ if ours >= base && theirs >= base => ours.max(theirs),
                _ if ours <= base && theirs <= base => ours.min(theirs),
                _ => (ours + theirs).saturating_sub(base),
            };
            for nth in 0..left.saturating_sub(spent.get(fields).copied().unwrap_or(0)) {
                let (ours, theirs) = (of[1].get(nth).copied(), of[2].get(nth).copied());
                let row = ours.map(|at| self.out(1, at, raw)).or_else(|| theirs.map(|at| self.out(2, at, raw)));
                items.extend(row.map(|row| Item::Row(Out { at: [ours, theirs], ..row })));
            }
        }
        items
    }

    /// What orders a row.
    fn weight<'r>(&self, fields: &'r [String]) -> Vec<&'r str> {
        let place = |header: &str| self.columns.iter().position(|name| name == header);
        let by = self.table.map(|table| order(table).into_iter().filter_map(|at| place(&table.columns[at].header)).collect::<Vec<_>>());
        by.unwrap_or_default().into_iter().chain(0..fields.len()).map(|at| fields[at].as_str()).collect()
    }

    /// Puts rows in their order, where both sides keep it; else theirs go behind the rows that they stand behind.
    fn arrange(&self, items: &mut [Item]) {
        let sorted = |side: &Side| side.rows.is_sorted_by_key(|row| self.weight(&row.fields));
        if self.table.is_some() && sorted(&self.sides[1]) && sorted(&self.sides[2]) {
            let weight = |row: &Out| self.weight(&row.fields).into_iter().map(str::to_owned).collect::<Vec<_>>();
            items.sort_by_cached_key(|item| item.first().map(weight));
            return;
        }
        let ours_of: BTreeMap<usize, usize> = items.iter().filter_map(|item| Some((item.first()?.at[1]?, item.first()?.at[0]?))).collect();
        let place = |item: &Item| {
            let [ours, theirs] = item.first().map_or([None; 2], |row| row.at);
            let behind = || theirs.and_then(|at| ours_of.range(..at).next_back()).map_or(usize::MAX, |(_, ours)| *ours);
            ours.map_or_else(|| (behind(), theirs.map_or(0, |at| at + 1)), |ours| (ours, 0))
        };
        items.sort_by_key(place);
    }
}

/// How much of two rows is the same, in percent of what either says.
fn alike(one: &[String], other: &[String]) -> usize {
    let said = one.iter().zip(other).filter(|(a, b)| !a.is_empty() || !b.is_empty());
    let (mut same, mut all) = (0, 0);
    for (a, b) in said {
        same += usize::from(a == b);
        all += 1;
    }
    (same * 100).checked_div(all).unwrap_or(0)
}

/// A line of CSV without its end.
fn line<'f>(fields: impl Iterator<Item = &'f String>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(fields.map(String::as_bytes)).is_ok();
    let bytes = writer.into_inner().ok().filter(|_| written).unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()
}

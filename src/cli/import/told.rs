//! What is said of an import.

use std::collections::BTreeMap;

use super::super::{Stop, World};
use super::plan::Plan;
use crate::edit::{Grid, Heading, Skipped, letters};
use crate::model::Table;
use crate::say;
use crate::text::{Lang, Message, count_en, count_vi, printable};

/// Which column of a sheet is which of the table.
pub(super) fn columns(grid: &Grid, table: &Table, heading: &Heading, guessed: &[usize]) -> Message {
    let sheet = &grid.name;
    let one = |(at, column): (usize, &crate::model::Column)| {
        let field = heading.fields[at]?;
        let (name, letter) = (&column.name, letters(field));
        let (vi, en) = if guessed.contains(&at) { (" (đoán theo các ô)", " (by the looks of its cells)") } else { ("", "") };
        Some((format!("{name} = {letter}{vi}"), format!("{name} = {letter}{en}")))
    };
    let pairs: Vec<(String, String)> = table.columns.iter().enumerate().filter_map(one).collect();
    let vi = pairs.iter().map(|pair| pair.0.as_str()).collect::<Vec<_>>().join(", ");
    let en = pairs.iter().map(|pair| pair.1.as_str()).collect::<Vec<_>>().join(", ");
    let known =
        |field: &usize| heading.fields.contains(&Some(*field)) || heading.around.contains(field) || heading.names[*field].is_empty();
    let left: Vec<&str> = (0..heading.names.len()).filter(|field| !known(field)).map(|field| heading.names[field].as_str()).collect();
    if left.is_empty() {
        return say!(vi: "`{sheet}`: {vi}", en: "`{sheet}`: {en}");
    }
    let left = crate::text::ticked(&left);
    say!(vi: "`{sheet}`: {vi}; không dùng {left}", en: "`{sheet}`: {en}; not used: {left}")
}

/// Shows the whole plan.
pub(super) fn show(plan: &Plan, table: &Table, world: &mut World<'_>, lang: Lang) -> Result<(), Stop> {
    let mut lines: Vec<Message> = plan.notes.clone();
    let _ = table;
    for change in &plan.changes {
        let (path, rows, rows_vi) = (&change.path, count_en(change.rows, "new row"), count_vi(change.rows));
        lines.push(say!(vi: "{path}: {rows_vi} dòng mới", en: "{path}: {rows}"));
    }
    if plan.changes.is_empty() {
        lines.push(say!(vi: "không có dòng nào mới", en: "no row is new"));
    }
    if plan.already > 0 {
        let (rows, rows_vi) = (count_en(plan.already, "row"), count_vi(plan.already));
        let are = if plan.already == 1 { "is" } else { "are" };
        lines.push(say!(vi: "{rows_vi} dòng đã có", en: "{rows} {are} there already"));
    }
    let mut skipped: BTreeMap<&'static str, (Message, Vec<&str>)> = BTreeMap::new();
    for (place, what) in &plan.skipped {
        let (key, said) = match what {
            Skipped::Title => ("1", say!(vi: "bỏ qua phần trên tiêu đề", en: "passed over, above the heading")),
            Skipped::Numbers => ("2", say!(vi: "bỏ qua dòng số thứ tự cột", en: "passed over, numbers of the columns")),
            Skipped::Section => ("3", say!(vi: "bỏ qua dòng tên nhóm", en: "passed over, headings within")),
            Skipped::Totals => ("4", say!(vi: "bỏ qua dòng cộng", en: "passed over, totals")),
            Skipped::Unfilled => ("6", say!(vi: "bỏ qua dòng mẫu chưa điền", en: "passed over, not filled in")),
            Skipped::Footer => ("5", say!(vi: "bỏ qua phần dưới bảng", en: "passed over, below the table")),
        };
        skipped.entry(key).or_insert_with(|| (said, Vec::new())).1.push(place);
    }
    for (said, places) in skipped.values() {
        let places = places.join(", ");
        lines.push(Message::new(format!("{}: {places}", said.get(Lang::Vi)), format!("{}: {places}", said.get(Lang::En))));
    }
    for doubt in &plan.doubts {
        let place = &doubt.place;
        lines.push(Message::new(format!("{place}: {}", doubt.why.get(Lang::Vi)), format!("{place}: {}", doubt.why.get(Lang::En))));
    }
    for line in lines {
        writeln!(world.out, "{}", printable(line.get(lang)))?;
    }
    Ok(world.out.flush()?)
}

/// The doubtful rows as a sheet, each with where it stood and what it would need.
pub(super) fn doubts(plan: &Plan, table: &Table, lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
    let held = |at: &usize| plan.doubts.iter().any(|doubt| !doubt.raw[*at].is_empty()) || table.columns[*at].required;
    let columns: Vec<usize> = (0..table.columns.len()).filter(held).collect();
    let mut header: Vec<String> = columns.iter().map(|at| table.columns[*at].header.clone()).collect();
    let (why, place) = match lang {
        Lang::Vi => ("vì sao", "ô"),
        Lang::En => ("why", "cell"),
    };
    header.extend([why.to_owned(), place.to_owned()]);
    let row = |doubt: &crate::edit::Doubtful| {
        let own = columns.iter().map(|at| doubt.raw[*at].clone());
        own.chain([doubt.why.get(lang).to_owned(), doubt.place.clone()]).collect()
    };
    (header, plan.doubts.iter().map(row).collect())
}

/// What was written.
pub(super) fn written(plan: &Plan) -> Message {
    let (rows, rows_vi) = (count_en(plan.new_rows(), "row"), count_vi(plan.new_rows()));
    let (files, files_vi) = (count_en(plan.changes.len(), "file"), count_vi(plan.changes.len()));
    if plan.doubts.is_empty() {
        return say!(vi: "đã ghi {rows_vi} dòng vào {files_vi} tệp", en: "{rows} written to {files}");
    }
    let (doubts, doubts_vi) = (count_en(plan.doubts.len(), "doubtful row"), count_vi(plan.doubts.len()));
    say!(vi: "đã ghi {rows_vi} dòng vào {files_vi} tệp; để riêng {doubts_vi} dòng nghi ngờ", en: "{rows} written to {files}; {doubts} put apart")
}

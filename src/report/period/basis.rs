//! What the figures rest on: how sound the data is, the files, the revision, the lists in force.

use std::collections::BTreeMap;

use super::opening::{counted_en, figures};
use super::{Report, dated};
use crate::calendar::Days;
use crate::report::check::checked::statistics;
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::recorded;
use crate::say;
use crate::text::{Message, Word};

impl Report<'_> {
    pub(super) fn quality(&self) -> Vec<Block> {
        let left_out = self.state.left_out;
        let rows = counted_en(left_out, "row");
        let were = if left_out == 1 { "is" } else { "are" };
        let said = if left_out == 0 {
            say!(vi: "Không có dòng số liệu nào bị loại.", en: "No row is left out.")
        } else {
            say!(vi: "{left_out} dòng số liệu bị loại vì có lỗi, không tính vào số liệu nào.", en: "{rows} with errors {were} in no figure.")
        };
        if self.found.is_empty() {
            let none =
                say!(vi: "Kiểm tra số liệu không phát hiện lỗi hay điểm nghi vấn nào.", en: "The check found neither errors nor doubts.");
            return vec![Block::Line(said), Block::Line(none)];
        }
        let title = say!(vi: "Phát hiện khi kiểm tra số liệu", en: "What the check found");
        let name = Some(Word::Findings.into());
        vec![Block::Line(said), Block::Sheet(Sheet { title: Some(title), name, ..statistics(&self.found) })]
    }

    pub(super) fn sources(&self) -> Vec<Block> {
        let [day_vi, day_en] = dated(self.state.as_of);
        let mut said = vec![say!(
            vi: "Số liệu là các dòng nhật ký có ngày đến hết {day_vi}, theo các tệp hiện có.",
            en: "The figures count log rows dated up to {day_en}, in the files as they are."
        )];
        said.push(match &self.revision {
            None => say!(vi: "Thư mục số liệu không nằm trong kho git nào.", en: "The data lies in no git repository."),
            Some(revision) => {
                let id = &revision.id;
                if revision.changed {
                    say!(vi: "Phiên bản git: {id}, có thay đổi chưa ghi vào kho.", en: "Git revision: {id}, with changes that are not committed.")
                } else {
                    say!(vi: "Phiên bản git: {id}.", en: "Git revision: {id}.")
                }
            }
        });
        let mut blocks: Vec<Block> = said.into_iter().map(Block::Line).collect();
        blocks.push(Block::Sheet(recorded::sheet(&self.records_of_period())));
        blocks.push(Block::Sheet(self.file_sheet()));
        let lists = self.lists();
        if !lists.is_empty() {
            blocks.push(Block::Sheet(list_sheet(&lists, self.state.as_of)));
        }
        blocks
    }

    /// The records of the period so far, log by log.
    pub(super) fn records_of_period(&self) -> Vec<recorded::Line<'_>> {
        recorded::lines(self.workspace, self.recorded, Days { first: self.days.first, last: self.state.as_of.min(self.days.last) })
    }

    /// The tables with their rows: registers, budget lines, waivers, and the files of logs.
    pub(super) fn tables(&self) -> Vec<(String, u64, Option<u64>)> {
        let workspace = self.workspace;
        // Records that are subjects are a log's.
        let of_log = |name: &str| workspace.logs.iter().any(|log| log.table.name == name);
        let registers = workspace
            .registers
            .iter()
            .filter(|register| !of_log(&register.table.name))
            .map(|register| (format!("registers/{}.csv", register.table.name), register.rows.len()));
        let more = [
            ("money/allocations.csv", workspace.allocations.len()),
            ("waivers.csv", workspace.waivers.len()),
            ("accepted.csv", workspace.accepted.len()),
        ];
        let more = more.into_iter().filter(|(_, rows)| *rows > 0).map(|(path, rows)| (path.to_owned(), rows));
        let mut tables: Vec<(String, u64, Option<u64>)> = registers.chain(more).map(|(path, rows)| (path, rows as u64, None)).collect();
        tables.extend(self.files.iter().map(|file| (file.path.clone(), file.rows, Some(file.left_out))));
        tables
    }

    /// The same with a line for each log; a file that lost rows has one of its own.
    fn folded(&self) -> Vec<(Message, u64, Option<u64>)> {
        let mut lines: Vec<(Message, u64, Option<u64>)> = Vec::new();
        let tables = self.tables();
        let folder = |path: &str| path.strip_prefix("logs/").and_then(|path| path.split_once('/')).map(|(log, _)| log.to_owned());
        for files in tables.chunk_by(|a, b| folder(&a.0).is_some() && folder(&a.0) == folder(&b.0)) {
            if let ([_, _, ..], Some(log)) = (files, folder(&files[0].0)) {
                let ([count_vi, count_en], left_out) = (figures(&files.len()), files.iter().filter_map(|(_, _, left_out)| *left_out).sum());
                let name = say!(vi: "logs/{log}: {count_vi} tệp", en: "logs/{log}: {count_en} files");
                lines.push((name, files.iter().map(|(_, rows, _)| rows).sum(), Some(left_out)));
                let lost = files.iter().filter(|(_, _, left_out)| left_out.is_some_and(|left_out| left_out > 0));
                lines.extend(lost.map(|(path, rows, left_out)| (Message::same(format!("  {path}")), *rows, *left_out)));
            } else {
                lines.extend(files.iter().map(|(path, rows, left_out)| (Message::same(path.clone()), *rows, *left_out)));
            }
        }
        lines
    }

    fn file_sheet(&self) -> Sheet {
        let columns = vec![
            Column::left("file", Word::File),
            Column::right("rows", Word::Records),
            Column::right("left_out", say!(vi: "Bị loại", en: "Left out")),
        ];
        let row = |(name, rows, left_out): (Message, u64, Option<u64>)| {
            Row::Cells(vec![Cell::Words(name), Cell::count(rows), left_out.map_or(Cell::Empty, Cell::count)])
        };
        let title = say!(vi: "Tệp số liệu", en: "Files");
        Sheet { title: Some(title), columns, rows: self.folded().into_iter().map(row).collect(), ..Sheet::default() }
    }

    /// The lists in force on the as-of date: category, decision, and how many units it lists.
    pub(super) fn lists(&self) -> Vec<(Message, String, u64)> {
        let (units, day) = (&self.workspace.units, self.state.as_of);
        let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for unit in units.all().filter(|unit| units.row_on(*unit, day).is_some()) {
            for listing in units.listings(unit).iter().filter(|listing| listing.days.contains(day)) {
                *counts.entry((&listing.category, listing.basis.as_deref().unwrap_or_default())).or_default() += 1;
            }
        }
        let categories = &self.plan().names.categories;
        let name = |id: &str| Message::same(categories.get(id).map_or(id, |category| category.name.as_str()));
        counts.into_iter().map(|((id, basis), count)| (name(id), basis.to_owned(), count)).collect()
    }
}

fn list_sheet(lists: &[(Message, String, u64)], day: crate::calendar::Date) -> Sheet {
    let [day_vi, day_en] = dated(day);
    let columns = vec![
        Column::left("category", Word::Category),
        Column::left("basis", Word::Basis),
        Column::right("units", say!(vi: "Số đơn vị", en: "Units")),
    ];
    let row = |(name, basis, count): &(Message, String, u64)| {
        Row::Cells(vec![Cell::Words(name.clone()), Cell::Text(basis.clone()), Cell::count(*count)])
    };
    let title = say!(vi: "Danh sách có hiệu lực ngày {day_vi}", en: "Lists in force on {day_en}");
    let name = say!(vi: "Danh sách", en: "Lists");
    Sheet { title: Some(title), name: Some(name), columns, rows: lists.iter().map(row).collect(), ..Sheet::default() }
}

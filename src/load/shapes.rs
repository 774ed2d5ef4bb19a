//! The shapes of the built-in tables that are neither registers nor logs, and the files of all tables of a workspace.

use super::tables::built_in;
use crate::model::{Column, Kind, Table, UNITS, Workspace};
use crate::number::Number;

/// `registers/listings.csv`.
pub(super) fn listings() -> Table {
    let columns = vec![
        Column::new("unit", Kind::Reference(UNITS), true),
        Column::new("category", Kind::Category, true),
        Column::new("from", Kind::Date, false),
        Column::new("to", Kind::Date, false),
        text("basis", false),
    ];
    built_in("listings", columns)
}

/// `registers/successions.csv`.
pub(super) fn successions() -> Table {
    built_in("successions", vec![Column::new("date", Kind::Date, true), text("old", true), text("new", false), text("basis", false)])
}

/// `waivers.csv`.
pub(super) fn waivers() -> Table {
    let columns = vec![
        text("target", true),
        text("subject", false),
        text("window", false),
        Column::new("from", Kind::Date, false),
        Column::new("to", Kind::Date, false),
        text("reason", true),
        text("basis", false),
        text("plan", false),
    ];
    built_in("waivers", columns)
}

/// `accepted.csv`.
pub(super) fn accepted() -> Table {
    let columns = vec![
        text("target", true),
        text("window", true),
        text("subject", false),
        Column::new("from", Kind::Date, false),
        text("reason", true),
        text("basis", false),
        text("plan", false),
    ];
    built_in("accepted", columns)
}

/// `money/allocations.csv`.
pub(super) fn allocations() -> Table {
    let mut year = Column::new("year", Kind::Integer, true);
    (year.min, year.max) = (Some(Number::whole(1)), Some(Number::whole(9998)));
    let columns = vec![
        year,
        Column::new("fund", Kind::Fund, true),
        text("activity", false),
        // A cut is a row below zero; what is left of the line may not be.
        Column::new("amount", Kind::Money, true),
        text("plan", false),
        text("basis", false),
        text("subject", false),
    ];
    built_in("allocations", columns)
}

fn text(name: &str, required: bool) -> Column {
    Column::new(name, Kind::Text, required)
}

/// The tables of a workspace that are one file each, whether it is there or not: registers and built-in ones, with their paths.
pub fn single_files(workspace: &Workspace) -> Vec<(String, Table)> {
    let registers = workspace.registers.iter().map(|register| &register.table).filter(|table| table.records_of.is_none());
    let mut all: Vec<(String, Table)> = registers.map(|table| (format!("registers/{}.csv", table.name), table.clone())).collect();
    all.extend([listings(), successions()].map(|table| (format!("registers/{}.csv", table.name), table)));
    all.extend([waivers(), accepted()].map(|table| (format!("{}.csv", table.name), table)));
    all.push(("money/allocations.csv".to_owned(), allocations()));
    all
}

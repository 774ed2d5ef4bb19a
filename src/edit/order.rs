//! The order in which a table's rows are kept: by date, then key, then whatever else tells them apart.

use crate::model::{Kind, Table};

/// The columns by which rows are ordered, the first first; every column is among them.
pub fn order(table: &Table) -> Vec<usize> {
    // Of rows with one key, and of one list, the earlier comes first; elsewhere columns stand in the order of their weight.
    let own = table.key().or_else(|| table.first(|kind| *kind == Kind::Category));
    let first = [table.date("date"), own, own.and_then(|_| table.date("from"))];
    let mut order: Vec<usize> = first.into_iter().flatten().collect();
    order.extend((0..table.columns.len()).filter(|column| !order.contains(column)).collect::<Vec<_>>());
    order
}

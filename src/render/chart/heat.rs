//! Communes by years: the darker, the more is covered.

use unicode_width::UnicodeWidthStr;

use super::super::style::{Tone, toned};
use super::{keys, label, left, right};
use crate::report::{HeatCell, HeatMap, Shade};
use crate::text::Lang;

/// The widest label.
const WIDEST: usize = 28;

pub(super) fn draw(map: &HeatMap, width: usize, lang: Lang) -> Vec<String> {
    let rows = || map.parts.iter().flat_map(|part| &part.rows);
    let name = rows().map(|row| row.name.get(lang).width() + 2).max().unwrap_or(0).min(WIDEST);
    let room = width.saturating_sub(name + 1);
    // Years in four digits where there is room, else in two; else the last ones.
    let cell = if map.columns.len() * 5 <= room { 5 } else { 3 };
    let earlier = map.columns.len().saturating_sub(room / cell);
    let mut head = " ".repeat(name);
    for column in &map.columns[earlier..] {
        head.push_str(&right(&column[column.len().saturating_sub(cell - 1)..], cell));
    }
    let mut lines = vec![head];
    for part in &map.parts {
        lines.push(toned(&label(part.name.get(lang), width), Some(Tone::Strong)));
        for row in &part.rows {
            let cells: String = row.cells[earlier..].iter().map(|found| right(&sign(*found).repeat(cell - 1), cell)).collect();
            lines.push(format!("{}{cells}", left(&format!("  {}", label(row.name.get(lang), name - 2)), name)));
        }
    }
    let mut seen: Vec<Shade> = rows().flat_map(|row| row.cells[earlier..].iter().flatten()).map(|cell| cell.shade()).collect();
    seen.sort_unstable();
    seen.dedup();
    let key = |shade: &Shade| format!("{} {}", of_shade(*shade), shade.meaning().get(lang));
    lines.extend(keys(&seen.iter().map(key).collect::<Vec<_>>(), 0, width));
    lines
}

fn sign(cell: Option<HeatCell>) -> &'static str {
    cell.map_or(" ", |cell| of_shade(cell.shade()))
}

fn of_shade(shade: Shade) -> &'static str {
    match shade {
        Shade::Nobody => "-",
        Shade::Waiting => "~",
        Shade::Empty => "·",
        Shade::Some => "░",
        Shade::Most => "▒",
        Shade::Full => "█",
    }
}

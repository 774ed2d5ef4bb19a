//! What a unit that was asked for has become, where it is no more.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::model::{UnitIndex, Workspace};
use crate::say;
use crate::text::Message;

/// No more units than these are named.
const SHOWN: usize = 5;

/// Says that the units which were asked for have ended, and what is looked at in their place; nothing where one of them lives.
pub(in crate::report) fn note(workspace: &Workspace, asked: &BTreeSet<UnitIndex>, as_of: Date) -> Option<Message> {
    let units = &workspace.units;
    if asked.iter().any(|unit| units.lives(*unit, as_of)) {
        return None;
    }
    let ends = |unit: &UnitIndex| units.rows(*unit).last().map(|(_, days)| (days.last, *unit));
    let (last, unit) = asked.iter().filter_map(ends).filter(|(last, _)| *last < as_of).max()?;
    let name = format!("{} ({})", workspace.unit_name(unit, last), units.code(unit));
    let became: BTreeSet<UnitIndex> = asked.iter().flat_map(|unit| units.stands(*unit, as_of)).collect();
    if became.is_empty() {
        return Some(say!(
            vi: "{name} hết hiệu lực ngày {last} và không có đơn vị kế tục: chỉ các kỳ trước đó mới có gì ở đây",
            en: "{name} ended on {last} and became nothing: only windows before that have anything here"
        ));
    }
    let named: Vec<String> =
        became.iter().take(SHOWN).map(|unit| format!("{} ({})", workspace.unit_name(*unit, as_of), units.code(*unit))).collect();
    let more = if became.len() > SHOWN { ", …" } else { "" };
    let became = named.join(", ");
    Some(say!(
        vi: "{name} hết hiệu lực ngày {last}; các kỳ về sau xem ở đơn vị kế tục: {became}{more}",
        en: "{name} ended on {last}; later windows are looked at in what it became: {became}{more}"
    ))
}

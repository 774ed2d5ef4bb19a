//! Coverage of groups, a bar for each.

use num_rational::BigRational;
use num_traits::{One, ToPrimitive};
use unicode_width::UnicodeWidthStr;

use super::{label, left, right, shown};
use crate::report::{Bar, Bars, Cell};
use crate::text::{Lang, Word};

/// The widest label and the widest bar.
const WIDEST: (usize, usize) = (28, 50);

pub(super) fn draw(bars: &Bars, width: usize, lang: Lang) -> Vec<String> {
    let drawn = bars.drawn();
    let names: Vec<String> = drawn.iter().map(|bar| label(bar.name.get(lang), WIDEST.0)).collect();
    let counts: Vec<String> = drawn.iter().map(|bar| shown(&Cell::Share(bar.covered(), bar.eligible), lang)).collect();
    let shares: Vec<String> = drawn.iter().map(|bar| shown(&Cell::Percent(bar.coverage()), lang)).collect();
    let widest = |texts: &[String]| texts.iter().map(|text| text.width()).max().unwrap_or(0);
    let (name, count, share) = (widest(&names), widest(&counts), widest(&shares));
    let room = width.saturating_sub(name + count + share + 6).clamp(10, WIDEST.1);
    let mut lines: Vec<String> = (0..drawn.len())
        .map(|at| {
            let bar = filled(drawn[at], room);
            format!("{}  {bar}  {}  {}", left(&names[at], name), right(&counts[at], count), right(&shares[at], share))
        })
        .collect();
    let mut below = Vec::new();
    if bars.share != BigRational::one() {
        let at = columns(&bars.share, room);
        let share = shown(&Cell::Percent(Some(bars.share.clone())), lang);
        below.push(format!("{}▲ {} {share}", " ".repeat(name + 2 + at.saturating_sub(1)), Word::Required.get(lang)));
    }
    if bars.bars.iter().any(|bar| bar.late > 0) {
        below.push(format!("{}▓ {}", " ".repeat(name + 2), Word::OfThemLate.get(lang)));
    }
    lines.extend(below);
    lines
}

/// Covered on time, covered late, and the rest: nothing looks full or empty that is not.
fn filled(bar: &Bar, room: usize) -> String {
    if bar.eligible == 0 {
        return " ".repeat(room);
    }
    let all = bar.coverage().map_or(0, |share| columns(&share, room));
    let all = if bar.covered() > 0 && bar.covered() < bar.eligible { all.clamp(1, room - 1) } else { all };
    let met = columns(&BigRational::new(bar.met.into(), bar.eligible.into()), room);
    let met = if bar.late > 0 { met.min(all.saturating_sub(1)) } else { all };
    format!("{}{}{}", "█".repeat(met), "▓".repeat(all - met), "░".repeat(room - all))
}

/// So many of the columns.
fn columns(share: &BigRational, room: usize) -> usize {
    (share * BigRational::from_integer(room.into())).round().to_integer().to_usize().unwrap_or(0).min(room)
}

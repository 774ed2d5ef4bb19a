//! Coverage of groups, a bar for each.

use num_rational::BigRational;
use num_traits::One;

use super::super::super::chart::lines;
use super::{Svg, length, shown};
use crate::number::approximate;
use crate::report::{Bar, Bars, Cell};
use crate::text::{Lang, Word};

const ROW: f64 = 22.0;
const LABEL: f64 = 168.0;
const BAR: f64 = 250.0;
const WIDTH: f64 = 560.0;

pub(super) fn draw(bars: &Bars, lang: Lang, id: usize) -> Svg {
    let marked = bars.share != BigRational::one();
    let late = bars.bars.iter().any(|bar| bar.late > 0);
    let top = if marked { 20.0 } else { 4.0 };
    let height = top + ROW * length(bars.bars.len()) + if late { 32.0 } else { 8.0 };
    let mut svg = Svg::new(WIDTH, height);
    if late {
        svg.push(&format!(
            "<defs><pattern id=\"p{id}h\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"late\" width=\"5\" height=\"5\"/><rect class=\"stripe\" width=\"1.6\" height=\"5\"/></pattern></defs>"
        ));
    }
    let last = bars.bars.len().saturating_sub(1);
    for (at, bar) in bars.bars.iter().enumerate() {
        let y = top + ROW * length(at);
        if at == last && at > 0 {
            svg.line("axis", (0.0, y + 1.0), (WIDTH, y + 1.0));
        }
        one(&mut svg, bar, y, (at == last, lang, id));
    }
    let bottom = top + ROW * length(bars.bars.len());
    if marked {
        let x = LABEL + 8.0 + BAR * approximate(&bars.share);
        svg.line("need", (x, top - 4.0), (x, bottom));
        let share = shown(&Cell::Percent(Some(bars.share.clone())), lang);
        svg.text("m small", (x, top - 8.0), &format!("{} {share}", Word::Required.get(lang)));
    }
    if late {
        svg.push(&format!("<rect fill=\"url(#p{id}h)\" x=\"{:.1}\" y=\"{:.1}\" width=\"14\" height=\"10\"/>", LABEL + 8.0, bottom + 13.0));
        svg.text("small", (LABEL + 28.0, bottom + 22.0), Word::OfThemLate.get(lang));
    }
    svg
}

fn one(svg: &mut Svg, bar: &Bar, y: f64, (total, lang, id): (bool, Lang, usize)) {
    let weight = if total { "e strong" } else { "e" };
    let name = lines(bar.name.get(lang), 26, 1).pop().unwrap_or_default();
    svg.text(weight, (LABEL, y + 16.0), &name);
    let x = LABEL + 8.0;
    svg.rect("rest", (x, y + 5.0), (BAR, 13.0));
    if let Some(share) = bar.coverage() {
        let part = |count: u64| BAR * approximate(&(BigRational::new(count.into(), bar.eligible.into())));
        // Nothing looks full or empty that is not.
        let all = BAR * approximate(&share);
        let all = if bar.covered() > 0 && bar.covered() < bar.eligible { all.clamp(2.0, BAR - 2.0) } else { all };
        let on_time = part(bar.met).min(all);
        svg.rect("fill", (x, y + 5.0), (on_time, 13.0));
        if bar.late > 0 {
            svg.push(&format!(
                "<rect fill=\"url(#p{id}h)\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"13\"/>",
                x + on_time,
                y + 5.0,
                all - on_time
            ));
        }
    }
    let count = shown(&Cell::Share(bar.covered(), bar.eligible), lang);
    svg.text(if total { "e strong" } else { "e" }, (x + BAR + 62.0, y + 16.0), &count);
    svg.text(if total { "e strong" } else { "e" }, (WIDTH - 2.0, y + 16.0), &shown(&Cell::Percent(bar.coverage()), lang));
}

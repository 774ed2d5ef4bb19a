//! Coverage of groups, a bar for each: the name, the count and the share stand beside it where there is room, above it where
//! there is none, so that no bar is ever cut.

use std::fmt::Write;

use num_rational::BigRational;
use num_traits::One;

use super::super::escape::escaped;
use super::shown;
use crate::number::approximate;
use crate::report::{Bar, Bars, Cell};
use crate::text::{Lang, Word};

pub(super) fn draw(bars: &Bars, lang: Lang, id: usize) -> String {
    let marked = (bars.share != BigRational::one()).then(|| approximate(&bars.share) * 100.0);
    let mut body = String::new();
    // Writing to a text cannot fail.
    let mut push = |markup: &str| {
        let _ = writeln!(body, "{markup}");
    };
    let drawn = bars.drawn();
    let late = drawn.iter().any(|bar| bar.late > 0);
    let last = drawn.len().saturating_sub(1);
    for (at, bar) in drawn.into_iter().enumerate() {
        let class = if at == last && at > 0 { " class=\"strong\"" } else { "" };
        let count = escaped(&shown(&Cell::Share(bar.covered(), bar.eligible), lang));
        let share = escaped(&shown(&Cell::Percent(bar.coverage()), lang));
        push(&format!("<b{class}>{}</b><i{class}>{count}</i><i{class}>{share}</i>", escaped(bar.name.get(lang))));
        push(&one(bar, marked, id, (late && at == 0).then(|| hatched(id))));
    }
    let key =
        |drawn: &str, words: &str| format!("<small><svg viewBox=\"0 0 14 10\" width=\"14\" height=\"10\">{drawn}</svg> {words}</small>");
    if marked.is_some() {
        let words = format!("{} {}", Word::Required.get(lang), shown(&Cell::Percent(Some(bars.share.clone())), lang));
        push(&key("<line class=\"need\" x1=\"7\" y1=\"0\" x2=\"7\" y2=\"10\"/>", &escaped(&words)));
    }
    if late {
        push(&key(&format!("<rect fill=\"url(#p{id}h)\" width=\"14\" height=\"10\"/>"), &escaped(Word::OfThemLate.get(lang))));
    }
    body
}

/// Stripes, for those who cannot tell the colours apart.
fn hatched(id: usize) -> String {
    format!(
        "<defs><pattern id=\"p{id}h\" width=\"3\" height=\"10\" patternUnits=\"userSpaceOnUse\"><rect class=\"late\" width=\"3\" height=\"10\"/><rect class=\"stripe\" width=\"1\" height=\"10\"/></pattern></defs>"
    )
}

fn one(bar: &Bar, marked: Option<f64>, id: usize, defined: Option<String>) -> String {
    let mut drawn = defined.unwrap_or_default();
    drawn.push_str("<rect class=\"rest\" width=\"100\" height=\"10\"/>");
    if let Some(share) = bar.coverage() {
        let all = approximate(&share) * 100.0;
        // Nothing looks full or empty that is not.
        let all = if bar.covered() > 0 && bar.covered() < bar.eligible { all.clamp(1.0, 99.0) } else { all };
        let on_time = approximate(&BigRational::new(bar.met.into(), bar.eligible.into())) * 100.0;
        let on_time = on_time.min(all);
        let _ = write!(drawn, "<rect class=\"fill\" width=\"{on_time:.1}\" height=\"10\"/>");
        if bar.late > 0 {
            let late = all - on_time;
            let _ = write!(drawn, "<rect fill=\"url(#p{id}h)\" x=\"{on_time:.1}\" width=\"{late:.1}\" height=\"10\"/>");
        }
    }
    if let Some(x) = marked {
        let _ = write!(drawn, "<line class=\"need\" x1=\"{x:.1}\" y1=\"0\" x2=\"{x:.1}\" y2=\"10\"/>");
    }
    format!("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\">{drawn}</svg>")
}

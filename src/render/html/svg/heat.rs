//! Communes by years, one drawing for each district: so it breaks between districts, on paper too.

use super::super::super::chart::lines;
use super::{Svg, length, shade_class};
use crate::report::{HeatPart, Shade};
use crate::text::Lang;

use super::super::super::style::of_state;

const ROW: f64 = 18.0;
const LABEL: f64 = 176.0;
const HEAD: f64 = 40.0;

pub(super) fn draw(columns: &[String], part: &HeatPart, lang: Lang) -> Svg {
    let cell = if columns.len() > 16 { 34.0 } else { 42.0 };
    let mut svg = Svg::new(LABEL + 8.0 + cell * length(columns.len()), HEAD + ROW * length(part.rows.len()) + 6.0);
    svg.title = Some(part.name.clone());
    svg.text("strong", (0.0, 14.0), part.name.get(lang));
    let x = |at: usize| LABEL + 8.0 + cell * length(at);
    for (at, label) in columns.iter().enumerate() {
        svg.text("m small", (x(at) + cell / 2.0, HEAD - 7.0), label);
    }
    for (at, row) in part.rows.iter().enumerate() {
        let y = HEAD + ROW * length(at);
        let name = lines(row.name.get(lang), 26, 1).pop().unwrap_or_default();
        svg.text("e", (LABEL, y + 13.5), &name);
        for (at, found) in row.cells.iter().enumerate() {
            let Some(found) = found else { continue };
            svg.rect(shade_class(found.shade()), (x(at) + 0.75, y + 0.75), (cell - 1.5, ROW - 1.5));
            let text = match (found.state, found.shade()) {
                (Some(state), _) => of_state(state).0.to_owned(),
                (None, Shade::Nobody) => "–".to_owned(),
                (None, _) => format!("{}/{}", found.covered, found.eligible),
            };
            svg.text("m small", (x(at) + cell / 2.0, y + 13.0), &text);
        }
    }
    svg
}

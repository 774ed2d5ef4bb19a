//! One of several small pictures: coverage on one day after another.

use num_rational::BigRational;

use super::{Svg, part, shown};
use crate::calendar::{days_between, display_date};
use crate::number::approximate;
use crate::report::{Cell, Multiple};
use crate::text::Lang;

const WIDTH: f64 = 280.0;
const LEFT: f64 = 8.0;
const PLOT: (f64, f64) = (264.0, 60.0);
const TOP: f64 = 20.0;

pub(super) fn draw(chart: &Multiple, lang: Lang) -> Svg {
    let mut svg = Svg::new(WIDTH, TOP + PLOT.1 + 20.0);
    svg.title = Some(chart.name.clone());
    let bottom = TOP + PLOT.1;
    let (Some((first, _)), Some((last, now))) = (chart.points.first(), chart.points.last()) else { return svg };
    let x = |day| LEFT + PLOT.0 * part(days_between(*first, day), days_between(*first, *last));
    let y = |value: &BigRational| TOP + PLOT.1 * (1.0 - approximate(value).clamp(0.0, 1.0));
    svg.text("small", (LEFT, 12.0), &chart.name.get(lang).chars().take(36).collect::<String>());
    svg.text("e small", (LEFT + PLOT.0, 12.0), &shown(&Cell::Percent(now.clone()), lang));
    svg.line("axis", (LEFT, bottom), (LEFT + PLOT.0, bottom));
    svg.line("required", (LEFT, y(&chart.share)), (LEFT + PLOT.0, y(&chart.share)));
    // Where nothing is known the line is broken.
    for run in chart.points.split(|(_, value)| value.is_none()).filter(|run| !run.is_empty()) {
        let line: Vec<(f64, f64)> = run.iter().filter_map(|(day, value)| Some((x(*day), y(value.as_ref()?)))).collect();
        svg.path("done", &line);
        if let Some((x, y)) = line.last() {
            svg.push(&format!("<circle class=\"fill\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>"));
        }
    }
    svg.text("small", (LEFT, bottom + 14.0), &display_date(*first, lang));
    svg.text("e small", (LEFT + PLOT.0, bottom + 14.0), &display_date(*last, lang));
    svg
}

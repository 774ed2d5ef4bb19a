//! Coverage of each target on one day after another, in columns.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use super::{label, right, shown};
use crate::calendar::display_date;
use crate::report::{Cell, Multiple, Multiples};
use crate::text::Lang;

/// Lines of a small picture.
const HEIGHT: usize = 3;
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn draw(multiples: &Multiples, width: usize, lang: Lang) -> Vec<String> {
    multiples.charts.iter().flat_map(|chart| one(chart, width, lang)).collect()
}

fn one(chart: &Multiple, width: usize, lang: Lang) -> Vec<String> {
    const SIDE: usize = 7;
    let room = width.saturating_sub(SIDE).max(1);
    let earlier = chart.points.len().saturating_sub(room);
    let points = &chart.points[earlier..];
    let (Some((first, _)), Some((last, now))) = (points.first(), points.last()) else { return Vec::new() };
    let wide = (room / points.len().max(1)).clamp(1, 3);
    let mut lines =
        vec![format!("{}: {}", label(chart.name.get(lang), width.saturating_sub(12)), shown(&Cell::Percent(now.clone()), lang))];
    for level in (0..HEIGHT).rev() {
        let axis = if level + 1 == HEIGHT { "100 % ┤" } else { "      │" };
        let columns = points.iter().map(|(_, value)| match value {
            // Nothing is known of that day.
            None if level == 0 => "·".repeat(wide),
            None => " ".repeat(wide),
            Some(value) => EIGHTHS[eighths(value).saturating_sub(level * 8).min(8)].to_string().repeat(wide),
        });
        lines.push(format!("{axis}{}", columns.collect::<String>()));
    }
    let days = points.len() * wide;
    let (first, last) = (display_date(*first, lang), display_date(*last, lang));
    lines.push(format!("  0 % └{}", "─".repeat(days)));
    lines.push(format!("{}{first} {}", " ".repeat(SIDE), right(&last, days.saturating_sub(first.len() + 1))));
    lines
}

/// How high a share is: full and empty only where that is exact.
fn eighths(value: &BigRational) -> usize {
    let all = HEIGHT * 8;
    if value.is_zero() {
        return 0;
    }
    let height = (value * BigRational::from_integer(all.into())).floor().to_integer().to_usize().unwrap_or(0);
    height.clamp(1, all)
}

//! What was done by when: a line, beside the one that it must not fall below, and the one it would go on in.

use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::{Svg, length, part, shown};
use crate::calendar::{Date, days_between, display_date};
use crate::number::{approximate, rounded};
use crate::report::{BurnUp, Cell};
use crate::text::{Lang, Word};

const WIDTH: f64 = 560.0;
const LEFT: f64 = 54.0;
const PLOT: (f64, f64) = (492.0, 190.0);
const TOP: f64 = 12.0;

pub(super) fn draw(burn_up: &BurnUp, lang: Lang) -> Svg {
    let mut svg = Svg::new(WIDTH, TOP + PLOT.1 + 82.0);
    let estimate = burn_up.forecast.as_ref();
    let most = [&burn_up.from, &burn_up.needed]
        .into_iter()
        .chain(burn_up.points.iter().map(|(_, value)| value))
        .chain(estimate.map(|forecast| &forecast.at_end))
        .max()
        .cloned()
        .unwrap_or_default();
    let (step, count) = scale(&most);
    let top = &step * BigRational::from_integer(count.into());
    let x = |day: Date| LEFT + PLOT.0 * part(days_between(burn_up.days.first, day) + 1, burn_up.days.len()).clamp(0.0, 1.0);
    let y = |value: &BigRational| TOP + PLOT.1 * (1.0 - if top.is_zero() { 0.0 } else { approximate(&(value / &top)) });
    let bottom = TOP + PLOT.1;

    for tick in 0..=count {
        let value = &step * BigRational::from_integer(tick.into());
        svg.line(if tick == 0 { "axis" } else { "grid" }, (LEFT, y(&value)), (LEFT + PLOT.0, y(&value)));
        svg.text("e small", (LEFT - 6.0, y(&value) + 4.0), &number(&value, lang));
    }
    svg.text("small", (LEFT, bottom + 16.0), &display_date(burn_up.days.first, lang));
    svg.text("e small", (LEFT + PLOT.0, bottom + 16.0), &display_date(burn_up.days.last, lang));

    let start = (LEFT, bottom);
    let until = burn_up.as_of;
    let mut done: Vec<(f64, f64)> = Vec::new();
    if burn_up.points.first().is_none_or(|(day, _)| *day > burn_up.days.first) {
        done.push((LEFT, y(&burn_up.from)));
    }
    done.extend(burn_up.points.iter().map(|(day, value)| (x(*day), y(value))));
    let today = *done.last().unwrap_or(&start);
    let mut area = done.clone();
    area.extend([(today.0, bottom), start]);
    svg.path("area", &area);
    svg.path("required", &[(LEFT, y(&burn_up.from)), (LEFT + PLOT.0, y(&burn_up.needed))]);
    if let Some(forecast) = estimate {
        // It goes on at the pace so far, and no further than to the end.
        let value = burn_up.done() - &burn_up.from;
        let passed = BigRational::from_integer((days_between(burn_up.days.first, until) + 1).into());
        let reached = &passed * (&forecast.at_end - &burn_up.from) / &value / BigRational::from_integer(burn_up.days.len().into());
        let turn = (LEFT + PLOT.0 * approximate(&reached).min(1.0), y(&forecast.at_end));
        svg.path("guess", &[today, turn, (LEFT + PLOT.0, turn.1)]);
    }
    svg.path("done", &done);
    svg.push(&format!("<circle class=\"fill\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\"/>", today.0, today.1));
    if burn_up.as_of <= burn_up.days.last {
        svg.line("today", (today.0, TOP), (today.0, bottom));
    }
    key(&mut svg, burn_up, lang, bottom + 34.0);
    svg
}

/// What each line is, with where it ends.
fn key(svg: &mut Svg, burn_up: &BurnUp, lang: Lang, top: f64) {
    let until = display_date(burn_up.as_of, lang);
    let end = display_date(burn_up.days.last, lang);
    let mut lines = vec![
        ("done", format!("{}: {} ({until})", Word::Done.get(lang), number(&burn_up.done(), lang))),
        ("required", format!("{}: {} ({end})", Word::Required.get(lang), number(&burn_up.needed, lang))),
    ];
    if let Some(forecast) = &burn_up.forecast {
        lines.push(("guess", format!("{}: {} ({end})", Word::Estimate.get(lang), number(&forecast.at_end, lang))));
    }
    for (at, (class, text)) in lines.iter().enumerate() {
        let y = top + 15.0 * length(at);
        svg.line(class, (LEFT, y - 4.0), (LEFT + 30.0, y - 4.0));
        svg.text("small", (LEFT + 38.0, y), text);
    }
}

fn number(value: &BigRational, lang: Lang) -> String {
    shown(&Cell::Number(rounded(value, 1)), lang)
}

/// Steps of 1, 2 or 5 times a power of ten, so many of them that everything has room; at most six.
fn scale(most: &BigRational) -> (BigRational, i64) {
    let whole = |value: i64| BigRational::from_integer(value.into());
    if !most.is_positive() {
        return (whole(1), 1);
    }
    let mut unit = if *most < whole(1) { BigRational::new(1.into(), 10.into()) } else { whole(1) };
    loop {
        for factor in [1, 2, 5] {
            let step = &unit * whole(factor);
            let count = (most / &step).ceil().to_integer();
            if let Some(count) = count.to_i64().filter(|count| *count <= 6) {
                return (step, count);
            }
        }
        unit *= whole(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round() {
        let check = |most: i64, expected: (i64, i64)| {
            let (step, count) = scale(&BigRational::from_integer(most.into()));
            assert_eq!((step, count), (BigRational::from_integer(expected.0.into()), expected.1), "{most}");
        };
        check(0, (1, 1));
        check(5, (1, 5));
        check(104, (20, 6));
        check(155, (50, 4));
        check(8_000_000, (2_000_000, 4));
    }
}

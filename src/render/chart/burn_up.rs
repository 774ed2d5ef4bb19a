//! What was done by when, in columns, with the line that it must not fall below.

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use unicode_width::UnicodeWidthStr;

use super::{keys, right, shown};
use crate::calendar::{Date, days_between, display_date, plus_days};
use crate::number::rounded;
use crate::report::{BurnUp, Cell};
use crate::text::{Lang, Word};

/// Lines of a picture, and the most columns it takes.
const HEIGHT: usize = 10;
const WIDEST: usize = 72;
/// A column as high as so many eighths.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn draw(burn_up: &BurnUp, width: usize, lang: Lang) -> Vec<String> {
    let estimate = burn_up.forecast.as_ref().map(|forecast| &forecast.at_end);
    let values = burn_up.points.iter().map(|(_, value)| value);
    let most = values.chain([&burn_up.from, &burn_up.needed]).chain(estimate).max().cloned().unwrap_or_default();
    let axis = [number(&most, lang), number(&BigRational::zero(), lang)];
    let side = axis.iter().map(|text| text.width()).max().unwrap_or(1);
    let columns = width.saturating_sub(side + 2).clamp(10, WIDEST);
    let until = burn_up.as_of;
    let now = column(burn_up, until, columns);

    let mut grid = vec![vec![' '; columns]; HEIGHT];
    for at in 0..columns {
        let day = day_of(burn_up, at, columns);
        if at <= now {
            fill(&mut grid, at, eighths(&value_on(burn_up, if at == now { until } else { day }), &most), None);
        } else if let Some(value) = projected(burn_up, day, until) {
            fill(&mut grid, at, eighths(&value, &most), Some('░'));
        }
        let line = eighths(&burn_up.required(day), &most).saturating_sub(1) / 8;
        grid[HEIGHT - 1 - line.min(HEIGHT - 1)][at] = '•';
    }
    let mut lines: Vec<String> = Vec::new();
    for (at, row) in grid.into_iter().enumerate() {
        let text = if at == 0 { axis[0].as_str() } else { "" };
        lines.push(format!("{} ┤{}", right(text, side), row.into_iter().collect::<String>()));
    }
    let mut foot: Vec<char> = "─".repeat(columns).chars().collect();
    if burn_up.as_of <= burn_up.days.last {
        foot[now] = '▲';
    }
    lines.push(format!("{} └{}", right(&axis[1], side), foot.into_iter().collect::<String>()));
    let (first, last) = (display_date(burn_up.days.first, lang), display_date(burn_up.days.last, lang));
    lines.push(format!("{}{first}{}", " ".repeat(side + 2), right(&last, columns.saturating_sub(first.width()))));
    let mut key = vec![
        format!("█ {}: {}", Word::Done.get(lang), number(&burn_up.done(), lang)),
        format!("• {}: {}", Word::Required.get(lang), number(&burn_up.needed, lang)),
    ];
    key.extend(estimate.map(|value| format!("░ {}: {}", Word::Estimate.get(lang), number(value, lang))));
    lines.extend(keys(&key, side + 2, width));
    lines
}

fn number(value: &BigRational, lang: Lang) -> String {
    shown(&Cell::Number(rounded(value, 1)), lang)
}

/// The last day of a column.
fn day_of(burn_up: &BurnUp, at: usize, columns: usize) -> Date {
    let at = i64::try_from(at + 1).unwrap_or(1);
    let columns = i64::try_from(columns).unwrap_or(1);
    plus_days(burn_up.days.first, burn_up.days.len() * at / columns - 1)
}

/// The column in which a day lies.
fn column(burn_up: &BurnUp, day: Date, columns: usize) -> usize {
    (0..columns).find(|at| day_of(burn_up, *at, columns) >= day).unwrap_or(columns - 1)
}

/// What there was on a day: on the last day before it of which that is known.
fn value_on(burn_up: &BurnUp, day: Date) -> BigRational {
    let known = burn_up.points.iter().rev().find(|(known, _)| *known <= day);
    known.map_or_else(|| burn_up.from.clone(), |(_, value)| value.clone())
}

/// What there would be on a day to come.
fn projected(burn_up: &BurnUp, day: Date, until: Date) -> Option<BigRational> {
    let forecast = burn_up.forecast.as_ref()?;
    let days = |day: Date| BigRational::from_integer((days_between(burn_up.days.first, day) + 1).into());
    let value = &burn_up.from + (burn_up.done() - &burn_up.from) * days(day) / days(until);
    let up = burn_up.needed >= burn_up.from;
    Some(if up { value.min(forecast.at_end.clone()) } else { value.max(forecast.at_end.clone()) })
}

/// How high a value is; nothing is as low as nothing that is something.
fn eighths(value: &BigRational, most: &BigRational) -> usize {
    if value.is_zero() || most.is_zero() {
        return 0;
    }
    let all = BigRational::from_integer((HEIGHT * 8).into());
    (value / most * all).round().to_integer().to_usize().unwrap_or(0).clamp(1, HEIGHT * 8)
}

/// Fills a column up to a height; with one sign for all of it where that is not told by eighths.
fn fill(grid: &mut [Vec<char>], at: usize, height: usize, sign: Option<char>) {
    for (line, row) in grid.iter_mut().rev().enumerate() {
        let part = height.saturating_sub(line * 8).min(8);
        row[at] = match sign {
            Some(sign) if part >= 4 || (line == 0 && part > 0) => sign,
            Some(_) => ' ',
            None => EIGHTHS[part],
        };
    }
}

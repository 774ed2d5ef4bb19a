//! What a window comes to at its present pace, and where that does not agree with its verdict.
//!
//! A verdict allows some slack against time as it passes; a forecast allows none. Where the two do not agree, both are said.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::calendar::{Date, Days, days_between, display_date, plus_days};
use crate::cover::{Cell, CellState, Verdict, WindowState, is_paced};
use crate::model::Target;
use crate::number::rounded;
use crate::report::picture::Forecast;
use crate::say;
use crate::text::{Lang, Message, figure};

use crate::report::document::Cell as Shown;

/// What is counted in a window: those covered; or where there is but one subject, what it has. Without a value it is where it
/// began.
pub(in crate::report) fn done(single: bool, window: &WindowState) -> BigRational {
    if !single {
        return BigRational::from_integer(BigInt::from(window.counts.covered()));
    }
    let Some(cell) = asked(window) else { return BigRational::zero() };
    cell.value().map_or_else(|| cell.from().unwrap_or_default().exact(), crate::number::Quantity::exact)
}

/// The one subject that is asked.
fn asked(window: &WindowState) -> Option<&Cell> {
    window.cells.iter().find(|cell| cell.state != CellState::Waived)
}

/// From where to where a window goes, up or down, counted as [`done`] counts.
#[derive(Clone, Debug)]
pub(in crate::report) struct Way {
    /// Nothing, or the baseline of a goal.
    pub(in crate::report) from: BigRational,
    /// What is needed.
    pub(in crate::report) needed: BigRational,
}

impl Way {
    /// The way of a window; nothing where nobody is asked.
    pub(in crate::report) fn of(single: bool, window: &WindowState) -> Option<Way> {
        let needed = needed(single, window)?;
        let from = if single { asked(window)?.from().unwrap_or_default().exact() } else { BigRational::zero() };
        Some(Way { from, needed })
    }

    /// How much of it is behind, from 0 at its beginning to 1 at its end, and beyond both.
    pub(in crate::report) fn gone(&self, done: &BigRational) -> BigRational {
        let whole = &self.needed - &self.from;
        if whole.is_zero() { BigRational::from_integer(1.into()) } else { (done - &self.from) / whole }
    }

    /// What is left of it.
    pub(in crate::report) fn missing(&self, done: &BigRational) -> BigRational {
        let left = &self.needed - done;
        if self.gone(done) >= BigRational::from_integer(1.into()) { BigRational::zero() } else { left.abs() }
    }

    /// Where one is after a share of it.
    pub(in crate::report) fn at(&self, share: &BigRational) -> BigRational {
        &self.from + (&self.needed - &self.from) * share
    }
}

/// What is needed in a window, counted as [`done`] counts; nothing where nobody is asked.
pub(in crate::report) fn needed(single: bool, window: &WindowState) -> Option<BigRational> {
    if single {
        return asked(window).map(|cell| cell.needed().exact());
    }
    Some(BigRational::from_integer(BigInt::from(window.required)))
}

/// At the pace of the days that have passed: what was done since the start, through these days.
pub(in crate::report) fn forecast(days: Days, as_of: Date, done: &BigRational, way: &Way, most: Option<BigRational>) -> Option<Forecast> {
    let passed = days_between(days.first, as_of) + 1;
    let gone = way.gone(done);
    if !gone.is_positive() || gone >= BigRational::from_integer(1.into()) || passed <= 0 || as_of >= days.last {
        return None;
    }
    let at_end = way.at(&(gone * BigRational::new(days.len().into(), passed.into())));
    let at_end = most.filter(|most| *most < at_end).unwrap_or(at_end);
    let enough_on = reached(days, as_of, done, way).filter(|day| *day <= days.last);
    Some(Forecast { at_end, enough_on })
}

/// When there would be enough at that pace, within the window or after it; nothing where nothing was done yet.
pub(in crate::report) fn reached(days: Days, as_of: Date, done: &BigRational, way: &Way) -> Option<Date> {
    let passed = days_between(days.first, as_of) + 1;
    let gone = way.gone(done);
    if !gone.is_positive() || passed <= 0 {
        return None;
    }
    let enough = (BigRational::from_integer(passed.into()) / gone).ceil().to_integer().to_i64()?;
    Some(plus_days(days.first, enough - 1)).filter(|day| *day < Date::MAX)
}

/// The verdict on a window, with what its present pace comes to where that says something else.
pub(in crate::report) fn verdict(target: &Target, window: &WindowState, as_of: Date) -> Shown {
    match note(target, window, as_of) {
        Some(note) => Shown::Noted(window.verdict, note),
        None => Shown::Verdict(window.verdict),
    }
}

fn note(target: &Target, window: &WindowState, as_of: Date) -> Option<Message> {
    if !matches!(window.verdict, Verdict::OnTrack | Verdict::Behind) || !is_paced(target, window) {
        return None;
    }
    let single = window.counts.eligible() == 1;
    let (done, way) = (done(single, window), Way::of(single, window)?);
    let most = (!single).then(|| BigRational::from_integer(BigInt::from(window.counts.eligible())));
    let forecast = forecast(window.days, as_of, &done, &way, most)?;
    // Whole things are done or not: what is begun at the end of a window is none.
    let at_end = rounded(&forecast.at_end.floor(), 0);
    let needed_by = rounded(&way.needed, 1);
    let [[end_vi, end_en], [needed_vi, needed_en]] = [at_end, needed_by].map(|text| [Lang::Vi, Lang::En].map(|lang| figure(&text, lang)));
    match (window.verdict, forecast.enough_on) {
        (Verdict::OnTrack, None) => Some(say!(
            vi: "với tốc độ này đạt {end_vi} trên {needed_vi}",
            en: "at this pace {end_en} of {needed_en}"
        )),
        (Verdict::Behind, Some(day)) => {
            let [day_vi, day_en] = [Lang::Vi, Lang::En].map(|lang| display_date(day, lang));
            Some(say!(vi: "với tốc độ này đủ vào {day_vi}", en: "at this pace done by {day_en}"))
        }
        _ => None,
    }
}

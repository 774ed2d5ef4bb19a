//! Windows and due dates along the years.

use super::super::super::chart::{lines, ticks};
use super::super::super::style::of_verdict;
use super::super::cell::class;
use super::{Svg, part};
use crate::calendar::{Date, days_between, display_date, plus_days};
use crate::report::{Gantt, Lane, Span};
use crate::text::{Lang, Word};

const LABEL: f64 = 330.0;
const AXIS: f64 = 830.0;
const TOP: f64 = 40.0;
const HEAD: f64 = 26.0;
const LINE: f64 = 15.0;
const TRACK: f64 = 16.0;

pub(super) fn draw(gantt: &Gantt, lang: Lang) -> Svg {
    let rows: Vec<(Vec<String>, Vec<Vec<&Span>>)> = gantt
        .lanes
        .iter()
        .map(|lane| match lane {
            Lane::Head(text) => (lines(text.get(lang), 168, 1), Vec::new()),
            Lane::Target { name, spans, .. } => (lines(name.get(lang), 46, 2), tracks(spans)),
        })
        .collect();
    let tall = |lane: &Lane, (name, tracks): &(Vec<String>, Vec<Vec<&Span>>)| match lane {
        Lane::Head(_) => HEAD,
        Lane::Target { .. } => (LINE * super::length(name.len())).max(TRACK * super::length(tracks.len().max(1))) + 4.0,
    };
    let height: f64 = gantt.lanes.iter().zip(&rows).map(|(lane, row)| tall(lane, row)).sum();
    let mut svg = Svg::new(LABEL + AXIS + 20.0, TOP + height + 10.0);
    let x = |day: Date| LABEL + AXIS * part(days_between(gantt.days.first, day).clamp(0, gantt.days.len()), gantt.days.len());
    let bottom = TOP + height;
    for (day, label) in ticks(gantt.days) {
        svg.line("grid", (x(day), TOP - 4.0), (x(day), bottom));
        svg.text("small", (x(day) + 4.0, TOP - 8.0), &label);
    }
    let today = gantt.days.contains(gantt.as_of).then(|| x(gantt.as_of));
    let mut y = TOP;
    for (lane, row) in gantt.lanes.iter().zip(&rows) {
        let (name, tracks) = row;
        match lane {
            Lane::Head(_) => {
                svg.rect("paper", (0.0, y + 6.0), (LABEL + AXIS, HEAD - 8.0));
                svg.text("strong", (0.0, y + 20.0), name.first().map_or("", String::as_str));
            }
            Lane::Target { verdict, .. } => {
                for (at, line) in name.iter().enumerate() {
                    svg.text("", (8.0, y + 13.0 + LINE * super::length(at)), line);
                }
                for (at, track) in tracks.iter().enumerate() {
                    for span in track {
                        one(&mut svg, span, &x, y + TRACK * super::length(at));
                    }
                }
                if tracks.is_empty() {
                    let (sign, tone) = of_verdict(*verdict);
                    let word = crate::report::verdict_word(*verdict).get(lang);
                    svg.text(class(tone), (LABEL + 6.0, y + 13.0), &format!("{sign} {word}"));
                }
                if let Some(today) = today {
                    svg.line("today", (today, y), (today, y + tall(lane, row)));
                }
            }
        }
        y += tall(lane, row);
    }
    if let Some(today) = today {
        svg.line("today", (today, TOP - 22.0), (today, TOP));
        let label = format!("{} {}", Word::AsOf.get(lang), display_date(gantt.as_of, lang));
        // It stands where there is room for it.
        svg.text(if today > LABEL + AXIS / 2.0 { "e strong small" } else { "strong small" }, (today, 14.0), &label);
    }
    svg
}

fn one(svg: &mut Svg, span: &Span, x: &dyn Fn(Date) -> f64, y: f64) {
    let (sign, tone) = of_verdict(span.verdict);
    let (from, to) = (x(span.days.first), x(plus_days(span.days.last, 1)));
    let width = (to - from - 1.5).max(2.0);
    svg.push(&format!("<g class=\"{}\"><title>{}</title>", class(tone), super::escaped(&span.label)));
    svg.rect("span", (from + 0.75, y + 1.5), (width, TRACK - 4.0));
    if width > 7.0 {
        // At its end, where it is due; in the middle the as-of date would often cross it.
        let x = if width > 20.0 { to - 9.0 } else { f64::midpoint(from, to) };
        svg.text("m small", (x, y + TRACK - 5.0), sign);
    }
    // Where it is due on another day than its last.
    if span.due != span.days.last {
        let due = x(span.due);
        svg.push(&format!("<path class=\"due\" d=\"M{due:.1} {:.1}l3.4 3.9l-3.4 3.9l-3.4 -3.9z\"/>", y + 3.6));
    }
    svg.push("</g>");
}

/// Windows side by side; those that overlap one below the other.
fn tracks(spans: &[Span]) -> Vec<Vec<&Span>> {
    let mut tracks: Vec<Vec<&Span>> = Vec::new();
    for span in spans {
        let free = |track: &&mut Vec<&Span>| track.iter().all(|other| !other.days.overlaps(span.days));
        match tracks.iter_mut().find(free) {
            Some(track) => track.push(span),
            None => tracks.push(vec![span]),
        }
    }
    tracks
}

//! Windows and due dates along the years, a line for each target.

use std::collections::BTreeMap;

use super::super::style::{Tone, of_verdict, toned};
use super::{keys, label, left};
use crate::calendar::{Date, Days, days_between, display_date, plus_days};
use crate::cover::Verdict;
use crate::report::{Gantt, Lane, Span, verdict_word};
use crate::text::{Lang, Word};

/// The widest label, and the most columns that the years take.
const WIDEST: (usize, usize) = (38, 96);

pub(super) fn draw(gantt: &Gantt, width: usize, lang: Lang) -> Vec<String> {
    let name = WIDEST.0.min(width * 2 / 5);
    let columns = width.saturating_sub(name + 1).clamp(10, WIDEST.1);
    let at = |day: Date| {
        let passed = days_between(gantt.days.first, day).clamp(0, gantt.days.len() - 1);
        let columns = i64::try_from(columns).unwrap_or(1);
        usize::try_from(passed * columns / gantt.days.len()).unwrap_or(0)
    };
    let today = gantt.days.contains(gantt.as_of).then(|| at(gantt.as_of));
    let mut lines = vec![head(gantt.days, name, columns, &at)];
    let mut seen = Vec::new();
    for lane in &gantt.lanes {
        match lane {
            Lane::Head(text) => lines.push(toned(&label(text.get(lang), width), Some(Tone::Strong))),
            Lane::Target { name: title, spans, verdict } => {
                let title = left(&format!("  {}", label(title.get(lang), name - 2)), name);
                if spans.is_empty() {
                    let (sign, tone) = of_verdict(*verdict);
                    lines.push(format!("{title} {}", toned(&format!("{sign} {}", verdict_word(*verdict).get(lang)), tone)));
                } else {
                    seen.extend(spans.iter().map(|span| span.verdict));
                    lines.push(format!("{title} {}", track(spans, columns, today, &at)));
                }
            }
        }
    }
    seen.sort_unstable();
    seen.dedup();
    let key = |verdict: &Verdict| format!("{} {}", of_verdict(*verdict).0, verdict_word(*verdict).get(lang));
    let mut said = Vec::new();
    said.extend(today.map(|_| format!("│ {} {}", Word::AsOf.get(lang), display_date(gantt.as_of, lang))));
    said.extend(seen.iter().map(key));
    lines.extend(keys(&said, 0, width));
    lines
}

/// The years, each where it begins.
fn head(days: Days, name: usize, columns: usize, at: &dyn Fn(Date) -> usize) -> String {
    let mut line = String::new();
    for (day, label) in ticks(days) {
        let start = at(day);
        if start + label.len() <= columns && (line.is_empty() || start > line.len()) {
            line = left(&line, start) + &label;
        }
    }
    format!("{}{line}", " ".repeat(name + 1))
}

/// A line of windows: how each went stands where it is due.
fn track(spans: &[Span], columns: usize, today: Option<usize>, at: &dyn Fn(Date) -> usize) -> String {
    let mut drawn = vec![' '; columns];
    let mut signs: BTreeMap<usize, Verdict> = BTreeMap::new();
    for span in spans {
        for place in &mut drawn[at(span.days.first)..=at(span.days.last)] {
            *place = '─';
        }
        // Where several are due in one column, the worst is told.
        let sign = signs.entry(at(span.due)).or_insert(span.verdict);
        *sign = span.verdict.min(*sign);
    }
    let mut line = String::new();
    for (place, mark) in drawn.into_iter().enumerate() {
        match signs.get(&place) {
            Some(verdict) => {
                let (sign, tone) = of_verdict(*verdict);
                line.push_str(&toned(sign, tone));
            }
            None => line.push(if today == Some(place) { '│' } else { mark }),
        }
    }
    line
}

/// Where years begin; in a short plan quarters, or months.
pub(in super::super) fn ticks(days: Days) -> Vec<(Date, String)> {
    let step = match days.len() {
        0..=200 => 1,
        201..=900 => 3,
        _ => 12,
    };
    let mut ticks = Vec::new();
    let mut day = days.first.first_of_month();
    while day <= days.last {
        if (day.month() - 1) % step == 0 && day >= days.first {
            let label = if step == 12 { day.year().to_string() } else { format!("{:02}/{}", day.month(), day.year()) };
            ticks.push((day, label));
        }
        day = plus_days(day.last_of_month(), 1);
    }
    ticks
}

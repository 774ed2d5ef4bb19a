//! How the value of a cell comes out of the records that count.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::model::{Distinct, Log, Measure};
use crate::number::{Number, Quantity};
use crate::report::json::quantity_text;
use crate::report::records::Record;
use crate::say;
use crate::scan::Fate;
use crate::text::Message;

/// How many terms are written out.
const TERMS: usize = 12;

fn number(record: &Record, column: usize) -> Option<Number> {
    match record.text(column)? {
        "true" => Some(Number::ONE),
        "false" => Some(Number::ZERO),
        text => Number::parse(text).ok(),
    }
}

/// `1 + 2 + 3`, in the middle of many a dot.
fn terms(texts: &[String], sign: &str) -> String {
    if texts.len() <= TERMS {
        return texts.join(sign);
    }
    let (first, last) = (&texts[..TERMS - 1], &texts[texts.len() - 1]);
    format!("{}{sign}…{sign}{last}", first.join(sign))
}

fn sum(records: &[&Record], column: usize) -> (String, Number) {
    let numbers: Vec<Number> = records.iter().filter_map(|record| number(record, column)).collect();
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    (terms(&texts, " + "), numbers.into_iter().fold(Number::ZERO, |sum, one| sum + one))
}

/// The value over a sum, or that there is none.
fn quotient(above: &str, below: &str, value: Option<Quantity>) -> String {
    value.map_or_else(|| format!("{above} ÷ {below} = –"), |value| format!("{above} ÷ {below} = {}", quantity_text(value)))
}

/// What records come to under a measure, step by step.
fn steps(log: &Log, measure: &Measure, records: &[&Record]) -> String {
    let count = records.len().to_string();
    match measure {
        Measure::Rows => {
            terms(&vec!["1".to_owned(); records.len()], " + ")
                + if records.len() == 1 { "" } else { " = " }
                + if records.len() == 1 { "" } else { &count }
        }
        Measure::Sum(column) => {
            let (texts, sum) = sum(records, *column);
            format!("{texts} = {sum}")
        }
        Measure::Distinct(what) => {
            let of = |record: &&Record| -> Option<String> {
                let date = || record.date(log);
                match what {
                    Distinct::Column(column) => record.text(*column).map(str::to_owned),
                    Distinct::Day => date().map(|day| day.to_string()),
                    Distinct::Month => date().map(|day| format!("{:04}-{:02}", day.year(), day.month())),
                    Distinct::Quarter => date().map(|day| format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3)),
                    Distinct::Year => date().map(|day| format!("{:04}", day.year())),
                }
            };
            let values: BTreeSet<String> = records.iter().filter_map(of).collect();
            let texts: Vec<String> = values.iter().cloned().collect();
            format!("{{{}}} = {}", terms(&texts, ", "), values.len())
        }
        Measure::Latest(column) | Measure::Level(column) => {
            let key = |record: &&&Record| -> (Option<Date>, String) {
                (record.date(log), log.table.key().and_then(|key| record.text(key)).unwrap_or_default().to_owned())
            };
            let last = records.iter().filter(|record| number(record, *column).is_some());
            // Of logs by period the row of the latest period decides first; that is the pass's to say.
            let last = last.max_by_key(key).filter(|_| log.table.period().is_none());
            last.map_or_else(String::new, |record| format!("{} ({})", record.text(*column).unwrap_or_default(), record.site()))
        }
        Measure::Ratio { of, to } => {
            let both: Vec<&Record> = records
                .iter()
                .copied()
                .filter(|record| number(record, *of).is_some() && to.is_none_or(|to| number(record, to).is_some()))
                .collect();
            let (above, of) = sum(&both, *of);
            let (below, to) = to.map_or_else(|| (both.len().to_string(), Number::count(both.len() as u64)), |to| sum(&both, to));
            quotient(&format!("100 × ({above})"), &format!("({below})"), Quantity::percentage(of, to))
        }
        Measure::Mean(column) => {
            let known = records.iter().filter(|record| number(record, *column).is_some()).count();
            let (above, sum) = sum(records, *column);
            quotient(&format!("({above})"), &known.to_string(), Quantity::quotient(sum, Number::count(known as u64)))
        }
        Measure::Share { .. } | Measure::PerLast { .. } => String::new(),
    }
}

/// How what counts comes to the value of a cell: on time, and with what came late where some did.
pub(super) fn of(log: &Log, measure: &Measure, found: &[(Record, Fate)]) -> Vec<Message> {
    let on_time: Vec<&Record> = found.iter().filter(|(_, fate)| *fate == Fate::OnTime).map(|(record, _)| record).collect();
    let all: Vec<&Record> = found.iter().filter(|(_, fate)| fate.counts()).map(|(record, _)| record).collect();
    let mut lines = Vec::new();
    let first = steps(log, measure, &on_time);
    if !on_time.is_empty() && !first.is_empty() {
        lines.push(say!(vi: "Đúng hạn: {first}", en: "On time: {first}"));
    }
    if all.len() > on_time.len() {
        let with_late = steps(log, measure, &all);
        if !with_late.is_empty() {
            lines.push(say!(vi: "Cả phần muộn: {with_late}", en: "With what came late: {with_late}"));
        }
    }
    lines
}

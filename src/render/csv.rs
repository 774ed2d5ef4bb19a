//! CSV: flat records with English keys, ISO dates and plain numbers, safe to open in a spreadsheet.

use std::io::{self, Write};

use super::format::{Format, Look, Medium};
use crate::report::{Answer, Cell, Row};
use crate::text::{Lang, cell_safe, printable};

/// The format.
pub(super) const FORMAT: Format = Format { name: "csv", aliases: &[], machine: true, findings: false, medium: Medium::Text, write };

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    records(answer, look, out).map_err(|error| match error.into_kind() {
        // As the stream said it: a reader who has gone is no fault.
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    })
}

fn records(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> csv::Result<()> {
    let sheet = answer.records();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(sheet.columns.iter().map(|column| column.key.as_ref()))?;
    for row in &sheet.rows {
        if let Row::Cells(cells) = row {
            writer.write_record(cells.iter().map(|cell| text(cell, look.lang)))?;
        }
    }
    Ok(writer.flush()?)
}

fn safe(text: &str) -> String {
    cell_safe(&printable(text)).into_owned()
}

fn text(cell: &Cell, lang: Lang) -> String {
    let fraction =
        |share: &Option<num_rational::BigRational>| share.as_ref().map_or_else(String::new, |share| crate::number::rounded(share, 7));
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => safe(text),
        Cell::Words(words) | Cell::Part(_, _, words) => safe(words.get(lang)),
        Cell::Number(number) => number.clone(),
        Cell::Date(day) => day.to_string(),
        Cell::Share(covered, eligible) => format!("{covered}/{eligible}"),
        Cell::Percent(share) | Cell::Bar(share) => fraction(share),
        Cell::Verdict(verdict) | Cell::Noted(verdict, _) => verdict.key().to_owned(),
        Cell::State(state) => state.key().to_owned(),
        Cell::Value(value, _) => value.clone(),
        Cell::Spark(shares) => shares.iter().map(fraction).collect::<Vec<_>>().join(" "),
        Cell::History(verdicts) => verdicts.iter().map(|verdict| verdict.key()).collect::<Vec<_>>().join(" "),
        Cell::Deadline(deadline) => deadline.due.to_string(),
    }
}

//! What stands in a row's columns marked `personal`, taken out of whatever is found in the row.
//!
//! A rule hides what it repeats of a personal column. This is the net below: it goes over every finding of a row, of
//! whatever rule, so that one that forgets shows nothing all the same.

use super::rows::{Header, RowText};
use crate::finding::Finding;
use crate::model::Table;
use crate::read::Place;
use crate::read::records::Record;

/// The personal fields of one row that are not empty.
pub struct Secrets {
    fields: Vec<(Place, String)>,
}

impl Secrets {
    /// Of a row; none where the table has no personal column.
    pub fn of(table: &Table, header: &Header, record: &Record<'_>, text: &RowText<'_>) -> Secrets {
        let personal = |field: &usize| header.column_of(*field).is_some_and(|column| table.columns[column].personal);
        let places = record.fields();
        let field = |(at, text): (usize, &str)| Some((*places.get(at)?, text.trim().to_owned()));
        let fields = text.fields().enumerate().filter(|(at, text)| !text.is_empty() && personal(at)).filter_map(field);
        Secrets { fields: fields.collect() }
    }

    /// Takes them out of a finding. One that is about such a field has no excerpt, and no advice that is made of it.
    pub fn hide(&self, finding: &mut Finding) {
        let inside = |place: Place| self.fields.iter().any(|(field, _)| field.start <= place.start && place.end <= field.end);
        if finding.place.is_some_and(inside) {
            finding.personal = true;
            finding.help = finding.help.take().filter(crate::text::Message::is_plain);
        }
        for (_, text) in &self.fields {
            finding.blank(text);
        }
    }
}

/// The personal fields of rows of several files, to be found by place.
#[derive(Default)]
pub(super) struct AllSecrets {
    rows: Vec<(Place, Secrets)>,
}

impl AllSecrets {
    /// Adds a row's.
    pub(super) fn add(&mut self, row: Place, secrets: Secrets) {
        if !secrets.fields.is_empty() {
            self.rows.push((row, secrets));
        }
    }

    /// Adds those of another file.
    pub(super) fn join(&mut self, other: AllSecrets) {
        self.rows.extend(other.rows);
        self.rows.sort_by_key(|(row, _)| (row.file, row.start));
    }

    /// Takes out of findings what is personal in their rows.
    pub(super) fn hide(&self, findings: &mut [Finding]) {
        for finding in findings {
            let Some(place) = finding.place else { continue };
            let after = self.rows.partition_point(|(row, _)| (row.file, row.start) <= (place.file, place.start));
            if let Some((row, secrets)) = after.checked_sub(1).map(|at| &self.rows[at])
                && row.file == place.file
                && place.start < row.end
            {
                secrets.hide(finding);
            }
        }
    }
}

//! The findings of a file that have a correction, corrected in its bytes; everything else of the file stays as it is.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::finding::{Correction, Finding};
use crate::read::Place;

/// What stands beside a place: the byte before it, and two behind it.
type Beside = (Option<u8>, [Option<u8>; 2]);

/// The bytes of a file with all corrections of its findings that can be made at once, and how many these are; nothing where none
/// changes it.
///
/// A form of the whole file comes first and alone, for it moves everything: the file is then to be read again.
pub fn mended<'f>(bytes: &[u8], findings: impl Iterator<Item = &'f Finding>) -> Option<(Vec<u8>, usize)> {
    let (mut forms, mut all) = (BTreeSet::new(), Vec::new());
    for finding in findings {
        match finding.correction.as_deref() {
            Some(Correction::File(form)) => {
                forms.insert(*form);
            }
            _ => all.extend(replaced(finding, |place| beside(bytes, place))),
        }
    }
    // A file in another encoding has no letters yet that could be composed.
    let new = forms.into_iter().find_map(|form| form.apply(bytes).filter(|new| new != bytes)).map(|new| (new, 1));
    new.or_else(|| Some(put(bytes, all)).filter(|(new, _)| new != bytes))
}

/// What a finding's correction puts into its file, and in place of what; nothing for a form of the whole file.
pub fn replaced(finding: &Finding, mut beside: impl FnMut(Place) -> Beside) -> Vec<(Place, String)> {
    let Some(place) = finding.place else { return Vec::new() };
    let mut field = |place: Place, text: &str| {
        // Within the quotes that are there, or in quotes where it needs them.
        let (before, [after, _]) = beside(place);
        let quoted = before == Some(b'"') && after == Some(b'"');
        (place, if quoted { text.replace('"', "\"\"") } else { escaped(text) })
    };
    match finding.correction.as_deref() {
        Some(Correction::Field(text)) => vec![field(place, text)],
        Some(Correction::Fields(fields)) => fields.iter().map(|(place, text)| field(*place, text)).collect(),
        Some(Correction::Row(fields)) => vec![(place, fields.iter().map(|field| escaped(field)).collect::<Vec<_>>().join(","))],
        Some(Correction::NoRow) => {
            let ends = match beside(place).1 {
                [Some(b'\r'), Some(b'\n')] => 2,
                [Some(b'\r' | b'\n'), _] => 1,
                _ => 0,
            };
            vec![(Place { end: place.end + ends, ..place }, String::new())]
        }
        Some(Correction::File(_)) | None => Vec::new(),
    }
}

fn beside(bytes: &[u8], place: Place) -> Beside {
    let at = |byte: u64| usize::try_from(byte).ok().and_then(|at| bytes.get(at)).copied();
    (place.start.checked_sub(1).and_then(at), [at(place.end), at(place.end + 1)])
}

fn put(bytes: &[u8], all: Vec<(Place, String)>) -> (Vec<u8>, usize) {
    let range = |place: Place| {
        let (start, end) = (usize::try_from(place.start).ok()?, usize::try_from(place.end).ok()?);
        (start <= end && end <= bytes.len()).then_some(start..end)
    };
    let mut all: Vec<(Range<usize>, String)> = all.into_iter().filter_map(|(place, text)| Some((range(place)?, text))).collect();
    all.retain(|(place, text)| bytes[place.clone()] != *text.as_bytes());
    all.sort_by_key(|(place, _)| (place.start, place.end));
    let (mut new, mut at, mut count) = (Vec::with_capacity(bytes.len()), 0, 0);
    for (place, text) in all {
        // What lies in what was replaced is looked at again when the file is read the next time.
        if place.start < at {
            continue;
        }
        count += 1;
        new.extend_from_slice(&bytes[at..place.start]);
        new.extend_from_slice(text.as_bytes());
        at = place.end;
    }
    new.extend_from_slice(&bytes[at..]);
    (new, count)
}

/// A field as CSV has it.
fn escaped(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::bad_date;
    use crate::read::Tree;
    use crate::text::Message;

    #[track_caller]
    fn check(text: &str, all: &[(&str, Correction)], expected: Option<&str>) {
        let tree = Tree::in_memory([("a.csv", text)]);
        let finding = |(marked, correction): &(&str, Correction)| {
            let start = text.find(marked).expect("it is there") as u64;
            let place = Place { file: tree.id("a.csv"), start, end: start + marked.len() as u64 };
            Finding::new(&bad_date::CODE, place, Message::same("x")).corrected(Some(correction.clone()))
        };
        let findings: Vec<Finding> = all.iter().map(finding).collect();
        let new = mended(text.as_bytes(), findings.iter()).map(|(new, _)| String::from_utf8(new).expect("text"));
        assert_eq!(new.as_deref(), expected);
    }

    #[test]
    fn fields_are_replaced_where_they_stand() {
        let field = |text: &str| Correction::Field(text.into());
        check("a,b\r\n1,\"x\"\r\n", &[("1", field("2")), ("x", field("y \"z\""))], Some("a,b\r\n2,\"y \"\"z\"\"\"\r\n"));
        check("a,b\n1,x\n", &[("x", field("y, z"))], Some("a,b\n1,\"y, z\"\n"));
        check("a,b\n1,x\n", &[("x", field("x"))], None);
    }

    #[test]
    fn rows_are_replaced_and_go() {
        check("a,b\n1;2,5\n", &[("1;2,5", Correction::Row(vec!["1".into(), "2,5".into()]))], Some("a,b\n1,\"2,5\"\n"));
        check("a,b\n1,2\r\na,b\n", &[("1,2", Correction::NoRow)], Some("a,b\na,b\n"));
    }

    #[test]
    fn of_two_corrections_of_one_place_the_first_is_made() {
        let field = |text: &str| Correction::Field(text.into());
        check("a\n 'x \n", &[(" 'x ", field("'x")), ("'x", field("x"))], Some("a\n'x\n"));
    }

    #[test]
    fn a_form_of_the_whole_file_comes_first() {
        let form = Correction::File(crate::finding::Form::NoMarks);
        check("\u{feff}a\n1\n", &[("1", Correction::Field("2".into())), ("a", form)], Some("a\n1\n"));
    }
}

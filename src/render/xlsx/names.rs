//! What the sheets of a workbook are called.

use std::collections::BTreeSet;

use crate::text::printable;

/// UTF-16 units that a name may have.
const LONGEST: usize = 31;

/// A word that is cut off is left out where that takes no more than so many letters.
const LOSS: usize = 4;

/// The names taken so far; upper and lower case are one.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name of its own, as near to the one wanted as programs take it.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let wanted = plain(wanted);
        let mut name = shortened(&wanted, LONGEST);
        let mut number = 1;
        // Programs keep one name for themselves.
        while name.eq_ignore_ascii_case("history") || !self.taken.insert(name.to_lowercase()) {
            number += 1;
            let tail = format!(" ({number})");
            name = shortened(&wanted, LONGEST - tail.len()) + &tail;
        }
        name
    }
}

/// Without what no name may hold.
fn plain(text: &str) -> String {
    let text = printable(text).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches('\'').trim();
    if text.is_empty() { "tiendo".to_owned() } else { text.to_owned() }
}

/// At most so many units, cut in the middle and between words: names often differ at their ends.
fn shortened(text: &str, most: usize) -> String {
    let units = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
    if units(text) <= most {
        return text.to_owned();
    }
    // Not within a word, where that loses little.
    let whole = |kept: String| match kept.rfind(' ').filter(|space| kept[*space..].chars().count() <= LOSS) {
        Some(space) => kept[..space].to_owned(),
        None => kept,
    };
    let start = taken(text.chars(), most - 1 - most / 2);
    let start = whole(start);
    // The end is read backwards, and so cut as a start is.
    let end = taken(text.chars().rev(), most - 1 - units(&start));
    let end = whole(end);
    let end: String = end.trim_end().chars().rev().collect();
    format!("{}…{}", start.trim_end(), end.trim_end_matches(['\'', ' ']))
}

/// As many letters as so many units hold.
fn taken(text: impl Iterator<Item = char>, most: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= most
    };
    text.take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &[&str], expected: &[&str]) {
        let mut names = Names::default();
        let given: Vec<String> = wanted.iter().map(|wanted| names.take(wanted)).collect();
        assert!(given.iter().all(|name| name.encode_utf16().count() <= LONGEST), "{given:?}");
        assert_eq!(given, expected);
    }

    #[test]
    fn every_sheet_has_a_name_of_its_own() {
        check(&["Gaps", "gaps", "GAPS"], &["Gaps", "gaps (2)", "GAPS (3)"]);
        check(&["a/b: [c]*?", "'x'", "", "History"], &["a b c", "x", "tiendo", "History (2)"]);
    }

    #[test]
    fn long_names_end_between_words() {
        let long = "Tối thiểu 2 lượt/xã đến năm 2020 và sau đó";
        check(&[long, long], &["Tối thiểu 2…năm 2020 và sau đó", "Tối thiểu 2…2020 và sau đó (2)"]);
        check(&["tai-lieu.bang-dia-dan-toc.thon theo huyện"], &["tai-lieu.bang-d…thon theo huyện"]);
        check(&[&"x".repeat(40)], &[&("x".repeat(15) + "…" + &"x".repeat(15))]);
        check(&[&"😀".repeat(40)], &[&("😀".repeat(7) + "…" + &"😀".repeat(8))]);
    }
}

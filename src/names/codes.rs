//! Codes that spreadsheets and fingers have changed.

use std::collections::BTreeSet;

use super::gazetteer::Gazetteer;
use super::grade::{Grade, Match};
use super::query::Query;

/// The longest code of which slips are looked for.
const LONGEST: usize = 20;

impl Gazetteer<'_> {
    /// Units whose codes may have been meant: the same code on other days, with the zeros that a spreadsheet ate, or, where
    /// there is none, one slip away.
    pub(super) fn codes_like(&self, query: Query<'_>) -> Vec<Match> {
        let text = query.text.trim();
        let mut found = Vec::new();
        let mut add = |code: &str, grade: Grade| {
            for unit in self.units().holders(code) {
                let alive = query.on.is_none_or(|day| self.units().lives(unit, day));
                let row = query.on.map(|day| self.units().row_near(unit, day)).or(self.units().rows(unit).last().map(|(row, _)| *row));
                if let Some(row) = row.filter(|_| alive || grade == Grade::OtherTime) {
                    found.push(Match { unit, grade, row });
                }
            }
            self.units().knows(code)
        };
        if add(text, Grade::OtherTime) {
            return found;
        }
        let bare = bare_code(text);
        let mut zeros = false;
        if bare.bytes().all(|byte| byte.is_ascii_digit()) && !bare.is_empty() {
            for count in 0..=6 {
                zeros |= add(&format!("{}{bare}", "0".repeat(count)), Grade::Zeros);
            }
        } else if bare != text {
            zeros = add(bare, Grade::Zeros);
        }
        // A code of one letter or digit is a slip away from everything.
        if !zeros && (2..=LONGEST).contains(&bare.chars().count()) && looks_like_code(bare) {
            let mut codes = BTreeSet::new();
            slips(bare, &self.index().alphabet, |code| {
                if self.units().knows(code) {
                    codes.insert(code.to_owned());
                }
            });
            for code in codes {
                add(&code, Grade::Slip);
            }
        }
        found
    }
}

/// A code without what a spreadsheet puts around it: `'06139`, `6139.0`.
fn bare_code(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "'’\"".contains(c));
    match text.split_once('.') {
        Some((whole, places)) if !places.is_empty() && places.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}

fn looks_like_code(text: &str) -> bool {
    text.is_ascii() && text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains(' ')
}

/// Tells all texts that are one slip away, some of them twice: a character of the alphabet wrong, lacking, too many, or
/// two changed round. Both texts are ASCII.
///
/// They are written into one buffer: a file may hold a wrong code in each of its rows.
fn slips(text: &str, alphabet: &[u8], mut tell: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut slip = Vec::with_capacity(bytes.len() + 1);
    let mut told = |parts: [&[u8]; 3]| {
        slip.clear();
        for part in parts {
            slip.extend_from_slice(part);
        }
        if let Some(slip) = std::str::from_utf8(&slip).ok().filter(|slip| *slip != text) {
            tell(slip);
        }
    };
    for at in 0..=bytes.len() {
        let (front, back) = bytes.split_at(at);
        for letter in alphabet.chunks(1) {
            told([front, letter, back]);
            if let Some(rest) = back.get(1..) {
                told([front, letter, rest]);
            }
        }
        if let Some(rest) = back.get(1..) {
            told([front, rest, &[]]);
        }
        if let [one, other, rest @ ..] = back {
            told([front, &[*other, *one], rest]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_do_to_codes() {
        assert_eq!(bare_code("6139.0"), "6139");
        assert_eq!(bare_code("'06139"), "06139");
        assert_eq!(bare_code("06139 "), "06139");
        assert_eq!(bare_code("3.14"), "3.14");
    }

    #[test]
    fn one_slip() {
        let mut all = BTreeSet::new();
        slips("06139", b"0123456789", |code| {
            all.insert(code.to_owned());
        });
        for code in ["06138", "6139", "006139", "06193", "061390"] {
            assert!(all.contains(code), "{code}");
        }
        assert!(!all.contains("06139") && !all.contains("06148"));
    }
}

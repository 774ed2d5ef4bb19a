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
                let row = query.on.map(|day| self.units().row_near(unit, day)).or(self.units().get(unit).rows.last().map(|(row, _)| *row));
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
            for code in slips(bare) {
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

/// All texts that are one slip away: a character wrong, lacking, too many, or two changed round.
fn slips(text: &str) -> BTreeSet<String> {
    const DIGITS: &[u8] = b"0123456789";
    const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_./";
    let letters = if text.bytes().all(|byte| byte.is_ascii_digit()) { DIGITS } else { LETTERS };
    let mut slips = BTreeSet::new();
    for at in 0..=text.len() {
        let (front, back) = text.split_at(at);
        for letter in letters {
            slips.insert(format!("{front}{}{back}", char::from(*letter)));
            if let Some(rest) = back.get(1..) {
                slips.insert(format!("{front}{}{rest}", char::from(*letter)));
            }
        }
        if let Some(rest) = back.get(1..) {
            slips.insert(format!("{front}{rest}"));
        }
        if let (Some(one), Some(other), Some(rest)) = (back.get(..1), back.get(1..2), back.get(2..)) {
            slips.insert(format!("{front}{other}{one}{rest}"));
        }
    }
    slips.remove(text);
    slips
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
        let slips = slips("06139");
        for code in ["06138", "6139", "006139", "06193", "061390"] {
            assert!(slips.contains(code), "{code}");
        }
        assert!(!slips.contains("06139") && !slips.contains("06148"));
    }
}

//! The nearest known name, for help texts: suggested, never taken silently.

use std::collections::BTreeSet;

use super::{Lang, Message};
use crate::say;

/// The candidate most like `name`, where one is like enough to be meant.
///
/// Of equally near candidates the first in the order of their bytes.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = match name.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        length => length / 3,
    };
    let pattern = Pattern::new(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| *candidate != name) {
        // In bytes a candidate is never shorter than in letters.
        if candidate.len() + allowed < pattern.length {
            continue;
        }
        let found = (pattern.distance(candidate), candidate);
        if found.0 <= allowed && found.0 < candidate.chars().count() && best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A name to be held against many, letter case aside.
///
/// A table may have thousands of wrong references, and the register that they are held against thousands of keys: so the
/// distance (characters wrong, lacking, too many, or two changed round) is counted for all letters of the name at once,
/// a bit for each, as Hyyrö did for Damerau's distance. Names of more than 64 letters are compared one cell at a time.
struct Pattern {
    lower: String,
    length: usize,
    /// Where in the name each character stands, as bits.
    ascii: [u64; 128],
    other: Vec<(char, u64)>,
}

impl Pattern {
    fn new(name: &str) -> Pattern {
        let lower = name.to_lowercase();
        let mut pattern = Pattern { length: lower.chars().count(), ascii: [0; 128], other: Vec::new(), lower };
        for (at, c) in pattern.lower.chars().enumerate().take(64) {
            let bit = 1 << at;
            match pattern.ascii.get_mut(c as usize) {
                Some(bits) => *bits |= bit,
                None => match pattern.other.iter_mut().find(|(known, _)| *known == c) {
                    Some((_, bits)) => *bits |= bit,
                    None => pattern.other.push((c, bit)),
                },
            }
        }
        pattern
    }

    fn bits(&self, c: char) -> u64 {
        let other = || self.other.iter().find(|(known, _)| *known == c).map_or(0, |(_, bits)| *bits);
        self.ascii.get(c as usize).copied().unwrap_or_else(other)
    }

    fn distance(&self, candidate: &str) -> usize {
        if !(1..=64).contains(&self.length) {
            return strsim::osa_distance(&self.lower, &candidate.to_lowercase());
        }
        let mut column = Column { distance: self.length, grows: u64::MAX, last: 1 << (self.length - 1), ..Column::default() };
        if candidate.is_ascii() {
            // Keys and words mostly are.
            for byte in candidate.as_bytes() {
                column.next(self.ascii[usize::from(byte.to_ascii_lowercase())]);
            }
        } else {
            for c in candidate.chars().flat_map(char::to_lowercase) {
                column.next(self.bits(c));
            }
        }
        column.distance
    }
}

/// A column of the table of distances, down the name: a bit for each of its letters.
#[derive(Default)]
struct Column {
    /// What stands at its foot.
    distance: usize,
    /// The foot.
    last: u64,
    /// Where the distance is one more than above, and where it is one less.
    grows: u64,
    shrinks: u64,
    /// Where it is that of the letter before in both texts.
    diagonal: u64,
    /// Where the letter before stands in the name.
    before: u64,
}

impl Column {
    /// Goes on to the next letter of the candidate, which stands there in the name.
    fn next(&mut self, here: u64) {
        let changed_round = ((!self.diagonal & here) << 1) & self.before;
        self.diagonal = ((here & self.grows).wrapping_add(self.grows) ^ self.grows) | here | self.shrinks | changed_round;
        let across_grows = self.shrinks | !(self.diagonal | self.grows);
        let across_shrinks = self.diagonal & self.grows;
        self.distance += usize::from(across_grows & self.last != 0);
        self.distance -= usize::from(across_shrinks & self.last != 0);
        let moved = across_grows << 1 | 1;
        self.grows = across_shrinks << 1 | !(self.diagonal | moved);
        self.shrinks = moved & self.diagonal;
        self.before = here;
    }
}

/// Whether one name differs from another by one slip of the pen.
pub fn is_slip(name: &str, other: &str) -> bool {
    Pattern::new(name).distance(other) <= 1
}

/// So many names are told whole.
const FEW: usize = 12;
/// Of more names, so many are told.
const SOME: usize = 8;

/// "did you mean …", where something is near enough; and what there is. Of a long list those that are nearest.
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<Message> {
    let mut seen = BTreeSet::new();
    let mut all: Vec<&str> = known.into_iter().filter(|one| seen.insert(*one)).collect();
    let near = nearest(name, all.iter().copied());
    let list = match all.len() {
        0 => return None,
        1..=FEW => {
            let list = super::ticked(&all);
            Message::new(list.clone(), list)
        }
        count => {
            let pattern = Pattern::new(name);
            all.sort_by_cached_key(|one| pattern.distance(one));
            let (list, more) = (super::ticked(&all[..SOME]), count - SOME);
            say!(vi: "{list} … và {more} tên khác", en: "{list} … and {more} more")
        }
    };
    let (vi, en) = (list.get(Lang::Vi), list.get(Lang::En));
    Some(match near {
        Some(near) if all.len() == 1 => say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"),
        Some(near) => say!(vi: "có phải là `{near}`? Có: {vi}", en: "did you mean `{near}`? There are: {en}"),
        None if all.len() > FEW => say!(vi: "có: {vi}", en: "there are: {en}"),
        None => say!(vi: "chỉ có: {vi}", en: "there are only: {en}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(nearest("polulation", ["population", "log", "where"]), Some("population"));
        assert_eq!(nearest("tu-vna", ["tu-van", "to-tung"]), Some("tu-van"));
        assert_eq!(nearest("Đình Lâp", ["Đình Lập", "Lộc Bình"]), Some("Đình Lập"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("schedule", ["log", "share", "id"]), None);
    }

    #[test]
    fn of_equals_the_first_by_bytes() {
        assert_eq!(nearest("06140", ["06149", "06141", "06190", "06340"]), Some("06141"));
    }

    #[test]
    fn the_distance_is_the_known_one() {
        let words = ["", "a", "ab", "ba", "abc", "acb", "bca", "Xã Lập", "xã lạp", "XÃ PẬL", "06139", "61390", "tu-van", "vna-tu", "İzmir"];
        let long = ["x".repeat(63), "x".repeat(64), "xy".repeat(40)];
        for one in words.into_iter().chain(long.iter().map(String::as_str)) {
            for other in words.into_iter().chain(long.iter().map(String::as_str)) {
                let expected = strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase());
                assert_eq!(Pattern::new(one).distance(other), expected, "{one} {other}");
            }
        }
    }

    #[test]
    fn the_distance_is_the_known_one_for_any_short_words() {
        // All words of up to five letters out of three.
        let words: Vec<String> = (0..4_u32.pow(5))
            .map(|word| (0..5).filter_map(|at| ["a", "b", "ấ", ""].get((word >> (2 * at) & 3) as usize)).copied().collect())
            .collect();
        for (one, other) in words.iter().step_by(7).flat_map(|one| words.iter().step_by(5).map(move |other| (one, other))) {
            assert_eq!(Pattern::new(one).distance(other), strsim::osa_distance(one, other), "{one} {other}");
        }
    }
}

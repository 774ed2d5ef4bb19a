//! What is asked for: a code or a name, perhaps with the units above it: `xã Tân Thành, huyện Hữu Lũng`.

use super::key::{Keyed, bare};
use super::kind::spelt;
use crate::calendar::Date;
use crate::model::UnitIndex;
use crate::text::nfc;

/// A question to the gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Query<'q> {
    /// A code or a name; the units above it may follow after commas.
    pub text: &'q str,
    /// Only units, and names, of that day.
    pub on: Option<Date>,
    /// Only units below this one.
    pub below: Option<UnitIndex>,
}

impl<'q> Query<'q> {
    /// A question about all time and every place.
    pub fn new(text: &'q str) -> Query<'q> {
        Query { text, on: None, below: None }
    }

    /// Only on this day.
    #[must_use]
    pub fn on(self, on: Option<Date>) -> Query<'q> {
        Query { on, ..self }
    }

    /// Only below this unit.
    #[must_use]
    pub fn below(self, below: UnitIndex) -> Query<'q> {
        Query { below: Some(below), ..self }
    }
}

/// A name with the names of units above it, nearest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) above: Vec<String>,
}

/// The ways to take a text apart; one that finds something makes those after it needless. `own` are kinds of the register.
pub(super) fn apart(text: &str, own: &[String]) -> Vec<Asked> {
    let text = nfc(text);
    let mut ways = Vec::new();
    let mut add = |parts: Vec<&str>| {
        let mut parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        if let Some(name) = parts.next() {
            let asked = Asked { name, above: parts.collect() };
            if !ways.contains(&asked) {
                ways.push(asked);
            }
        }
    };
    add(text.split([',', ';']).collect());
    // `Mẫu Sơn (Lộc Bình)`; a kind in brackets belongs to the name, and was read with it.
    if let Some((name, inner)) = text.trim().strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        add(std::iter::once(name).chain(inner.split([',', ';'])).collect());
    }
    add(text.split([',', ';']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).collect());
    add(split_at(&text, kinds_within(&Keyed::new(&text), own)));
    ways
}

/// The same, and a last way that finds larger units without their marks: `xa Tan Thanh huyen Huu Lung`. Only for suggestions.
pub(super) fn apart_loosely(text: &str, own: &[String]) -> Vec<Asked> {
    let mut ways = apart(text, own);
    let text = nfc(text);
    let plain = Keyed::with(&text, bare);
    let starts = plain.starts.iter().filter(|(_, at)| begins(&plain.key[*at..], LARGER.iter().copied())).map(|(start, _)| *start);
    let mut parts = split_at(&text, starts.collect()).into_iter().map(str::to_owned);
    if let Some(name) = parts.next() {
        let asked = Asked { name, above: parts.collect() };
        if !ways.contains(&asked) {
            ways.push(asked);
        }
    }
    ways
}

/// Kinds of units that others stand in, without their marks.
const LARGER: &[&str] = &["tinh", "thanh pho", "huyen", "quan", "thi xa"];

/// Whether a key begins with one of these kinds, and goes on.
fn begins<'k>(key: &str, mut kinds: impl Iterator<Item = &'k str>) -> bool {
    kinds.any(|kind| key.strip_prefix(kind).is_some_and(|rest| rest.starts_with(' ')))
}

/// The parts of a text, cut at these places and at its commas.
fn split_at(text: &str, starts: Vec<usize>) -> Vec<&str> {
    let ends: Vec<usize> = starts.iter().copied().chain([text.len()]).collect();
    let parts = std::iter::once(0).chain(starts).zip(ends).map(|(start, end)| text[start..end].trim_end_matches([' ', ',', ';', '-']));
    parts.flat_map(|part| part.split([',', ';'])).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Where within a text a kind is spelt out: `xã Tân Thành huyện Hữu Lũng`.
fn kinds_within(Keyed { key, starts }: &Keyed, own: &[String]) -> Vec<usize> {
    let starts = starts.iter().filter(|(_, at)| begins(&key[*at..], spelt(own)));
    // The second word of a kind is no kind of its own: `thị xã`, `khu phố`.
    let inner = |at: usize| {
        let (before, after) = (key[..at].trim_end(), &key[at..]);
        let word = after.split(' ').next().unwrap_or_default();
        let joined = format!("{} {word}", before.rsplit(' ').next().unwrap_or_default());
        spelt(own).any(|kind| kind == joined)
    };
    starts.filter(|(_, at)| !inner(*at)).map(|(start, _)| *start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last way to take a text apart.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let ways = apart_loosely(text, &[]);
        let last = ways.last().expect("a way");
        let got: Vec<&str> = std::iter::once(&last.name).chain(&last.above).map(String::as_str).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn the_units_above_follow() {
        check("Tân Thành", &["Tân Thành"]);
        check("Tân Thành, Hữu Lũng", &["Tân Thành", "Hữu Lũng"]);
        check("xã Tân Thành,huyện Hữu Lũng , tỉnh Lạng Sơn", &["xã Tân Thành", "huyện Hữu Lũng", "tỉnh Lạng Sơn"]);
        check("Mẫu Sơn (Lộc Bình)", &["Mẫu Sơn", "Lộc Bình"]);
        check("Tân Thành - Hữu Lũng", &["Tân Thành", "Hữu Lũng"]);
        check("xã Tân Thành huyện Hữu Lũng", &["xã Tân Thành", "huyện Hữu Lũng"]);
        check("xa Tan Thanh huyen Huu Lung", &["xa Tan Thanh", "huyen Huu Lung"]);
        check("phường 1 thị xã Gò Công", &["phường 1", "thị xã Gò Công"]);
    }
}

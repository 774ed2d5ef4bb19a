//! Whether a name that people wrote is the name of a thing whose name is known.

use std::cell::RefCell;

use super::key::{key, letters};
use super::kind::{MOST_LETTERS, MOST_SHORTENED, keys, meanings, readings, toned};
use super::memo::{Memo, slot};
use crate::text::{bare_name, nfc};

/// How a written name and a known one go together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Agreement {
    /// The name, or its kind and the name, letter by letter. A kind may begin with a capital.
    Exact,
    /// The same name spelt otherwise: another place of a tone mark, `i` for `y`, an abbreviation, case, spaces.
    Spelling,
    /// Another name, or another kind.
    None,
}

/// How a written name and a known one (in NFC) go together. Cheap where they are exactly one, and where the same was asked
/// before: the rows of a log spell few names, in few ways.
pub fn agreement(given: &str, name: &str, kind: Option<&str>) -> Agreement {
    if is_exact(given, name, kind) {
        return Agreement::Exact;
    }
    if is_too_long(given, name, kind) {
        return Agreement::None;
    }
    let slot = slot((given, name, kind));
    let told = TOLD.with_borrow(|told| told.get(slot, |question| question.is(given, name, kind)).copied());
    told.unwrap_or_else(|| {
        let agreement = spelt_otherwise(given, name, kind);
        if given.len() <= LONGEST {
            let [given, name] = [given, name].map(Box::from);
            let question = Question { given, name, kind: kind.map(Box::from) };
            TOLD.with_borrow_mut(|told| told.put(slot, question, agreement));
        }
        agreement
    })
}

/// No answer about a longer text, in bytes, is remembered.
const LONGEST: usize = 200;

struct Question {
    given: Box<str>,
    name: Box<str>,
    kind: Option<Box<str>>,
}

impl Question {
    fn is(&self, given: &str, name: &str, kind: Option<&str>) -> bool {
        *self.given == *given && *self.name == *name && self.kind.as_deref() == kind
    }
}

thread_local! {
    static TOLD: RefCell<Memo<Question, Agreement>> = const { RefCell::new(Memo::new()) };
}

/// Whether a text has more letters than any spelling of the name has.
fn is_too_long(given: &str, name: &str, kind: Option<&str>) -> bool {
    if given.len() <= name.len() + MOST_LETTERS {
        return false;
    }
    letters(given) > letters(name) + MOST_LETTERS.max(2 * kind.map_or(0, letters)) + MOST_SHORTENED
}

fn spelt_otherwise(given: &str, name: &str, kind: Option<&str>) -> Agreement {
    let own = keys(name, kind);
    let (kinds, meant) = match kind {
        Some(kind) => (vec![key(kind)], meanings(kind)),
        None => (Vec::new(), Vec::new()),
    };
    let agrees = readings(given, &kinds).iter().any(|reading| own.iter().any(|own| one_name(own, &reading.key)) && reading.allows(&meant));
    if agrees { Agreement::Spelling } else { Agreement::None }
}

/// Whether two keys are one name: a number in it may be written in another way (`01`, `I`), an apostrophe be left out.
fn one_name(own: &str, given: &str) -> bool {
    let words = |key: &str| key.split(' ').map(|word| word.replace('\'', "")).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let one = |own: &String, given: &String| own == given || is_same_number(own, given);
    own == given || {
        let (own, given) = (words(own), words(given));
        own.len() == given.len() && own.iter().zip(&given).all(|(own, given)| one(own, given))
    }
}

/// Whether two words are one number, at least one of them in digits.
fn is_same_number(one: &str, other: &str) -> bool {
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse::<u32>().ok()).flatten();
    match (digits(one), digits(other)) {
        (Some(one), Some(other)) => one == other,
        (Some(number), None) => roman(other) == Some(number),
        (None, Some(number)) => roman(one) == Some(number),
        (None, None) => false,
    }
}

/// A Roman number below forty, as keys have it; villages and wards are not counted further in them.
fn roman(word: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = word.bytes().take_while(|byte| *byte == b'x').count().min(3);
    let ones = ONES.iter().position(|ones| *ones == &word[tens..])?;
    u32::try_from(10 * tens + ones).ok().filter(|number| *number > 0)
}

/// Whether a text is the name, or kind and name, as written.
pub(super) fn is_exact(given: &str, name: &str, kind: Option<&str>) -> bool {
    let given = nfc(given);
    if given == name {
        return true;
    }
    let Some(front) = given.strip_suffix(bare_name(kind, name)) else { return false };
    let (Some(front), Some(kind)) = (front.strip_suffix(' '), kind) else { return false };
    let is = |kind: &str| front.chars().flat_map(char::to_lowercase).eq(kind.chars().flat_map(char::to_lowercase));
    front == kind || is(kind) || toned(kind).is_some_and(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, name: &str, kind: Option<&str>, expected: Agreement) {
        assert_eq!(agreement(given, name, kind), expected, "{given} / {name}");
    }

    #[test]
    fn the_name_or_kind_and_name() {
        check("Bắc Hùng", "Bắc Hùng", Some("xã"), Agreement::Exact);
        check("xã Bắc Hùng", "Bắc Hùng", Some("xã"), Agreement::Exact);
        check("Xã Bắc Hùng", "Bắc Hùng", Some("xã"), Agreement::Exact);
        check("Ba\u{306}\u{301}c Hu\u{300}ng", "Bắc Hùng", Some("xã"), Agreement::Exact);
        check("Trụ sở 1", "Trụ sở 1", None, Agreement::Exact);
    }

    #[test]
    fn other_spellings() {
        check("X. Bắc  Hùng", "Bắc Hùng", Some("xã"), Agreement::Spelling);
        check("bắc hùng", "Bắc Hùng", Some("xã"), Agreement::Spelling);
        check("Hoà Bình", "Hòa Bình", Some("xã"), Agreement::Spelling);
        check("Quí Hoà", "Quý Hòa", None, Agreement::Spelling);
        check("TT NT Thái Bình", "Nông trường Thái Bình", Some("thị trấn"), Agreement::Spelling);
        check("Bắc Hùng", "Xã Bắc Hùng", Some("xã"), Agreement::Spelling);
        check("thị trấn Na Sầm", "Na Sầm", Some("TT"), Agreement::Spelling);
    }

    #[test]
    fn numbers_and_apostrophes() {
        check("Phường 01", "Phường 1", Some("phường"), Agreement::Spelling);
        check("P.1", "01", Some("phường"), Agreement::Spelling);
        check("thôn Đồng Tâm II", "Đồng Tâm 2", Some("thôn"), Agreement::Spelling);
        check("khu 14", "XIV", Some("khu"), Agreement::Spelling);
        check("Ea Hleo", "Ea H'leo", None, Agreement::Spelling);
        check("Ea H′leo", "Ea H'leo", None, Agreement::Spelling);
        check("Phường 10", "Phường 1", Some("phường"), Agreement::None);
        check("Phường 1", "Phường 11", Some("phường"), Agreement::None);
        check("khu 15", "XIV", Some("khu"), Agreement::None);
        check("Tân Vi", "Tân Vĩ", None, Agreement::None);
    }

    #[test]
    fn kinds_without_their_marks() {
        check("xã Hoa Thám", "Hoa Thám", Some("xa"), Agreement::Exact);
        check("Thị trấn Na Sầm", "Na Sầm", Some("thi-tran"), Agreement::Exact);
        check("TT Na Sầm", "Na Sầm", Some("thi_tran"), Agreement::Spelling);
        check("xã Na Sầm", "Na Sầm", Some("thi-tran"), Agreement::None);
        assert_eq!([toned("xã"), toned("commune"), toned("TT"), toned("khu")], [None; 4]);
    }

    #[test]
    fn another_mark_or_kind_is_another_name() {
        check("Tân Thanh", "Tân Thành", None, Agreement::None);
        check("Vạn Thủy", "Vân Thủy", Some("xã"), Agreement::None);
        check("tan thanh", "Tân Thành", None, Agreement::None);
        check("thị trấn Chi Lăng", "Chi Lăng", Some("xã"), Agreement::None);
        check("TT Chi Lăng", "Chi Lăng", Some("xã"), Agreement::None);
        check("xã Chi Lăng", "Chi Lăng", None, Agreement::None);
        check("Chi Lăng (thị trấn)", "Chi Lăng", Some("xã"), Agreement::None);
    }
}

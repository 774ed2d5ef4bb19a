//! Whether a name that people wrote is the name of a thing whose name is known.

use std::cell::RefCell;

use super::key::{key, letters};
use super::kind::{MOST_LETTERS, MOST_SHORTENED, keys, meanings, readings};
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
    let agrees = readings(given, &kinds).iter().any(|reading| own.contains(&reading.key) && reading.allows(&meant));
    if agrees { Agreement::Spelling } else { Agreement::None }
}

/// Whether a text is the name, or kind and name, as written.
pub(super) fn is_exact(given: &str, name: &str, kind: Option<&str>) -> bool {
    let given = nfc(given);
    if given == name {
        return true;
    }
    let Some(front) = given.strip_suffix(bare_name(kind, name)) else { return false };
    let (Some(front), Some(kind)) = (front.strip_suffix(' '), kind) else { return false };
    front == kind || front.chars().flat_map(char::to_lowercase).eq(kind.chars().flat_map(char::to_lowercase))
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

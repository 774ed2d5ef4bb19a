//! Whether a name that people wrote is the name of a thing whose name is known.

use super::key::key;
use super::kind::{keys, meanings, readings};
use crate::text::nfc;

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

/// How a written name and a known one (in NFC) go together. Cheap where they are exactly one.
pub fn agreement(given: &str, name: &str, kind: Option<&str>) -> Agreement {
    if is_exact(given, name, kind) {
        return Agreement::Exact;
    }
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
    let Some(front) = given.strip_suffix(name) else { return false };
    if front.is_empty() {
        return true;
    }
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

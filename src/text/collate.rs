//! The order of names.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::safe::nfc;

/// Compares names in Vietnamese order, numbers by value: `Ta Tà Tả Tã Tá Tạ`, `Thôn 2` before `Thôn 10`.
///
/// The Vietnamese order serves other Latin-script names as well.
pub struct Collator(Option<CollatorBorrowed<'static>>);

impl Collator {
    /// The collator with the data that is compiled into the program.
    pub fn new() -> Collator {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Collator(icu_collator::Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// The order of two names; names that are equal in it go by their bytes, so that the order is total.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let collated = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        collated.then_with(|| nfc(a).cmp(&nfc(b)))
    }
}

impl Default for Collator {
    fn default() -> Collator {
        Collator::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_order() {
        let collator = Collator::new();
        let mut names = vec!["Tạ", "Tá", "Ta", "Tã", "Tả", "Tà", "Tâm", "Tăng", "Thôn 10", "Thôn 2", "Đông", "Dung"];
        names.sort_by(|a, b| collator.compare(a, b));
        assert_eq!(names, ["Dung", "Đông", "Ta", "Tà", "Tả", "Tã", "Tá", "Tạ", "Tăng", "Tâm", "Thôn 2", "Thôn 10"]);
    }
}

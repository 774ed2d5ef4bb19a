//! Small words: lists and counts that read well.

use std::fmt::Display;

use super::figure::figure;
use super::lang::{Lang, Message};

/// `` `a`, `b`, `c` ``.
pub fn ticked<T: AsRef<str>>(items: &[T]) -> String {
    items.iter().map(|item| format!("`{}`", item.as_ref())).collect::<Vec<_>>().join(", ")
}

/// `` `a`, `b` or `c` ``, in both languages.
pub fn either<T: AsRef<str>>(items: &[T]) -> Message {
    let join = |word: &str| match items {
        [] => String::new(),
        [one] => format!("`{}`", one.as_ref()),
        [most @ .., last] => format!("{} {word} `{}`", ticked(most), last.as_ref()),
    };
    Message::new(join("hoặc"), join("or"))
}

/// `1 row`, `2 rows`, `1,234 rows`.
pub fn count_en(count: impl Display, singular: &str) -> String {
    match figure(&count.to_string(), Lang::En).as_str() {
        "1" => format!("1 {singular}"),
        shown => format!("{shown} {singular}s"),
    }
}

/// `1.234`: a count within a Vietnamese sentence, where nothing has a plural.
pub fn count_vi(count: impl Display) -> String {
    figure(&count.to_string(), Lang::Vi)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn lists_read_well() {
        assert_eq!(either(&["a"]).get(Lang::En), "`a`");
        assert_eq!(either(&["a", "b", "c"]).get(Lang::En), "`a`, `b` or `c`");
        assert_eq!(either(&["a", "b"]).get(Lang::Vi), "`a` hoặc `b`");
        assert_eq!(count_en(1, "row"), "1 row");
        assert_eq!(count_en(2, "row"), "2 rows");
        assert_eq!(count_en(0, "row"), "0 rows");
        assert_eq!(count_en(1234, "row"), "1,234 rows");
        assert_eq!(count_vi(1234), "1.234");
    }
}

//! Small words: lists and counts that read well.

use super::lang::Message;

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

/// `1 row`, `2 rows`.
pub fn count_en(count: usize, singular: &str) -> String {
    if count == 1 { format!("1 {singular}") } else { format!("{count} {singular}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn lists_read_well() {
        assert_eq!(either(&["a"]).get(Lang::En), "`a`");
        assert_eq!(either(&["a", "b", "c"]).get(Lang::En), "`a`, `b` or `c`");
        assert_eq!(either(&["a", "b"]).get(Lang::Vi), "`a` hoặc `b`");
        assert_eq!(count_en(1, "row"), "1 row");
        assert_eq!(count_en(2, "row"), "2 rows");
    }
}

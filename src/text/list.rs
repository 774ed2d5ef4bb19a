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

/// A text of at most so many letters: of a longer one the beginning and the end, which is where names differ.
pub fn cut_middle(text: &str, room: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= room || room < 5 {
        return text.to_owned();
    }
    let end = room * 2 / 5;
    let start = room - end - 1;
    let (head, tail): (String, String) = (letters[..start].iter().collect(), letters[letters.len() - end..].iter().collect());
    format!("{}…{}", head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_in_the_middle() {
        assert_eq!(cut_middle("Câu lạc bộ trợ giúp pháp lý xã Bình Gia", 21), "Câu lạc bộ t…Bình Gia");
        assert_eq!(cut_middle("Bình Gia", 21), "Bình Gia");
        assert_eq!(cut_middle("Bình Gia", 8), "Bình Gia");
        assert_eq!(cut_middle("Bình Gia", 7), "Bình…ia");
    }
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

//! Names with their kinds: lists of units often write the kind into the name (`Xã Tân Thành`), beside a column that says it.

/// A name without the kind that it begins with, where it does.
pub fn bare_name<'n>(kind: Option<&str>, name: &'n str) -> &'n str {
    let lower = |text: &'n str| text.char_indices().flat_map(|(at, char)| char.to_lowercase().map(move |low| (at, low)));
    let mut rest = lower(name);
    for wanted in kind.unwrap_or_default().chars().flat_map(char::to_lowercase) {
        if rest.next().is_none_or(|(_, char)| char != wanted) {
            return name;
        }
    }
    match rest.next() {
        Some((at, ' ')) if kind.is_some() => name[at..].trim_start(),
        _ => name,
    }
}

/// Kind and name as people say them: `xã Bắc Hùng`; a kind that the name has already is said once.
pub fn with_kind(kind: Option<&str>, name: &str) -> String {
    match kind {
        Some(kind) => format!("{kind} {}", bare_name(Some(kind), name)),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_said_once() {
        for (kind, name, said) in [
            (Some("xã"), "Bắc Hùng", "xã Bắc Hùng"),
            (Some("xã"), "Xã Bắc Hùng", "xã Bắc Hùng"),
            (Some("thị trấn"), "Thị  trấn", "thị trấn Thị  trấn"),
            (Some("thị trấn"), "THỊ TRẤN  Na Sầm", "thị trấn Na Sầm"),
            (Some("xã"), "Xãm", "xã Xãm"),
            (Some("xã"), "Xã", "xã Xã"),
            (None, "Xã Bắc Hùng", "Xã Bắc Hùng"),
        ] {
            assert_eq!(with_kind(kind, name), said);
        }
    }
}

//! Whether a name that people wrote is the name of a thing.

/// Whether `given` is the name, or kind and name, of something. Letter case and doubled spaces do not matter.
pub fn same_name(given: &str, name: &str, kind: Option<&str>) -> bool {
    let given = folded(given);
    given == folded(name) || kind.is_some_and(|kind| given == folded(&format!("{kind} {name}")))
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn kind_and_name_will_do() {
        assert!(same_name("Xã  Bắc Hùng", "Bắc Hùng", Some("xã")));
        assert!(same_name("Bắc Hùng", "Bắc Hùng", Some("xã")));
    }

    #[test]
    fn another_mark_is_another_name() {
        assert!(!same_name("Tân Thanh", "Tân Thành", None));
        assert!(!same_name("thị trấn Chi Lăng", "Chi Lăng", Some("xã")));
    }
}

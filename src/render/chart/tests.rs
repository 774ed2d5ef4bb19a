//! What pictures look like on a terminal.

use super::*;

#[test]
fn long_labels_are_cut() {
    assert_eq!(lines("Tối thiểu 2 lượt/xã", 30, 2), ["Tối thiểu 2 lượt/xã"]);
    assert_eq!(lines("Tối thiểu 2 lượt/xã đến năm 2020", 12, 2), ["Tối thiểu 2", "lượt/xã đến…"]);
    assert!(lines("", 12, 2).is_empty());
    assert_eq!(label("Tối thiểu 2 lượt/xã", 12), "Tối thiểu 2…");
}

//! A target whose population is empty.

use crate::finding::code;

code!(
    /// A target whose population is empty.
    CODE, "T003", "population-empty", Warning,
    "Trong một kỳ đang xét nhóm đối tượng không có đối tượng nào, nên chỉ tiêu không đo được gì. Kiểm tra điều kiện của nhóm đối tượng và danh sách (listings.csv).\n\nSai:  listed = [\"dbkk\"] khi listings.csv không có dòng dbkk nào trong kỳ\nĐúng: bổ sung danh sách dbkk, với from, to bao trùm kỳ",
    "Nothing is in the population in a current window, so the target measures nothing. Check the population's conditions and the list (listings.csv).\n\nWrong: listed = [\"poor\"] where listings.csv has no row of poor in that window\nRight: the list of poor units, with from and to that cover the window"
);

//! An accepted miss that covers no cell.

use crate::finding::code;

code!(
    /// An accepted miss that covers no cell.
    CODE, "T009", "accepted-matches-nothing", Warning,
    "Dòng chấp nhận này (accepted.csv) không khớp với đối tượng và kỳ nào, nên không có tác dụng. Kiểm tra chỉ tiêu, nhãn kỳ và mã đối tượng.\n\nSai:  ban-chi-dao.xa,2071,…   (chỉ tiêu có kỳ 2017)\nĐúng: ban-chi-dao.xa,2017,…",
    "This row of accepted.csv matches no subject and window, so it has no effect. Check the target, the window's label and the subject's code.\n\nWrong: boards.commune,2071,…   (the target has the window 2017)\nRight: boards.commune,2017,…"
);

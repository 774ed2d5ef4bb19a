//! A waiver that covers no cell.

use crate::finding::code;

code!(
    /// A waiver that covers no cell.
    CODE, "T004", "waiver-matches-nothing", Warning,
    "Dòng miễn trừ này không khớp với đối tượng và kỳ nào, nên không có tác dụng. Kiểm tra mã đối tượng, nhãn kỳ và ngày.\n\nSai:  bao.ubnd,06193,2104,…   (chỉ tiêu tính theo năm)\nĐúng: bao.ubnd,06193,2014,…",
    "This waiver matches no subject and window, so it has no effect. Check the subject's code, the window's label and the dates.\n\nWrong: papers.commune,06193,2104,…   (a yearly target)\nRight: papers.commune,06193,2014,…"
);

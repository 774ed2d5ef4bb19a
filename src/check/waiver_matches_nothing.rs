//! A waiver that covers no cell.

use crate::finding::code;

code!(
    /// A waiver that covers no cell.
    CODE, "T004", "waiver-matches-nothing", Warning,
    "Dòng miễn trừ này không trùng với đối tượng và kỳ nào: mã, nhãn kỳ hoặc ngày có thể sai.\n\nSai:  luu-dong.xa,06193,2104,…\nĐúng: luu-dong.xa,06193,2014,…",
    "This waiver meets no subject and window: its code, its window's label or its dates may be wrong.\n\nWrong: visits.commune,06193,2104,…\nRight: visits.commune,06193,2014,…"
);

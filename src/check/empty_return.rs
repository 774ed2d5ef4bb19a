//! A return that reports nothing.

use crate::finding::{Finding, code};
use crate::model::{Demand, Table, View};
use crate::read::Place;
use crate::say;

code!(
    /// A return without a figure.
    CODE, "C019", "empty-return", Warning,
    "Dòng của nhật ký theo kỳ mà mọi cột không bắt buộc đều trống: báo cáo không có số liệu nào, nhưng vẫn được tính là đã báo cáo. Điền số liệu, xóa dòng, hoặc khai báo `complete = [\"cột\"]` cho nhật ký: dòng thiếu cột đó khi ấy bị loại. Nếu chỉ cần biết đã gửi, đặt empty-return = \"off\" trong [checks].\n\nSai:  2014-07-05,2014-H1,06139,\nĐúng: 2014-07-05,2014-H1,06139,45",
    "A row of a log by period in which every column that may be empty is: a return without a single figure, which counts as reported all the same. Fill it in, delete it, or declare `complete = [\"column\"]` on the log: a row without that column is then left out. Where only the sending matters, set empty-return = \"off\" in [checks].\n\nWrong: 2014-07-05,2014-H1,06139,\nRight: 2014-07-05,2014-H1,06139,45"
);

/// The columns of which one at least should be filled in a row; none where nobody asks. `there` says whether a file has a column.
pub fn columns(table: &Table, there: impl Fn(usize) -> bool) -> Vec<usize> {
    let complete =
        table.rules.iter().any(|rule| rule.when.is_empty() && rule.demands.iter().any(|demand| matches!(demand, Demand::Filled(_))));
    let optional: Vec<usize> = (0..table.columns.len()).filter(|at| !table.columns[*at].required).collect();
    // A file that lacks a figure's column perhaps spells it otherwise, which is told.
    let mut figures = optional.iter().filter(|at| table.columns[**at].kind.is_number()).peekable();
    let asked = figures.peek().is_some() && figures.all(|at| there(*at));
    if table.period().is_none() || complete || !asked { Vec::new() } else { optional }
}

/// Whether nothing stands in any of the columns.
pub fn is_one<'v>(columns: &[usize], view: impl Fn(usize) -> View<'v>) -> bool {
    !columns.is_empty() && columns.iter().all(|column| view(*column) == View::Empty)
}

/// The finding for such a row.
pub fn check(row: Place, private: bool) -> Finding {
    let message = say!(vi: "báo cáo này không có số liệu nào mà vẫn được tính là đã báo cáo", en: "this return has no figure at all, and counts as reported");
    let help = say!(
        vi: "điền số liệu, hoặc khai báo `complete = [\"cột\"]` cho nhật ký trong tiendo.toml",
        en: "fill it in, or declare `complete = [\"column\"]` for the log in tiendo.toml"
    );
    Finding::new(&CODE, row, message).help(help).hiding(private)
}

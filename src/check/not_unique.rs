//! Two rows of a log that its `unique` columns do not tell apart.

use crate::finding::{Finding, code};
use crate::model::Table;
use crate::read::Place;
use crate::say;
use crate::text::ticked;

code!(
    /// Two rows where the log allows one.
    CODE, "C016", "not-unique", Error,
    "Nhật ký khai báo `unique` mà hai dòng giống nhau ở các cột đó, ví dụ hai báo cáo của một xã cho một kỳ. Không biết dòng nào đúng nên cả hai đều không được tính, cho đến khi xóa một dòng; nếu dòng sau thay dòng trước thì khai báo `last = true`.\n\nSai:  2014-07-05,2014-H1,06139,100\n      2014-07-20,2014-H1,06139,45\nĐúng: 2014-07-20,2014-H1,06139,45",
    "The log declares `unique`, and two rows have the same in those columns: two returns of one commune for one period, say. Nothing tells which is right, so neither counts until one is deleted; where a later row replaces an earlier one, declare `last = true`.\n\nWrong: 2014-07-05,2014-H1,06139,100\n       2014-07-20,2014-H1,06139,45\nRight: 2014-07-20,2014-H1,06139,45"
);

/// The finding for the second of two rows.
pub fn check(row: Place, first: Place, table: &Table, columns: &[usize]) -> Finding {
    let names = names(table, columns);
    let message = say!(vi: "hai dòng giống nhau ở {names}", en: "two rows have the same {names}");
    let help = say!(
        vi: "xóa dòng không còn đúng; cho đến lúc đó cả hai dòng không được tính (hoặc khai báo `last = true`: dòng có ngày sau cùng được tính)",
        en: "delete the one that is no longer right; until then neither row counts (or declare `last = true`: the last dated one counts)"
    );
    let private = table.columns.iter().any(|column| column.personal);
    Finding::new(&CODE, row, message).also(first, say!(vi: "dòng kia", en: "the other row")).help(help).hiding(private)
}

/// The names of some columns.
pub(super) fn names(table: &Table, columns: &[usize]) -> String {
    ticked(&columns.iter().map(|column| table.columns[*column].header.as_str()).collect::<Vec<_>>())
}

//! Two rows of one reporter for one period, where the log does not say whether both count.

use super::not_unique::names;
use crate::finding::{Finding, code};
use crate::model::Table;
use crate::read::Place;
use crate::say;

code!(
    /// Two returns for one period.
    CODE, "C017", "reported-twice", Warning,
    "Hai dòng của cùng một đơn vị cho cùng một kỳ, chỉ khác số liệu hoặc ngày: có thể là báo cáo và bản sửa của nó. Hiện cả hai đều được tính, số liệu bị cộng dồn. Xóa dòng cũ, hoặc khai báo cho nhật ký trong tiendo.toml: `unique = [\"unit\", \"period\"]` (hai dòng là lỗi), thêm `last = true` (dòng có ngày sau cùng được tính). Nếu cả hai đều đúng, thêm cột phân biệt chúng, hoặc đặt reported-twice = \"off\" trong [checks].\n\nSai:  2014-07-05,2014-H1,06139,100\n      2014-07-20,2014-H1,06139,45\nĐúng: 2014-07-20,2014-H1,06139,45",
    "Two rows of one unit for one period differ in figures or date only: perhaps a return and its correction. Both count now, and are added up. Delete the old one, or declare for the log in tiendo.toml `unique = [\"unit\", \"period\"]` (two rows are an error), with `last = true` (the last dated one counts). If both are right, add the column that tells them apart, or set reported-twice = \"off\" in [checks].\n\nWrong: 2014-07-05,2014-H1,06139,100\n       2014-07-20,2014-H1,06139,45\nRight: 2014-07-20,2014-H1,06139,45"
);

/// The finding for the second of two rows.
pub fn check(row: Place, first: Place, table: &Table, columns: &[usize]) -> Finding {
    let names = names(table, columns);
    let message = say!(
        vi: "hai dòng giống nhau ở {names}, chỉ khác số liệu hoặc ngày; cả hai đều được tính",
        en: "two rows have the same {names} and differ in figures or date only; both count"
    );
    let help = say!(
        vi: "xóa dòng đã được thay, hoặc khai báo `unique` (và `last = true`) cho nhật ký trong tiendo.toml",
        en: "delete the one that was replaced, or declare `unique` (and `last = true`) for the log in tiendo.toml"
    );
    let private = table.columns.iter().any(|column| column.personal);
    Finding::new(&CODE, row, message).also(first, say!(vi: "dòng kia", en: "the other row")).help(help).hiding(private)
}

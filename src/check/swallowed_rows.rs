//! A quoted field that runs over lines which look like rows of the table.

use crate::calendar::parse_date;
use crate::finding::{Finding, code};
use crate::model::{Kind, Table};
use crate::read::Place;
use crate::say;
use crate::text::count_en;

code!(
    /// A quoted field with rows in it.
    CODE, "C015", "swallowed-rows", Error,
    "Một ô trong ngoặc kép chứa những dòng giống hệt dòng của bảng: dấu ngoặc kép mở nhầm đã nuốt các dòng đó cho đến dấu ngoặc kép sau. Đóng dấu ngoặc kép ở đúng chỗ, hoặc xóa nó. Nếu ô thật sự chép lại các dòng như vậy, đặt swallowed-rows = \"warning\" hoặc \"off\" trong [checks].\n\nSai:  v1,2014-03-31,\"Bắc Sơn\n      v2,2014-04-01,Hưng Vũ\n      v3,2014-04-02,Vũ Lễ\"\nĐúng: v1,2014-03-31,Bắc Sơn\n      v2,2014-04-01,Hưng Vũ\n      v3,2014-04-02,Vũ Lễ",
    "A quoted field holds lines that look just like rows of the table: a quote that was opened by mistake has swallowed them, up to the next quote. Close the quote where it belongs, or delete it. If the field does repeat such lines, set swallowed-rows = \"warning\" or \"off\" in [checks].\n\nWrong: v1,2014-03-31,\"North\n       v2,2014-04-01,South\n       v3,2014-04-02,East\"\nRight: v1,2014-03-31,North\n       v2,2014-04-01,South\n       v3,2014-04-02,East"
);

/// How many lines inside of a record look like rows of their own.
///
/// `field` says which field of a line holds a column, `width` how many fields a row has. A line looks like a row if it has as many,
/// a day where the table has a required one, and something in each other column that may not be empty.
pub fn count(raw: &[u8], table: &Table, width: usize, field: impl Fn(usize) -> Option<usize>) -> usize {
    let Some(first) = memchr::memchr(b'\n', raw) else { return 0 };
    if width < 2 {
        return 0;
    }
    let required: Vec<(usize, bool)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.required)
        .filter_map(|(at, column)| Some((field(at)?, column.kind == Kind::Date)))
        .collect();
    let looks = |line: &[u8]| {
        let Ok(line) = std::str::from_utf8(line) else { return false };
        let fields: Vec<&str> = line.trim_end_matches('\r').split(',').collect();
        fields.len() == width
            && required.len() > 1
            && required.iter().all(|(at, day)| {
                let text = fields[*at].trim_matches('"');
                if *day { parse_date(text).is_some() } else { !text.trim().is_empty() && text.len() < 200 }
            })
    };
    raw[first + 1..].split(|byte| *byte == b'\n').filter(|line| looks(line)).count()
}

/// The finding for a record that holds so many of them, at its first line.
pub fn check(row: Place, raw: &[u8], rows: usize, private: bool) -> Finding {
    let first = memchr::memchr(b'\n', raw).unwrap_or(raw.len()) as u64;
    let counted = count_en(rows, "line");
    let (are, look) = if rows == 1 { ("is", "looks") } else { ("are", "look") };
    let message = say!(
        vi: "một ô trong ngoặc kép của dòng này chứa {rows} dòng giống dòng của bảng; các dòng đó không được tính",
        en: "a quoted field of this row holds {counted} that {look} like rows of the table and {are} not counted"
    );
    let help = say!(
        vi: "đóng dấu ngoặc kép ở cuối ô, hoặc xóa dấu ngoặc kép mở nhầm",
        en: "close the quote where its field ends, or delete the quote that was opened by mistake"
    );
    Finding::new(&CODE, Place { end: row.start + first, ..row }, message).help(help).hiding(private)
}

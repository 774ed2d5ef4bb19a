//! More than the program reads: columns, or bytes of one row.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::count_en;

code!(
    /// A file beyond a limit.
    CODE, "F019", "over-limit", Error,
    "Tệp vượt một giới hạn của chương trình: nhiều nhất 20.000 cột, 64 MiB cho một dòng (kể cả một ô trong ngoặc kép), và 64 MiB cho một bảng ngang (`wide`). Vượt giới hạn gần như luôn là do tệp hỏng: dấu ngoặc kép không đóng, hoặc bảng bị xoay ngang. Sửa tệp; tệp không được tính cho đến lúc đó.\n\nSai:  tệp chỉ có một dòng dài 900 MiB\nĐúng: mỗi bản ghi một dòng",
    "The file is beyond a limit of the program: at most 20,000 columns, 64 MiB for one row (or one quoted field of it), and 64 MiB for a wide table (`wide`). What is beyond is nearly always broken: a quote that is never closed, or a table on its side. Mend the file; until then it does not count.\n\nWrong: a file of one line of 900 MiB\nRight: one record a line"
);

/// How many columns a file may have.
pub const COLUMNS: usize = 20_000;

/// The finding for a header with too many columns.
pub fn columns(header: Place, count: usize) -> Option<Finding> {
    (count > COLUMNS).then(|| {
        let columns = count_en(count, "column");
        let message = say!(
            vi: "dòng tiêu đề có {count} cột; chương trình đọc nhiều nhất 20.000 cột",
            en: "the header has {columns}; at most 20,000 are read"
        );
        let help = say!(vi: "xóa các cột thừa, hoặc xem lại tệp có bị xoay ngang không", en: "delete what is no column, or see whether the table lies on its side");
        let place = Place { end: header.start + 1, ..header };
        Finding::new(&CODE, place, message).help(help).hiding(true)
    })
}

/// The finding for a file with a column for each period that is longer than such a table is held.
pub fn wide(file: Place) -> Finding {
    let message = say!(
        vi: "bảng ngang này dài hơn 64 MiB; chương trình đọc bảng ngang dài nhất chừng ấy",
        en: "this wide table is longer than 64 MiB, the most that is read of one"
    );
    let help = say!(vi: "chia tệp, hoặc ghi mỗi giá trị một dòng", en: "split the file, or give each value a row of its own");
    Finding::new(&CODE, file, message).help(help)
}

/// The finding for a row that does not end within the limit.
pub fn record(row: Place) -> Finding {
    let message = say!(
        vi: "dòng bắt đầu ở đây dài hơn 64 MiB; tệp không đọc được từ đây",
        en: "the row that begins here is longer than 64 MiB; the file cannot be read from here"
    );
    let help =
        say!(vi: "đóng dấu ngoặc kép để mở trong dòng này, hoặc xóa nó", en: "close the quote that is open in this row, or delete it");
    Finding::new(&CODE, row, message).help(help).hiding(true)
}

//! A byte order mark where no file begins.

use crate::finding::{Correction, Finding, Form, code};
use crate::read::Place;
use crate::say;

code!(
    /// A byte order mark inside a file.
    CODE, "F016", "misplaced-bom", Warning,
    "Ký tự BOM (U+FEFF, không nhìn thấy) nằm ở giữa tệp, thường do nối nhiều tệp làm một. Chương trình bỏ qua nó, nhưng chức năng tìm kiếm và chương trình khác thì không; hãy xóa nó, và cả dòng tiêu đề thừa nếu có: `tiendo fix --write`.\n\nSai:  thang-1.csv, thang-2.csv và thang-3.csv nối thành quy-1.csv\nĐúng: để mỗi tháng một tệp trong thư mục của nhật ký",
    "A byte order mark (U+FEFF, invisible) stands in the middle of the file, often because files were joined. It is ignored here, but not by searches and other programs; remove it, and the second header with it: `tiendo fix --write`.\n\nWrong: january.csv, february.csv and march.csv joined into first-quarter.csv\nRight: one file a month in the log's folder"
);

/// The finding for a mark in a field.
pub fn check(place: Place, personal: bool) -> Finding {
    let message =
        say!(vi: "ký tự BOM (U+FEFF) không nằm ở đầu tệp", en: "a byte order mark (U+FEFF) that is not at the beginning of the file");
    Finding::new(&CODE, place, message)
        .help(say!(vi: "xóa ký tự này; nó không nhìn thấy được, nên có thể phải gõ lại ô", en: "remove this character; it is invisible, so the field may have to be typed again"))
        .corrected(Some(Correction::File(Form::NoMarks)))
        .hiding(personal)
}

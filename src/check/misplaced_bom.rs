//! A byte order mark where no file begins.

use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;

code!(
    /// A byte order mark inside a file.
    CODE, "F016", "misplaced-bom", Warning,
    "Dấu BOM (U+FEFF, không nhìn thấy) đứng giữa tệp; thường vì các tệp được nối lại. Chương trình bỏ qua nó, nhưng tìm kiếm và chương trình khác thì không; hãy xóa nó, cùng dòng tiêu đề thừa nếu có.\n\nSai:  cat thang-1.csv thang-2.csv > quy-1.csv\nĐúng: để mỗi tháng một tệp trong thư mục của sổ",
    "A byte order mark (U+FEFF, not to be seen) stands in mid-file, often because files were joined. It is passed over here, but not by searches and other programs; remove it, and the second header with it.\n\nWrong: cat january.csv february.csv > first-quarter.csv\nRight: one file a month in the log's folder"
);

/// The finding for a mark in a field.
pub fn check(place: Place, personal: bool) -> Finding {
    let message =
        say!(vi: "có dấu BOM (U+FEFF) không phải ở đầu tệp", en: "here is a byte order mark (U+FEFF) that does not begin the file");
    Finding::new(&CODE, place, message)
        .help(say!(vi: "xóa ký tự không nhìn thấy này", en: "remove this invisible character"))
        .hiding(personal)
}

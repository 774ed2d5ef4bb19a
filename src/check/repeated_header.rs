//! The header stands again among the rows.

use crate::finding::{Correction, Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A header in mid-file.
    CODE, "F017", "repeated-header", Error,
    "Dòng tiêu đề xuất hiện lần nữa ở giữa tệp, thường do nối nhiều tệp làm một, hoặc bảng in lặp tiêu đề ở mỗi trang. Dòng bị loại; hãy xóa nó: `tiendo fix --write`.\n\nSai:  id,date,unit\n      v1,2014-03-31,06139\n      id,date,unit\nĐúng: id,date,unit\n      v1,2014-03-31,06139",
    "The header appears again in the middle of the file, often because files were joined or a printed table repeats it on every page. The line is left out; delete it: `tiendo fix --write`.\n\nWrong: id,date,unit\n       v1,2014-03-31,06139\n       id,date,unit\nRight: id,date,unit\n       v1,2014-03-31,06139"
);

/// The finding for a row that is the header again.
pub fn check(place: Place, personal: bool) -> Finding {
    let message = say!(vi: "dòng tiêu đề lặp lại ở đây", en: "the header is repeated here");
    let help = say!(vi: "xóa dòng này", en: "delete this line");
    Finding::new(&CODE, place, message).help(help).corrected(Some(Correction::NoRow)).hiding(personal)
}

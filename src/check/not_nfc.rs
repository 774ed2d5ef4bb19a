//! Text in another Unicode form.

use crate::finding::{Correction, Finding, Form, code};
use crate::read::Place;
use crate::say;

code!(
    /// Text in another Unicode form.
    CODE, "F007", "not-nfc", Warning,
    "Tệp dùng Unicode tổ hợp (NFD): dấu là ký tự rời đứng sau chữ cái. Dòng vẫn được tính, nhưng tìm kiếm và git diff sẽ sai lệch; hãy chuyển cả tệp sang Unicode dựng sẵn (NFC): `tiendo fix --write`.\n\nSai:  a + dấu sắc rời (U+0061 U+0301)\nĐúng: á (U+00E1)",
    "The file uses decomposed Unicode (NFD): marks are characters of their own behind the letter. The rows count all the same, but searches and git diffs will differ; convert the whole file to composed Unicode (NFC): `tiendo fix --write`.\n\nWrong: a and a mark (U+0061 U+0301)\nRight: á (U+00E1)"
);

/// The finding for the first such field of a file; the others are not told one by one.
pub fn check(place: Place, personal: bool) -> Finding {
    let message = say!(vi: "từ đây tệp dùng Unicode tổ hợp (NFD), không phải Unicode dựng sẵn (NFC)", en: "from here on the file uses decomposed Unicode (NFD), not composed (NFC)");
    let help = say!(vi: "chuyển cả tệp từ Unicode tổ hợp sang Unicode bằng UniKey (Toolkit, Ctrl+Shift+F6), hoặc: uconv -x any-nfc CŨ.csv > MỚI.csv", en: "convert the whole file to composed Unicode with UniKey (Toolkit, Ctrl+Shift+F6), or: uconv -x any-nfc OLD.csv > NEW.csv");
    Finding::new(&CODE, place, message).help(help).corrected(Some(Correction::File(Form::Nfc))).hiding(personal)
}

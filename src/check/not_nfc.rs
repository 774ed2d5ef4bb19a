//! Text in another Unicode form.

use crate::finding::{Finding, code};
use crate::say;
use crate::source::Place;

code!(
    /// Text in another Unicode form.
    CODE, "F007", "not-nfc", Warning,
    "Văn bản dùng dấu tổ hợp rời (NFD). Chương trình so sánh theo NFC nên vẫn đúng, nhưng tìm kiếm và git diff sẽ lệch; hãy lưu lại theo NFC.\n\nSai:  a + dấu sắc rời (U+0061 U+0301)\nĐúng: á (U+00E1)",
    "The text uses decomposed marks (NFD). It is compared in NFC and counts all the same, but searches and git diffs will differ; save it in NFC.\n\nWrong: a and a mark (U+0061 U+0301)\nRight: á (U+00E1)"
);

/// The finding for the first such field of a file; the others are not told one by one.
pub fn check(place: Place, personal: bool) -> Finding {
    let message = say!(vi: "từ đây tệp có văn bản dùng dấu tổ hợp rời (không theo NFC)", en: "from here on the file has text with decomposed marks (not in NFC)");
    let help = say!(vi: "lưu lại cả tệp theo NFC: uconv -x any-nfc CŨ.csv > MỚI.csv", en: "save the whole file in NFC: uconv -x any-nfc OLD.csv > NEW.csv");
    Finding::new(&CODE, place, message).help(help).hiding(personal)
}

//! Text in another Unicode form.

use crate::finding::code;

code!(
    /// Text in another Unicode form.
    CODE, "F007", "not-nfc", Warning,
    "Văn bản dùng dấu tổ hợp rời (NFD). Chương trình so sánh theo NFC nên vẫn đúng, nhưng tìm kiếm và git diff sẽ lệch; hãy lưu lại theo NFC.",
    "The text uses decomposed marks (NFD). It is compared in NFC and counts all the same, but searches and git diffs will differ; save it in NFC."
);

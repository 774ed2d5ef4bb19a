//! A document that is not there.

use crate::finding::code;

code!(
    /// A document that is not there.
    CODE, "V010", "missing-document", Error,
    "Cột kiểu `file` ghi một tài liệu không có trong thư mục làm việc. Dòng bị loại cho đến khi sửa đường dẫn, hoặc chép tài liệu vào; đường dẫn không được ra ngoài thư mục làm việc.\n\nSai:  ../bao-cao.pdf\nĐúng: documents/bao-cao-2014-h1.pdf",
    "A column of type file names a document that is not in the workspace. The row is left out until the path is corrected or the document is there; the path may not lead out of the workspace.\n\nWrong: ../report.pdf\nRight: documents/report-2014-h1.pdf"
);

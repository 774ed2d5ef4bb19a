//! A document that is not there.

use crate::finding::code;

code!(
    /// A document that is not there.
    CODE, "V010", "missing-document", Error,
    "Cột kiểu file nêu một tài liệu phải có trong thư mục làm việc; đường dẫn không được ra ngoài thư mục.\n\nSai:  ../bao-cao.pdf\nĐúng: documents/bao-cao-2014-h1.pdf",
    "A column of type file names a document that must be in the workspace; the path may not lead out of it.\n\nWrong: ../report.pdf\nRight: documents/report-2014-h1.pdf"
);

//! A quote that is never closed.

use crate::finding::code;

code!(
    /// A quote that is never closed.
    CODE, "F011", "open-quote", Error,
    "Một dấu ngoặc kép mở ra mà không đóng: mọi dòng từ đó đến cuối tệp bị đọc thành một ô và không được tính. Đóng ngoặc kép, hoặc xóa nó; dấu ngoặc kép nằm trong ô thì viết hai dấu liền nhau.\n\nSai:  1,\"Bắc Sơn\nĐúng: 1,\"Bắc Sơn\"",
    "A quote is opened and never closed: every line from there to the end of the file is read as one field and does not count. Close the quote or remove it; a quote inside a quoted field is written twice.\n\nWrong: 1,\"Northfield\nRight: 1,\"Northfield\""
);

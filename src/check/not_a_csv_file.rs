//! A file that is called CSV and is something else: a workbook, a web page, a document.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A workbook, web page or document under the name of a CSV file.
    CODE, "F009", "not-a-csv-file", Error,
    "Tệp mang đuôi .csv nhưng bên trong là bảng tính Excel, trang web hoặc tài liệu khác; không dòng nào được tính. Mở bằng chương trình của nó rồi lưu lại thành CSV UTF-8.\n\nSai:  đổi tên thang-3.xlsx thành thang-3.csv\nĐúng: trong Excel chọn Lưu thành > CSV UTF-8 (phân cách bằng dấu phẩy)",
    "The file is named .csv, but it is an Excel workbook, a web page or another document; no row counts. Open it with its own program and save it as CSV UTF-8.\n\nWrong: march.xlsx renamed to march.csv\nRight: in Excel, Save As > CSV UTF-8 (comma delimited)"
);

/// How files of other kinds begin; letters in any case.
const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "bảng tính Excel (.xlsx) hoặc tệp nén", "an Excel workbook (.xlsx) or an archive"),
    (b"\xd0\xcf\x11\xe0", "bảng tính Excel đời cũ (.xls)", "an old Excel workbook (.xls)"),
    (b"%PDF", "một tài liệu PDF", "a PDF document"),
    (b"{\\rtf", "một văn bản RTF", "an RTF document"),
    (b"<html", "một trang web", "a web page"),
    (b"<!doctype", "một trang web", "a web page"),
    (b"<table", "một trang web", "a web page"),
    (b"<?xml", "một tài liệu XML", "an XML document"),
];

/// How a file begins that stands for another one, which git was to fetch.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The finding for a file that begins like one of another kind.
pub fn check(file: Place, head: &[u8]) -> Option<Finding> {
    let head = head.trim_ascii_start();
    if head.starts_with(POINTER) {
        let message = say!(
            vi: "đây là con trỏ Git LFS; nội dung của tệp chưa được tải về",
            en: "this is a Git LFS pointer; the file's content was not fetched"
        );
        return Some(Finding::new(&CODE, file, message).help(say!(vi: "chạy `git lfs pull`", en: "run `git lfs pull`")));
    }
    let (_, vi, en) =
        BEGINNINGS.iter().find(|(begins, ..)| head.len() >= begins.len() && head[..begins.len()].eq_ignore_ascii_case(begins))?;
    let message = say!(vi: "tệp này không phải CSV mà là {vi}", en: "this is not a CSV file but {en}");
    let help = say!(vi: "mở bằng chương trình của nó rồi lưu thành CSV UTF-8, phân cách bằng dấu phẩy", en: "open it with its own program and save it as CSV UTF-8, with commas between the columns");
    Some(Finding::new(&CODE, file, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Tree;

    #[test]
    fn files_of_other_kinds_are_known_by_their_beginnings() {
        let tree = Tree::in_memory([("a.csv", "")]);
        let told = |head: &[u8]| check(Place::whole(tree.id("a.csv")), head).is_some();
        assert!(told(b"PK\x03\x04\x14\0") && told(b"\n <!DOCTYPE html>") && told(b"%PDF-1.4"));
        assert!(!told(b"id,date\n") && !told(b"PK1,2014-01-01\n") && !told(b""));
    }
}

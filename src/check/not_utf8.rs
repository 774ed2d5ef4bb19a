//! Bytes that are not UTF-8.

use crate::finding::{Correction, Finding, Form, code};
use crate::read::Place;
use crate::say;
use crate::text::{Encoding, Message};

code!(
    /// Bytes that are not UTF-8.
    CODE, "F002", "not-utf8", Error,
    "Tệp phải ở bảng mã UTF-8. Dòng có ô không đọc được bị loại; nếu đó là dòng tiêu đề thì không dòng nào của tệp được tính. Tệp cũ thường dùng windows-1258, TCVN3 (ABC) hoặc VNI, tệp của Excel đôi khi là UTF-16; hãy chuyển mã rồi lưu lại; cả tệp cùng một bảng mã thì `tiendo fix --write` chuyển được.\n\nSai:  B\\xbec S\\xacn (TCVN3)\nĐúng: Bắc Sơn (UTF-8)",
    "Files must be UTF-8. A row with a field that cannot be read is left out; if it is the header, no row of the file counts. Old Vietnamese files are often windows-1258, TCVN3 (ABC) or VNI, those of Excel sometimes UTF-16; convert the file and save it again; where all of it is in one encoding, `tiendo fix --write` does.\n\nWrong: B\\xbec S\\xacn (TCVN3)\nRight: Bắc Sơn (UTF-8)"
);

/// What a file probably is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guess {
    /// The encoding.
    pub encoding: Encoding,
    /// Whether all of the file is in it: none of its lines is UTF-8 already, and no byte is without a letter.
    pub whole: bool,
}

/// The finding for a field with such bytes, and what they probably are.
pub fn check(place: Place, guess: Option<Guess>, personal: bool) -> Finding {
    let message = match guess.map(|guess| guess.encoding) {
        Some(encoding) => say!(vi: "ô này không phải UTF-8; có vẻ là {encoding}", en: "this field is not UTF-8; it looks like {encoding}"),
        None => say!(vi: "ô này không phải UTF-8", en: "this field is not UTF-8"),
    };
    Finding::new(&CODE, place, message).help(convert(guess)).corrected(converted(guess)).hiding(personal)
}

/// The finding for a file whose header cannot be read.
pub fn whole(file: Place, guess: Option<Guess>) -> Finding {
    let message = match guess.map(|guess| guess.encoding) {
        Some(encoding) => {
            say!(vi: "tệp không phải UTF-8 mà có vẻ là {encoding}; không đọc được dòng nào", en: "the file is not UTF-8 but looks like {encoding}; no row can be read")
        }
        None => say!(vi: "dòng tiêu đề không phải UTF-8; không đọc được dòng nào", en: "the header is not UTF-8; no row can be read"),
    };
    Finding::new(&CODE, file, message).help(convert(guess)).corrected(converted(guess))
}

/// The whole file in UTF-8, where all of it is in one encoding.
fn converted(guess: Option<Guess>) -> Option<Correction> {
    guess.filter(|guess| guess.whole).map(|guess| Correction::File(Form::Utf8(guess.encoding)))
}

/// How to convert the file.
fn convert(guess: Option<Guess>) -> Message {
    match guess.map(|guess| (guess, guess.encoding.iconv())) {
        Some((Guess { encoding, whole: false }, _)) => {
            say!(vi: "tệp lẫn nhiều bảng mã: chuyển riêng các ô này từ {encoding} sang Unicode bằng UniKey (Toolkit, Ctrl+Shift+F6)", en: "the file mixes encodings: convert these fields alone from {encoding} to Unicode with UniKey (Toolkit, Ctrl+Shift+F6)")
        }
        Some((Guess { encoding, .. }, Some(name))) => {
            // What those without a command line use.
            let (by_vi, by_en) = match encoding {
                Encoding::Utf16 => {
                    ("mở bằng Notepad, lưu với mã hóa UTF-8, hoặc ", "open it in Notepad and save it with the encoding UTF-8, or ")
                }
                _ => ("dùng UniKey (Toolkit, Ctrl+Shift+F6), hoặc ", "use UniKey (Toolkit, Ctrl+Shift+F6), or "),
            };
            say!(vi: "chuyển mã cả tệp: {by_vi}iconv -f {name} -t UTF-8 CŨ.csv > MỚI.csv", en: "convert the whole file: {by_en}iconv -f {name} -t UTF-8 OLD.csv > NEW.csv")
        }
        Some((Guess { encoding, .. }, None)) => {
            say!(vi: "chuyển cả tệp từ {encoding} sang Unicode bằng UniKey (Toolkit, Ctrl+Shift+F6), rồi lưu thành CSV UTF-8", en: "convert the whole file from {encoding} to Unicode with UniKey (Toolkit, Ctrl+Shift+F6), then save it as CSV UTF-8")
        }
        None => {
            say!(vi: "gõ lại ô này, nếu chỉ vài ô bị lỗi; nếu cả tệp dùng bảng mã cũ (TCVN3, VNI, windows-1258) thì chuyển mã bằng UniKey (Toolkit, Ctrl+Shift+F6)", en: "type the field again, if only a few are at fault; if the whole file is in an old encoding (TCVN3, VNI, windows-1258), convert it with UniKey (Toolkit, Ctrl+Shift+F6)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::is_syllable;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<Encoding>) {
        assert_eq!(Encoding::guess(bytes, is_syllable), expected);
    }

    #[test]
    fn encodings_of_offices_are_known_by_their_words() {
        // "Đợt trợ giúp xã Bắc Sơn", as `iconv` writes it and, for VNI, as the fonts' tables have it.
        check(b"\xd0\xf5\xf2t tr\xf5\xf2 gi\xfap xa\xde B\xe3\xecc S\xf5n", Some(Encoding::Windows1258));
        check(b"\xa7\xeet tr\xee gi\xf3p x\xb7 B\xbec S\xacn", Some(Encoding::Tcvn3));
        check(b"\xd1\xf4\xeft tr\xf4\xef giu\xf9p xa\xf5 Ba\xe9c S\xf4n", Some(Encoding::Vni));
    }

    #[test]
    fn other_bytes_are_not_guessed() {
        check(b"caf\xe9 gar\xe7on na\xefve", None);
        check(b"\xff\xfe\x81\x90", None);
        check(b"", None);
    }

    #[test]
    fn wide_files_are_known_by_their_first_letters() {
        assert_eq!(Encoding::wide(b"\xff\xfei\0d\0"), Some(Encoding::Utf16));
        assert_eq!(Encoding::wide(b"i\0d\0,\0"), Some(Encoding::Utf16));
        assert_eq!(Encoding::wide(b"id,date\n"), None);
        assert_eq!(Encoding::wide(b""), None);
    }
}

//! TOML that cannot be parsed.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// TOML that cannot be parsed.
    CODE, "P001", "toml-syntax", Error,
    "Tệp không đúng cú pháp TOML nên không đọc được, và chương trình dừng lại. Sửa chỗ được chỉ ra rồi chạy lại.\n\nSai:  id = lang-son\nĐúng: id = \"lang-son\"",
    "The file is not valid TOML and cannot be read, so the program stops. Correct the place that is shown and run it again.\n\nWrong: id = lang-son\nRight: id = \"lang-son\""
);

/// What the parser says, by how its sentence begins, and the same in Vietnamese.
const SENTENCES: &[(&str, &str)] = &[
    ("`_` may only go between digits", "dấu `_` chỉ được đứng giữa các chữ số"),
    ("cannot recurse further", "các bảng lồng nhau quá sâu"),
    ("recursion limit", "các bảng lồng nhau quá sâu"),
    ("carriage return must be followed by newline", "ký tự xuống dòng CR phải đi cùng LF"),
    ("duplicate key", "khóa này đã có ở trên"),
    ("extra `=`", "thừa dấu `=`"),
    ("extra assignment between key-value pairs", "thừa dấu `=` giữa các cặp khóa và giá trị"),
    ("extra comma in array", "thừa dấu phẩy trong danh sách"),
    ("extra comma in inline table", "thừa dấu phẩy trong bảng { }"),
    ("integers with a radix cannot be signed", "số viết theo cơ số khác 10 không mang dấu"),
    ("invalid comment character", "chú thích có ký tự không được phép"),
    ("invalid inline table element", "phần này không thể đứng trong bảng { }"),
    ("invalid key-value pair", "đây không phải là một cặp khóa và giá trị"),
    ("invalid unquoted key", "khóa có ký tự lạ; đặt khóa trong ngoặc kép"),
    ("invalid value", "giá trị không hợp lệ"),
    ("key with no value", "khóa không có giá trị"),
    ("keys cannot be multi-line", "khóa không được viết trên nhiều dòng"),
    ("missing array opening", "thiếu dấu `[`"),
    ("missing assignment between key-value pairs", "thiếu dấu `=` giữa khóa và giá trị"),
    ("missing comma between array elements", "thiếu dấu phẩy giữa các phần tử của danh sách"),
    ("missing comma between key-value pairs", "thiếu dấu phẩy giữa các cặp khóa và giá trị"),
    ("missing comment start", "thiếu dấu `#` trước chú thích"),
    ("missing escaped value", "sau dấu `\\` thiếu ký tự"),
    ("missing inline table opening", "thiếu dấu `{`"),
    ("missing key for inline table element", "thiếu khóa trong bảng { }"),
    ("missing opening quote", "thiếu dấu ngoặc kép mở"),
    ("missing table open", "thiếu dấu `[`"),
    ("missing value for key", "khóa không có giá trị"),
    ("missing value", "thiếu giá trị"),
    ("radix must be lowercase", "tiền tố cơ số phải viết thường"),
    ("redundant integer number prefix", "thừa tiền tố của số"),
    ("redundant numeric sign", "thừa dấu của số"),
    ("string values must be quoted", "chuỗi ký tự phải đặt trong ngoặc kép"),
    ("too few unicode value digits", "mã Unicode thiếu chữ số"),
    ("unclosed array table", "thiếu dấu `]]`"),
    ("unclosed array", "danh sách thiếu dấu `]`"),
    ("unclosed inline table", "bảng thiếu dấu `}`"),
    ("unclosed table", "thiếu dấu `]`"),
    ("unexpected `=` in array", "dấu `=` không thể đứng trong danh sách"),
    ("unexpected content", "không hiểu phần này"),
    ("unexpected key or value", "khóa hoặc giá trị này không thể đứng ở đây"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0"),
    ("unexpected sign", "dấu của số không thể đứng ở đây"),
    ("unquoted keys cannot be empty", "thiếu tên khóa"),
    ("invalid basic string", "chuỗi ký tự thiếu ngoặc kép đóng hoặc có ký tự không được phép"),
    ("invalid literal string", "chuỗi ký tự thiếu dấu nháy đóng hoặc có ký tự không được phép"),
    ("invalid multi-line", "chuỗi nhiều dòng thiếu dấu đóng hoặc có ký tự không được phép"),
];

/// The finding for what the parser says about a place.
pub fn check(place: Place, said: &str) -> Finding {
    let known = SENTENCES.iter().find(|(begins, _)| said.starts_with(begins));
    // The parser's sentence may name what it expected, in signs that need no translation.
    let expected = said.split_once(", expected ").map(|(_, signs)| signs);
    let vi = match (known, expected) {
        (Some((_, vi)), Some(signs)) if signs.starts_with('`') && !signs.contains(' ') => format!(": {vi} (cần {signs})"),
        (Some((_, vi)), _) => format!(": {vi}"),
        (None, _) => String::new(),
    };
    Finding::new(&CODE, place, say!(vi: "không đúng cú pháp TOML{vi}", en: "not valid TOML: {said}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Tree;
    use crate::text::Lang;

    #[test]
    fn what_the_parser_says_is_said_in_vietnamese() {
        let tree = Tree::in_memory([("a.toml", "")]);
        let told = |text: &str| {
            let (_, errors) = toml::de::DeTable::parse_recoverable(text);
            let said = errors.first().map(|error| error.message().to_owned()).unwrap_or_default();
            check(Place::whole(tree.id("a.toml")), &said).message.get(Lang::Vi).to_owned()
        };
        for text in [
            "a = b\n",
            "a\n",
            "a = [1 2]\n",
            "a = [1\n",
            "a = {b = 1\n",
            "[a\n",
            "[[a]\n",
            "a = \"x\n",
            "a = 1\na = 2\n",
            "a = 01\n",
            "= 1\n",
            "a = \n",
            "a b = 1\n",
            "a = 1 b = 2\n",
        ] {
            assert!(told(text).contains(": "), "{text:?} is not translated: {}", told(text));
        }
    }
}

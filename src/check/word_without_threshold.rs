//! A threshold by words that leaves out one of them.

use crate::finding::{Finding, code};
use crate::model::Target;
use crate::read::Place;
use crate::say;
use crate::text::{count_en, count_vi, ticked};

code!(
    /// A threshold by words that leaves out one of them.
    CODE, "P040", "word-without-threshold", Warning,
    "Ngưỡng `{ by = … }` không nói gì về một giá trị của cột, nên đối tượng mang giá trị đó không thuộc chỉ tiêu; cột kiểu text cũng vậy. Thêm ngưỡng cho giá trị ấy, hoặc loại nó trong `where` của nhóm đối tượng.\n\nSai:  at_least = { by = \"region\", mountain = 70 }                # còn delta\nĐúng: at_least = { by = \"region\", mountain = 70, delta = 100 }",
    "A threshold `{ by = … }` says nothing of a value of its column, so subjects with that value are no members; a text column is looked at, too. Add a threshold for it, or leave it out by the `where` of the population.\n\nWrong: at_least = { by = \"region\", mountain = 70 }                # delta is left\nRight: at_least = { by = \"region\", mountain = 70, delta = 100 }"
);

/// A threshold that says nothing of some values of a column.
pub fn check(place: Place, column: &str, lacking: &[&str]) -> Finding {
    let words = ticked(lacking);
    let message = say!(vi: "ngưỡng theo `{column}` không nói gì về {words}", en: "the threshold by `{column}` says nothing of {words}");
    let help = say!(vi: "thêm {words}; đối tượng mang giá trị này hiện không thuộc chỉ tiêu", en: "add {words}: subjects with that value are no members now");
    Finding::new(&CODE, place, message).help(help)
}

/// A threshold that says nothing of a word that some subjects have in a column of free words.
pub fn subjects(target: &Target, column: &str, word: &str, count: usize) -> Finding {
    let name = &target.name;
    let (vi, en) = (count_vi(count), count_en(count, "subject"));
    let have = if count == 1 { "has" } else { "have" };
    let message = say!(
        vi: "ngưỡng theo `{column}` của chỉ tiêu `{name}` không nói gì về `{word}`, mà {vi} đối tượng mang giá trị đó",
        en: "the threshold by `{column}` of target `{name}` says nothing of `{word}`, which {en} {have}"
    );
    let help = say!(vi: "thêm `{word}`, hoặc loại các đối tượng đó bằng `where` của nhóm; hiện chúng không thuộc chỉ tiêu", en: "add `{word}`, or leave them out by the `where` of the population: they are no members now");
    Finding::new(&CODE, target.place, message).help(help)
}

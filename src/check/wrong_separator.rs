//! Columns are separated by something else than commas.

use crate::finding::{Correction, Finding, Form, code};
use crate::model::Table;
use crate::read::Place;
use crate::say;

code!(
    /// A header whose columns are separated by semicolons or tabs.
    CODE, "F013", "wrong-separator", Error,
    "Các cột cách nhau bằng dấu chấm phẩy, dấu tab hoặc dấu khác, nên không dòng nào của tệp được tính. Excel trên máy cài tiếng Việt thường lưu như vậy; hãy lưu lại với dấu phẩy; nếu mọi dòng đều cách như vậy thì `tiendo fix --write` đổi được.\n\nSai:  id;date;unit\nĐúng: id,date,unit",
    "The columns are separated by semicolons, tabs or the like, so no row of the file counts. Excel does so where the computer is set to Vietnamese; save the file again with commas; where every row is separated in this way, `tiendo fix --write` does.\n\nWrong: id;date;unit\nRight: id,date,unit"
);

const SEPARATORS: [char; 3] = [';', '\t', '|'];

/// The finding for a header that names columns only where something else than a comma divides it. `takes` says whether the whole
/// file takes a form.
pub fn check(place: Place, table: &Table, header: &str, takes: impl Fn(Form) -> bool) -> Option<Finding> {
    let corrected = |form: Form| takes(form).then_some(Correction::File(form));
    let names = |separator: char| {
        let named = |name: &str| table.columns.iter().any(|column| column.header == name);
        header.split(separator).filter(|name| named(name.trim().trim_matches('"').trim())).count()
    };
    let first = header.trim().trim_matches('"');
    // Excel's own line that names the separator.
    let told = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP=")).and_then(|rest| rest.chars().next());
    let most =
        SEPARATORS.into_iter().max_by_key(|separator| names(*separator)).filter(|most| names(*most) >= 2 && names(*most) > names(','));
    if let Some(inside) = header.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|inside| !inside.contains("\",")) {
        let known = |name: &str| table.columns.iter().any(|column| column.header == name.trim().trim_matches('"'));
        if inside.split(',').filter(|name| known(name)).count() >= 2 {
            let message = say!(
                vi: "mỗi dòng của tệp nằm trọn trong ngoặc kép, nên là một ô duy nhất",
                en: "every line of the file is in quotes as a whole, and so one single field"
            );
            let help = say!(
                vi: "xóa dấu ngoặc kép ở đầu và cuối mỗi dòng, hoặc xuất lại tệp từ bảng tính",
                en: "delete the quotes at the beginning and the end of each line, or export the file again"
            );
            return Some(Finding::new(&CODE, place, message).help(help).corrected(corrected(Form::Unwrapped)));
        }
    }
    let (separator, line) = match (told, most) {
        (Some(separator), _) => (separator, true),
        (None, Some(separator)) => (separator, false),
        (None, None) => return None,
    };
    let (vi, en) = match separator {
        ';' => ("dấu chấm phẩy", "semicolons"),
        '\t' => ("dấu tab", "tabs"),
        '|' => ("dấu gạch đứng", "vertical bars"),
        _ => ("dấu khác", "something else"),
    };
    if line {
        let message = say!(vi: "dòng `sep=` không phải là dòng tiêu đề", en: "the line `sep=` is not a header");
        let help =
            say!(vi: "xóa dòng này; các cột phải cách nhau bằng dấu phẩy", en: "delete this line; the columns must be separated by commas");
        return Some(Finding::new(&CODE, place, message).help(help).corrected(corrected(Form::Commas(separator))));
    }
    let message = say!(vi: "các cột cách nhau bằng {vi}, không phải dấu phẩy", en: "the columns are separated by {en}, not by commas");
    let help = say!(vi: "lưu lại tệp với dấu phẩy: đặt dấu tách danh sách (List separator) của Windows là dấu phẩy, rồi trong Excel chọn Lưu thành > CSV UTF-8", en: "save the file with commas: set the list separator of Windows to a comma, then in Excel choose Save As > CSV UTF-8");
    Some(Finding::new(&CODE, place, message).help(help).corrected(corrected(Form::Commas(separator))))
}

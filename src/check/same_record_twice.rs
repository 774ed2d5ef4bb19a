//! Two rows of a log say the same: one event under two keys.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// The same record twice.
    CODE, "C011", "same-record-twice", Warning,
    "Hai dòng giống nhau ở mọi cột, trừ mã dòng: có thể một sự việc được ghi hai lần. Cả hai vẫn được tính. Nếu là một sự việc thì xóa một dòng; nếu là hai thì ghi điều phân biệt chúng, chẳng hạn ở cột `note`.\n\nSai:  v1,2014-03-31,06139,20\n      v9,2014-03-31,06139,20\nĐúng: v1,2014-03-31,06139,20",
    "Two rows are alike in every column but the key: perhaps one event was entered twice. Both still count. If it is one event, delete a row; if there were two, write down what tells them apart, for example in the column `note`.\n\nWrong: v1,2014-03-31,06139,20\n       v9,2014-03-31,06139,20\nRight: v1,2014-03-31,06139,20"
);

/// The finding for the second of two such rows.
pub fn check(place: Place, first: Place, keyed: bool) -> Finding {
    let message = if keyed {
        say!(vi: "dòng này giống hệt một dòng khác, trừ mã dòng", en: "this row is the same as another one but for its key")
    } else {
        say!(vi: "dòng này giống hệt một dòng khác", en: "this row is the same as another one")
    };
    let help = say!(vi: "nếu là một sự việc thì xóa một dòng; nếu là hai thì ghi điểm khác nhau vào cột `note`", en: "if it is one event, delete one of the rows; if there were two, say in `note` what tells them apart");
    Finding::new(&CODE, place, message).also(first, say!(vi: "dòng kia ở đây", en: "the other is here")).help(help)
}

//! A row that breaks a rule which `tiendo.toml` declares for its log.

use crate::finding::{Finding, code};
use crate::model::{Demand, RowRule, Table};
use crate::read::Place;
use crate::say;
use crate::text::Message;

code!(
    /// A rule over the columns of a row is broken.
    CODE, "C018", "rule-broken", Error,
    "Dòng trái với một quy tắc mà tiendo.toml đặt cho nhật ký (`[[log.x.rule]]`, `complete`): một cột phải có hoặc phải trống khi cột khác có giá trị nào đó, hai cột phải lớn nhỏ theo thứ tự. Dòng bị loại; sửa dòng, hoặc sửa quy tắc.\n\nSai:  quy tắc when = { result = \"red\" }, require = \"reason\"; dòng có result là red mà reason trống\nĐúng: dòng có cả result và reason",
    "The row breaks a rule that tiendo.toml sets for the log (`[[log.x.rule]]`, `complete`): a column must be filled, or empty, where another has some value, or two columns must compare in some way. The row is left out; correct it, or the rule.\n\nWrong: the rule when = { result = \"red\" }, require = \"reason\"; a row whose result is red and whose reason is empty\nRight: a row with both"
);

/// The finding for a demand that a row breaks; `place` is where a column stands.
pub fn check(table: &Table, rule: &RowRule, demand: &Demand, place: Place) -> Finding {
    let name = &table.columns[demand.column()].header;
    let plain = match demand {
        Demand::Filled(_) => say!(vi: "`{name}` không được để trống ở dòng này", en: "`{name}` may not be empty in this row"),
        Demand::Empty(_) => say!(vi: "`{name}` phải để trống ở dòng này", en: "`{name}` must be empty in this row"),
        Demand::Compare(comparison) => {
            let text = &comparison.text;
            say!(vi: "dòng này trái với `{text}`", en: "this row breaks `{text}`")
        }
    };
    let message = rule.message.as_deref().map_or(plain, Message::same);
    let help = say!(vi: "sửa dòng, hoặc sửa quy tắc trong tiendo.toml", en: "correct the row, or the rule in tiendo.toml");
    let personal = table.columns[demand.column()].personal;
    let also = say!(vi: "quy tắc ở đây", en: "the rule is here");
    Finding::new(&CODE, place, message).also(rule.place, also).help(help).hiding(personal)
}

//! A row carries both a code and a name, and they mean different things.

use super::name_spelt_otherwise;
use super::stray_space::tidy;
use super::unknown_reference::listed;
use crate::calendar::{Date, plus_days};
use crate::finding::{Advice, Code, Finding, code};
use crate::model::{Row, Table, UnitIndex};
use crate::names::{Agreement, Gazetteer, Query, agreement, toned};
use crate::read::Place;
use crate::say;
use crate::text::{Message, echo, with_kind};

code!(
    /// A name that is not that of the code.
    CODE, "C005", "name-disagrees", Error,
    "Tên trong dòng không phải tên của mã bên cạnh vào ngày đó. Dòng bị loại, vì không biết mã sai hay tên sai: hãy sửa một trong hai (ghi tên, hoặc loại và tên; tên đúng mà viết hơi khác chỉ bị cảnh báo C014).\n\nSai:  06139,Trùng Quán  (sau 2020-01-01)\nĐúng: 06139,xã Bắc Hùng",
    "The name in the row is not that of the code beside it on that day. The row is left out, for nobody can guess which of the two is wrong: correct one of them (the name, or kind and name; a right name in another spelling is only a warning, C014).\n\nWrong: 06139,Trùng Quán  (after 2020-01-01)\nRight: 06139,xã Bắc Hùng"
);

/// A name that stands beside a reference, and the row that is meant.
pub struct Beside<'a> {
    /// The shape of the register.
    pub table: &'a Table,
    /// The row that the reference means.
    pub row: Row<'a>,
    /// The name, as written.
    pub name: &'a str,
    /// The day on which the reference is read.
    pub day: Date,
    /// Whether nothing of it may be shown.
    pub personal: bool,
    /// Where the reference means a unit: that unit, among all of them.
    pub unit: Option<(&'a Gazetteer<'a>, UnitIndex)>,
}

impl Beside<'_> {
    /// What the row of the register is called: its name and its kind; nothing where nobody may say so.
    fn own(&self) -> Option<(&str, Option<&str>)> {
        let text = |column: &str| self.table.column(column).filter(|at| !self.table.columns[*at].personal).and_then(|at| self.row.text(at));
        Some((text("name")?, text("kind")))
    }

    /// The code of what is to be said about the name.
    pub fn weight(&self) -> Option<&'static Code> {
        let (own, kind) = self.own()?;
        match agreement(self.name, own, kind) {
            Agreement::Exact => None,
            // What only stray spaces make different is told as such (F015).
            Agreement::Spelling if matches!(agreement(&tidy(self.name), own, kind), Agreement::Exact) => None,
            Agreement::Spelling => Some(&name_spelt_otherwise::CODE),
            Agreement::None => match self.unit.map_or(Agreement::None, |(book, unit)| book.agreement_above(self.name, unit, self.day)) {
                Agreement::Exact => None,
                Agreement::Spelling => Some(&name_spelt_otherwise::CODE),
                Agreement::None => Some(&CODE),
            },
        }
    }

    /// The finding for a name that is not that of the row, or is spelt otherwise; `places` are those of the name and the
    /// reference, looked for only where something is wrong.
    pub fn check(&self, places: impl FnOnce() -> [Place; 2]) -> Option<Finding> {
        let (own, kind) = self.own()?;
        let right = || with_kind(kind.map(|kind| toned(kind).unwrap_or(kind)), own);
        if *self.weight()? == name_spelt_otherwise::CODE {
            return Some(name_spelt_otherwise::check(places()[0], self.name, &right(), self.personal));
        }
        let hidden = if self.personal { "…".into() } else { echo(self.name) };
        let message = say!(vi: "tên `{hidden}` không phải tên của mã này", en: "the name `{hidden}` is not that of the code beside it");
        let [place, reference] = places();
        let advice = self.advice(&right());
        Some(
            Finding::new(&CODE, place, message)
                .also(reference, say!(vi: "mã ở đây", en: "the code is here"))
                .advised(Some(advice), self.personal),
        )
    }

    /// The help where the name was right before a merger or another change: what became of it, and when.
    fn became(&self, gazetteer: &Gazetteer<'_>, unit: UnitIndex, right: &str) -> Option<Message> {
        let (units, day) = (gazetteer.units(), self.day);
        let came: Vec<_> = units.came_from(unit).into_iter().filter(|(date, _)| *date <= day).collect();
        if came.is_empty() {
            return None;
        }
        let before =
            gazetteer.find(Query::new(self.name)).iter().map(|one| one.unit).find(|old| *old != unit && units.leads(*old, unit, day))?;
        let (date, _) = *came.iter().find(|(date, old)| units.leads(before, *old, *date))?;
        let (code, old) = (units.code(unit), gazetteer.described(before, plus_days(date, -1)));
        Some(if came.iter().filter(|(other, _)| *other == date).count() > 1 {
            say!(
                vi: "{old} đã nhập vào đơn vị này ngày {date}; từ đó `{code}` là {right}: viết tên mới",
                en: "{old} was merged into this unit on {date}; since then `{code}` is {right}: write the new name"
            )
        } else {
            say!(
                vi: "{old} đã thành đơn vị này ngày {date}; từ đó `{code}` là {right}: viết tên mới",
                en: "{old} became this unit on {date}; since then `{code}` is {right}: write the new name"
            )
        })
    }

    /// What to do: the name alone where only quotes are wrong with it.
    fn advice(&self, right: &str) -> Advice {
        let bare = self.name.replace(['"', '\'', '“', '”', '‘', '’'], "");
        if bare != self.name && !matches!(agreement(&bare, right, None), Agreement::None) {
            return Advice::certain(say!(vi: "viết {right}, không có dấu ngoặc kép", en: "write {right}, without quotes"), right);
        }
        self.help(right).into()
    }

    /// Whose code it is, and whose name.
    fn help(&self, right: &str) -> Message {
        let day = self.day;
        let when = if day == Date::MIN { String::new() } else { format!(" ({day})") };
        let Some((gazetteer, unit)) = self.unit else {
            return say!(vi: "mã này là `{right}`{when}", en: "the code is `{right}`{when}");
        };
        let (code, name) = (gazetteer.units().code(unit), gazetteer.described(unit, day));
        if let Some(help) = self.became(gazetteer, unit, right) {
            return help;
        }
        let others = gazetteer.find(Query::new(self.name).on((day != Date::MIN).then_some(day)));
        if others.is_empty() {
            return say!(vi: "`{code}` là {name}{when}", en: "`{code}` is {name}{when}");
        }
        let others = listed(gazetteer, &others, Some(day));
        say!(vi: "`{code}` là {name}{when}; tên đã ghi là của {others}", en: "`{code}` is {name}{when}; the name is that of {others}")
    }
}

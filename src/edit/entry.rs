//! Fields as people enter them: words for their ids, names of units and of what a register holds for their codes.

use crate::calendar::Date;
use crate::check::unknown_reference;
use crate::decode::{Doubt, Vocabulary, meant};
use crate::finding::Advice;
use crate::model::{Column, Kind, Register, RegisterIndex, UNITS, Workspace};
use crate::names::{Gazetteer, Query, key};
use crate::say;
use crate::text::nearest;

/// What entered fields are read by.
pub struct Entry<'w> {
    workspace: &'w Workspace,
    vocabulary: &'w Vocabulary,
    gazetteer: Gazetteer<'w>,
}

impl<'w> Entry<'w> {
    /// For the tables of a workspace.
    pub fn new(workspace: &'w Workspace, vocabulary: &'w Vocabulary) -> Entry<'w> {
        Entry { workspace, vocabulary, gazetteer: Gazetteer::new(&workspace.units, workspace.register(UNITS)) }
    }

    /// A field as the file wants it; `day` is that of the row, `around` names units that a unit lies in.
    pub fn field(&self, column: &Column, text: &str, day: Option<Date>, around: &[&str]) -> Result<String, Doubt> {
        let plain = meant(column, text, self.vocabulary)?;
        match column.kind {
            _ if plain.is_empty() => Ok(plain),
            Kind::Reference(UNITS) => self.unit(&plain, day, around),
            Kind::Reference(register) => self.of_register(register, &plain, day),
            _ => Ok(plain),
        }
    }

    /// Whether a text names a unit, or several: a district and the town in it.
    pub fn is_unit(&self, text: &str) -> bool {
        !text.is_empty() && !self.gazetteer.find(Query::new(text)).is_empty()
    }

    /// What a unit is called on a day, with its kind.
    pub fn unit_name(&self, code: &str, day: Date) -> Option<String> {
        let units = &self.workspace.units;
        let unit = units.holders(code).find(|unit| units.row_on(*unit, day).is_some())?;
        Some(self.workspace.unit_name(unit, day))
    }

    /// The code of a unit. A code that stands there is taken as it is: whether it holds on the day is judged with the row.
    fn unit(&self, text: &str, day: Option<Date>, around: &[&str]) -> Result<String, Doubt> {
        let units = &self.workspace.units;
        if units.knows(text) {
            return Ok(text.to_owned());
        }
        let codes = |text: &str| {
            let found = self.gazetteer.find(Query::new(text).on(day));
            let mut codes: Vec<&str> = found.iter().map(|one| units.code(one.unit)).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let mut found = codes(text);
        if found.len() > 1 && !around.is_empty() {
            let placed = codes(&std::iter::once(text).chain(around.iter().copied()).collect::<Vec<_>>().join(", "));
            found = if placed.is_empty() { found } else { placed };
        }
        if let [code] = found.as_slice() {
            return Ok((*code).to_owned());
        }
        let advice = unknown_reference::unit_help(&self.gazetteer, text, day);
        Err(Doubt::new(Some(advice.map_or_else(unknown_reference::search, Advice::into_help))))
    }

    /// The key of a register's row: the key itself, or the name that only one has.
    fn of_register(&self, register: RegisterIndex, text: &str, day: Option<Date>) -> Result<String, Doubt> {
        let register = self.workspace.register(register);
        // The records of another log are known only while it is read.
        if register.table.records_of.is_some() || register.find(text).is_some() {
            return Ok(text.to_owned());
        }
        let keys = keys_named(register, text, day);
        match keys.as_slice() {
            [key] => Ok((*key).to_owned()),
            [] => {
                let near = nearest(text, register.keys());
                Err(Doubt::new(Some(match near {
                    Some(near) => say!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?"),
                    None => say!(vi: "sửa mã, hoặc thêm nó vào sổ đăng ký trước", en: "correct the key, or add it to the register first"),
                })))
            }
            several => {
                let keys = crate::text::either(several);
                let (vi, en) = (keys.get(crate::text::Lang::Vi), keys.get(crate::text::Lang::En));
                Err(Doubt::new(Some(say!(vi: "nhiều dòng cùng tên; ghi mã: {vi}", en: "several have that name; write the key: {en}"))))
            }
        }
    }
}

/// The keys of the rows of a register that have a name, on a day.
fn keys_named<'r>(register: &'r Register, text: &str, day: Option<Date>) -> Vec<&'r str> {
    let column = register.table.column("name").or_else(|| register.table.column("title"));
    let (Some(column), Some(own)) = (column.filter(|at| !register.table.columns[*at].personal), register.table.key()) else {
        return Vec::new();
    };
    let wanted = key(text);
    let fits = |row: &crate::model::Row<'r>| {
        day.is_none_or(|day| row.valid().contains(day)) && row.text(column).is_some_and(|name| key(name) == wanted)
    };
    let mut keys: Vec<&str> = register.rows.all().filter(fits).filter_map(|row| row.text(own)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

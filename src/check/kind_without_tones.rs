//! The register of units writes kinds without their tones.

use std::collections::BTreeMap;

use crate::finding::{Correction, Finding, code};
use crate::model::Register;
use crate::names::toned;
use crate::read::Place;
use crate::say;

code!(
    /// A kind that is written without its tone marks.
    CODE, "V013", "kind-without-tones", Warning,
    "Cột `kind` của sổ đăng ký đơn vị viết loại đơn vị không dấu (`xa`, `thi-tran`). Tên trong nhật ký vẫn được so như loại có dấu, nhưng bảng và báo cáo sẽ in loại không dấu. Thay bằng chữ có dấu trong cả cột.\n\nSai:  06139,Bắc Hùng,commune,xa\nĐúng: 06139,Bắc Hùng,commune,xã",
    "The column `kind` of the register of units writes kinds without their marks (`xa`, `thi-tran`). Names in logs are compared as if they were there, but tables and reports print the kind as it is. Replace it in the whole column.\n\nWrong: 06139,Bắc Hùng,commune,xa\nRight: 06139,Bắc Hùng,commune,xã"
);

/// One finding for all rows of the register, at the first of them; `at` gives the place of a row's field.
pub fn check(register: &Register, at: impl Fn(usize, usize) -> Place) -> Option<Finding> {
    let column = register.table.column("kind").filter(|column| !register.table.columns[*column].personal)?;
    let mut kinds: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let mut fields: Vec<(Place, String)> = Vec::new();
    for (row, kind) in register.rows.all().enumerate().filter_map(|(row, entry)| Some((row, entry.text(column)?))) {
        if let Some(meant) = kinds.entry(kind).or_insert_with(|| toned(kind)) {
            fields.push((at(row, column), (*meant).to_owned()));
        }
    }
    let (first, count) = (fields.iter().map(|(place, _)| *place).min_by_key(|place| place.start)?, fields.len());
    let told: Vec<String> = kinds.iter().filter_map(|(kind, meant)| Some(format!("`{kind}` → `{}`", (*meant)?))).collect();
    let told = told.join(", ");
    let message = say!(vi: "loại đơn vị viết không dấu ở {count} dòng", en: "kinds of units without their tones, in {count} rows");
    let help = say!(vi: "thay trong cả cột: {told}", en: "replace in the whole column: {told}");
    Some(Finding::new(&CODE, first, message).help(help).corrected(Some(Correction::Fields(fields))))
}

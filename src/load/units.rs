//! The register of units: who stands above whom, and what became of what.

use std::collections::BTreeSet;

use super::references::{Known, refer, stand};
use super::registers::Draft;
use super::sites::Sites;
use super::table_file::read;
use crate::calendar::plus_days;
use crate::check::{
    circular_definition, code_without_successor, dangling_succession, kind_without_tones, successor_elsewhere, unknown_reference,
};
use crate::decode::Vocabulary;
use crate::finding::{Advice, Finding, Findings};
use crate::model::{Absence, Lost, Register, Row, Succession, Units, View};
use crate::names::Gazetteer;
use crate::read::{Place, Tree};
use crate::say;

/// Judges the register of units; gives it, and the units it makes.
pub(super) fn units(
    (tree, vocabulary): (&Tree, &Vocabulary),
    mut draft: Draft<'_>,
    known: &Known<'_>,
    findings: &mut Findings,
    left_out: &mut u64,
) -> (Register, Units) {
    let successions = successions(tree, vocabulary, findings, left_out);
    let plain: Vec<Succession> = successions.rows.iter().map(|(succession, _)| succession.clone()).collect();
    // The units as written, which are the units for good where no row is left out.
    let (mut units, mut dangling) = Units::new(&draft.register, &plain);
    let (out, silent) = refer(&draft, known, &Gazetteer::new(&units, &draft.register), findings);
    draft.register.lost.silent = silent;
    if draft.remove(&out) > 0 {
        *left_out += out.len() as u64;
        (units, dangling) = Units::new(&draft.register, &plain);
    }
    // Parents are judged by the units as written; a row whose parent is not there on its day is left out.
    let mut out = stand(&draft, &units, &Gazetteer::new(&units, &draft.register), true, findings);
    out.extend(circles(&draft, &units, &out, findings));
    if draft.remove(&out) > 0 {
        *left_out += out.len() as u64;
        (units, dangling) = Units::new(&draft.register, &plain);
    }
    let gazetteer = Gazetteer::new(&units, &draft.register);
    let led = successions.rows.iter().filter(|(succession, _)| !succession.new.is_empty());
    let doubt = |(succession, row): &(Succession, Place)| {
        successor_elsewhere::check(&draft.register, &gazetteer, succession, successions.sites.field(*row, 2))
    };
    findings.extend(led.filter_map(doubt));
    for (succession, row) in successions.rows.iter().filter(|(succession, _)| dangling.contains(succession)) {
        *left_out += 1;
        let lost = &draft.register.lost;
        if !lost.unread {
            report_dangling(succession, |column| successions.sites.field(*row, column), lost, &gazetteer, findings);
        }
    }
    findings.extend(kind_without_tones::check(&draft.register, |row, column| draft.field(row, column)));
    let to = draft.register.table.column("to").unwrap_or(0);
    findings.extend(code_without_successor::check(&units, &dangling, |row| Some(draft.field(row, to))));
    let mut register = draft.register;
    register.place(&units);
    (register, units)
}

/// The successions as written, each with its row's place.
struct Successions<'t> {
    rows: Vec<(Succession, Place)>,
    sites: Sites<'t>,
}

fn successions<'t>(tree: &'t Tree, vocabulary: &Vocabulary, findings: &mut Findings, left_out: &mut u64) -> Successions<'t> {
    let table = super::shapes::successions();
    let file = read(tree, "registers/successions.csv", &table, vocabulary, findings);
    *left_out += file.left_out;
    let row = |row: Row<'_>| {
        let View::Date(date) = row.cell(0) else { return None };
        let (old, new) = (row.text(1)?, row.text(2).unwrap_or_default());
        Some((Succession { date, old: old.into(), new: new.into(), basis: row.text(3).map(Into::into), place: row.place() }, row.place()))
    };
    let rows = file.rows.all().filter_map(row).collect();
    Successions { rows, sites: file.sites }
}

fn report_dangling(
    succession: &Succession,
    place: impl Fn(usize) -> Place,
    lost: &Lost,
    gazetteer: &Gazetteer<'_>,
    findings: &mut Findings,
) {
    let Succession { date, old, new, .. } = succession;
    let before = plus_days(*date, -1);
    for (code, day, column) in [(old, before, 1), (new, *date, 2)] {
        let units = gazetteer.units();
        if !code.is_empty() && units.holder(code, day).is_none() {
            let message = say!(vi: "không đơn vị nào mang mã `{code}` vào ngày {day}", en: "no unit holds the code `{code}` on {day}");
            let help = if units.knows(code) {
                Some(
                    say!(vi: "kiểm tra ngày, và `from`, `to` của `{code}` trong units.csv", en: "check the date, and `from` and `to` of `{code}` in units.csv"),
                )
            } else if lost.why(code) != Absence::Unknown {
                Some(
                    say!(vi: "dòng của `{code}` trong units.csv đã bị loại vì có lỗi; sửa dòng đó trước", en: "the row of `{code}` in units.csv was left out because of an error; correct that first"),
                )
            } else {
                Some(unknown_reference::unit_help(gazetteer, code, Some(day)).map_or_else(unknown_reference::search, Advice::into_help))
            };
            findings.add(Finding::new(&dangling_succession::CODE, place(column), message).maybe_help(help));
        }
    }
}

/// The units that stand above themselves, over others; those that are `out` are not looked at.
///
/// A circle closes on the first day of one of its rows: to look at each row's first day finds them all.
fn circles(draft: &Draft<'_>, units: &Units, out: &BTreeSet<usize>, findings: &mut Findings) -> BTreeSet<usize> {
    let Register { table, rows, .. } = &draft.register;
    let column = |name: &str| table.column(name).unwrap_or(0);
    let (code, parent) = (column("code"), column("parent"));
    let mut circles = BTreeSet::new();
    for (at, row) in rows.all().enumerate().filter(|(at, _)| !out.contains(at)) {
        let (Some(key), Some(_)) = (row.text(code), row.text(parent)) else { continue };
        let day = row.valid().first;
        let Some(unit) = units.holder(key, day) else { continue };
        if !units.above_itself(unit, day) {
            continue;
        }
        let message = say!(vi: "đơn vị `{key}` là cấp trên của chính nó, qua các đơn vị khác", en: "unit `{key}` stands above itself, through other units");
        let help = say!(vi: "sửa `parent` của một trong các đơn vị đó", en: "correct the `parent` of one of these units");
        if findings.add(Finding::new(&circular_definition::CODE, draft.field(at, parent), message).help(help)) {
            circles.insert(at);
        }
    }
    circles
}

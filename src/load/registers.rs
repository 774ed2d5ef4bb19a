//! Registers: rows that are unique on every day, and refer to what exists on theirs.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::reader::heading;
use super::references::{Known, named, refer, stand};
use super::secrets::AllSecrets;
use super::sites::Sites;
use super::table_file::read;
use super::units::units;
use crate::check::{duplicate_key, missing_register, overlapping_validity, too_often_empty};
use crate::decode::Vocabulary;
use crate::finding::{Finding, Findings};
use crate::model::{Keys, Lost, Register, Table, UNITS, Units, View};
use crate::names::Gazetteer;
use crate::read::{Place, Tree};
use crate::say;

/// Everything about registers, accepted.
pub(super) struct Registers {
    pub(super) all: Vec<Register>,
    pub(super) units: Units,
    pub(super) left_out: u64,
}

/// A register as written, whose rows are still judged.
pub(super) struct Draft<'t> {
    pub(super) register: Register,
    sites: Sites<'t>,
}

impl Draft<'_> {
    /// Where a row's field stands.
    pub(super) fn field(&self, row: usize, column: usize) -> Place {
        self.sites.field(self.register.row(row).place(), column)
    }

    /// Leaves out rows; their keys are known all the same. Says how many.
    pub(super) fn remove(&mut self, out: &BTreeSet<usize>) -> u64 {
        if out.is_empty() {
            return 0;
        }
        let Register { rows, table, lost, .. } = &mut self.register;
        if let Some(key) = table.key() {
            lost.keys.extend(out.iter().filter_map(|at| rows.get(*at).text(key).map(str::to_owned)));
        }
        let kept: Vec<u32> = (0..).zip(0..rows.len()).filter(|(_, at)| !out.contains(at)).map(|(kept, _)| kept).collect();
        self.register.keep(&kept);
        out.len() as u64
    }
}

/// Reads all registers.
pub(super) fn load(tree: &Tree, tables: &[Table], referenced: bool, vocabulary: &Vocabulary, findings: &mut Findings) -> Registers {
    let mark = findings.len();
    let mut left_out = 0;
    let mut secrets = AllSecrets::default();
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let wanted = at != UNITS.0 || referenced;
        drafts.push(draft(tree, table, wanted, vocabulary, (&mut secrets, &mut left_out), findings));
    }
    let keys: Vec<Arc<Keys>> = drafts.iter().map(|draft| draft.register.all_keys().clone()).collect();
    // A unit below one whose row is at fault is not at fault itself: only what is above it is not known.
    let lost: Vec<Lost> = drafts.iter().map(|draft| draft.register.lost.clone()).collect();
    let mut drafts = drafts.into_iter();
    // The units are the first of all registers.
    let Some(first) = drafts.next() else { return Registers { all: Vec::new(), units: Units::default(), left_out } };
    let known = Known { keys: &keys, lost: &lost, parents: true };
    let (first, units) = units((tree, vocabulary), first, &known, findings, &mut left_out);
    let gazetteer = Gazetteer::new(&units, &first);
    let known = Known { parents: false, ..known };
    let mut others = Vec::new();
    for mut draft in drafts {
        let (out, silent) = refer(&draft, &known, &gazetteer, findings);
        draft.register.lost.silent = silent;
        left_out += draft.remove(&out);
        let out = stand(&draft, &units, &gazetteer, false, findings);
        left_out += draft.remove(&out);
        draft.register.place(&units);
        let out = named(&draft, &gazetteer, &first, findings);
        if draft.remove(&out) > 0 {
            left_out += out.len() as u64;
            draft.register.place(&units);
        }
        others.push(draft.register);
    }
    drop(gazetteer);
    secrets.hide(findings.since(mark));
    let all = std::iter::once(first).chain(others).collect();
    Registers { all, units, left_out }
}

/// Reads one register: its rows, each key once on every day.
fn draft<'t>(
    tree: &'t Tree,
    table: &Table,
    wanted: bool,
    vocabulary: &Vocabulary,
    (secrets, left_out): (&mut AllSecrets, &mut u64),
    findings: &mut Findings,
) -> Draft<'t> {
    let path = format!("registers/{}.csv", table.name);
    let mut file = read(tree, &path, table, vocabulary, findings);
    if !file.exists && wanted {
        let place = Place::whole(tree.id(&path));
        let headers: Vec<&str> = table.columns.iter().filter(|column| column.required).map(|column| column.header.as_str()).collect();
        let header = headers.join(",");
        let message = say!(vi: "không có tệp `{path}`", en: "there is no file `{path}`");
        let help = say!(vi: "tạo tệp, ít nhất có dòng tiêu đề `{header}`", en: "create it, with the header `{header}` at least");
        file.lost.unread = true;
        findings.add(Finding::new(&missing_register::CODE, place, message).help(help));
    }
    *left_out += file.left_out;
    secrets.join(file.secrets);
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.empty_at_most.is_some()) {
        let empty = file.rows.all().filter(|row| row.cell(at) == View::Empty).count() as u64;
        findings.extend(too_often_empty::check(column, (empty, file.rows.len() as u64), || heading(tree, &path, column)));
    }
    let mut register = Register::new(table.clone(), file.rows);
    register.lost = file.lost;
    let mut draft = Draft { register, sites: file.sites };
    let out = doubles(&draft, findings);
    *left_out += draft.remove(&out);
    draft
}

/// Rows whose keys meet on a day.
fn doubles(draft: &Draft<'_>, findings: &mut Findings) -> BTreeSet<usize> {
    let Register { table, rows, .. } = &draft.register;
    let mut out = BTreeSet::new();
    let Some(key) = table.key() else { return out };
    let dated = table.date("from").is_some() || table.date("to").is_some();
    let meet = |one: usize, other: usize| !dated || rows.get(one).valid().overlaps(rows.get(other).valid());
    for (number, name) in (0..).zip(draft.register.keys()) {
        let group = draft.register.rows_of(number);
        // They are in the order of their first days: where none meets the next, none meets any.
        if !group.clone().skip(1).any(|at| meet(at - 1, at)) {
            continue;
        }
        let mut group: Vec<usize> = group.collect();
        group.sort_by_key(|at| rows.get(*at).place().start);
        for (nth, at) in group.iter().enumerate() {
            let Some(other) = group.iter().find(|other| *other != at && meet(**other, *at)) else { continue };
            out.insert(*at);
            // The first of them is the other's second place; it gets no finding of its own.
            if nth == 0 {
                continue;
            }
            let (code, message) = if dated {
                (
                    &overlapping_validity::CODE,
                    say!(vi: "hai dòng của `{name}` cùng có hiệu lực trong một ngày", en: "two rows of `{name}` are valid on the same day"),
                )
            } else {
                (&duplicate_key::CODE, say!(vi: "mã `{name}` có ở hai dòng", en: "the key `{name}` appears twice"))
            };
            findings.add(
                Finding::new(code, draft.field(*at, key), message)
                    .also(draft.field(*other, key), say!(vi: "dòng kia ở đây", en: "the other is here"))
                    .help(say!(vi: "sửa một trong hai; cho đến lúc đó cả hai dòng không được tính", en: "correct one of them; until then neither row counts"))
                    .hiding(table.columns[key].personal),
            );
        }
    }
    out
}

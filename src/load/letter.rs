//! `[report]` of `tiendo.toml`, and `reports/PERIOD.toml`: the frame of a report as a document, and what people add to it.

use std::cell::RefCell;

use super::forms::{REPORT, STATEMENTS};
use super::toml::{Cx, Keys, parse};
use crate::check::unreadable_file;
use crate::finding::{Finding, Findings};
use crate::model::{Letter, LogIndex, PARTS, Statements, Table};
use crate::read::{Place, Tree};
use crate::say;
use crate::text::io_fault;

/// Reads `[report]`.
pub(super) fn read(keys: &Keys<'_, '_>, logs: &[Table]) -> Letter {
    let Some(report) = keys.table("report", &REPORT) else { return Letter::default() };
    let cx = keys.cx;
    let parts = report.texts("parts").into_iter().filter(|part| {
        let known = PARTS.contains(&part.text.as_str());
        if !known {
            cx.undefined(part, &say!(vi: "phần của báo cáo", en: "part of a report"), PARTS);
        }
        known
    });
    let parts = parts.map(|part| part.text).collect();
    let difficulties = report.text("difficulties").and_then(|log| {
        let found = logs.iter().position(|table| table.name == log.text);
        if found.is_none() {
            cx.undefined(&log, &say!(vi: "nhật ký", en: "log"), logs.iter().map(|table| table.name.as_str()));
        }
        found.map(LogIndex)
    });
    let texts = |key| report.texts(key).into_iter().map(|text| text.text).collect();
    let letter = Letter {
        parent: report.plain("parent"),
        issuer: report.plain("issuer"),
        place: report.plain("place"),
        number: report.plain("number"),
        recipients: texts("recipients"),
        signer: texts("signer"),
        name: report.plain("name"),
        parts,
        difficulties,
    };
    report.plain("note");
    report.finish();
    letter
}

/// Reads what people say of a period; nothing where there is no such file.
pub fn statements(tree: &Tree, path: &str) -> (Option<Statements>, Findings) {
    let findings = RefCell::new(Findings::default());
    let there = tree.files("reports", true).is_ok_and(|files| files.iter().any(|file| file == path));
    if !there {
        return (None, findings.into_inner());
    }
    let file = tree.id(path);
    let text = tree
        .read(path)
        .map_err(|fault| io_fault(&fault))
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| say!(vi: "tệp không phải UTF-8", en: "the file is not UTF-8")));
    let text = match text {
        Ok(text) => text,
        Err(message) => {
            findings.borrow_mut().add(Finding::new(&unreadable_file::CODE, Place::whole(file), message));
            return (None, findings.into_inner());
        }
    };
    let said = {
        let cx = Cx { file, findings: &findings };
        let document = parse(&cx, &text);
        let keys = cx.keys(document.get_ref(), Place::whole(file), &STATEMENTS);
        let texts = |key| keys.texts(key).into_iter().map(|text| text.text).collect();
        let said =
            Statements { causes: texts("causes"), difficulties: texts("difficulties"), proposals: texts("proposals"), next: texts("next") };
        keys.plain("note");
        keys.finish();
        said
    };
    (Some(said), findings.into_inner())
}

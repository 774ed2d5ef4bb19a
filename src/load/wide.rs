//! `[log.X] wide`: files with a column for each period, or other word, of a series.

use super::forms::WIDE;
use super::toml::Keys;
use crate::calendar::{Calendar, Date, Period};
use crate::check::{missing_column, over_limit};
use crate::finding::{Finding, Findings};
use crate::model::{Kind, Table, Wide};
use crate::read::wide::{Reshaped, Shape, WordOf, reshape};
use crate::read::{Place, Tree};
use crate::say;
use crate::text::{Lang, either};

/// Reads the key into the table, whose columns are known.
pub(super) fn read(keys: &Keys<'_, '_>, table: &mut Table) {
    let cx = keys.cx;
    let Some(keys) = keys.table("wide", &WIDE) else { return };
    let patterns = keys.texts("columns");
    if !keys.has("columns") {
        keys.required("columns");
    }
    let (heading, value) = (keys.required("as"), keys.required("value"));
    let place = keys.place;
    keys.finish();
    if keys.has("columns") && patterns.is_empty() {
        cx.bad_value(place, say!(vi: "`columns` cần ít nhất một mẫu tiêu đề, ví dụ \"2014-Q*\"", en: "`columns` needs at least one form of headings, such as \"2014-Q*\""));
    }
    let fits = |kind: &Kind| {
        matches!(
            kind,
            Kind::Period | Kind::Date | Kind::Text | Kind::Choice(_) | Kind::Agency | Kind::Fund | Kind::Activity | Kind::Reference(_)
        )
    };
    let find = |name: super::toml::Text, what: crate::text::Message, fits: &dyn Fn(&Kind) -> bool| {
        let known = || table.all(fits).into_iter().map(|at| table.columns[at].name.as_str());
        let found = table.column(&name.text).filter(|at| fits(&table.columns[*at].kind));
        if found.is_none() {
            cx.undefined(&name, &what, known());
        }
        found
    };
    let heading = heading.and_then(|name| find(name, say!(vi: "cột nhận tiêu đề của dãy", en: "column for the series' headings"), &fits));
    let value = value.and_then(|name| {
        find(name, say!(vi: "cột nhận giá trị của dãy", en: "column for the series' values"), &|kind| *kind != Kind::Key)
    });
    if table.key().is_some() {
        cx.conflict(place, say!(vi: "một dòng của bảng ngang là nhiều dòng của nhật ký, nên nhật ký không thể có cột kiểu key", en: "a row of a wide table is several rows of the log, so the log cannot have a column of type key"));
        return;
    }
    let (Some(heading), Some(value), false) = (heading, value, patterns.is_empty()) else { return };
    if heading == value {
        cx.conflict(place, say!(vi: "`as` và `value` phải là hai cột khác nhau", en: "`as` and `value` must be two columns"));
        return;
    }
    table.wide = Some(Wide { patterns: patterns.into_iter().map(|pattern| pattern.text).collect(), heading, value });
}

/// Has the files of a log read in the shape of its columns. What is wrong with a heading is told with the rows that it makes.
pub(super) fn apply(tree: &Tree, table: &Table, files: &[String], findings: &mut Findings) {
    let Some(wide) = &table.wide else { return };
    let (heading, value) = (&table.columns[wide.heading], &table.columns[wide.value]);
    let date = table.date("date").map(|at| &table.columns[at]);
    let last = |heading: &str| {
        let days = Period::parse(heading).ok().and_then(|period| period.days(Calendar::CIVIL));
        // What is wrong with a heading is told of the heading, not of a day that hangs on it.
        days.map_or(Date::constant(2000, 1, 1), |days| days.last).to_string()
    };
    let of_periods = heading.kind == Kind::Period;
    for path in files {
        let shape = Shape {
            is_series: &|text| wide.is_series(text),
            headings: (&heading.header, &value.header),
            further: date.filter(|_| of_periods).map(|date| (date.header.as_str(), &last as WordOf<'_>)),
        };
        match reshape(tree, path, &shape) {
            Reshaped::Rows(rows) => tree.reshape(path, rows),
            Reshaped::NoSeries(none, place) => {
                tree.reshape(path, none);
                let patterns = either(&wide.patterns.iter().map(String::as_str).collect::<Vec<_>>());
                let (vi, en) = (patterns.get(Lang::Vi), patterns.get(Lang::En));
                let message = say!(vi: "không tiêu đề nào có dạng {vi} mà tiendo.toml nêu cho bảng ngang", en: "no heading has the form {en} that tiendo.toml gives for wide tables");
                let help = say!(vi: "sửa tiêu đề, hoặc sửa `wide` trong tiendo.toml", en: "correct the headings, or `wide` in tiendo.toml");
                findings.add(Finding::new(&missing_column::CODE, place, message).help(help));
            }
            Reshaped::TooLong => {
                findings.add(over_limit::wide(Place::whole(tree.id(path))));
            }
            Reshaped::AsItIs => {}
        }
    }
}

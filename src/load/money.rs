//! What an activity says of money: which funds may pay, and the ceilings of spending.

use toml::Spanned;
use toml::de::DeValue;

use super::activity::{PlanCx, through};
use super::filter::conditions;
use super::forms::{FUND_USE, NORM};
use super::threshold::{Bound, Bounds};
use super::toml::Keys;
use crate::check::{duplicate_id, missing_key};
use crate::finding::Finding;
use crate::model::{Filter, FundUse, Kind, LogIndex, Needed, Norm, Threshold, Window};
use crate::number::Number;
use crate::read::Place;
use crate::say;

/// Reads `funds`.
pub(super) fn funds(plan: &PlanCx<'_>, keys: &Keys<'_, '_>) -> Vec<FundUse> {
    let cx = keys.cx;
    let Some(entry) = keys.get("funds") else { return Vec::new() };
    let items: Vec<&Spanned<DeValue<'_>>> = match entry.value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![entry.value],
    };
    let mut funds: Vec<FundUse> = Vec::new();
    for item in items {
        let mut used = FundUse { fund: String::new(), population: None, valid: crate::calendar::Days::ALWAYS, basis: None };
        let fund = if let DeValue::Table(_) = item.get_ref() {
            let Some(keys) = cx.table(item, &FUND_USE) else { continue };
            let (fund, population) = (keys.required("fund"), keys.text("population"));
            used.population = population.and_then(|text| super::population::find(cx, plan.population_ids, &text));
            used.valid = keys.validity();
            used.basis = keys.plain("basis");
            keys.plain("note");
            keys.finish();
            fund
        } else {
            cx.text_or(item, || FUND_USE.wanted())
        };
        if let Some(fund) = fund.filter(|fund| plan.lookup.word(cx, &Kind::Fund, fund)) {
            let same = |other: &FundUse| other.fund == fund.text && other.population == used.population && other.valid.overlaps(used.valid);
            if funds.iter().any(same) {
                let name = &fund.text;
                let message = say!(vi: "nguồn `{name}` được ghi hai lần cho cùng những ngày", en: "the fund `{name}` is named twice for the same days");
                cx.add(Finding::new(&duplicate_id::CODE, fund.place, message));
            }
            funds.push(FundUse { fund: fund.text, ..used });
        }
    }
    funds
}

/// Reads the norms of an activity, of which those of one id are versions of one norm.
pub(super) fn norms(plan: &PlanCx<'_>, keys: &Keys<'_, '_>, inherited: Option<LogIndex>) -> Vec<Norm> {
    let mut seen: Vec<(String, crate::calendar::Days)> = Vec::new();
    let mut norms = Vec::new();
    for own in keys.tables("norm", &NORM) {
        let Some(norm) = norm(plan, &own, inherited) else { continue };
        if let Some(id) = own.text("id") {
            if seen.iter().any(|(other, valid)| *other == id.text && valid.overlaps(norm.valid)) {
                let name = &id.text;
                let message = say!(vi: "hai bản của định mức `{name}` cùng có hiệu lực trong một số ngày", en: "two versions of norm `{name}` are in force on the same days");
                own.cx.add(Finding::new(&duplicate_id::CODE, id.place, message));
            }
            seen.push((id.text, norm.valid));
        }
        norms.push(norm);
    }
    norms
}

/// Reads one norm.
fn norm(plan: &PlanCx<'_>, keys: &Keys<'_, '_>, inherited: Option<LogIndex>) -> Option<Norm> {
    let cx = keys.cx;
    keys.plain("title");
    keys.plain("note");
    keys.plain("clause");
    // Versions of one norm have one id; which holds, their days say.
    keys.plain("id");
    let basis = keys.plain("basis");
    let valid = keys.validity();
    let log = keys.text("log").map_or(inherited, |name| super::population::find_log(cx, plan.logs, &name));
    let per = keys.text("per");
    let per_record = per.as_ref().is_some_and(|per| per.text == "record");
    if let Some(per) = per.filter(|per| !["record", "subject"].contains(&per.text.as_str())) {
        cx.undefined(&per, &say!(vi: "cách tính định mức", en: "way to apply a norm"), ["record", "subject"]);
    }
    let population = keys.text("population").and_then(|text| super::population::find(cx, plan.population_ids, &text));
    let subjects = plan.kind(population);
    let schedule = keys.get("schedule").map(|entry| plan.scheduler.read(cx, entry.value));
    let calendar = schedule.as_ref().and_then(|schedule| schedule.calendar).unwrap_or(plan.scheduler.calendar);
    let bound = if let Some(entry) = keys.get("at_most") {
        Bounds { lookup: plan.lookup, subjects, populations: plan.population_ids, calendar }.read(cx, Threshold::AtMost, entry)
    } else {
        keys.required("at_most");
        None
    };
    let table = log.map(|log| &plan.logs[log.0]);
    let times = keys.get("times").and_then(|entry| cx.whole(entry.value, 1..=i64::MAX).map(Number::whole));
    if times.is_some() && per_record {
        cx.conflict(keys.place, say!(vi: "`times` không dùng với `per = \"record\"`: một dòng chỉ là một lần", en: "`times` does not go with `per = \"record\"`: a record is there once"));
    }
    let of = keys.text("of").and_then(|name| {
        let table = table?;
        let numbers = || table.columns.iter().filter(|column| column.kind.is_number()).map(|column| column.name.as_str());
        let found = table.column(&name.text).filter(|at| table.columns[*at].kind.is_number());
        if found.is_none() {
            cx.undefined(&name, &say!(vi: "cột số", en: "number column"), numbers());
        }
        found
    });
    if times.is_some() && of.is_some() {
        cx.conflict(keys.place, say!(vi: "`times` và `of` loại trừ nhau: số lần là cố định, hoặc lấy ở một cột", en: "`times` and `of` exclude each other: how many there may be is fixed, or stands in a column"));
    }
    let mut filter = Filter::default();
    if let (Some(entry), Some(table)) = (keys.get("where"), table) {
        filter.conditions = conditions(cx, entry.value).iter().filter_map(|raw| plan.lookup.condition(cx, table, raw)).collect();
    }
    let said = keys.get("through").map(|entry| (entry, true));
    // Without a population a row has no subject that it must reach.
    let reaches = population.is_some() || said.is_some();
    let (through, shared) = table.filter(|_| reaches).map_or((None, None), |table| through(plan, cx, table, subjects, said, keys.place));
    keys.finish();
    let Some(log) = log else {
        cx.add(Finding::new(&missing_key::CODE, keys.place, say!(vi: "định mức cần `log`", en: "a norm needs `log`")));
        return None;
    };
    if plan.logs[log.0].all(|kind| *kind == Kind::Money).is_empty() {
        let name = &plan.logs[log.0].name;
        cx.conflict(keys.place, say!(vi: "nhật ký `{name}` không có cột kiểu money", en: "the log `{name}` has no column of type money"));
    }
    let mut windows: Vec<(Window, Place)> = Vec::new();
    let mut at_most = Needed::Number(Number::ZERO);
    match bound? {
        Bound::Windows { listed, calendar } => {
            for (period, days, needed, place) in listed {
                let known = crate::calendar::Days::ALWAYS;
                windows.push((
                    Window {
                        label: period.label(calendar),
                        days,
                        due: days.last,
                        needed,
                        calendar,
                        from_ever: false,
                        known,
                        late_days: None,
                    },
                    place,
                ));
            }
        }
        Bound::One(needed) => {
            if !per_record {
                let schedule = schedule.unwrap_or_else(|| plan.scheduler.whole_plan(keys.place));
                if schedule.own.is_some() || schedule.rolling.is_some() {
                    cx.conflict(keys.place, say!(vi: "định mức không dùng kỳ riêng của đối tượng hay kỳ trượt", en: "a norm has no windows of a subject's own, and no rolling ones"));
                }
                windows.extend(schedule.windows.iter().map(|stretch| (stretch.window(needed.clone(), false), stretch.place)));
            }
            at_most = needed;
        }
    }
    plan.scheduler.settle(cx, &mut windows);
    let windows = windows.into_iter().map(|(window, _)| window).collect();
    Some(Norm { log, filter, through, per_record, population, windows, shared, at_most, times, of, valid, basis, place: keys.place })
}

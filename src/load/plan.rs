//! A plan file, whole.

use std::cell::RefCell;

use super::activity::{self, ActivityDraft, PlanCx};
use super::composer::Composer;
use super::filter::Lookup;
use super::forms::{ACTIVITY, PLAN};
use super::names::NamesDraft;
use super::population::{Populations, ids};
use super::schedule::{Scheduler, named_calendar, read_period};
use super::settings::SettingsDraft;
use super::toml::{Cx, Text, parse};
use crate::calendar::{Calendar, Period};
use crate::check::{duplicate_id, log_spent_twice, unused_part};
use crate::finding::{Finding, Findings};
use crate::model::{Activity, Counting, Plan, TargetIndex};
use crate::read::{FileId, Place};
use crate::say;

/// A plan file as parsed, before names of other plans are known.
pub(super) struct PlanText {
    pub(super) file: FileId,
    pub(super) text: String,
}

/// The ids of a plan's activities, which columns of type `activity` may hold.
pub(super) fn activity_ids(text: &str) -> Vec<String> {
    let (document, _) = toml::de::DeTable::parse_recoverable(text);
    let Some(activities) = document.get_ref().get("activity").and_then(|value| value.get_ref().as_array()) else { return Vec::new() };
    activities.iter().filter_map(|activity| activity.get_ref().get("id")?.get_ref().as_str().map(str::to_owned)).collect()
}

/// Reads one plan. The second value holds the area codes it names.
pub(super) fn read(
    source: &PlanText,
    settings: &SettingsDraft,
    activities: &[String],
    findings: &RefCell<Findings>,
) -> Option<(Plan, Vec<Text>)> {
    let cx = Cx { file: source.file, findings };
    let document = parse(&cx, &source.text);
    let keys = cx.keys(document.get_ref(), Place::whole(source.file), &PLAN);

    let id = keys.id(false);
    let title = keys.plain("title");
    let issuer = keys.plain("issuer");
    let basis = keys.texts("basis").into_iter().map(|text| text.text).collect();
    let currency = keys.text("currency");
    let carry_over = keys.flag("carry_over").unwrap_or_default();
    keys.plain("note");
    let calendar = keys.text("calendar").and_then(|name| named_calendar(&cx, &settings.calendars, &name)).unwrap_or(Calendar::CIVIL);
    let period = keys.required("period").and_then(|text| read_period(&cx, &text.text, text.place, calendar));
    let draft = NamesDraft::read(&keys);
    let names = draft.resolve(&cx, Some(&settings.names));
    let lookup = Lookup { registers: &settings.registers, names: &names, activities };
    let populations = Populations { lookup: &lookup, logs: &settings.logs }.read(&keys);
    let population_ids = ids(&populations);
    // A plan whose period cannot be read is refused, but the rest of it is read all the same.
    let fallback = || {
        let year = Period::parse("2000").ok()?;
        Some((year, year.days(calendar)?))
    };
    let (period, days, sound) = match period {
        Some((period, days)) => (period, days, true),
        None => fallback().map(|(period, days)| (period, days, false))?,
    };
    let scheduler = Scheduler { calendars: &settings.calendars, calendar, period, days };
    let plan_cx =
        PlanCx { lookup: &lookup, logs: &settings.logs, scheduler: &scheduler, populations: &populations, population_ids: &population_ids };
    let mut drafts: Vec<ActivityDraft> = Vec::new();
    for activity in keys.tables("activity", &ACTIVITY) {
        let Some(draft) = activity::read(&plan_cx, &activity) else { continue };
        if let Some(first) = drafts.iter().find(|other| other.activity.id == draft.activity.id) {
            let name = &draft.activity.id;
            let message = say!(vi: "hoạt động `{name}` được định nghĩa hai lần", en: "activity `{name}` is defined twice");
            cx.add(
                Finding::new(&duplicate_id::CODE, draft.activity.place, message)
                    .also(first.activity.place, say!(vi: "lần đầu ở đây", en: "first defined here")),
            );
        }
        drafts.push(draft);
    }
    keys.finish();
    let activities = Composer { cx: &cx, drafts: &drafts, populations: &populations }.compose();
    report_unused_parts(&cx, &activities);
    let id = id?;
    let title = title.unwrap_or_else(|| id.text.clone());
    let (currency, currency_place) = (currency.as_ref().map(|text| text.text.clone()), currency.map(|text| text.place));
    let plan = Plan {
        id: id.text,
        title,
        issuer,
        period,
        days,
        calendar,
        basis,
        currency,
        currency_place,
        carry_over,
        names,
        populations,
        activities,
        file: source.file,
    };
    for finding in log_spent_twice::check(&plan, &settings.logs) {
        cx.add(finding);
    }
    sound.then_some((plan, draft.areas))
}

fn report_unused_parts(cx: &Cx<'_>, activities: &[Activity]) {
    let targets = || activities.iter().flat_map(|activity| &activity.targets);
    let given = targets().filter_map(|target| target.given.as_ref().map(|given| given.target));
    let used: Vec<TargetIndex> = targets()
        .filter_map(|target| match &target.counting {
            Counting::Parts { parts, .. } => Some(parts),
            _ => None,
        })
        .flatten()
        .copied()
        .chain(given)
        .collect();
    for (at, activity) in activities.iter().enumerate() {
        for (nth, target) in activity.targets.iter().enumerate().filter(|(_, target)| target.part) {
            if !used.contains(&TargetIndex { activity: at, target: nth }) {
                let name = &target.name;
                let message = say!(vi: "không chỉ tiêu nào ghép từ phần `{name}`", en: "no target is made of the part `{name}`");
                cx.add(Finding::new(&unused_part::CODE, target.place, message)
                    .help(say!(vi: "bỏ `part`, hoặc ghi nó vào `all_of`, `any_of` của một chỉ tiêu", en: "remove `part`, or name it in the `all_of` or `any_of` of a target")));
            }
        }
    }
}

//! One target: what it says itself, what it inherits from its activity, and what follows from both.

use num_rational::BigRational;
use num_traits::One;

use super::activity::{Draft, PlanCx};
use super::beside::{given, if_none, own_window, required, shown, shown_as};
use super::filter::conditions;
use super::measure::{PartsDraft, read_measure};
use super::schedule::Schedule;
use super::threshold::{Bound, Bounds, KEYS, meaningless, share};
use super::toml::{Cx, Entry, Keys, Text};
use crate::calendar::Days;
use crate::check::{schedule_without_window, unreachable_target, unused_condition};
use crate::finding::Finding;
use crate::model::{
    Counting, Filter, Kind, Measure, Needed, Pace, PopulationIndex, RegisterIndex, SubjectKind, Table, Target, Test, Threshold, UNITS,
    Window,
};
use crate::number::Number;
use crate::read::Place;
use crate::say;

/// A key that a target has itself, or that its activity has for it.
#[derive(Clone, Copy)]
pub(super) struct Found<'t> {
    pub(super) entry: Entry<'t>,
    pub(super) own: bool,
}

/// A target's keys over those of its activity.
pub(super) struct Layers<'a, 't> {
    pub(super) own: &'a Keys<'a, 't>,
    pub(super) activity: &'a Keys<'a, 't>,
}

impl<'t> Layers<'_, 't> {
    pub(super) fn get(&self, key: &'static str) -> Option<Found<'t>> {
        if let Some(entry) = self.own.get(key) {
            return Some(Found { entry, own: true });
        }
        self.activity.get(key).map(|entry| Found { entry, own: false })
    }

    pub(super) fn text(&self, key: &'static str) -> Option<(Text, bool)> {
        let found = self.get(key)?;
        self.own.cx.string(found.entry.value).map(|text| (text, found.own))
    }
}

/// Reads one target. What refers to other targets stays in the draft until all are known.
pub(super) fn read<'t>(
    plan: &PlanCx<'_>,
    activity_id: &str,
    own: &Keys<'_, 't>,
    activity: &Keys<'_, 't>,
    used: &mut Vec<String>,
) -> Option<Draft> {
    let cx = own.cx;
    let layers = Layers { own, activity };
    let id = own.id(true);
    let title = own.plain("title");
    let clause = own.plain("clause");
    let note = own.plain("note");
    let part = own.flag("part").unwrap_or(false);
    let tracked = layers.get("tracked").and_then(|found| cx.boolean(found.entry.value)).unwrap_or(false);
    let share = layers.get("share").and_then(|found| share(cx, found.entry.value)).unwrap_or_else(BigRational::one);
    let pace = pace(&layers);
    let periods_within = periods(&layers);
    let within = count(&layers);
    let if_none = if_none(&layers);
    let (valid, basis) = (own.validity(), own.plain("basis"));
    let population = population(plan, &layers);
    let subjects = plan.kind(population);
    let lead = layers.text("lead").and_then(|(lead, _)| cx.agency(plan.lookup.names, &lead));
    let by = plan.by(&layers, subjects);
    let with = layers.get("with").map(|found| plan.agencies(cx, found.entry.value)).unwrap_or_default();

    let measure = read_measure(&layers);
    let source = source(plan, &layers, subjects, measure.as_ref().is_some_and(|measure| measure.source_free));
    let table = source.table(plan);
    let filter = table.map(|table| filter(plan, &layers, table, id.as_ref(), used)).unwrap_or_default();
    let (through, shared) = table.map_or((None, None), |table| through(plan, &layers, table, subjects));
    let required = required(plan, &layers, subjects);
    let given = given(&layers);
    let mut shown = shown(&layers);
    let schedule = layers.get("schedule").map(|found| (plan.scheduler.read(cx, found.entry.value), found));
    let has_log = matches!(source, SourceDraft::Log(_));
    let by_period = table.is_some_and(|table| has_log && table.period().is_some());
    if let (None, Some(entry)) = (table, own.get("where")) {
        let message =
            say!(vi: "`where` không có tác dụng: chỉ tiêu này không đếm dòng nào", en: "`where` has no effect: this target counts no rows");
        cx.add(Finding::new(&unused_condition::CODE, entry.key, message));
    }
    own_due(cx, schedule.as_ref(), has_log && !by_period);
    own.finish();

    let composed = measure.as_ref().is_some_and(|measure| measure.parts.is_some());
    let counted = measure.as_ref().and_then(|measure| measure.parts.as_ref()).is_some_and(PartsDraft::is_counted);
    let (threshold, bound) = threshold(plan, &layers, subjects, schedule.as_ref().map(|(schedule, _)| schedule), composed && !counted);
    let counting = match source {
        SourceDraft::Log(log) => {
            let found = measure.as_ref().and_then(|measure| measure.measure(cx, plan.lookup, &plan.logs[log.0])).unwrap_or(Measure::Rows);
            shown_as(&mut shown, &found, &plan.logs[log.0]);
            Counting::Log { log, filter, through, measure: found, within, periods_within, shared }
        }
        SourceDraft::Register(register) => Counting::Standing { register, filter, through, within },
        SourceDraft::None => Counting::Nothing,
    };
    let whole = matches!(bound, Bound::One(_));
    let schedule = schedule.map(|(schedule, _)| schedule);
    let own_window = schedule.as_ref().filter(|_| whole).and_then(|schedule| own_window(plan, cx, schedule, subjects));
    let rolling = schedule.as_ref().filter(|_| whole).and_then(|schedule| schedule.rolling).map(|(span, _)| span);
    let needed = if let Bound::One(needed) = &bound { Some(needed.clone()) } else { None };
    let (windows, awaiting) = windows(plan, cx, schedule, bound, has_log && !by_period, own.place);
    let id = id?;
    let name = format!("{activity_id}.{}", id.text);
    let waits = awaiting.is_some() && windows.is_empty();
    // A name that is not known has been told already.
    let named = ["log", "standing"].into_iter().any(|key| layers.get(key).is_some());
    if matches!(counting, Counting::Nothing) && !composed && !waits && !named {
        let message = say!(vi: "chỉ tiêu `{name}` không có nhật ký nào để đếm", en: "target `{name}` has no log to count");
        let help = say!(vi: "thêm `log = …`, `standing = …`, hoặc `all_of = […]`", en: "add `log = …`, `standing = …`, or `all_of = […]`");
        cx.add(Finding::new(&unreachable_target::CODE, id.place, message).help(help));
    }
    let target = Target {
        name,
        id: id.text,
        title,
        clause,
        note,
        population,
        counting,
        by_period,
        threshold,
        tracked,
        share,
        pace,
        windows,
        own: own_window,
        rolling,
        if_none,
        required,
        given: None,
        valid,
        basis,
        others: Vec::new(),
        shown,
        awaiting: awaiting.clone().filter(|_| waits),
        pending: awaiting.filter(|_| !waits),
        part,
        lead,
        by,
        with,
        place: id.place,
    };
    let own_population = own.has("population");
    Some(Draft { target, parts: measure.and_then(|measure| measure.parts), own_population, needed, given })
}

enum SourceDraft {
    Log(crate::model::LogIndex),
    Register(RegisterIndex),
    None,
}

impl SourceDraft {
    fn table<'p>(&self, plan: &'p PlanCx<'_>) -> Option<&'p Table> {
        match self {
            SourceDraft::Log(log) => Some(&plan.logs[log.0]),
            SourceDraft::Register(register) => Some(&plan.lookup.registers[register.0]),
            SourceDraft::None => None,
        }
    }
}

/// Where the counted rows stand: the measure's register, the population's log, or the log that is named.
fn source(plan: &PlanCx<'_>, layers: &Layers<'_, '_>, subjects: SubjectKind, source_free: bool) -> SourceDraft {
    let cx = layers.own.cx;
    let named =
        layers.text("log").and_then(|(log, own)| super::population::find_log(cx, plan.logs, &log).map(|index| (index, log.place, own)));
    if source_free {
        let standing = [&layers.own, &layers.activity].into_iter().find_map(|keys| keys.get("standing"));
        let own_other = ["all_of", "any_of"].iter().any(|key| layers.own.has(key));
        return match standing.filter(|_| !own_other).and_then(|entry| cx.string(entry.value)) {
            Some(name) => plan.register(cx, &name).map_or(SourceDraft::None, SourceDraft::Register),
            None => SourceDraft::None,
        };
    }
    match (subjects, named) {
        (SubjectKind::Choices(log, _), Some((other, place, true))) if other != log => {
            let name = &plan.logs[log.0].name;
            cx.conflict(place, say!(vi: "nhóm đối tượng là các lựa chọn của nhật ký `{name}`, nên chỉ đếm được nhật ký đó", en: "the population is the choices of log `{name}`, so only that log can be counted"));
            SourceDraft::Log(log)
        }
        (SubjectKind::Choices(log, _), _) | (_, Some((log, ..))) => SourceDraft::Log(log),
        (_, None) => SourceDraft::None,
    }
}

/// The target's own conditions, and those of its activity that its table can hold and it does not name.
fn filter(plan: &PlanCx<'_>, layers: &Layers<'_, '_>, table: &Table, id: Option<&Text>, used: &mut Vec<String>) -> Filter {
    let cx = layers.own.cx;
    let mut filter = Filter::default();
    let mut named: Vec<String> = Vec::new();
    if let Some(entry) = layers.own.get("where") {
        for raw in conditions(cx, entry.value) {
            named.push(raw.0.text.clone());
            filter.conditions.extend(plan.lookup.condition(cx, table, &raw));
        }
    }
    let fits = |name: &str| table.column(name.split('.').next().unwrap_or_default()).is_some();
    if let Some(entry) = layers.activity.get("where") {
        for raw in conditions(cx, entry.value) {
            if fits(&raw.0.text) {
                used.push(raw.0.text.clone());
                if !named.contains(&raw.0.text) {
                    filter.conditions.extend(plan.lookup.condition(cx, table, &raw));
                }
            }
        }
    }
    if let Some(column) = layers.activity.text("match")
        && fits(&column.text)
    {
        used.push(column.text.clone());
        if let (false, Some(id)) = (named.contains(&column.text), id) {
            filter.conditions.extend(matching(plan, cx, table, &column, id));
        }
    }
    filter
}

/// The condition that a column holds the target's id.
fn matching(plan: &PlanCx<'_>, cx: &Cx<'_>, table: &Table, column: &Text, id: &Text) -> Option<crate::model::Condition> {
    let (path, kind) = plan.lookup.path(cx, table, column)?;
    let text_like = !(kind.is_ordered() || matches!(kind, Kind::Boolean | Kind::Period));
    if !text_like {
        let name = &column.text;
        cx.bad_value(
            column.place,
            say!(vi: "cột `{name}` không thể mang mã chỉ tiêu", en: "the column `{name}` cannot hold a target's id"),
        );
        return None;
    }
    let test = if matches!(kind, Kind::Choices(_)) { Test::AnyWord } else { Test::OneOf };
    let value = crate::model::Value::Text(id.text.clone().into());
    plan.lookup.word(cx, kind, id).then(|| crate::model::Condition { name: column.text.clone(), path, test: test(vec![value]) })
}

/// The column through which a row reaches its subject.
fn through(plan: &PlanCx<'_>, layers: &Layers<'_, '_>, table: &Table, subjects: SubjectKind) -> (Option<usize>, Option<usize>) {
    let cx = layers.own.cx;
    let said = layers.get("through").map(|found| (found.entry, found.own));
    super::activity::through(plan, cx, table, subjects, said, layers.own.place)
}

fn own_due(cx: &Cx<'_>, schedule: Option<&(Schedule, Found<'_>)>, date_assigned: bool) {
    let Some((schedule, found)) = schedule else { return };
    if !found.own || !date_assigned {
        return;
    }
    let places: Vec<Place> = schedule
        .windows
        .iter()
        .filter_map(|window| window.due.map(|(_, place)| place))
        .chain(schedule.due.map(|(_, place)| place))
        .collect();
    if let Some(place) = places.first() {
        meaningless(
            cx,
            "due",
            *place,
            &say!(vi: "nhật ký này tính theo ngày, thời hạn là ngày cuối của kỳ", en: "this log counts by date, and is due at the window's end"),
        );
    }
}

fn threshold(
    plan: &PlanCx<'_>,
    layers: &Layers<'_, '_>,
    subjects: SubjectKind,
    schedule: Option<&Schedule>,
    composed: bool,
) -> (Threshold, Bound) {
    let cx = layers.own.cx;
    let one = || Bound::One(Needed::Number(Number::ONE));
    let calendar = schedule.and_then(|schedule| schedule.calendar).unwrap_or(plan.scheduler.calendar);
    let bounds = Bounds { lookup: plan.lookup, subjects, populations: plan.population_ids, calendar };
    for keys in [layers.own, layers.activity] {
        let found: Vec<(Threshold, Entry<'_>)> = KEYS.iter().filter_map(|(key, kind)| keys.get(key).map(|entry| (*kind, entry))).collect();
        if let [_, (_, second), ..] = found.as_slice() {
            cx.conflict(
                second.key,
                say!(vi: "chỉ dùng một trong `at_least`, `at_most`, `exactly`, `goal`", en: "use one of `at_least`, `at_most`, `exactly`, `goal`"),
            );
        }
        let Some((kind, entry)) = found.first() else { continue };
        if composed {
            if std::ptr::eq(keys, layers.own) {
                meaningless(
                    cx,
                    kind.key(),
                    entry.key,
                    &say!(vi: "ngưỡng của chỉ tiêu ghép là số phần của nó", en: "a composed target's threshold is the number of its parts"),
                );
            }
            return (Threshold::AtLeast, one());
        }
        return (*kind, bounds.read(cx, *kind, *entry).unwrap_or_else(one));
    }
    (Threshold::AtLeast, one())
}

/// The windows of a schedule or of a threshold's table, and what is waited for.
fn windows(
    plan: &PlanCx<'_>,
    cx: &Cx<'_>,
    schedule: Option<Schedule>,
    bound: Bound,
    date_assigned: bool,
    place: Place,
) -> (Vec<Window>, Option<String>) {
    let mut windows: Vec<(Window, Place)> = Vec::new();
    let mut awaiting = None;
    let mut faulty = false;
    match bound {
        Bound::Windows { listed, calendar } => {
            let late_days = schedule.as_ref().and_then(|schedule| schedule.late);
            let due = schedule
                .and_then(|schedule| schedule.windows.iter().find_map(|window| window.due).or(schedule.due))
                .filter(|_| !date_assigned);
            for (period, days, needed, place) in listed {
                let due = due.map_or(days.last, |(due, _)| due.date(days));
                let known = Days::ALWAYS;
                windows.push((
                    Window { label: period.label(calendar), days, due, needed, calendar, from_ever: false, known, late_days },
                    place,
                ));
            }
        }
        Bound::One(needed) => {
            let schedule = schedule.unwrap_or_else(|| plan.scheduler.whole_plan(place));
            awaiting = schedule.awaiting;
            faulty = schedule.faulty;
            let moving = schedule.own.as_ref().map(|(column, span)| ("own", column.place, span.is_none()));
            if let Some((label, place, from_ever)) = moving.or(schedule.rolling.map(|(_, place)| ("rolling", place, false))) {
                // Its days are found anew from each as-of date.
                let days = plan.scheduler.days;
                let (calendar, known) = (schedule.calendar.unwrap_or(plan.scheduler.calendar), schedule.known.unwrap_or(Days::ALWAYS));
                let (label, late_days) = (label.to_owned(), schedule.late);
                windows.push((Window { label, days, due: days.last, needed, calendar, from_ever, known, late_days }, place));
            } else {
                windows.extend(schedule.windows.iter().map(|stretch| (stretch.window(needed.clone(), !date_assigned), stretch.place)));
            }
        }
    }
    if windows.is_empty() && awaiting.is_none() && !faulty {
        cx.add(Finding::new(
            &schedule_without_window::CODE,
            place,
            say!(vi: "lịch thực hiện này không cho kỳ nào", en: "this schedule gives no window"),
        )
        .help(say!(vi: "chọn chu kỳ ngắn hơn, bớt `length`, hoặc sửa `from`, `to`", en: "choose a shorter interval or `length`, or change `from` and `to`")));
    }
    plan.scheduler.settle(cx, &mut windows);
    (windows.into_iter().map(|(window, _)| window).collect(), awaiting)
}

fn pace(layers: &Layers<'_, '_>) -> Option<Pace> {
    let (text, _) = layers.text("pace")?;
    match text.text.as_str() {
        "linear" => Some(Pace::Linear),
        "end" => Some(Pace::End),
        _ => {
            layers.own.cx.undefined(&text, &say!(vi: "cách xét tiến độ", en: "pace"), ["linear", "end"]);
            None
        }
    }
}

fn periods(layers: &Layers<'_, '_>) -> bool {
    let Some((text, _)) = layers.text("periods") else { return false };
    if text.text != "within" {
        layers.own.cx.undefined(&text, &say!(vi: "cách xếp kỳ", en: "way to assign periods"), ["within"]);
    }
    text.text == "within"
}

fn count(layers: &Layers<'_, '_>) -> bool {
    let Some((text, _)) = layers.text("count") else { return false };
    if !["own", "within"].contains(&text.text.as_str()) {
        layers.own.cx.undefined(&text, &say!(vi: "cách đếm", en: "way to count"), ["own", "within"]);
    }
    text.text == "within"
}

fn population(plan: &PlanCx<'_>, layers: &Layers<'_, '_>) -> Option<PopulationIndex> {
    let (text, _) = layers.text("population")?;
    // `*` is the plan itself, for a target whose activity names a population for the others.
    if text.text == "*" { None } else { super::population::find(layers.own.cx, plan.population_ids, &text) }
}

/// Whether a table can reach subjects of a kind through one of its columns.
pub(super) fn reaches(kind: &Kind, subjects: SubjectKind) -> bool {
    match subjects {
        SubjectKind::Units => *kind == Kind::Reference(UNITS),
        SubjectKind::Register(register) => *kind == Kind::Reference(register),
        SubjectKind::Agencies => *kind == Kind::Agency,
        SubjectKind::Whole | SubjectKind::Choices(..) => false,
    }
}

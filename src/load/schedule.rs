//! `schedule`: from what a plan says about time to windows. Windows come from the plan, never from today.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::forms::{DUE, LATE, OWN, ROLLING, SCHEDULE};
use super::toml::{Cx, Keys, Text};
use crate::calendar::{Calendar, Days, Due, Every, Period, Rhythm, Span, parse_date};
use crate::check::{bad_value, conflicting_keys, duplicate_window, missing_key, schedule_leaves_a_rest, window_outside_plan};
use crate::decode::{backwards, period_fault};
use crate::finding::Finding;
use crate::model::{Needed, Window};
use crate::read::Place;
use crate::say;
use crate::text::Message;

/// Most windows one schedule may have: two centuries of months.
const MOST: usize = 2_400;

/// What a schedule is read against.
pub(super) struct Scheduler<'a> {
    pub(super) calendars: &'a BTreeMap<String, Calendar>,
    pub(super) calendar: Calendar,
    pub(super) period: Period,
    pub(super) days: Days,
}

/// A schedule as read: windows without their numbers.
#[derive(Default)]
pub(super) struct Schedule {
    pub(super) windows: Vec<Stretch>,
    /// What it waits for, and what calendar and due date later windows would have.
    pub(super) awaiting: Option<String>,
    pub(super) calendar: Option<Calendar>,
    pub(super) due: Option<(Due, Place)>,
    /// How many days after the due date rows still count as late.
    pub(super) late: Option<i64>,
    /// The column in which each subject has a window of its own; with a span from that day on, else up to it.
    pub(super) own: Option<(Text, Option<Span>)>,
    /// How far back a window reaches that ends today.
    pub(super) rolling: Option<(Span, Place)>,
    /// When the own or rolling window is there.
    pub(super) known: Option<Days>,
    /// Whether something was wrong with it, so that what follows from it is not told again.
    pub(super) faulty: bool,
}

/// One window, not yet joined with what is needed in it.
pub(super) struct Stretch {
    pub(super) label: String,
    pub(super) days: Days,
    pub(super) calendar: Calendar,
    pub(super) from_ever: bool,
    pub(super) due: Option<(Due, Place)>,
    /// How many days after the due date rows still count as late.
    pub(super) late: Option<i64>,
    /// It exists on these as-of dates.
    pub(super) known: Days,
    pub(super) place: Place,
}

impl Stretch {
    /// The window, with its due date read only where `dues` says that it counts.
    pub(super) fn window(&self, needed: Needed, dues: bool) -> Window {
        let due = self.due.filter(|_| dues).map_or(self.days.last, |(due, _)| due.date(self.days));
        Window {
            label: self.label.clone(),
            days: self.days,
            due,
            needed,
            calendar: self.calendar,
            from_ever: self.from_ever,
            known: self.known,
            late_days: self.late,
        }
    }
}

impl Scheduler<'_> {
    /// The single window that a target without a schedule has: the plan's period.
    pub(super) fn whole_plan(&self, place: Place) -> Schedule {
        Schedule { windows: vec![stretch(self.period, self.days, self.calendar, place)], ..Schedule::default() }
    }

    /// Reads a schedule, or a list of them.
    pub(super) fn read(&self, cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Schedule {
        let mut schedule = Schedule::default();
        let before = cx.findings.borrow().len();
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    if let Some(keys) = cx.table(item, &SCHEDULE) {
                        self.one(&keys, &mut schedule);
                    }
                }
            }
            _ => {
                if let Some(keys) = cx.table(value, &SCHEDULE) {
                    self.one(&keys, &mut schedule);
                }
            }
        }
        let own = schedule.own.iter().map(|(column, _)| column.place);
        let moving: Vec<Place> = own.chain(schedule.rolling.map(|(_, place)| place)).collect();
        if let (Some(place), true) = (moving.first(), moving.len() > 1 || !schedule.windows.is_empty()) {
            cx.conflict(*place, say!(vi: "kỳ riêng của đối tượng và kỳ trượt đứng một mình, không cùng lịch khác", en: "windows of a subject's own and rolling windows stand alone, without another schedule"));
        }
        schedule.faulty = cx.findings.borrow().len() > before;
        schedule
    }

    fn one(&self, keys: &Keys<'_, '_>, into: &mut Schedule) {
        let cx = keys.cx;
        let kinds: Vec<&str> = ["windows", "every", "by", "awaiting", "rolling"].into_iter().filter(|key| keys.has(key)).collect();
        let own_from = keys.get("from").is_some_and(|entry| entry.value.get_ref().is_table());
        let kinds: Vec<&str> = if own_from { [kinds, vec!["from"]].concat() } else { kinds };
        let known = known(keys);
        let calendar = self.calendar_of(keys);
        let due = keys.table("due", &DUE).and_then(|due| read_due(&due).map(|read| (read, due.place)));
        into.calendar = into.calendar.or(keys.has("calendar").then_some(calendar));
        into.due = into.due.or(due);
        let late = keys.table("late", &LATE).and_then(|late| {
            let days = late.get("days").and_then(|entry| cx.whole(entry.value, 0..=40_000));
            if !late.has("days") {
                cx.add(Finding::new(&missing_key::CODE, late.place, say!(vi: "`late` cần `days`", en: "`late` needs `days`")));
            }
            late.finish();
            days
        });
        into.late = into.late.or(late);
        let before = into.windows.len();
        if let Some(windows) = keys.get("windows") {
            for text in cx.strings(windows.value) {
                if let Some((period, days)) = read_period(cx, &text.text, text.place, calendar) {
                    into.windows.push(stretch(period, days, calendar, text.place));
                }
            }
        }
        self.every(keys, calendar, own_from, into);
        own(keys, own_from, known, into);
        if let Some(by) = keys.get("by").filter(|entry| !entry.value.get_ref().is_table()).and_then(|entry| cx.string(entry.value)) {
            match parse_date(&by.text) {
                Some(day) if day >= self.days.first => into.windows.push(Stretch {
                    label: day.to_string(),
                    days: Days { first: self.days.first, last: day },
                    calendar,
                    from_ever: true,
                    due: None,
                    late: None,
                    known,
                    place: by.place,
                }),
                // Before the plan begins there is no window; a target that has none says so.
                Some(_) => {}
                None => cx.bad_value(by.place, bad_date()),
            }
        }
        if let Some(awaiting) = keys.plain("awaiting") {
            into.awaiting = Some(awaiting);
        }
        keys.plain("note");
        for window in &mut into.windows[before..] {
            (window.due, window.known, window.late) = (due, known, late);
        }
        keys.finish();
        match kinds.as_slice() {
            // A table of windows in the threshold reads only `calendar`, `due` and `late` of a schedule.
            [] if keys.has("calendar") || keys.has("due") || keys.has("late") => {}
            [] => cx.add(Finding::new(
                &missing_key::CODE,
                keys.place,
                say!(vi: "lịch thực hiện cần `windows`, `every`, `by`, `from`, `rolling` hoặc `awaiting`", en: "a schedule needs `windows`, `every`, `by`, `from`, `rolling` or `awaiting`"),
            )),
            [_] => {}
            [first, second, ..] => cx.add(Finding::new(
                &conflicting_keys::CODE,
                keys.place,
                say!(vi: "`{first}` và `{second}` không dùng chung trong một lịch thực hiện; tách thành danh sách: [{{ {first} = … }}, {{ {second} = … }}]", en: "`{first}` and `{second}` do not go into one schedule; write a list: [{{ {first} = … }}, {{ {second} = … }}]"),
            )),
        }
    }

    fn calendar_of(&self, keys: &Keys<'_, '_>) -> Calendar {
        keys.text("calendar").and_then(|name| named_calendar(keys.cx, self.calendars, &name)).unwrap_or(self.calendar)
    }

    fn every(&self, keys: &Keys<'_, '_>, calendar: Calendar, own_from: bool, into: &mut Schedule) {
        let cx = keys.cx;
        let every = keys.text("every");
        let bound = |key: &'static str| {
            let text = keys.text(key)?;
            read_period(cx, &text.text, text.place, calendar)
        };
        let (from, to) = (if own_from { None } else { bound("from") }, bound("to"));
        let count =
            |key: &'static str| keys.get(key).and_then(|entry| cx.whole(entry.value, 1..=1000)).map(|n| usize::try_from(n).unwrap_or(1));
        let over = count("over");
        let (length, step) = (count("length").unwrap_or(1), count("step").unwrap_or(1));
        if over.is_some() && (keys.has("length") || keys.has("step")) {
            cx.conflict(keys.place, say!(vi: "`over` không đi với `length`, `step`", en: "`over` does not go with `length` and `step`"));
        }
        let Some(text) = every else {
            for key in ["from", "to", "length", "step", "over"] {
                if keys.has(key) && !(own_from && key == "from") {
                    cx.conflict(keys.place, say!(vi: "`{key}` chỉ đi với `every`", en: "`{key}` goes with `every` only"));
                }
            }
            return;
        };
        let Some(every) = Every::parse(&text.text) else {
            let message = say!(vi: "chu kỳ", en: "interval");
            cx.undefined(&text, &message, ["week", "month", "quarter", "half", "year", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "12"]);
            return;
        };
        let bounds =
            Days { first: from.map_or(self.days.first, |(_, days)| days.first), last: to.map_or(self.days.last, |(_, days)| days.last) };
        let single = (Rhythm { every, length: 1, step: 1 }).windows(bounds, calendar).len();
        let rest = single % length;
        if rest > 0 && single > length && step == 1 {
            let message = say!(vi: "còn dư {rest} kỳ ở cuối, không đủ ghép {length} kỳ một, nên không được xét", en: "{rest} left over at the end, too few for a window of {length}, and judged nowhere");
            let help = say!(vi: "chọn `length` là ước của {single}, hoặc đặt `from`, `to`", en: "choose a `length` that divides {single}, or set `from` and `to`");
            cx.add(Finding::new(&schedule_leaves_a_rest::CODE, text.place, message).help(help));
        }
        let periods = match over {
            Some(over) => (Rhythm { every, length: 1, step: 1 }).over(over, bounds, calendar),
            None => (Rhythm { every, length, step }).windows(bounds, calendar),
        };
        for period in periods {
            if into.windows.len() >= MOST {
                let message = say!(vi: "lịch thực hiện này có hơn 2.400 kỳ; chương trình xét nhiều nhất chừng ấy", en: "this schedule has more than 2,400 windows; at most so many are judged");
                let help = say!(vi: "chọn chu kỳ dài hơn, hoặc đặt `from`, `to` gần nhau hơn", en: "choose a longer interval, or set `from` and `to` closer together");
                cx.add(Finding::new(&bad_value::CODE, text.place, message).help(help));
                break;
            }
            if let Some(days) = period.days(calendar) {
                into.windows.push(stretch(period, days, calendar, text.place));
            }
        }
    }

    /// Sorts windows by start and end, and reports labels that stand twice and windows outside the plan.
    pub(super) fn settle(&self, cx: &Cx<'_>, windows: &mut [(Window, Place)]) {
        windows.sort_by(|(a, _), (b, _)| (a.days, &a.label).cmp(&(b.days, &b.label)));
        let mut seen: BTreeMap<String, Vec<(Days, Place)>> = BTreeMap::new();
        for (window, place) in windows.iter() {
            let label = &window.label;
            // Parts of a schedule that are never known together may give the same window.
            let before = seen.entry(label.clone()).or_default();
            if let Some((_, first)) = before.iter().find(|(known, _)| known.overlaps(window.known)) {
                let message = say!(vi: "kỳ `{label}` có hai lần; bỏ một", en: "the window `{label}` appears twice; remove one");
                cx.add(Finding::new(&duplicate_window::CODE, *place, message).also(*first, say!(vi: "lần đầu ở đây", en: "first here")));
            }
            before.push((window.known, *place));
            if !self.days.covers(window.days) {
                let (first, last) = (self.days.first, self.days.last);
                let message = say!(vi: "kỳ `{label}` nằm ngoài thời gian thực hiện kế hoạch ({first} đến {last})", en: "the window `{label}` lies outside the plan ({first} to {last})");
                cx.add(
                    Finding::new(&window_outside_plan::CODE, *place, message)
                        .help(say!(vi: "kiểm tra lại năm; kỳ vẫn được tính", en: "check the year; the window counts all the same")),
                );
            }
        }
    }
}

/// Reads a window of a subject's own, or one that ends today.
fn own(keys: &Keys<'_, '_>, own_from: bool, known: Days, into: &mut Schedule) {
    let cx = keys.cx;
    let column = |key: &'static str| {
        let entry = keys.get(key).filter(|entry| entry.value.get_ref().is_table())?;
        let table = cx.table(entry.value, &OWN)?;
        let column = table.required("column");
        table.finish();
        column
    };
    if own_from && let (Some(column), Some(span)) = (column("from"), span(keys)) {
        (into.own, into.known) = (Some((column, Some(span))), Some(known));
    }
    if let Some(column) = column("by") {
        (into.own, into.known) = (Some((column, None)), Some(known));
    }
    if let Some(rolling) = keys.table("rolling", &ROLLING) {
        into.rolling = span(&rolling).map(|span| (span, rolling.place));
        into.known = Some(known);
        rolling.finish();
    }
}

fn stretch(period: Period, days: Days, calendar: Calendar, place: Place) -> Stretch {
    Stretch { label: period.label(calendar), days, calendar, from_ever: false, due: None, late: None, known: Days::ALWAYS, place }
}

/// The as-of dates on which a part of a schedule is there: from `since` to `until`.
fn known(keys: &Keys<'_, '_>) -> Days {
    let cx = keys.cx;
    let day = |key: &'static str| {
        let text = keys.text(key)?;
        let day = parse_date(&text.text);
        if day.is_none() {
            cx.bad_value(text.place, bad_date());
        }
        day
    };
    let known = Days::between(day("since"), day("until"));
    if known.is_empty() {
        cx.bad_value(
            keys.place,
            say!(vi: "`until` ở trước `since`: phần này không bao giờ có", en: "`until` is before `since`: this part is never there"),
        );
    }
    known
}

/// Reads so many days or months from a table that says one of them.
fn span(keys: &Keys<'_, '_>) -> Option<Span> {
    let cx = keys.cx;
    let count = |key: &'static str| keys.get(key).and_then(|entry| cx.whole(entry.value, 1..=100_000));
    match (count("days"), count("months")) {
        (Some(days), None) => Some(Span::Days(days)),
        (None, Some(months)) => Some(Span::Months(months)),
        (Some(_), Some(_)) => {
            cx.conflict(keys.place, say!(vi: "`days` và `months` loại trừ nhau", en: "`days` and `months` exclude each other"));
            None
        }
        (None, None) => {
            if !keys.has("days") && !keys.has("months") {
                let message = say!(vi: "cần `days` hoặc `months`", en: "this needs `days` or `months`");
                cx.add(Finding::new(&missing_key::CODE, keys.place, message));
            }
            None
        }
    }
}

fn read_due(keys: &Keys<'_, '_>) -> Option<Due> {
    let cx = keys.cx;
    let on = keys.text("on");
    let days = keys.get("days").and_then(|entry| cx.whole(entry.value, -40_000..=40_000));
    let years = keys.get("years").and_then(|entry| cx.whole(entry.value, -100..=100));
    let from = keys.text("from");
    keys.finish();
    let start = match &from {
        None => false,
        Some(text) => match text.text.as_str() {
            "start" => true,
            "end" => false,
            _ => {
                cx.undefined(text, &say!(vi: "mốc", en: "starting point"), ["start", "end"]);
                return None;
            }
        },
    };
    if let Some(on) = on {
        if keys.has("days") || from.is_some() {
            cx.conflict(keys.place, say!(vi: "`on` không đi với `days` hay `from`", en: "`on` does not go with `days` or `from`"));
        }
        // Any leap year: whether a day exists in some year is what matters here.
        let Some(date) = parse_date(&format!("2000-{}", on.text)) else {
            cx.bad_value(on.place, say!(vi: "cần tháng và ngày, ví dụ \"07-20\"", en: "this takes a month and a day, such as \"07-20\""));
            return None;
        };
        return Some(Due::On { month: date.month(), day: date.day(), years: i16::try_from(years.unwrap_or(0)).unwrap_or(0) });
    }
    if years.is_some() {
        cx.conflict(keys.place, say!(vi: "`years` chỉ đi với `on`", en: "`years` goes with `on` only"));
    }
    if !keys.has("days") {
        cx.add(Finding::new(
            &missing_key::CODE,
            keys.place,
            say!(vi: "thời hạn cần `days` hoặc `on`", en: "a due date needs `days` or `on`"),
        ));
    }
    days.map(|days| if start { Due::AfterStart(days) } else { Due::AfterEnd(days) })
}

/// The calendar that a text names.
pub(super) fn named_calendar(cx: &Cx<'_>, calendars: &BTreeMap<String, Calendar>, name: &Text) -> Option<Calendar> {
    let found = calendars.get(&name.text).copied();
    if found.is_none() {
        cx.undefined(name, &say!(vi: "lịch báo cáo", en: "calendar"), calendars.keys().map(String::as_str));
    }
    found
}

/// Reads a period and its days, or says what is wrong with it.
pub(super) fn read_period(cx: &Cx<'_>, text: &str, place: Place, calendar: Calendar) -> Option<(Period, Days)> {
    match Period::parse(text) {
        Ok(period) => {
            let days = period.days(calendar);
            if days.is_none() {
                cx.bad_value(place, backwards());
            }
            days.map(|days| (period, days))
        }
        Err(error) => {
            cx.bad_value(place, period_fault(text, error));
            None
        }
    }
}

pub(super) fn bad_date() -> Message {
    say!(vi: "cần một ngày có thật, viết như 2014-03-31", en: "this takes a day that exists, written like 2014-03-31")
}

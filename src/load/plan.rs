//! A plan file, whole.

use std::cell::RefCell;

use super::activity::{self, ActivityDraft, Draft, PlanCx};
use super::filter::Lookup;
use super::names::NamesDraft;
use super::population::{Populations, ids};
use super::schedule::{Scheduler, named_calendar, read_period};
use super::settings::SettingsDraft;
use super::toml::{Cx, Text, parse};
use crate::calendar::{Calendar, Date, Period};
use crate::check::{circular_definition, duplicate_id, log_spent_twice, parts_differ, undefined_name, unused_part};
use crate::finding::{Finding, Findings};
use crate::model::{Activity, Counting, Given, Needed, Plan, Population, Rule, SubjectKind, Target, TargetIndex, Threshold, Window};
use crate::number::Number;
use crate::read::{FileId, Place};
use crate::say;
use crate::text::did_you_mean;

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
    let keys = cx.keys(document.get_ref(), Place::whole(source.file));

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
    for activity in keys.tables("activity") {
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

/// Joins composed targets with their parts.
struct Composer<'a> {
    cx: &'a Cx<'a>,
    drafts: &'a [ActivityDraft],
    populations: &'a [Population],
}

impl Composer<'_> {
    fn compose(&self) -> Vec<Activity> {
        let mut activities = Vec::new();
        for (at, draft) in self.drafts.iter().enumerate() {
            let mut activity = draft.activity.clone();
            for target in 0..draft.targets.len() {
                let mut composed = self.target(TargetIndex { activity: at, target }, &mut Vec::new());
                composed.others = self.others(at, target);
                composed.given = self.given(at, &draft.targets[target]);
                activity.targets.push(composed);
            }
            activities.push(activity);
        }
        activities
    }

    /// The target with its parts; `path` holds the composed targets that led here.
    fn target(&self, index: TargetIndex, path: &mut Vec<TargetIndex>) -> Target {
        let draft = &self.drafts[index.activity].targets[index.target];
        let mut target = draft.target.clone();
        let Some(named) = &draft.parts else { return target };
        if path.contains(&index) {
            let name = &target.name;
            let message = say!(vi: "chỉ tiêu `{name}` được ghép từ chính nó", en: "target `{name}` is made of itself");
            self.report_once(
                Finding::new(&circular_definition::CODE, target.place, message)
                    .help(say!(vi: "bỏ nó khỏi `all_of`, `any_of`", en: "take it out of `all_of` or `any_of`")),
            );
            return target;
        }
        path.push(index);
        let mut parts: Vec<(TargetIndex, Target, Place)> = Vec::new();
        for name in &named.names {
            if let Some(part) = self.find(index.activity, name) {
                parts.push((part, self.target(part, path), name.place));
            }
        }
        path.pop();
        let Some((_, first, _)) = parts.first() else { return target };
        for (_, part, place) in &parts[1..] {
            let days = |target: &Target| target.windows.iter().map(|window| window.days).collect::<Vec<_>>();
            let moving = |target: &Target| (target.own.clone(), target.rolling);
            if part.population != first.population || days(part) != days(first) || moving(part) != moving(first) {
                let (a, b) = (&first.name, &part.name);
                let message = say!(vi: "`{b}` không cùng nhóm đối tượng hoặc không cùng các kỳ với `{a}`", en: "`{b}` does not have the population or the windows of `{a}`");
                self.report_once(Finding::new(&parts_differ::CODE, *place, message)
                    .help(say!(vi: "chọn phần khác, hoặc cho các phần cùng `population` và `schedule`", en: "choose another part, or give the parts one `population` and `schedule`")));
            }
        }
        if draft.own_population && target.population != first.population {
            let name = &first.name;
            let message = say!(vi: "nhóm đối tượng khác với nhóm của phần `{name}`; bỏ `population` ở đây", en: "the population is not that of its part `{name}`; leave `population` out here");
            self.report_once(Finding::new(&parts_differ::CODE, target.place, message));
        }
        target.population = first.population;
        let needed = match named.rule {
            Rule::All => Some(Needed::Number(Number::count(parts.len() as u64))),
            Rule::Any => Some(Needed::Number(Number::ONE)),
            Rule::Some | Rule::Points { .. } => draft.needed.clone(),
        };
        if !named.is_counted() {
            target.threshold = Threshold::AtLeast;
        }
        (target.own, target.rolling) = (first.own.clone(), first.rolling);
        // A table of windows in its own threshold says what is needed in which of them.
        let own = std::mem::take(&mut target.windows);
        let needed = |window: &Window| {
            let said = || own.iter().find(|own| own.days == window.days).map(|own| own.needed.clone());
            needed.clone().or_else(said)
        };
        target.windows = (0..first.windows.len())
            .filter_map(|at| {
                let needed = needed(&first.windows[at])?;
                let due = parts.iter().filter_map(|(_, part, _)| part.windows.get(at)).map(|window| window.due).max();
                let window = &first.windows[at];
                Some(Window { due: due.unwrap_or(window.due), needed, from_ever: false, ..window.clone() })
            })
            .collect();
        target.awaiting.clone_from(&first.awaiting);
        target.pending.clone_from(&first.pending);
        let mut rule = named.rule.clone();
        if parts.len() < named.names.len() && matches!(rule, Rule::Points { .. }) {
            // A part that nobody knows has been told; the plan is refused.
            rule = Rule::Some;
        }
        target.counting = Counting::Parts { rule, parts: parts.iter().map(|(index, ..)| *index).collect() };
        target
    }

    /// The first days of the windows of the other versions of a target.
    fn others(&self, activity: usize, target: usize) -> Vec<Date> {
        let targets = &self.drafts[activity].targets;
        let versions = targets.iter().enumerate().filter(|(at, draft)| *at != target && draft.target.id == targets[target].target.id);
        let mut days: Vec<Date> = versions.flat_map(|(_, draft)| draft.target.windows.iter().map(|window| window.days.first)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The target on which the members of another one depend.
    fn given(&self, activity: usize, draft: &Draft) -> Option<Given> {
        let (name, states) = draft.given.as_ref()?;
        let mut at = self.find(activity, name)?;
        let start = at;
        for _ in 0..=self.drafts.iter().map(|draft| draft.targets.len()).sum::<usize>() {
            let found = &self.drafts[at.activity].targets[at.target];
            if std::ptr::eq(found, draft) {
                let name = &draft.target.name;
                let message =
                    say!(vi: "chỉ tiêu `{name}` phụ thuộc chính nó qua `given`", en: "target `{name}` depends on itself through `given`");
                self.report_once(Finding::new(&circular_definition::CODE, draft.target.place, message));
                return None;
            }
            let Some((name, _)) = &found.given else { break };
            let Some(next) = self.find(at.activity, name) else { break };
            at = next;
        }
        let other = &self.drafts[start.activity].targets[start.target].target;
        // Other populations of the same register will do: who is in both is asked.
        let kind = |population| SubjectKind::of(self.populations, population);
        if kind(other.population) != kind(draft.target.population) {
            let (a, b) = (&draft.target.name, &other.name);
            let message = say!(vi: "đối tượng của `{a}` và của `{b}` (trong `given`) không cùng loại", en: "the subjects of `{a}` and of `{b}` (in its `given`) are not of one kind");
            self.report_once(Finding::new(&parts_differ::CODE, name.place, message));
        }
        Some(Given { target: start, states: states.clone() })
    }

    fn report_once(&self, finding: Finding) {
        let seen = self.cx.findings.borrow().iter().any(|other| other.code == finding.code && other.place == finding.place);
        if !seen {
            self.cx.add(finding);
        }
    }

    /// The target that a part names: an id of the same activity first, else `activity.target`.
    fn find(&self, activity: usize, name: &Text) -> Option<TargetIndex> {
        let same = self.drafts[activity].targets.iter().position(|draft| draft.target.id == name.text);
        if let Some(target) = same {
            return Some(TargetIndex { activity, target });
        }
        let all = || {
            self.drafts.iter().enumerate().flat_map(|(activity, entry)| {
                entry.targets.iter().enumerate().map(move |(target, draft)| (TargetIndex { activity, target }, &draft.target))
            })
        };
        let found = all().find(|(_, target)| target.name == name.text).map(|(index, _)| index);
        if found.is_none() {
            let text = &name.text;
            let message = say!(vi: "không có chỉ tiêu `{text}`", en: "there is no target `{text}`");
            let known: Vec<&str> = all().map(|(_, target)| target.name.as_str()).collect();
            self.report_once(Finding::new(&undefined_name::CODE, name.place, message).maybe_help(did_you_mean(text, known)));
        }
        found
    }
}

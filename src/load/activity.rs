//! `[[activity]]`: agencies, funds, norms, and the targets below it.

use toml::Spanned;
use toml::de::DeValue;

use super::filter::{Lookup, conditions};
use super::forms::{BY, TARGET, THROUGH};
use super::measure::PartsDraft;
use super::money;
use super::schedule::Scheduler;
use super::target::{self, Layers, reaches};
use super::toml::{Cx, Entry, Keys, Text};
use crate::calendar::Days;
use crate::check::{activity_without_agency, duplicate_id, unreachable_target, unused_condition};
use crate::finding::Finding;
use crate::model::{
    Activity, AgencyIndex, By, Kind, Needed, Population, PopulationIndex, RegisterIndex, SubjectKind, Table, Target, UNITS,
};
use crate::read::Place;
use crate::say;

/// What the activities of a plan are read against.
pub(super) struct PlanCx<'a> {
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) logs: &'a [Table],
    pub(super) scheduler: &'a Scheduler<'a>,
    pub(super) populations: &'a [Population],
    pub(super) population_ids: &'a [String],
}

/// A target that may still lack its parts.
pub(super) struct Draft {
    pub(super) target: Target,
    pub(super) parts: Option<PartsDraft>,
    /// Whether it names a population itself, beside its parts.
    pub(super) own_population: bool,
    /// What it needs in each window of its parts, where it says so.
    pub(super) needed: Option<Needed>,
    /// On what state of which other target its members depend.
    pub(super) given: Option<(Text, Vec<String>)>,
}

/// An activity whose targets may still lack their parts.
pub(super) struct ActivityDraft {
    pub(super) activity: Activity,
    pub(super) targets: Vec<Draft>,
}

/// Reads one activity.
pub(super) fn read(plan: &PlanCx<'_>, keys: &Keys<'_, '_>) -> Option<ActivityDraft> {
    let cx = keys.cx;
    let id = keys.id(false);
    let number = keys.get("number").and_then(|entry| match entry.value.get_ref() {
        DeValue::Integer(number) => Some(number.to_string()),
        _ => cx.string(entry.value).map(|number| number.text),
    });
    let title = keys.plain("title");
    let clause = keys.plain("clause");
    let note = keys.plain("note");
    let layers = Layers { own: keys, activity: keys };
    let population =
        keys.text("population").filter(|text| text.text != "*").and_then(|text| super::population::find(cx, plan.population_ids, &text));
    let lead = keys.text("lead").and_then(|lead| cx.agency(plan.lookup.names, &lead));
    let by = plan.by(&layers, plan.kind(population));
    let with = keys.get("with").map(|entry| plan.agencies(cx, entry.value)).unwrap_or_default();
    let funds = money::funds(plan, keys);
    let spends = keys.texts("spends").iter().filter_map(|name| super::population::find_log(cx, plan.logs, name)).collect();
    let log = keys.text("log").and_then(|name| super::population::find_log(cx, plan.logs, &name));
    if let Some(entry) = keys.get("schedule") {
        plan.scheduler.read(cx, entry.value);
    }
    let norms = money::norms(plan, keys, log);

    let mut used = Vec::new();
    let mut targets: Vec<Draft> = Vec::new();
    let activity_id = id.as_ref().map_or("", |id| &id.text);
    for own in keys.tables("target", &TARGET) {
        let Some(draft) = target::read(plan, activity_id, &own, keys, &mut used) else { continue };
        // Versions of one target that are never in force together are no doubles.
        let same = |other: &&Draft| other.target.id == draft.target.id && other.target.valid.overlaps(draft.target.valid);
        if let Some(first) = targets.iter().find(same) {
            let name = &draft.target.id;
            let message = if draft.target.valid == Days::ALWAYS && first.target.valid == Days::ALWAYS {
                say!(vi: "chỉ tiêu `{name}` được định nghĩa hai lần", en: "target `{name}` is defined twice")
            } else {
                say!(vi: "hai bản của chỉ tiêu `{name}` cùng có hiệu lực trong một số ngày", en: "two versions of target `{name}` are in force on the same days")
            };
            cx.add(
                Finding::new(&duplicate_id::CODE, draft.target.place, message)
                    .also(first.target.place, say!(vi: "lần đầu ở đây", en: "first defined here")),
            );
        }
        targets.push(draft);
    }
    unused_conditions(plan, keys, &targets, &used);
    keys.finish();
    let id = id?;
    let nobody = |lead: Option<AgencyIndex>, by: &By| lead.is_none() && matches!(by, By::Agencies(agencies) if agencies.is_empty());
    // A lead that is not known has been told already.
    let told = lead.is_none() && keys.has("lead");
    if !told && nobody(lead, &by) && (targets.is_empty() || targets.iter().any(|draft| nobody(draft.target.lead, &draft.target.by))) {
        let name = &id.text;
        let message =
            say!(vi: "hoạt động `{name}` không có cơ quan chủ trì hay thực hiện", en: "no agency leads or carries out activity `{name}`");
        cx.add(
            Finding::new(&activity_without_agency::CODE, id.place, message)
                .help(say!(vi: "thêm `lead` hoặc `by`", en: "add `lead` or `by`")),
        );
    }
    let title = title.unwrap_or_else(|| id.text.clone());
    let activity =
        Activity { id: id.text, number, title, clause, note, lead, by, with, funds, spends, norms, targets: Vec::new(), place: id.place };
    Some(ActivityDraft { activity, targets })
}

/// Reports conditions of an activity that none of its targets can hold: a slip of the pen would pass unseen.
fn unused_conditions(plan: &PlanCx<'_>, keys: &Keys<'_, '_>, targets: &[Draft], used: &[String]) {
    let cx = keys.cx;
    let mut said: Vec<Text> = Vec::new();
    if let Some(entry) = keys.get("where") {
        said.extend(conditions(cx, entry.value).into_iter().map(|(name, _)| name));
    }
    said.extend(keys.text("match"));
    if targets.is_empty() {
        return;
    }
    let tables = || plan.lookup.registers.iter();
    for name in said.into_iter().filter(|name| !used.contains(&name.text)) {
        let column = name.text.split('.').next().unwrap_or_default();
        if tables().any(|table| table.column(column).is_some()) {
            let text = &name.text;
            let message = say!(vi: "không nhật ký nào của các chỉ tiêu ở đây có cột `{text}`", en: "the log of no target here has the column `{text}`");
            let help = say!(vi: "bỏ điều kiện này, hoặc khai báo cột trong tiendo.toml", en: "remove the condition, or declare the column in tiendo.toml");
            cx.add(Finding::new(&unused_condition::CODE, name.place, message).help(help));
        } else {
            let known = tables().flat_map(|table| table.columns.iter().map(|column| column.name.as_str()));
            cx.undefined(&name, &say!(vi: "cột", en: "column"), known);
        }
    }
}

impl PlanCx<'_> {
    /// What the subjects of a population are.
    pub(super) fn kind(&self, population: Option<PopulationIndex>) -> SubjectKind {
        SubjectKind::of(self.populations, population)
    }

    pub(super) fn register(&self, cx: &Cx<'_>, name: &Text) -> Option<RegisterIndex> {
        super::population::find_register(cx, self.lookup.registers, name)
    }

    pub(super) fn agencies(&self, cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Vec<AgencyIndex> {
        cx.strings(value).iter().filter_map(|id| cx.agency(self.lookup.names, id)).collect()
    }

    /// Reads `by`: agencies, `"subject"`, or `{ column = … }` of the population's register.
    pub(super) fn by(&self, layers: &Layers<'_, '_>, subjects: SubjectKind) -> By {
        let cx = layers.own.cx;
        let Some(found) = layers.get("by") else { return By::Agencies(Vec::new()) };
        let value = found.entry.value;
        if value.get_ref().as_str() == Some("subject") {
            return By::Subject;
        }
        let DeValue::Table(_) = value.get_ref() else { return By::Agencies(self.agencies(cx, value)) };
        let Some(keys) = cx.table(value, &BY) else { return By::Agencies(Vec::new()) };
        let column = keys.required("column");
        keys.finish();
        let register = match subjects {
            SubjectKind::Units => UNITS,
            SubjectKind::Register(register) => register,
            _ => {
                // Inherited by a target without such a column, the activity's lead answers.
                if found.own && !std::ptr::eq(layers.own, layers.activity) {
                    cx.conflict(keys.place, say!(vi: "`column` cần nhóm đối tượng lấy từ một sổ đăng ký", en: "`column` needs a population that comes from a register"));
                }
                return By::Agencies(Vec::new());
            }
        };
        let table = &self.lookup.registers[register.0];
        let Some(column) = column else { return By::Agencies(Vec::new()) };
        let inherited = !found.own;
        if inherited && table.column(column.text.split('.').next().unwrap_or_default()).is_none() {
            return By::Agencies(Vec::new());
        }
        match self.lookup.path(cx, table, &column) {
            Some((path, Kind::Agency)) => {
                self.lookup.refuses_personal(cx, table, &path, &column);
                By::Column(path)
            }
            Some(_) => {
                let name = &column.text;
                cx.bad_value(
                    column.place,
                    say!(vi: "cột `{name}` không phải kiểu agency", en: "the column `{name}` is not of type agency"),
                );
                By::Agencies(Vec::new())
            }
            None => By::Agencies(Vec::new()),
        }
    }
}

/// The column through which rows of a table reach subjects of a kind.
///
/// The second is the column of the subjects' register that must hold the same, where rows reach them through what they share.
pub(super) fn through(
    plan: &PlanCx<'_>,
    cx: &Cx<'_>,
    table: &Table,
    subjects: SubjectKind,
    said: Option<(Entry<'_>, bool)>,
    place: Place,
) -> (Option<usize>, Option<usize>) {
    if let Some((entry, own)) = said
        && entry.value.get_ref().is_table()
        && (own || subjects.register().is_some())
    {
        return shared(plan, cx, table, subjects, entry);
    }
    let said = said.filter(|(entry, _)| !entry.value.get_ref().is_table());
    let said = said.and_then(|(entry, own)| Some((cx.text_or(entry.value, || THROUGH.wanted())?, own)));
    (named(cx, table, subjects, said, place), None)
}

/// Reads `{ column = …, of = … }`: a column of the rows, and one of the subjects that must hold the same.
fn shared(plan: &PlanCx<'_>, cx: &Cx<'_>, table: &Table, subjects: SubjectKind, entry: Entry<'_>) -> (Option<usize>, Option<usize>) {
    let Some(keys) = cx.table(entry.value, &THROUGH) else { return (None, None) };
    let (column, of) = (keys.required("column"), keys.required("of"));
    keys.finish();
    let Some(register) = subjects.register() else {
        cx.conflict(keys.place, say!(vi: "`of` cần nhóm đối tượng lấy từ một sổ đăng ký hoặc nhật ký", en: "`of` needs a population that comes from a register or a log"));
        return (None, None);
    };
    let find = |table: &Table, name: Option<Text>| {
        let name = name?;
        let found = table.column(&name.text);
        if found.is_none() {
            cx.no_column(&name, &table.name, table.columns.iter().map(|column| column.name.as_str()));
        }
        found
    };
    let theirs = &plan.lookup.registers[register.0];
    let (column, of) = (find(table, column), find(theirs, of));
    if let (Some(at), Some(of)) = (column, of)
        && table.columns[at].kind != theirs.columns[of].kind
    {
        let (a, b) = (&table.columns[at].name, &theirs.columns[of].name);
        cx.conflict(keys.place, say!(vi: "cột `{a}` và cột `{b}` khác kiểu nên không so được với nhau", en: "the columns `{a}` and `{b}` are of different types, so they cannot be compared"));
    }
    (column, of)
}

fn named(cx: &Cx<'_>, table: &Table, subjects: SubjectKind, said: Option<(Text, bool)>, place: Place) -> Option<usize> {
    match subjects {
        SubjectKind::Whole => return None,
        SubjectKind::Choices(_, column) => return Some(column),
        _ => {}
    }
    let fitting = table.all(|kind| reaches(kind, subjects));
    let names: Vec<&str> = fitting.iter().map(|at| table.columns[*at].name.as_str()).collect();
    if let Some((said, own)) = said {
        if let Some(at) = table.column(&said.text).filter(|at| fitting.contains(at)) {
            return Some(at);
        }
        if own || fitting.len() > 1 {
            cx.undefined(&said, &say!(vi: "cột dẫn đến đối tượng", en: "column that leads to the subjects"), names);
            return None;
        }
    }
    let whose = &table.name;
    match fitting.as_slice() {
        [one] => Some(*one),
        [] => {
            let message = say!(vi: "`{whose}` không có cột nào dẫn đến đối tượng của chỉ tiêu này", en: "no column of `{whose}` leads to this target's subjects");
            let help = say!(vi: "chọn `log` khác, hoặc khai báo trong tiendo.toml một cột dẫn đến đối tượng", en: "choose another `log`, or declare a column that leads to the subjects in tiendo.toml");
            cx.add(Finding::new(&unreachable_target::CODE, place, message).help(help));
            None
        }
        _ => {
            let all = crate::text::ticked(&names);
            cx.conflict(place, say!(vi: "`{whose}` có nhiều cột dẫn đến đối tượng ({all}); ghi rõ cột nào bằng `through`", en: "several columns of `{whose}` lead to the subjects ({all}); say which with `through`"));
            None
        }
    }
}

//! A target's rule in words, each part with what it is called.

use crate::calendar::{Date, Days, display_date};
use crate::model::{
    Activity, Condition, Counting, Distinct, Filter, Measure, Op, Operand, Plan, Population, PopulationIndex, Rule, Source, Target, Test,
    UNITS, Value, Window, Workspace,
};
use crate::report::names;
use crate::say;
use crate::text::{Lang, Message, Word, figure, ticked};

/// One part of a rule: a key for programs, what it is called, what it is.
pub(super) struct Part {
    pub(super) key: &'static str,
    pub(super) name: Message,
    pub(super) what: Message,
}

/// `from – to`, open ends left out.
pub(super) fn days(days: Days) -> Message {
    let end = |day: Date, lang: Lang| if day == Date::MIN || day == Date::MAX { "…".to_owned() } else { display_date(day, lang) };
    let both = |lang| format!("{} – {}", end(days.first, lang), end(days.last, lang));
    Message::new(both(Lang::Vi), both(Lang::En))
}

/// A day as people of either language write it.
pub(super) fn day(day: Date) -> [String; 2] {
    [Lang::Vi, Lang::En].map(|lang| display_date(day, lang))
}

/// The parts of a target's rule, in the order in which people ask for them; of what changes in mid-plan what is in force on `day`.
pub(super) fn parts(workspace: &Workspace, plan: &Plan, target: &Target, (window, day): (&Window, Date)) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut add = |key, name: Message, what: Message| parts.push(Part { key, name, what });
    if let Some(clause) = target.clause.as_ref().or_else(|| activity_clause(plan, target)) {
        add("clause", say!(vi: "Điểm, khoản", en: "Clause"), Message::same(clause.clone()));
    }
    if let Some(note) = &target.note {
        add("note", say!(vi: "Ghi chú", en: "Note"), Message::same(note.clone()));
    }
    add("measure", say!(vi: "Đếm gì", en: "What is counted"), measure(workspace, plan, target));
    let conditions = conditions(target);
    if !conditions.is_empty() {
        add("where", say!(vi: "Điều kiện", en: "Only where"), Message::same(conditions));
    }
    if target.counting.within() {
        let what = say!(vi: "cả dòng của các đơn vị bên dưới", en: "records of units below count, too");
        add("within", say!(vi: "Phạm vi", en: "Of whom"), what);
    }
    add("threshold", say!(vi: "Cần đạt", en: "Needed"), Message::same(names::needed(target, window)));
    add("population", say!(vi: "Đối tượng", en: "Whom"), population(workspace, plan, target.population));
    add("window", Word::Window.into(), window_words(target, window));
    add("due", Word::Due.into(), due(target, window));
    if target.threshold.takes_late() && target.rolling.is_none() {
        let until = match window.late_days {
            Some(late) => say!(vi: "được tính muộn đến {late} ngày sau hạn", en: "rows count as late up to {late} days after the due date"),
            None => {
                say!(vi: "sau hạn vẫn được tính là muộn, cho đến kỳ sau", en: "after the due date rows count as late, until the next window begins")
            }
        };
        add("late", say!(vi: "Làm muộn", en: "When late"), until);
    }
    if let Some(activity) = activity_of(plan, target) {
        for (key, name, what) in money(workspace, plan, (activity, target), day) {
            add(key, name, what);
        }
    }
    if let Some(basis) = &target.basis {
        add("basis", Word::Basis.into(), Message::same(basis.clone()));
    }
    if target.valid != Days::ALWAYS {
        add("valid", say!(vi: "Hiệu lực", en: "In force"), days(target.valid));
    }
    parts
}

fn activity_of<'p>(plan: &'p Plan, target: &Target) -> Option<&'p Activity> {
    plan.activities.iter().find(|activity| activity.targets.iter().any(|one| std::ptr::eq(one, target)))
}

fn activity_clause<'p>(plan: &'p Plan, target: &Target) -> Option<&'p String> {
    activity_of(plan, target)?.clause.as_ref()
}

/// Who may pay for it and up to what, each with its basis, on a day; where the plan says so at all.
fn money(workspace: &Workspace, plan: &Plan, (activity, target): (&Activity, &Target), on: Date) -> Vec<(&'static str, Message, Message)> {
    let mut parts = Vec::new();
    let [on_vi, on_en] = day(on);
    let because = |basis: &Option<String>| basis.as_ref().map(|basis| format!(" ({basis})")).unwrap_or_default();
    if !activity.funds.is_empty() {
        let in_force = activity.funds.iter().filter(|of| of.valid.contains(on));
        let named = in_force.map(|of| {
            let fund = plan.names.funds.get(&of.fund).map_or(of.fund.as_str(), |fund| fund.name.as_str());
            let only = of.population.map(|only| plan.populations[only.0].title.as_deref().unwrap_or(&plan.populations[only.0].id));
            format!("{fund}{}{}", only.map(|only| format!(", {only}")).unwrap_or_default(), because(&of.basis))
        });
        let named = named.collect::<Vec<_>>().join("; ");
        let what = if named.is_empty() {
            say!(vi: "ngày {on_vi} không nguồn nào được chi", en: "no fund may pay on {on_en}")
        } else {
            say!(vi: "{named} (ngày {on_vi})", en: "{named} (on {on_en})")
        };
        parts.push(("funds", say!(vi: "Nguồn được chi", en: "Who may pay"), what));
    }
    let norms = activity.norms.iter().filter(|norm| Some(norm.log) == target.counting.log() && norm.valid.contains(on));
    for norm in norms.filter(|norm| norm.per_record || norm.population == target.population) {
        let (most, basis) = (names::amount(&norm.at_most), because(&norm.basis));
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| figure(&most, lang));
        let name = &workspace.log(norm.log).table.name;
        let what = if norm.per_record {
            say!(vi: "{vi} cho mỗi dòng của `{name}`{basis}", en: "{en} for each record of `{name}`{basis}")
        } else {
            say!(vi: "{vi} cho mỗi đối tượng{basis}", en: "{en} for each subject{basis}")
        };
        parts.push(("norm", say!(vi: "Mức chi tối đa", en: "Ceiling"), what));
    }
    parts
}

fn window_words(target: &Target, window: &Window) -> Message {
    let (label, [vi, en]) = (&window.label, [Lang::Vi, Lang::En].map(|lang| days(window.days).get(lang).to_owned()));
    if target.own.is_some() {
        return say!(vi: "mỗi đối tượng một kỳ riêng", en: "each subject has a window of its own");
    }
    if target.rolling.is_some() {
        return say!(vi: "kỳ kết thúc vào ngày tính đến: {vi}", en: "it ends on the as-of date: {en}");
    }
    say!(vi: "{label}: {vi}", en: "{label}: {en}")
}

/// When a window is due, and what says so.
pub(super) fn due(target: &Target, window: &Window) -> Message {
    if target.own.is_some() {
        return say!(vi: "ngày cuối của kỳ riêng của từng đối tượng", en: "the last day of each subject's own window");
    }
    let [vi, en] = day(window.due);
    if window.due == window.days.last {
        say!(vi: "{vi}, ngày cuối của kỳ", en: "{en}, the window's last day")
    } else {
        say!(vi: "{vi}, theo `due` của lịch trong kế hoạch", en: "{en}, by `due` of the plan's schedule")
    }
}

/// What a target counts.
fn measure(workspace: &Workspace, plan: &Plan, target: &Target) -> Message {
    match &target.counting {
        Counting::Log { log, measure, .. } => {
            let table = &workspace.log(*log).table;
            let (name, title) = (&table.name, table.title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default());
            let column = |at: usize| table.columns[at].name.as_str();
            let side = |of: &Operand| match of {
                Operand::Column(at) => column(*at).to_owned(),
                Operand::Where(filter) => filter_words(filter),
                Operand::Rows => "*".to_owned(),
            };
            match measure {
                Measure::Rows => say!(vi: "số dòng của nhật ký `{name}`{title}", en: "the records of the log `{name}`{title}"),
                Measure::Sum(at) => {
                    let of = column(*at);
                    say!(vi: "tổng `{of}` trong nhật ký `{name}`{title}", en: "the sum of `{of}` in the log `{name}`{title}")
                }
                Measure::Distinct(what) => {
                    let of = match what {
                        Distinct::Column(at) => Message::same(format!("`{}`", column(*at))),
                        Distinct::Day => say!(vi: "ngày", en: "days"),
                        Distinct::Month => say!(vi: "tháng", en: "months"),
                        Distinct::Quarter => say!(vi: "quý", en: "quarters"),
                        Distinct::Year => say!(vi: "năm", en: "years"),
                    };
                    let (vi, en) = (of.get(Lang::Vi), of.get(Lang::En));
                    say!(vi: "số {vi} khác nhau trong nhật ký `{name}`{title}", en: "the different {en} in the log `{name}`{title}")
                }
                Measure::Latest(at) => {
                    let of = column(*at);
                    say!(vi: "`{of}` của dòng cuối cùng trong kỳ, nhật ký `{name}`{title}", en: "`{of}` of the last record of the window in the log `{name}`{title}")
                }
                Measure::Level(at) => {
                    let of = column(*at);
                    say!(vi: "`{of}` của dòng cuối cùng đến hết kỳ, nhật ký `{name}`{title}", en: "`{of}` of the last record up to the window's end in the log `{name}`{title}")
                }
                Measure::Mean(at) => {
                    let of = column(*at);
                    say!(vi: "bình quân `{of}` trong nhật ký `{name}`{title}", en: "the mean of `{of}` in the log `{name}`{title}")
                }
                Measure::Ratio { of, to } => {
                    let (of, to) = (column(*of), to.map_or("*", column));
                    say!(vi: "100 × `{of}` ÷ `{to}` trong nhật ký `{name}`{title}", en: "100 × `{of}` ÷ `{to}` in the log `{name}`{title}")
                }
                Measure::Share { of, to } => {
                    let (of, to) = (side(of), side(to));
                    say!(vi: "100 × số dòng `{of}` ÷ `{to}` trong nhật ký `{name}`{title}", en: "100 × the records with `{of}` ÷ `{to}` in the log `{name}`{title}")
                }
                Measure::PerLast { of, per, .. } => {
                    let (of, per) = (column(*of), column(*per));
                    say!(vi: "tổng `{of}` cuối cùng của từng `{per}`, nhật ký `{name}`{title}", en: "the sum of the last `{of}` of each `{per}` in the log `{name}`{title}")
                }
            }
        }
        Counting::Standing { register, .. } => {
            let name = &workspace.register(*register).table.name;
            say!(vi: "số dòng còn hiệu lực trong danh mục `{name}`", en: "the rows of the register `{name}` that are valid on the day")
        }
        Counting::Parts { rule, parts } => {
            let parts = ticked(&parts.iter().map(|part| plan.target(*part).name.as_str()).collect::<Vec<_>>());
            match rule {
                Rule::All => say!(vi: "mọi chỉ tiêu thành phần: {parts}", en: "all of these targets: {parts}"),
                Rule::Any => say!(vi: "một trong các chỉ tiêu thành phần: {parts}", en: "any of these targets: {parts}"),
                Rule::Some => say!(vi: "số chỉ tiêu thành phần đạt: {parts}", en: "how many of these targets are met: {parts}"),
                Rule::Points { .. } => {
                    say!(vi: "điểm của các chỉ tiêu thành phần đạt: {parts}", en: "the points of these targets that are met: {parts}")
                }
            }
        }
        Counting::Nothing => say!(vi: "chưa đếm gì", en: "nothing yet"),
    }
}

fn conditions(target: &Target) -> String {
    match &target.counting {
        Counting::Log { filter, .. } | Counting::Standing { filter, .. } => filter_words(filter),
        _ => String::new(),
    }
}

/// Conditions as a plan would write them.
pub(super) fn filter_words(filter: &Filter) -> String {
    filter.conditions.iter().map(condition_words).collect::<Vec<_>>().join(", ")
}

/// One condition.
pub(super) fn condition_words(condition: &Condition) -> String {
    format!("{} {}", condition.name, test(&condition.test))
}

fn test(of: &Test) -> String {
    let list = |values: &[Value]| values.iter().map(value).collect::<Vec<_>>().join(" | ");
    match of {
        Test::OneOf(values) => format!("= {}", list(values)),
        Test::NoneOf(values) => format!("≠ {}", list(values)),
        Test::AnyWord(values) => format!("∋ {}", list(values)),
        Test::NoWord(values) => format!("∌ {}", list(values)),
        Test::Compare(op, bound) => {
            let sign = match op {
                Op::Above => ">",
                Op::Below => "<",
                Op::AtLeast => "≥",
                Op::AtMost => "≤",
            };
            format!("{sign} {}", value(bound))
        }
        Test::All(tests) => tests.iter().map(test).collect::<Vec<_>>().join(", "),
    }
}

fn value(of: &Value) -> String {
    match of {
        Value::Empty => "\"\"".to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Boolean(flag) => flag.to_string(),
    }
}

/// Who is to be covered.
fn population(workspace: &Workspace, plan: &Plan, index: Option<PopulationIndex>) -> Message {
    let Some(index) = index else { return Word::WholePlan.into() };
    let Population { id, title, source, .. } = &plan.populations[index.0];
    let title = title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default();
    let ids = |all: &[PopulationIndex]| ticked(&all.iter().map(|one| plan.populations[one.0].id.as_str()).collect::<Vec<_>>());
    match source {
        Source::Register { register, filter, listed, within, outside } => {
            let name = if *register == UNITS { "units" } else { workspace.register(*register).table.name.as_str() };
            let mut terms = vec![name.to_owned()];
            terms.extend(Some(filter_words(filter)).filter(|words| !words.is_empty()));
            let (mut vi, mut en) = (terms.clone(), terms);
            if !listed.is_empty() {
                let listed = ticked(listed);
                vi.push(format!("thuộc danh sách {listed}"));
                en.push(format!("listed as {listed}"));
            }
            if !within.is_empty() {
                let within = ids(within);
                vi.push(format!("trong {within}"));
                en.push(format!("within {within}"));
            }
            if !outside.is_empty() {
                let outside = ids(outside);
                vi.push(format!("ngoài {outside}"));
                en.push(format!("outside {outside}"));
            }
            let (vi, en) = (vi.join("; "), en.join("; "));
            say!(vi: "`{id}`{title}: {vi}", en: "`{id}`{title}: {en}")
        }
        Source::Union(parts) => {
            let parts = ids(parts);
            say!(vi: "`{id}`{title}: {parts} gộp lại", en: "`{id}`{title}: {parts} together")
        }
        Source::Versions(versions) => {
            let parts: Vec<String> = versions.iter().map(|(valid, _)| days(*valid).get(Lang::En).to_owned()).collect();
            let parts = parts.join("; ");
            say!(vi: "`{id}`{title}: đổi theo thời gian ({parts})", en: "`{id}`{title}: changes with time ({parts})")
        }
        Source::Agencies(_) => {
            say!(vi: "`{id}`{title}: các cơ quan mà kế hoạch nêu tên", en: "`{id}`{title}: agencies that the plan names")
        }
        Source::Choices { .. } => say!(vi: "`{id}`{title}: các giá trị của một cột", en: "`{id}`{title}: the choices of a column"),
    }
}

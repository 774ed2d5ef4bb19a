//! `[population.…]`: who is to be covered.

use toml::Spanned;
use toml::de::DeValue;

use super::filter::{Lookup, conditions};
use super::forms;
use super::toml::{Cx, Keys, Text};
use crate::calendar::Days;
use crate::check::{circular_definition, duplicate_id, missing_key};
use crate::finding::Finding;
use crate::model::{Filter, Kind, LogIndex, Population, PopulationIndex, RegisterIndex, Source, SubjectKind, Table, UNITS};
use crate::say;

/// What stands between a population's id and the number of one of its versions; no id holds it.
const VERSION: char = '@';

/// What populations are read against.
pub(super) struct Populations<'a> {
    pub(super) lookup: &'a Lookup<'a>,
    pub(super) logs: &'a [Table],
}

impl Populations<'_> {
    /// Reads all populations of a plan, in the order of their ids.
    pub(super) fn read(&self, keys: &Keys<'_, '_>) -> Vec<Population> {
        let cx = keys.cx;
        let Some(table) = keys.names("population") else { return Vec::new() };
        let mut entries: Vec<(Text, &Spanned<DeValue<'_>>)> = Vec::new();
        for (id, value) in table.entries().into_iter().filter(|(id, _)| cx.id(id, false)) {
            if let DeValue::Array(versions) = value.get_ref() {
                for (at, version) in versions.iter().enumerate() {
                    entries.push((Text { text: format!("{}{VERSION}{at:04}", id.text), place: cx.place(version.span()) }, version));
                }
            }
            entries.push((id, value));
        }
        entries.sort_by(|(a, _), (b, _)| a.text.cmp(&b.text));
        let ids: Vec<String> = entries.iter().map(|(id, _)| id.text.clone()).collect();
        let mut populations: Vec<Population> = Vec::new();
        for (id, value) in &entries {
            populations.push(match value.get_ref() {
                DeValue::Array(versions) => read_versions(cx, id, versions, &ids),
                _ => self.one(cx, id, value, &ids),
            });
        }
        break_circles(cx, &mut populations);
        for population in &populations {
            judge(cx, population, &populations);
        }
        populations
    }

    fn one(&self, cx: &Cx<'_>, id: &Text, value: &Spanned<DeValue<'_>>, ids: &[String]) -> Population {
        let mut population = Population::new(&id.text, id.place);
        let version = id.text.contains(VERSION);
        let form = if version { &forms::VERSION } else { &forms::POPULATION };
        let Some(keys) = cx.table(value, form) else { return population };
        population.title = keys.plain("title");
        keys.plain("note");
        if let Some(membership) = keys.text("membership") {
            match membership.text.as_str() {
                "open" => population.open = true,
                "any" => population.any = true,
                _ => cx.undefined(&membership, &say!(vi: "cách tính thành viên", en: "membership"), ["open", "any"]),
            }
        }
        if version {
            keys.validity();
            keys.plain("basis");
        }
        let kinds: Vec<&str> = ["register", "log", "union", "agencies", "choices"].into_iter().filter(|key| keys.has(key)).collect();
        match kinds.as_slice() {
            [_] => {}
            [] => cx.add(Finding::new(
                &missing_key::CODE,
                keys.place,
                say!(vi: "nhóm đối tượng cần `register`, `log`, `union`, `agencies` hoặc `choices`", en: "a population needs `register`, `log`, `union`, `agencies` or `choices`"),
            )),
            [first, second, ..] => {
                cx.conflict(keys.place, say!(vi: "`{first}` và `{second}` loại trừ nhau", en: "`{first}` and `{second}` exclude each other"));
            }
        }
        let refer = |texts: Vec<Text>| -> Vec<PopulationIndex> { texts.iter().filter_map(|text| find(cx, ids, text)).collect() };
        if let Some(register) = keys.text("register") {
            let index = find_register(cx, self.lookup.registers, &register);
            population.source = self.register(&keys, (index, &register), refer(keys.texts("within")), refer(keys.texts("outside")));
        } else if let Some(log) = keys.text("log") {
            let index = self.records(cx, &log);
            population.source = self.register(&keys, (index, &log), refer(keys.texts("within")), refer(keys.texts("outside")));
        } else {
            for key in ["where", "listed", "within", "outside"] {
                if keys.has(key) {
                    cx.conflict(
                        keys.place,
                        say!(vi: "`{key}` chỉ đi với `register` hoặc `log`", en: "`{key}` goes with `register` or `log` only"),
                    );
                }
            }
        }
        if keys.has("union") {
            let parts = refer(keys.texts("union"));
            if parts.is_empty() {
                cx.bad_value(keys.place, say!(vi: "`union` cần ít nhất một nhóm", en: "`union` needs at least one population"));
            }
            population.source = Source::Union(parts);
        }
        if keys.has("agencies") {
            let agencies = keys.texts("agencies").iter().filter_map(|agency| cx.agency(self.lookup.names, agency)).collect();
            population.source = Source::Agencies(agencies);
        }
        if let Some(choices) = keys.text("choices")
            && let Some((log, column)) = self.choices(cx, &choices)
        {
            population.source = Source::Choices { log, column };
        }
        keys.finish();
        population
    }

    /// The records of a log, which are a register of their own.
    fn records(&self, cx: &Cx<'_>, name: &Text) -> Option<RegisterIndex> {
        let log = find_log(cx, self.logs, name)?;
        if self.logs[log.0].key().is_none() {
            let text = &name.text;
            cx.conflict(name.place, say!(vi: "nhật ký `{text}` không có cột kiểu key nên từng dòng không có tên; thêm một cột key", en: "the log `{text}` has no column of type key, so its records have no names; add one"));
            return None;
        }
        if self.logs[log.0].key().is_some_and(|key| self.logs[log.0].columns[key].personal) {
            let text = &name.text;
            cx.conflict(name.place, say!(vi: "mã của nhật ký `{text}` là `personal`, nên từng dòng không thể là đối tượng: mã đối tượng có trong mọi kết quả", en: "the key of the log `{text}` is `personal`, so its records cannot be subjects: these are named in every answer"));
            return None;
        }
        self.lookup.registers.iter().position(|table| table.records_of == Some(log)).map(RegisterIndex)
    }

    fn register(
        &self,
        keys: &Keys<'_, '_>,
        (index, name): (Option<RegisterIndex>, &Text),
        within: Vec<PopulationIndex>,
        outside: Vec<PopulationIndex>,
    ) -> Source {
        let cx = keys.cx;
        let Some(index) = index else { return Source::Agencies(Vec::new()) };
        let table = &self.lookup.registers[index.0];
        let mut filter = Filter::default();
        if let Some(entry) = keys.get("where") {
            filter.conditions = conditions(cx, entry.value).iter().filter_map(|raw| self.lookup.condition(cx, table, raw)).collect();
        }
        let listed = keys.texts("listed");
        if index != UNITS && !listed.is_empty() {
            cx.conflict(
                keys.place,
                say!(vi: "`listed` chỉ dùng cho đơn vị hành chính (`units`)", en: "`listed` is for administrative units (`units`) only"),
            );
        }
        let listed =
            listed.into_iter().filter(|category| self.lookup.word(cx, &Kind::Category, category)).map(|category| category.text).collect();
        if index != UNITS && (!within.is_empty() || !outside.is_empty()) {
            let units = table.all(|kind| *kind == Kind::Reference(UNITS)).len();
            if units != 1 {
                let name = &name.text;
                cx.conflict(
                    keys.place,
                    say!(vi: "`within` và `outside` cần `{name}` có đúng một cột `units`; ở đây có {units}", en: "`within` and `outside` need `{name}` to have one `units` column; it has {units}"),
                );
            }
        }
        Source::Register { register: index, filter, listed, within, outside }
    }

    fn choices(&self, cx: &Cx<'_>, text: &Text) -> Option<(LogIndex, usize)> {
        let Some((log, column)) = text.text.split_once('.') else {
            cx.bad_value(
                text.place,
                say!(vi: "viết nhật ký và cột, ví dụ \"visits.form\"", en: "write a log and a column, such as \"visits.form\""),
            );
            return None;
        };
        let log = find_log(cx, self.logs, &Text { text: log.to_owned(), place: text.place })?;
        let table = &self.logs[log.0];
        let words = table.all(|kind| matches!(kind, Kind::Choice(_) | Kind::Choices(_)));
        let found = words.iter().copied().find(|at| table.columns[*at].name == column);
        if found.is_none() {
            let known = words.iter().map(|at| table.columns[*at].name.as_str());
            let what = say!(vi: "cột kiểu choice hoặc choices", en: "column of choices");
            cx.undefined(&Text { text: column.to_owned(), place: text.place }, &what, known);
        }
        found.map(|column| (log, column))
    }
}

/// A population that changes in mid-plan: on each day the version that is in force then.
fn read_versions(cx: &Cx<'_>, id: &Text, versions: &[Spanned<DeValue<'_>>], ids: &[String]) -> Population {
    let mut population = Population::new(&id.text, id.place);
    let mut found: Vec<(Days, PopulationIndex)> = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let Some(keys) = cx.table(version, &forms::VERSION) else { continue };
        // Said when the version itself is read.
        let valid = keys.quiet_validity();
        if found.iter().any(|(known, _)| known.overlaps(valid)) {
            let name = &id.text;
            let message = say!(vi: "hai bản của nhóm đối tượng `{name}` cùng có hiệu lực trong một số ngày", en: "two versions of population `{name}` are in force on the same days");
            cx.add(Finding::new(&duplicate_id::CODE, keys.place, message));
        }
        if let Ok(index) = ids.binary_search(&format!("{}{VERSION}{at:04}", id.text)) {
            found.push((valid, PopulationIndex(index)));
        }
        for (key, flag) in [("any", &mut population.any), ("open", &mut population.open)] {
            *flag |= keys.has("membership") && keys.text("membership").is_some_and(|membership| membership.text == key);
        }
    }
    population.source = Source::Versions(found);
    population
}

/// The register that a text names.
pub(super) fn find_register(cx: &Cx<'_>, registers: &[Table], name: &Text) -> Option<RegisterIndex> {
    let found = registers.iter().position(|table| table.records_of.is_none() && table.name == name.text).map(RegisterIndex);
    if found.is_none() {
        let files = registers.iter().filter(|table| table.records_of.is_none());
        cx.undefined(name, &say!(vi: "sổ đăng ký", en: "register"), files.map(|table| table.name.as_str()));
    }
    found
}

/// The log that a text names.
pub(super) fn find_log(cx: &Cx<'_>, logs: &[Table], name: &Text) -> Option<LogIndex> {
    let found = logs.iter().position(|table| table.name == name.text).map(LogIndex);
    if found.is_none() {
        cx.undefined(name, &say!(vi: "nhật ký", en: "log"), logs.iter().map(|table| table.name.as_str()));
    }
    found
}

/// The population that a text names, among ids in their order.
pub(super) fn find(cx: &Cx<'_>, ids: &[String], name: &Text) -> Option<PopulationIndex> {
    let found = ids.binary_search(&name.text).ok().map(PopulationIndex);
    if found.is_none() {
        cx.undefined(
            name,
            &say!(vi: "nhóm đối tượng", en: "population"),
            ids.iter().map(String::as_str).filter(|id| !id.contains(VERSION)),
        );
    }
    found
}

fn parts(source: &Source) -> Vec<PopulationIndex> {
    match source {
        Source::Register { within, outside, .. } => within.iter().chain(outside).copied().collect(),
        Source::Union(parts) => parts.clone(),
        Source::Versions(versions) => versions.iter().map(|(_, version)| *version).collect(),
        Source::Agencies(_) | Source::Choices { .. } => Vec::new(),
    }
}

/// Reports populations that are built from themselves, and empties them so that nothing runs in circles.
fn break_circles(cx: &Cx<'_>, populations: &mut [Population]) {
    for start in 0..populations.len() {
        let mut reached: Vec<usize> = parts(&populations[start].source).iter().map(|part| part.0).collect();
        let mut at = 0;
        while at < reached.len() {
            for part in parts(&populations[reached[at]].source) {
                if !reached.contains(&part.0) {
                    reached.push(part.0);
                }
            }
            at += 1;
        }
        if reached.contains(&start) {
            let id = &populations[start].id;
            let message = say!(vi: "nhóm đối tượng `{id}` được lập từ chính nó", en: "population `{id}` is built from itself");
            cx.add(Finding::new(&circular_definition::CODE, populations[start].place, message)
                .help(say!(vi: "sửa `union`, `within` hoặc `outside` để hết vòng", en: "change `union`, `within` or `outside` to break the circle")));
            populations[start].source = Source::Agencies(Vec::new());
        }
    }
}

/// Reports what only shows when all populations are known: mixed unions, places that are no units.
fn judge(cx: &Cx<'_>, population: &Population, all: &[Population]) {
    match &population.source {
        Source::Versions(_) | Source::Union(_) => {
            let kinds: Vec<SubjectKind> = parts(&population.source).iter().map(|part| SubjectKind::of(all, Some(*part))).collect();
            if kinds.windows(2).any(|pair| pair[0] != pair[1]) {
                cx.conflict(
                    population.place,
                    say!(vi: "chỉ gộp được các nhóm của cùng một sổ đăng ký", en: "only populations of one register go together"),
                );
            }
        }
        Source::Register { within, outside, .. } => {
            for part in within.iter().chain(outside) {
                if SubjectKind::of(all, Some(*part)) != SubjectKind::Units {
                    let id = &all[part.0].id;
                    cx.conflict(
                        population.place,
                        say!(vi: "`{id}` không phải là nhóm đơn vị hành chính, nên không thể dùng trong `within`, `outside`", en: "`{id}` is not a population of units, so it cannot stand in `within` or `outside`"),
                    );
                }
            }
        }
        Source::Agencies(_) | Source::Choices { .. } => {}
    }
}

/// The names of a plan, for help texts.
pub(super) fn ids(populations: &[Population]) -> Vec<String> {
    populations.iter().map(|population| population.id.clone()).collect()
}

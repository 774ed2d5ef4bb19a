//! From text to what is true: `tiendo.toml`, plans, registers and the built-in tables.
//!
//! What is written becomes a draft with places; names in it are looked up and become indexes, and each that
//! is not found becomes a finding. *Could not be understood* is found here; *understood but doubtful* is a
//! rule of `check`. Logs are not read here: `scan` reads them, with the rows and cells of this room.

mod activity;
mod beside;
mod budget;
mod built_in;
mod composer;
mod filter;
pub mod forms;
mod header;
mod letter;
pub mod logs;
mod measure;
mod money;
mod names;
mod new_rows;
pub mod parallel;
mod plan;
mod population;
pub mod reader;
mod references;
pub mod registers;
mod row_rules;
pub mod rows;
mod schedule;
pub mod secrets;
mod settings;
mod several_plans;
mod shapes;
pub mod single;
mod sites;
pub mod table_file;
mod tables;
mod target;
mod threshold;
mod toml;
mod units;
mod wide;

pub use letter::statements;
pub use shapes::single_files;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::decode::Vocabulary;

use crate::check::{
    copied_file, duplicate_id, ended_unit, listing_ends_unlisted, log_is_file_and_folder, no_plan, not_utf8, population_without_members,
    several_currencies, undefined_name, unknown_area, unknown_reference, unreachable_target, unread_file,
};
use crate::finding::{Advice, Finding, Findings};
use crate::model::{Absence, Kind, Log, Plan, UNITS, Workspace};
use crate::names::Gazetteer;
use crate::names::is_syllable;
use crate::read::{Place, Tree};
use crate::say;
use crate::text::{Encoding, Lang};

/// What came of reading a workspace.
pub struct Loaded {
    /// The workspace; none where `tiendo.toml` or a plan could not be understood.
    pub workspace: Option<Workspace>,
    /// The language that `tiendo.toml` names, also where the rest could not be understood.
    pub language: Option<Lang>,
    /// What words of CSV files are looked up in.
    pub vocabulary: Vocabulary,
    /// Everything found on the way.
    pub findings: Findings,
}

/// Reads everything but the logs.
pub fn load(tree: &Tree) -> Loaded {
    let findings = RefCell::new(Findings::default());
    let refused = |findings: RefCell<Findings>, language| Loaded {
        workspace: None,
        language,
        vocabulary: Vocabulary::default(),
        findings: findings.into_inner(),
    };
    let Some(text) = read_text(tree, "tiendo.toml", &findings) else { return refused(findings, None) };
    let settings = settings::read(tree.id("tiendo.toml"), &text, &findings);
    let settings_sound = !findings.borrow().errors_since(0);
    findings.borrow_mut().weigh(settings.settings.severities.clone());

    let paths = match tree.list("plans", "toml", false) {
        Ok(paths) => paths,
        Err(error) => {
            findings.borrow_mut().add(rows::unreadable(tree.id("plans"), &error));
            return refused(findings, settings.settings.language);
        }
    };
    if paths.is_empty() {
        let place = Place::whole(tree.id("tiendo.toml"));
        findings.borrow_mut().add(Finding::new(
            &no_plan::CODE,
            place,
            say!(vi: "thư mục plans/ không có kế hoạch nào (tệp .toml)", en: "there is no plan (a .toml file) in plans/"),
        ));
    }
    let texts: Vec<plan::PlanText> =
        paths.iter().filter_map(|path| Some(plan::PlanText { file: tree.id(path), text: read_text(tree, path, &findings)? })).collect();
    let activities: Vec<String> = texts.iter().flat_map(|source| plan::activity_ids(&source.text)).collect();
    // With faults in `tiendo.toml` names are missing that the plans use: only what does not hang on them is said.
    // Weighed below, when they join the others: what is silenced has to be known there, too.
    let plan_findings = RefCell::new(Findings::default());
    let mut plans: Vec<Plan> = Vec::new();
    let mut areas = settings.names.areas.clone();
    for source in &texts {
        if let Some((plan, codes)) = plan::read(source, &settings, &activities, &plan_findings) {
            if let Some(first) = plans.iter().find(|other| other.id == plan.id) {
                let id = &plan.id;
                let message =
                    say!(vi: "hai kế hoạch cùng mã `{id}`; hãy đổi một mã", en: "two plans have the id `{id}`; rename one of them");
                let finding = Finding::new(&duplicate_id::CODE, Place::whole(plan.file), message);
                plan_findings.borrow_mut().add(finding.also(Place::whole(first.file), say!(vi: "kế hoạch kia", en: "the other one")));
            }
            let money = |plan: &Plan| Some((plan.currency.clone()?, plan.currency_place?));
            if let Some((currency, place)) = money(&plan)
                && let Some((first, (other, there))) = plans.iter().find_map(|plan| Some((&plan.id, money(plan)?)))
                && other != currency
            {
                plan_findings.borrow_mut().add(several_currencies::check(place, &currency, there, &other, first));
            }
            areas.extend(codes);
            plans.push(plan);
        }
    }
    let plan_findings = plan_findings.into_inner();
    let follows = |finding: &Finding| [&undefined_name::CODE, &unreachable_target::CODE].contains(&finding.code);
    let mut findings = findings.into_inner();
    let mut seen: BTreeSet<(&str, Option<Place>)> = BTreeSet::new();
    for finding in plan_findings {
        let same = (finding.code.id, finding.place);
        // What an activity says is read for each of its targets; it is wrong once.
        if (settings_sound || !follows(&finding)) && seen.insert(same) {
            findings.add(finding);
        }
    }
    if findings.errors_since(0) || plans.len() < texts.len() {
        return Loaded { workspace: None, language: settings.settings.language, vocabulary: Vocabulary::default(), findings };
    }
    accept(tree, settings, plans, &areas, findings)
}

/// Reads what hangs on plans that were understood.
fn accept(tree: &Tree, settings: settings::SettingsDraft, plans: Vec<Plan>, areas: &[toml::Text], mut findings: Findings) -> Loaded {
    let places = RefCell::new(Findings::default());
    let cx = toml::Cx { file: tree.id("tiendo.toml"), findings: &places };
    let shared = settings.names.resolve(&cx, None);
    let vocabulary = vocabulary(&shared, &plans);
    let names_units = |table: &crate::model::Table| !table.all(|kind| *kind == Kind::Reference(UNITS)).is_empty();
    let populated = plans
        .iter()
        .flat_map(|plan| &plan.populations)
        .any(|population| matches!(population.source, crate::model::Source::Register { register: UNITS, .. }));
    let referenced = populated || settings.registers.iter().skip(1).any(names_units);
    let (tables, records): (Vec<_>, Vec<_>) = settings.registers.iter().cloned().partition(|table| table.records_of.is_none());
    let mut registers = registers::load(tree, &tables, referenced, &vocabulary, &mut findings);
    let mut left_out = registers.left_out;
    left_out += built_in::listings(tree, &vocabulary, &mut registers, &mut findings);
    let mut lost = false;
    for area in areas {
        let code = &area.text;
        if !registers.units.is_empty() && !registers.units.knows(code) && registers.all[UNITS.0].lost.why(code) == Absence::Unknown {
            let message = say!(vi: "không có đơn vị nào mang mã `{code}`", en: "no unit has the code `{code}`");
            let gazetteer = Gazetteer::new(&registers.units, &registers.all[UNITS.0]);
            let help = unknown_reference::unit_help(&gazetteer, code, None).map_or_else(unknown_reference::search, Advice::into_help);
            lost |= findings.add(Finding::new(&unknown_area::CODE, area.place, message).help(help));
        } else if let Some(last) = plans.iter().map(|plan| plan.days.last).max()
            && let Some(finding) = ended_unit::area(&registers.units, code, last, area.place)
        {
            findings.add(finding);
        }
    }
    let columns: Vec<&str> = registers.all[UNITS.0].table.columns.iter().map(|column| column.name.as_str()).collect();
    findings.extend(plans.iter().flat_map(|plan| ended_unit::populations(&registers.units, plan, &columns)));
    findings.extend(listing_ends_unlisted::check(&registers.units, &plans));
    let (waivers, out) = built_in::waivers(tree, &vocabulary, &plans, &mut findings);
    left_out += out;
    let (accepted, out) = built_in::accepted(tree, &vocabulary, &plans, &mut findings);
    left_out += out;
    findings.extend(ended_unit::rows(&registers.units, &plans, &waivers, &accepted));
    let found = budget::allocations(tree, &vocabulary, &plans, &registers, &mut findings);
    let budget::Budget { allocations, subjects: budget_subjects, budgeted, left_out: out } = found;
    left_out += out;
    let logs: Vec<Log> = settings.logs.into_iter().map(|table| log(tree, table, &mut findings)).collect();
    for log in &logs {
        wide::apply(tree, &log.table, &log.files, &mut findings);
    }
    unread(tree, &logs, &registers.all, &mut findings);
    // Records are read with their logs, when it is known from which day.
    let empty = |table: crate::model::Table| {
        let rows = crate::model::Rows::new(table.columns.len());
        crate::model::Register::new(table, rows)
    };
    registers.all.extend(records.into_iter().map(empty));
    let workspace = Workspace {
        settings: settings.settings,
        registers: registers.all,
        units: registers.units,
        logs,
        shared,
        plans,
        waivers,
        accepted,
        allocations,
        budget_subjects,
        budgeted,
        left_out,
    };
    findings.extend(population_without_members::check(&workspace));
    Loaded { language: workspace.settings.language, workspace: (!lost).then_some(workspace), vocabulary, findings }
}

/// Reports files of logs and registers that nothing reads.
fn unread(tree: &Tree, logs: &[Log], registers: &[crate::model::Register], findings: &mut Findings) {
    let listed = |folder: &str, deep: bool| tree.files(folder, deep).unwrap_or_default();
    let logs: Vec<&str> = logs.iter().map(|log| log.table.name.as_str()).collect();
    let registers: Vec<&str> = registers.iter().map(|register| register.table.name.as_str()).chain(["listings", "successions"]).collect();
    let groups = [("logs", listed("logs", true), logs), ("registers", listed("registers", false), registers)];
    for (folder, files, names) in &groups {
        for path in files {
            let name = path.split('/').nth(1).unwrap_or_default();
            let stem = name.split('.').next().unwrap_or_default();
            let ends = |end: &str| path.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(end));
            let read = ends("csv") && (names.contains(&name) || (names.contains(&stem) && *path == format!("{folder}/{stem}.csv")));
            // Notes for people may lie anywhere.
            if read || ends("md") {
                continue;
            }
            let near = crate::text::nearest(stem, names.iter().copied()).filter(|near| *near != stem);
            let help = match near {
                Some(near) => say!(vi: "có phải là `{folder}/{near}`?", en: "did you mean `{folder}/{near}`?"),
                None if !ends("csv") => say!(vi: "lưu nó thành CSV, hoặc chuyển đi chỗ khác", en: "save it as CSV, or move it elsewhere"),
                None => say!(
                    vi: "đặt tên như trong tiendo.toml, khai báo nó ở đó, hoặc chuyển đi chỗ khác",
                    en: "name it as in tiendo.toml, declare it there, or move it elsewhere"
                ),
            };
            let message = say!(vi: "không nhật ký hay sổ đăng ký nào đọc tệp này", en: "no log or register reads this file");
            findings.add(Finding::new(&unread_file::CODE, Place::whole(tree.id(path)), message).help(help));
        }
    }
}

/// A log's files: one, or those of a folder.
fn log(tree: &Tree, table: crate::model::Table, findings: &mut Findings) -> Log {
    let (file, folder) = (format!("logs/{}.csv", table.name), format!("logs/{}", table.name));
    let date = table.date("date").unwrap_or(0);
    let files = match (tree.is_file(&file), tree.is_folder(&folder)) {
        (true, true) => {
            let message =
                say!(vi: "vừa có tệp `{file}` vừa có thư mục `{folder}`", en: "there are both a file `{file}` and a folder `{folder}`");
            let help = say!(vi: "chuyển tệp vào thư mục", en: "move the file into the folder");
            findings.add(Finding::new(&log_is_file_and_folder::CODE, Place::whole(tree.id(&file)), message).help(help));
            Vec::new()
        }
        (true, false) => vec![file],
        (false, true) => match tree.list(&folder, "csv", true) {
            Ok(files) => without_copies(tree, &files, findings),
            Err(error) => {
                findings.add(rows::unreadable(tree.id(&folder), &error));
                Vec::new()
            }
        },
        (false, false) => {
            if tree.exists(&file) || tree.exists(&folder) {
                let path = if tree.exists(&file) { &file } else { &folder };
                findings.add(rows::irregular(tree.id(path)));
            }
            Vec::new()
        }
    };
    Log { table, date, files }
}

/// The files of a log without those that are copies of others by their names, which are told.
fn without_copies(tree: &Tree, files: &[String], findings: &mut Findings) -> Vec<String> {
    let (mut kept, mut copies) = (Vec::with_capacity(files.len()), Vec::new());
    for path in files {
        match copied_file::original(path).filter(|original| files.binary_search(original).is_ok()) {
            Some(original) => copies.push(copied_file::check(Place::whole(tree.id(path)), &original)),
            None => kept.push(path.clone()),
        }
    }
    findings.extend(copies);
    kept
}

fn vocabulary(shared: &crate::model::Names, plans: &[Plan]) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for names in plans.iter().map(|plan| &plan.names).chain([shared]) {
        vocabulary.agencies.extend(names.agencies.iter().map(|agency| (agency.id.clone(), agency.name.clone())));
        vocabulary.funds.extend(names.funds.values().map(|fund| (fund.id.clone(), fund.name.clone())));
        vocabulary.categories.extend(names.categories.values().map(|category| (category.id.clone(), category.name.clone())));
    }
    let activities = plans.iter().flat_map(|plan| &plan.activities);
    vocabulary.activities.extend(activities.map(|activity| (activity.id.clone(), activity.title.clone())));
    vocabulary
}

/// The text of a TOML file; nothing where it cannot be read, which is reported.
fn read_text(tree: &Tree, path: &str, findings: &RefCell<Findings>) -> Option<String> {
    let file = tree.id(path);
    match tree.read(path) {
        Err(error) => {
            findings.borrow_mut().add(rows::unreadable(file, &error));
            None
        }
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to() as u64;
                let guess = Encoding::guess(error.as_bytes(), is_syllable).map(|encoding| not_utf8::Guess { encoding, whole: true });
                let finding = not_utf8::check(Place { file, start: at, end: at + 1 }, guess, false);
                // Plans and settings are written by hand, and mended by hand.
                findings.borrow_mut().add(Finding { correction: None, ..finding });
                None
            }
        },
    }
}

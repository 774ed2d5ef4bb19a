//! One pass over the logs: each row is checked once and folded into the tallies of every target that counts it.
//!
//! Logs are never held. Files, and the blocks of large ones, are read side by side; what is found in them is joined in
//! their order, and what is counted in any order, which makes no difference: the answer is the same on any number of cores. Keys are kept as hashes; only where two are equal is
//! the log read again, to compare the keys themselves and to leave out the rows that share one.
//! What rows spend is summed on the way; only where a sum is too high are logs read again, for the row with which it was.

mod again;
mod amounts;
mod around;
mod block;
mod block_texts;
mod cascade;
mod coverage_area;
mod crossing;
mod daily;
mod decoders;
mod duplicates;
mod empties;
mod expenditure;
mod explain;
mod file;
mod filters;
mod fold;
mod gauge;
mod hashes;
mod interval;
mod lookup;
mod own_days;
mod passes;
mod ranks;
mod recorded;
mod records;
mod references;
mod returns;
mod route;
mod rows;
mod shared;
mod spending;
mod sums;
mod tallies;
mod weights;
mod witness;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

pub use again::{unsound, witnesses};
pub use around::{Around, BudgetSubjects};
pub use cascade::Cascade;
pub use crossing::{Crossing, Part, Pot, crossings};
pub use gauge::GaugeOf;
pub use recorded::Recorded;
pub use records::prepare;
pub use spending::{Asked, CellSum, Key, Spending, Sum};
pub use sums::{SumGroup, SumOf, Sums, Total};
pub use tallies::{Seen, Tallies};
pub use witness::{Fate, Watched, Witness};

use crate::calendar::Date;
use crate::check::{outside_plan, period_without_window, reported_twice, same_record_twice};
use crate::decode::Vocabulary;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::load::parallel::Workers;
use crate::load::reader::Extent;
use crate::model::{Log, LogIndex, RegisterIndex, UNITS, Workspace};
use crate::names::Gazetteer;
use crate::read::{Place, Tree};
use crate::text::Lang;

use coverage_area::Area;
use decoders::Decoders;
use duplicates::Sites;
use expenditure::Expenditure;
use file::{FileScan, Kept};
use filters::Filters;
use fold::Named;
use hashes::Hashes;
use lookup::Lookup;
use passes::{Broken, Pass, passes, whole};
use references::Reference;
use returns::Unique;
use route::Routes;
use spending::{Ledger, LogRows, Money};
use weights::Weights;
use witness::Watch;

/// What a pass over the logs found.
pub struct Scanned {
    /// What every target has seen.
    pub tallies: Tallies,
    /// The same as of the other days that were asked for, one after another.
    pub others: Vec<Tallies>,
    /// What was spent.
    pub spending: Spending,
    /// What is wrong with rows.
    pub findings: Findings,
    /// Rows of logs left out because of an error.
    pub left_out: u64,
    /// Rows of logs read.
    pub rows: u64,
    /// The files of logs, in the order in which they are read.
    pub files: Vec<FileRows>,
    /// When records were made, log by log.
    pub recorded: Vec<Recorded>,
    /// What became of rows that were watched.
    pub witnesses: Vec<Witness>,
    /// What was to be added up.
    pub sums: Vec<Sums>,
}

/// How many rows a file of a log has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileRows {
    /// Its path in the workspace.
    pub path: String,
    /// Rows read.
    pub rows: u64,
    /// Rows of them that were left out because of an error.
    pub left_out: u64,
}

/// Reads all logs, as they were known on `as_of`. `today` says that this is today's date, not one asked for.
pub fn scan(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, as_of: Date, today: bool) -> Scanned {
    scan_money(workspace, vocabulary, tree, (as_of, today), Asked::default())
}

/// The same, with what is asked of the money.
pub fn scan_money(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, (as_of, today): (Date, bool), asked: Asked) -> Scanned {
    scan_days(workspace, vocabulary, tree, (as_of, today, &[]), asked)
}

/// The same, which also says in one pass what every target has seen as of `other` days. Rows, money and findings are those of
/// the as-of date.
pub fn scan_days(
    workspace: &Workspace,
    vocabulary: &Vocabulary,
    tree: &Tree,
    (as_of, today, other): (Date, bool, &[Date]),
    asked: Asked,
) -> Scanned {
    let weighing = Findings::with(workspace.settings.severities.clone());
    let hangs = |log: &Log| log.table.last;
    if !other.is_empty()
        && (workspace.logs.iter().any(hangs)
            || [&outside_plan::CODE, &period_without_window::CODE].iter().any(|code| weighing.severity(code) == Severity::Error))
    {
        // Which rows are left out then hangs on the windows, or on the later rows, that are there on the as-of date.
        let of = |day: &Date| scan(workspace, vocabulary, tree, *day, false).tallies;
        let others = other.iter().map(of).collect();
        return Scanned { others, ..scan_money(workspace, vocabulary, tree, (as_of, today), asked) };
    }
    let money = Money::new(workspace, as_of, asked);
    let views = Views::new(as_of, other);
    let mut scanned = Scanned::new(workspace, money.spending(), &views);
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let mut lookups: BTreeMap<RegisterIndex, Arc<Lookup>> = BTreeMap::new();
    for index in 0..workspace.logs.len() {
        let mut lookup = |register| lookups.entry(register).or_insert_with(|| Arc::new(Lookup::new(workspace, register))).clone();
        let references = references::columns(&workspace.logs[index].table.columns, &mut lookup);
        let log = LogIndex(index);
        scan_log(
            (workspace, &gazetteer, &references),
            vocabulary,
            tree,
            (as_of, today, &views),
            (log, money.expenditure(vocabulary, log), asked.watched.as_ref()),
            &mut scanned,
        );
    }
    scanned.in_order_of(&views, as_of, other);
    if let Some(watched) = &asked.watched {
        again::in_order(&mut scanned.witnesses, workspace, tree, watched);
    }
    if tree.is_reshaped() {
        // A field that several rows were made of is wrong once.
        let origin = |finding: &Finding| finding.place.map(|place| tree.origin(place));
        scanned.findings.once_each(|finding| (finding.code.id, origin(finding), finding.message.get(Lang::En).to_owned()));
    }
    scanned
}

/// The as-of days of one pass, in their order, each once.
struct Views(Vec<Date>);

impl Views {
    fn new(as_of: Date, other: &[Date]) -> Views {
        let mut days: Vec<Date> = std::iter::once(as_of).chain(other.iter().copied()).collect();
        days.sort_unstable();
        days.dedup();
        Views(days)
    }

    fn place(&self, day: Date) -> usize {
        self.0.binary_search(&day).unwrap_or_default()
    }
}

impl Scanned {
    /// Takes what was found in the files of a log. What a later row replaces is no error.
    fn take_files(&mut self, tree: &Tree, log: &Log, files: Vec<(Extent, Findings)>, replaced: &[Place]) {
        for ((mut extent, findings), path) in files.into_iter().zip(&log.files) {
            extent.left_out -= replaced.iter().filter(|place| place.file == tree.id(path)).count() as u64;
            self.files.push(FileRows { path: path.clone(), rows: extent.rows, left_out: extent.left_out });
            self.rows += extent.rows;
            self.left_out += extent.left_out;
            self.findings.merge(findings);
        }
    }

    /// Nothing seen yet; as long as the pass goes on, the other days stand in the order of the views.
    fn new(workspace: &Workspace, spending: Spending, views: &Views) -> Scanned {
        Scanned {
            tallies: Tallies::new(workspace),
            others: views.0.iter().map(|_| Tallies::new(workspace)).collect(),
            spending,
            findings: Findings::with(workspace.settings.severities.clone()),
            left_out: 0,
            rows: 0,
            files: Vec::new(),
            recorded: vec![Recorded::default(); workspace.logs.len()],
            witnesses: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// Puts what was seen as of each day where it was asked for.
    fn in_order_of(&mut self, views: &Views, as_of: Date, other: &[Date]) {
        let seen = std::mem::take(&mut self.others);
        self.others = other.iter().map(|day| seen[views.place(*day)].clone()).collect();
        if let Some(tallies) = seen.into_iter().nth(views.place(as_of)) {
            self.tallies = tallies;
        }
    }
}

/// Reads only the logs with columns that are to be added up, as they were known on `as_of`; gives nothing of any target.
pub fn scan_sums(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, (as_of, today): (Date, bool), sums: Vec<SumOf>) -> Scanned {
    let money = Money::new(workspace, as_of, Asked::default());
    let views = Views::new(as_of, &[]);
    let mut scanned = Scanned::new(workspace, money.spending(), &views);
    scanned.sums = sums.into_iter().map(SumOf::empty).collect();
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let mut lookups: BTreeMap<RegisterIndex, Arc<Lookup>> = BTreeMap::new();
    let mut logs: Vec<LogIndex> = scanned.sums.iter().map(|sum| sum.of.log).collect();
    logs.sort_unstable();
    logs.dedup();
    for log in logs {
        let mut lookup = |register| lookups.entry(register).or_insert_with(|| Arc::new(Lookup::new(workspace, register))).clone();
        let references = references::columns(&workspace.log(log).table.columns, &mut lookup);
        scan_log((workspace, &gazetteer, &references), vocabulary, tree, (as_of, today, &views), (log, None, None), &mut scanned);
    }
    scanned
}

/// Reads one log for the places of its rows that are not sound.
fn scan_one(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, as_of: Date, log: LogIndex) -> Sites {
    let money = Money::new(workspace, as_of, Asked::default());
    let views = Views::new(as_of, &[]);
    let mut scanned = Scanned::new(workspace, money.spending(), &views);
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let mut lookups: BTreeMap<RegisterIndex, Arc<Lookup>> = BTreeMap::new();
    let mut lookup = |register| lookups.entry(register).or_insert_with(|| Arc::new(Lookup::new(workspace, register))).clone();
    let references = references::columns(&workspace.log(log).table.columns, &mut lookup);
    scan_log((workspace, &gazetteer, &references), vocabulary, tree, (as_of, false, &views), (log, None, None), &mut scanned)
}

fn scan_log(
    (workspace, gazetteer, references): (&Workspace, &Gazetteer<'_>, &[Reference]),
    vocabulary: &Vocabulary,
    tree: &Tree,
    (as_of, today, views): (Date, bool, &Views),
    (index, expenditure, watched): (LogIndex, Option<Expenditure<'_>>, Option<&Watched>),
    scanned: &mut Scanned,
) -> Sites {
    let log = workspace.log(index);
    let routes = Routes::new(workspace, index, &views.0);
    let area = Area::new(workspace, &routes);
    let (decoders, filters) = (Decoders::new(log, vocabulary, tree), Filters::new(log, &routes));
    let limited = empties::limited(&log.table.columns);
    let named: Vec<Named> =
        routes.subject_columns.iter().map(|column| Named::new(workspace, log, vocabulary, references, column)).collect();
    let weighing = Findings::with(workspace.settings.severities.clone());
    let severity = |code: &'static Code| weighing.severity(code);
    let weights = Weights::new(severity);
    let by = recorded::By::of(log, |column| references.iter().position(|entry| entry.column == column));
    let watch = watched.and_then(|watched| Watch::new(workspace, index, &routes, watched));
    let unique = Unique::of(&log.table, severity(&reported_twice::CODE) != Severity::Off);
    let sums: Vec<SumOf> = scanned.sums.iter().filter(|sum| sum.of.log == index).map(|sum| sum.of.clone()).collect();
    let once = |excluded: &Sites, silent: &Sites, broken: &Broken| -> Pass<'_> {
        let (filling, kept) = (routes.filling(), Mutex::new(Kept::default()));
        let scan = FileScan {
            workspace,
            vocabulary,
            tree,
            log,
            key: log.table.key(),
            period: log.table.period(),
            doubts: severity(&same_record_twice::CODE) != Severity::Off,
            references,
            decoders: &decoders,
            limited: &limited,
            filters: &filters,
            named: &named,
            weights: &weights,
            severity: &severity,
            routes: &routes,
            area: &area,
            gazetteer,
            as_of,
            today,
            excluded,
            silent,
            unique: unique.as_ref(),
            filling: &filling,
            expenditure: expenditure.as_ref(),
            kept: &kept,
            by,
            watch: watch.as_ref(),
            sums: &sums,
        };
        let workers = Workers::new();
        let read = |path: &String| broken.get(path).cloned().unwrap_or_else(|| scan.read(path, &workers));
        let files = log.files.par_iter().map(read).collect();
        let (mut ledger, mut recorded) = (Ledger::default(), Recorded::default());
        let [mut keys, mut contents, mut returns] = [(); 3].map(|()| Hashes::default());
        let mut added: Vec<Sums> = sums.iter().cloned().map(SumOf::empty).collect();
        for file::FileWorker { mut worker, .. } in workers.all() {
            scan.settle(&mut worker);
            if let Some(expenditure) = &expenditure {
                expenditure.settle(&mut worker.ledger);
            }
            ledger.join(worker.ledger);
            worker.counting.put(workspace, (log, by), vocabulary, &mut recorded);
            added.iter_mut().zip(worker.adding).for_each(|(into, adding)| adding.put(log, vocabulary, into));
            keys.join(worker.keys);
            contents.join(worker.contents);
            returns.join(worker.returns);
        }
        let mut kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        (kept.keys, kept.contents, kept.returns) = (keys, contents, returns);
        Pass { files, kept, filling, ledger, recorded, added }
    };
    // A file that cannot be read to its end is left out as a whole, of every figure.
    let broken = RefCell::new(Broken::new());
    let pass = |excluded: &Sites, silent: &Sites| whole(log, &broken, &|broken| once(excluded, silent, broken));
    let (mut done, mut doubled, replaced) = passes(tree, (log, as_of), unique.as_ref(), &pass);
    let suspects = std::mem::take(&mut done.kept.contents).equal();
    let mut left_out = Sites::default();
    left_out.extend(done.kept.unsound);
    if !suspects.is_empty() {
        doubled.extend(duplicates::repeats(tree, log, &suspects, &left_out));
    }
    if expenditure.is_some() {
        done.kept.blocks.sort_unstable();
        let rows = LogRows { left_out: left_out.clone(), calendars: routes.calendars.clone(), blocks: done.kept.blocks };
        scanned.findings.extend(scanned.spending.take(done.ledger, index, rows));
    }
    scanned.take_files(tree, log, done.files, &replaced);
    scanned.recorded[index.0] = done.recorded;
    scanned.sums.iter_mut().filter(|sum| sum.of.log == index).zip(done.added).for_each(|(sum, added)| *sum = added);
    for code in done.kept.silenced.all() {
        scanned.findings.silence(code);
    }
    for (route, filled) in routes.all.iter().zip(done.filling) {
        for (view, seen) in filled.close() {
            scanned.others[view].put(route.plan, route.index, seen);
        }
    }
    scanned.findings.extend(empties::findings(tree, log, &done.kept.empties));
    scanned.findings.extend(doubled);
    scanned.witnesses.append(&mut done.kept.witnesses);
    left_out
}

#[cfg(test)]
mod tests;

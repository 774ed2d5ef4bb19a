//! What was spent: by plan, activity, fund and civil year; and by subject and window where a norm bounds it.
//!
//! Rows are folded while they pass: what is kept are sums, one for each combination that occurs. They are added in any
//! order, so that nothing depends on the order of rows, files or cores.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::around::{Around, BudgetSubjects};
use super::daily::{ByDay, Days as DaySums, Quick};
use super::duplicates::Sites;
use super::expenditure::Expenditure;
use super::gauge::{Gauge, GaugeOf};
use super::shared::Shared;
use super::witness::Watched;
use crate::calendar::{Calendar, Date, Day, Days, Period};
use crate::check::spending_without_fund;
use crate::decode::Vocabulary;
use crate::finding::Finding;
use crate::model::{LogIndex, Member, Workspace};
use crate::number::Number;
use crate::read::{FileId, Place};

/// What is asked of a pass beside what targets see and the sums of money by plan, activity, fund and year.
#[derive(Clone, Copy, Default, Debug)]
pub struct Asked {
    /// What lies in this period is summed apart.
    pub period: Option<Period>,
    /// Whether sums by agency and unit are kept, and by the cells of targets.
    pub apart: bool,
    /// Whose rows are told one by one.
    pub watched: Option<Watched>,
}

/// What spending is summed by. Names are places in the lists of [`Spending`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// The plan, by its place in the workspace.
    pub plan: usize,
    /// The civil year.
    pub year: i16,
    /// The fund; none where the row names none.
    pub fund: Option<u32>,
    /// The activity, by its place in the plan; none where the row names none.
    pub activity: Option<usize>,
    /// The subjects with budget lines of their own that the row is of.
    pub around: Around,
    /// The agency that the row names; only where that was asked for.
    pub agency: Option<u32>,
    /// The unit that the row names, or in which what it names stands; only where that was asked for.
    pub unit: Option<u32>,
}

/// What was spent.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Sum {
    /// In the whole year.
    pub amount: Number,
    /// In how many records.
    pub records: u64,
    /// The same in the period that was asked for.
    pub inside: Number,
    /// In how many records.
    pub inside_records: u64,
    /// Up to the last day of that period.
    pub until: Number,
}

impl Sum {
    /// Adds another one.
    pub fn add(&mut self, other: &Sum) {
        self.amount += other.amount;
        self.records += other.records;
        self.inside += other.inside;
        self.inside_records += other.inside_records;
        self.until += other.until;
    }
}

/// What is known of the rows of a log with money.
#[derive(Debug, Default)]
pub(super) struct LogRows {
    /// Those that do not count.
    pub(super) left_out: Sites,
    /// The calendars in which periods are read.
    pub(super) calendars: Vec<Calendar>,
    /// The blocks of its files.
    pub(super) blocks: Vec<BlockDays>,
}

/// A block of a file, and the first and last day of its rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct BlockDays {
    pub(super) block: Place,
    pub(super) first: Day,
    pub(super) last: Day,
}

/// What was spent on one subject in one window.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct CellSum {
    /// The money.
    pub amount: Number,
    /// What the norm's column says that was had for it.
    pub measured: Number,
    /// In how many records.
    pub records: u64,
}

/// Everything that was spent.
#[derive(Debug, Default)]
pub struct Spending {
    /// The sums.
    pub sums: BTreeMap<Key, Sum>,
    /// Ids of funds, in their order.
    pub funds: Vec<String>,
    /// Ids of agencies, in their order.
    pub agencies: Vec<String>,
    /// What is summed by subject and window.
    pub gauges: Vec<GaugeOf>,
    pub(super) ranked: Vec<std::sync::Arc<super::ranks::Ranks>>,
    pub(super) cells: BTreeMap<(usize, usize, u32), CellSum>,
    /// What was spent day by day.
    pub(super) days: DaySums,
    /// For each log with money what is known of its rows, where they are looked at again.
    pub(super) logs: BTreeMap<LogIndex, LogRows>,
    pub(super) asked: Asked,
}

impl Spending {
    /// What was spent on a subject in a window; nothing where no row counts for it.
    pub fn cell(&self, gauge: usize, window: usize, subject: u32) -> Option<CellSum> {
        self.cells.get(&(gauge, window, self.ranked[gauge].rank(subject)?)).copied()
    }

    /// The rank by which a subject's sums are kept.
    pub(super) fn rank(&self, gauge: usize, subject: u32) -> Option<u32> {
        self.ranked[gauge].rank(subject)
    }

    /// The windows in which anything was spent on anybody.
    pub fn windows(&self, gauge: usize) -> Vec<usize> {
        let mut windows: Vec<usize> =
            self.cells.range((gauge, 0, 0)..=(gauge, usize::MAX, u32::MAX)).map(|((_, window, _), _)| *window).collect();
        windows.dedup();
        windows
    }

    /// The place of a fund in the list.
    pub fn fund(&self, id: &str) -> Option<u32> {
        place(&self.funds, id)
    }

    /// Takes what a pass over a log has gathered; gives what is to be said about its files.
    pub(super) fn take(&mut self, ledger: Ledger, log: LogIndex, rows: LogRows) -> Vec<Finding> {
        for ((line, day), sum) in listed(ledger.days) {
            self.days.entry(line).or_default().entry(day).or_default().join(&sum);
        }
        for (key, sum) in listed(ledger.sums) {
            self.sums.entry(key).or_default().add(&sum);
        }
        for (key, cell) in listed(ledger.cells) {
            let sum = self.cells.entry(key).or_default();
            sum.amount += cell.amount;
            sum.measured += cell.measured;
            sum.records += cell.records;
        }
        self.logs.insert(log, rows);
        ledger.fundless.into_values().map(|(rows, first)| spending_without_fund::check(first, rows)).collect()
    }
}

/// The place of a word in a list that is in order.
pub(super) fn place(list: &[String], word: &str) -> Option<u32> {
    list.binary_search_by(|known| known.as_str().cmp(word)).ok().and_then(|at| u32::try_from(at).ok())
}

/// What is added up in any order.
fn listed<K, V>(sums: FxHashMap<K, V>) -> Vec<(K, V)> {
    sums.into_iter().collect()
}

/// What one thread gathers.
#[derive(Default)]
pub(super) struct Ledger {
    pub(super) sums: FxHashMap<Key, Sum>,
    pub(super) cells: FxHashMap<(usize, usize, u32), CellSum>,
    /// Sums that were added in the shortest way.
    pub(super) quick: Quick,
    /// What was spent day by day.
    pub(super) days: ByDay,
    /// By file the rows that name no fund, and the first of them.
    pub(super) fundless: FxHashMap<FileId, (u64, Place)>,
    /// Members of populations by plan, population and stretch of days on which nothing changes.
    pub(super) members: FxHashMap<(usize, usize, usize), FxHashSet<u32>>,
    /// Whom rows count for by what they share with subjects: by norm and stretch of days.
    pub(super) shared: FxHashMap<(Place, usize), (Shared, FxHashMap<u32, Member>)>,
    /// Memory of the row before.
    pub(super) credited: Vec<u32>,
}

impl Ledger {
    /// Adds what another thread has gathered.
    pub(super) fn join(&mut self, other: Ledger) {
        for (key, sum) in listed(other.sums) {
            self.sums.entry(key).or_default().add(&sum);
        }
        for (key, cell) in listed(other.cells) {
            let sum = self.cells.entry(key).or_default();
            sum.amount += cell.amount;
            sum.measured += cell.measured;
            sum.records += cell.records;
        }
        for (line, sum) in listed(other.days) {
            self.days.entry(line).or_default().join(&sum);
        }
        for (file, (rows, first)) in listed(other.fundless) {
            self.without_fund(file, rows, first);
        }
    }

    /// Notes rows that name no fund.
    pub(super) fn without_fund(&mut self, file: FileId, rows: u64, first: Place) {
        let known = self.fundless.entry(file).or_insert((0, first));
        known.0 += rows;
        known.1 = known.1.min(first);
    }
}

/// Everything about the money of a workspace that rows are held against.
pub(super) struct Money<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) asked: Asked,
    /// By plan the days of the period that was asked for.
    pub(super) inside: Vec<Option<Days>>,
    pub(super) funds: Vec<String>,
    pub(super) agencies: Vec<String>,
    pub(super) gauges: Vec<Gauge<'w>>,
    /// Whom budget lines name.
    pub(super) subjects: BudgetSubjects,
    /// Days on which populations may change.
    pub(super) changes: Vec<Date>,
}

impl<'w> Money<'w> {
    pub(super) fn new(workspace: &'w Workspace, as_of: Date, asked: Asked) -> Money<'w> {
        let names = || workspace.plans.iter().map(|plan| &plan.names);
        let mut funds: Vec<String> = names().flat_map(|names| names.funds.keys().cloned()).collect();
        let mut agencies: Vec<String> = names().flat_map(|names| names.agencies.iter().map(|agency| agency.id.clone())).collect();
        for list in [&mut funds, &mut agencies] {
            list.sort_unstable();
            list.dedup();
        }
        let gauges = Gauge::all(workspace, as_of, asked.apart);
        let activities = || workspace.plans.iter().flat_map(|plan| &plan.activities);
        let asks = activities().any(|activity| {
            activity.funds.iter().any(|fund| fund.population.is_some()) || activity.norms.iter().any(|norm| norm.population.is_some())
        });
        Money {
            workspace,
            asked,
            inside: workspace
                .plans
                .iter()
                .map(|plan| asked.period.map_or(Some(Days::ALWAYS), |period| period.days(plan.calendar)))
                .collect(),
            funds,
            agencies,
            gauges,
            subjects: BudgetSubjects::new(workspace),
            changes: if asks { workspace.changes() } else { Vec::new() },
        }
    }

    /// How the money of a log's rows is judged and added up; nothing where it records none.
    pub(super) fn expenditure(&self, vocabulary: &Vocabulary, log: LogIndex) -> Option<Expenditure<'_>> {
        Expenditure::new(self, vocabulary, log)
    }

    /// An empty account.
    pub(super) fn spending(&self) -> Spending {
        Spending {
            funds: self.funds.clone(),
            agencies: self.agencies.clone(),
            gauges: self.gauges.iter().map(|gauge| gauge.of).collect(),
            ranked: self.gauges.iter().map(|gauge| gauge.ranks.clone()).collect(),
            asked: self.asked,
            ..Spending::default()
        }
    }
}

//! What is known about every cell, window, target, activity and plan on the as-of date.

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::calendar::{Date, Days, Period};
use crate::model::{Member, OwnWindow, TargetIndex};
use crate::number::{Number, Quantity};

/// The state of one subject in one window of one target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CellState {
    /// A waiver covers it.
    Waived,
    /// Its window has not begun.
    Upcoming,
    /// The value holds on time.
    Met,
    /// The value holds with what came late.
    Late,
    /// A ceiling is passed.
    Exceeded,
    /// Past due and not met.
    Overdue,
    /// Not yet met, not yet due.
    Open,
}

impl CellState {
    /// All states, in the order in which JSON counts them.
    pub const ALL: [CellState; 7] =
        [CellState::Waived, CellState::Met, CellState::Late, CellState::Exceeded, CellState::Overdue, CellState::Open, CellState::Upcoming];

    /// Its key in JSON and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            CellState::Waived => "waived",
            CellState::Upcoming => "upcoming",
            CellState::Met => "met",
            CellState::Late => "late",
            CellState::Exceeded => "exceeded",
            CellState::Overdue => "overdue",
            CellState::Open => "open",
        }
    }

    /// Whether something is missing by now: what is past due, too much, or still open.
    pub fn lacks(self) -> bool {
        matches!(self, CellState::Overdue | CellState::Exceeded | CellState::Open)
    }

    /// Whether it counts as covered.
    pub fn is_covered(self) -> bool {
        matches!(self, CellState::Met | CellState::Late)
    }
}

/// A verdict on a window, target, activity or plan; the worst is the least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Past due, or past saving, and not covered.
    Missed,
    /// Slower than time.
    Behind,
    /// Nobody is in the population.
    Empty,
    /// Covered, in part too late.
    Late,
    /// Nothing wrong so far.
    OnTrack,
    /// Covered on time.
    Met,
    /// Nothing needs to be met.
    Waived,
    /// Not begun.
    Upcoming,
    /// No window yet.
    Awaiting,
    /// Counted, never judged.
    Tracked,
}

impl Verdict {
    /// All verdicts, from the worst.
    pub const ALL: [Verdict; 10] = [
        Verdict::Missed,
        Verdict::Behind,
        Verdict::Empty,
        Verdict::Late,
        Verdict::OnTrack,
        Verdict::Met,
        Verdict::Waived,
        Verdict::Upcoming,
        Verdict::Awaiting,
        Verdict::Tracked,
    ];

    /// Its key in JSON and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Missed => "missed",
            Verdict::Behind => "behind",
            Verdict::Empty => "empty",
            Verdict::Late => "late",
            Verdict::OnTrack => "on-track",
            Verdict::Met => "met",
            Verdict::Waived => "waived",
            Verdict::Upcoming => "upcoming",
            Verdict::Awaiting => "awaiting",
            Verdict::Tracked => "tracked",
        }
    }
}

/// One subject in one window of one target. There are a great many of these: they are kept small.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The subject's number, in the sense of the population's [`crate::model::SubjectKind`].
    pub subject: u32,
    /// How the two stand to each other.
    pub state: CellState,
    /// The row's number from 1; 0 where there is none.
    row: u32,
    needed: i32,
    /// [`NOTHING`] where there is none.
    value: i32,
    /// The two, where they are not both whole numbers of this size.
    exact: Option<Box<Exact>>,
}

#[derive(Clone, Debug)]
struct Exact {
    needed: Number,
    value: Option<Quantity>,
    /// The baseline from which the goal is seen.
    from: Option<Number>,
}

/// No value.
const NOTHING: i32 = i32::MIN;

impl Cell {
    /// A cell: its subject, the register row that describes that, what it needs and has, and how it stands.
    pub fn new(subject: u32, row: Option<usize>, needed: Number, value: Option<Quantity>, state: CellState) -> Cell {
        // Registers are held in memory: they end long before numbers do.
        let row = row.map_or(0, |row| u32::try_from(row + 1).unwrap_or(u32::MAX));
        let small = |number: Number| i32::try_from(number.as_whole()?).ok().filter(|small| *small != NOTHING);
        let small_value = value.map_or(Some(NOTHING), |value| small(value.as_number()?));
        if let (Some(needed), Some(value)) = (small(needed), small_value) {
            return Cell { subject, state, row, needed, value, exact: None };
        }
        Cell { subject, state, row, needed: 0, value: NOTHING, exact: Some(Box::new(Exact { needed, value, from: None })) }
    }

    /// The same cell, whose goal is seen from a baseline.
    #[must_use]
    pub fn seen_from(mut self, from: Option<Number>) -> Cell {
        if from.is_some() {
            self.exact = Some(Box::new(Exact { needed: self.needed(), value: self.value(), from }));
        }
        self
    }

    /// The baseline from which its goal is seen, where it has one.
    pub fn from(&self) -> Option<Number> {
        self.exact.as_ref()?.from
    }

    /// The register row that describes the subject, where it comes from a register.
    pub fn row(&self) -> Option<usize> {
        (self.row as usize).checked_sub(1)
    }

    /// What it needs.
    pub fn needed(&self) -> Number {
        self.exact.as_ref().map_or_else(|| Number::whole(self.needed.into()), |exact| exact.needed)
    }

    /// What it has: the value on time where that holds, else with what came late; none where there is no value.
    pub fn value(&self) -> Option<Quantity> {
        if let Some(exact) = &self.exact {
            return exact.value;
        }
        (self.value != NOTHING).then(|| Quantity::number(Number::whole(self.value.into())))
    }
}

/// How many cells are in each state.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Counts {
    counts: [u64; 7],
}

impl Counts {
    /// Counts one cell.
    pub fn add(&mut self, state: CellState) {
        self.counts[state as usize] += 1;
    }

    /// Counts all of another count.
    pub fn merge(&mut self, other: &Counts) {
        for (sum, more) in self.counts.iter_mut().zip(other.counts) {
            *sum += more;
        }
    }

    /// Cells in a state.
    pub fn of(&self, state: CellState) -> u64 {
        self.counts[state as usize]
    }

    /// All cells: members of the population.
    pub fn members(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Cells that are not waived.
    pub fn eligible(&self) -> u64 {
        self.members() - self.of(CellState::Waived)
    }

    /// Cells that are met or late.
    pub fn covered(&self) -> u64 {
        self.of(CellState::Met) + self.of(CellState::Late)
    }

    /// Covered of eligible, exactly; none where nothing is eligible.
    pub fn coverage(&self) -> Option<BigRational> {
        (self.eligible() > 0).then(|| BigRational::new(BigInt::from(self.covered()), BigInt::from(self.eligible())))
    }
}

/// In a window that ends today: since when a cell has what it has, and until when that is enough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Falls {
    /// The day of its last row, in the window or before it.
    pub last: Option<Date>,
    /// When it falls or fell due: so much after that day, or after the subject began.
    pub due: Date,
    /// So much after the subject began: before that nothing is overdue.
    pub from_begin: Date,
}

/// One window of a target.
#[derive(Clone, Debug)]
pub struct WindowState {
    /// Its place in the target's windows.
    pub window: usize,
    /// The day on which membership and hierarchy were read.
    pub reference: Date,
    /// Its first and last day, as known on the as-of date; from the first to the last of its cells' own.
    pub days: Days,
    /// When it is due; where cells have windows of their own, the last of them.
    pub due: Date,
    /// Its cells, in the order of subject codes or keys.
    pub cells: Vec<Cell>,
    /// The windows of the cells' own, one each, where they have them.
    pub own: Vec<OwnWindow>,
    /// The cells of members that need not be covered: counted and shown, never eligible.
    pub encouraged: Vec<Cell>,
    /// Those who are in the population, and whose rows do not say what they need: no members.
    pub unset: Vec<Member>,
    /// How many cells are in each state.
    pub counts: Counts,
    /// How many eligible cells must be covered.
    pub required: u64,
    /// The mean progress of the eligible cells; none where nothing is eligible.
    pub progress: Option<BigRational>,
    /// The share of the window that has passed.
    pub elapsed: BigRational,
    /// The sum of the values; none where adding them means nothing.
    pub total: Option<Number>,
    /// How it stands.
    pub verdict: Verdict,
    /// When the last row of each cell was, and when it falls due, where the window ends today.
    pub falls: Vec<Falls>,
    /// The places of cells whose miss is accepted.
    pub accepted: Vec<usize>,
    /// How it stands without them: what the verdict *now* looks at.
    pub now: Verdict,
    /// Whether nothing eligible is left without them.
    pub let_go: bool,
    /// Whether it has begun.
    pub begun: bool,
    /// Whether the verdict *now* looks at it.
    pub current: bool,
}

impl WindowState {
    /// Whether the miss of one of its cells is accepted, by its place.
    pub fn is_accepted(&self, cell: usize) -> bool {
        self.accepted.binary_search(&cell).is_ok()
    }

    /// How many of its cells lack something; those that are accepted only where `all` is looked at.
    pub fn lacking(&self, all: bool) -> usize {
        self.cells.iter().enumerate().filter(|(at, cell)| cell.state.lacks() && (all || !self.is_accepted(*at))).count()
    }

    /// The day on which a cell's membership and hierarchy were read: its own, where it has a window of its own.
    pub fn reference_of(&self, cell: &Cell) -> Date {
        let own = self.own.binary_search_by_key(&cell.subject, |own| own.member.subject);
        own.map_or(self.reference, |at| self.own[at].reference)
    }

    /// When one of its cells is due, by its place.
    pub fn due_of(&self, cell: usize) -> Date {
        self.own.get(cell).map_or(self.due, |own| own.days.last)
    }
}

/// One target.
#[derive(Clone, Debug)]
pub struct TargetState {
    /// Which.
    pub target: TargetIndex,
    /// Over all begun windows.
    pub verdict: Verdict,
    /// Over the current ones.
    pub now: Verdict,
    /// By start, then end.
    pub windows: Vec<WindowState>,
}

/// One activity.
#[derive(Clone, Debug)]
pub struct ActivityState {
    /// Over all begun windows of all targets but parts.
    pub verdict: Verdict,
    /// Over the current ones.
    pub now: Verdict,
    /// As written.
    pub targets: Vec<TargetState>,
}

/// One plan.
#[derive(Clone, Debug)]
pub struct PlanState {
    /// Its place in the workspace.
    pub plan: usize,
    /// The worst of its activities'.
    pub verdict: Verdict,
    /// The same, now.
    pub now: Verdict,
    /// As written.
    pub activities: Vec<ActivityState>,
}

/// Everything, on one date.
#[derive(Clone, Debug)]
pub struct State {
    /// The as-of date.
    pub as_of: Date,
    /// Only windows that overlap this, where it is set.
    pub period: Option<Period>,
    /// In the order of their file names.
    pub plans: Vec<PlanState>,
    /// Rows left out of every figure because of an error.
    pub left_out: u64,
    /// The day of the newest sound record of all logs, where that is known.
    pub newest: Option<Date>,
}

impl State {
    /// Forgets the cells of windows that have several: counts and verdicts stay.
    pub fn drop_cells(&mut self) {
        let targets = self.plans.iter_mut().flat_map(|plan| &mut plan.activities).flat_map(|activity| &mut activity.targets);
        for window in targets.flat_map(|target| &mut target.windows).filter(|window| window.cells.len() > 1) {
            window.cells = Vec::new();
            window.own = Vec::new();
            window.falls = Vec::new();
        }
    }

    /// The worst verdict of all plans, and the worst now.
    pub fn worst(&self) -> (Verdict, Verdict) {
        let worst = |of: fn(&PlanState) -> Verdict| self.plans.iter().map(of).min().unwrap_or(Verdict::Tracked);
        (worst(|plan| plan.verdict), worst(|plan| plan.now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_what_it_is_given() {
        assert!(size_of::<Cell>() <= 32);
        let numbers = [0, 1, -1, i64::from(i32::MAX), i64::from(i32::MIN), 50_000_000_000].map(Number::whole);
        let shares = [Quantity::percentage(numbers[1], Number::whole(3)), None];
        let values = numbers.iter().map(|number| Some(Quantity::number(*number))).chain(shares);
        for value in values {
            for needed in numbers.into_iter().chain(Number::parse("0.5")) {
                let cell = Cell::new(7, Some(0), needed, value, CellState::Met);
                assert_eq!((cell.needed(), cell.value(), cell.row()), (needed, value, Some(0)));
            }
        }
        assert_eq!(Cell::new(7, None, Number::ONE, None, CellState::Open).row(), None);
    }
}

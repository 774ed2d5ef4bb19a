//! The money of a log's rows: whose spending it is, whether that fund may pay, and what it adds to.

mod members;

use super::around::Around;
use super::daily::Line;
use super::gauge::Gauge;
use super::references::Referred;
use super::rows::Rows;
use super::spending::{Key, Ledger, Money, Sum, place};
use crate::calendar::{Date, Day, Days};
use crate::check::{fund_not_allowed, record_over_norm, spending_after_close};
use crate::decode::Vocabulary;
use crate::finding::Finding;
use crate::model::{Activity, Condition, Filter, FundUse, Kind, Log, LogIndex, Member, Norm, RegisterIndex, UNITS, UnitIndex, View, needs};
use crate::number::Number;
use crate::read::Place;

/// A row that may record spending.
pub(super) struct Spent<'r> {
    pub(super) cells: &'r [View<'r>],
    pub(super) date: Date,
    /// The log's period column.
    pub(super) period: Option<usize>,
    /// What a reference column means.
    pub(super) referred: &'r dyn Fn(usize) -> Option<Referred>,
    /// Where a column's field stands.
    pub(super) place: &'r dyn Fn(usize) -> Place,
}

/// How the money of a log's rows is judged and added up.
pub(super) struct Expenditure<'m> {
    money: &'m Money<'m>,
    log: &'m Log,
    index: LogIndex,
    /// Columns.
    amount: usize,
    fund: Option<usize>,
    activity: Option<usize>,
    agency: Option<usize>,
    /// Columns that refer to something that may lie in a unit, those of units first.
    places: Vec<(usize, RegisterIndex)>,
    /// The plans that use the log, each with the activities that spend it.
    plans: Vec<(usize, Vec<usize>)>,
    gauges: Vec<(usize, &'m Gauge<'m>)>,
    quick: Option<Quick>,
}

/// What decides on the spending of a log where nothing but the fund and the day of a row does.
struct Quick {
    fund: usize,
    /// By the number of a fund's word its place among all funds.
    funds: Vec<Option<u32>>,
    plans: Vec<QuickPlan>,
}

struct QuickPlan {
    plan: usize,
    activity: Option<usize>,
    /// By the number of a fund's word the days on which it may pay for anything; none where every fund may.
    allowed: Option<Vec<Vec<(Day, Day)>>>,
    /// The period that was asked for.
    inside: Option<(Day, Day)>,
}

/// The first and the last day.
fn ends(days: Days) -> (Day, Day) {
    (Day::new(days.first), Day::new(days.last))
}

/// Whose spending a row is.
enum Whose {
    /// An activity's.
    Activity(usize),
    /// The plan's, of no activity in particular.
    Plan,
    /// None of the plan's.
    Others,
}

/// What a row adds to.
pub(super) enum Adds {
    /// A plan's spending by activity, fund and year.
    Line(Key),
    /// What is spent on a subject in a window of a gauge, and what is had for it.
    Cell((usize, usize, u32), Number),
}

impl<'m> Expenditure<'m> {
    pub(super) fn new(money: &'m Money<'m>, vocabulary: &Vocabulary, index: LogIndex) -> Option<Expenditure<'m>> {
        let log = money.workspace.log(index);
        let table = &log.table;
        let activity = table.first(|kind| *kind == Kind::Activity);
        let plans = money.workspace.plans.iter().enumerate().map(|(at, plan)| (at, plan.spenders(index)));
        // Where rows say whose they are, no activity has to.
        let plans: Vec<(usize, Vec<usize>)> = plans.filter(|(_, spenders)| activity.is_some() || !spenders.is_empty()).collect();
        let activities = || money.workspace.plans.iter().flat_map(|plan| &plan.activities);
        let bounded = || activities().any(|activity| activity.norms.iter().any(|norm| norm.log == index));
        let fund = table.open(|kind| *kind == Kind::Fund);
        if plans.is_empty() || (fund.is_none() && !bounded()) {
            return None;
        }
        let mut places: Vec<(usize, RegisterIndex)> = Vec::new();
        for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| !column.personal) {
            if let Kind::Reference(register) = column.kind {
                places.push((at, register));
            }
        }
        // Stable: of each sort as declared.
        places.sort_by_key(|(_, register)| *register != UNITS);
        let mut all = Expenditure {
            money,
            log,
            index,
            amount: table.open(|kind| *kind == Kind::Money)?,
            fund,
            activity,
            agency: table.open(|kind| *kind == Kind::Agency),
            places,
            plans,
            gauges: money.gauges.iter().enumerate().filter(|(_, gauge)| gauge.log == index).collect(),
            quick: None,
        };
        all.quick = all.shortest(vocabulary);
        Some(all)
    }

    /// The shortest way to add up, where there is one.
    fn shortest(&self, vocabulary: &Vocabulary) -> Option<Quick> {
        let workspace = self.money.workspace;
        let activities = |plan: usize| &workspace.plans[plan].activities;
        let each = |plan: usize| {
            activities(plan).iter().any(|activity| activity.norms.iter().any(|norm| norm.per_record && norm.log == self.index))
        };
        if !self.gauges.is_empty()
            || !self.money.subjects.is_empty()
            || self.money.asked.apart
            || self.activity.is_some()
            || self.plans.iter().any(|(plan, _)| each(*plan))
        {
            return None;
        }
        let words = || std::iter::once(None).chain(vocabulary.funds.keys().map(Some));
        let plan = |(plan, spenders): &(usize, Vec<usize>)| {
            let activity = match spenders[..] {
                [one] => Some(one),
                _ => None,
            };
            let uses = activity.map(|activity| &activities(*plan)[activity].funds).filter(|uses| !uses.is_empty());
            let days = |word: Option<&String>| {
                let of = |used: &&FundUse| word == Some(&used.fund) && used.population.is_none();
                uses.into_iter().flatten().filter(of).map(|used| ends(used.valid)).collect()
            };
            let allowed = uses.map(|_| words().map(days).collect());
            QuickPlan { plan: *plan, activity, allowed, inside: self.money.inside[*plan].map(ends) }
        };
        Some(Quick {
            fund: self.fund?,
            funds: words().map(|word| place(&self.money.funds, word?)).collect(),
            plans: self.plans.iter().map(plan).collect(),
        })
    }

    /// The column of money.
    pub(super) fn amount(&self) -> usize {
        self.amount
    }

    /// Adds the spending of a sound row in the shortest way, where nothing but a fund and its days decides on it; says whether
    /// that was enough. A row that is not `sound` is only judged.
    pub(super) fn quick(&self, rows: &Rows, row: usize, sound: bool, ledger: &mut Ledger) -> bool {
        let (Some(quick), Some(amount)) = (&self.quick, rows.numbers(self.amount).and_then(|amounts| amounts.get(row))) else {
            return false;
        };
        let (fund, date) = (rows.word(quick.fund, row) as usize, rows.dates[row]);
        let allowed =
            |plan: &QuickPlan| plan.allowed.as_ref().is_none_or(|funds| funds[fund].iter().any(|(from, to)| *from <= date && date <= *to));
        if fund == 0 || !quick.plans.iter().all(allowed) {
            return false;
        }
        if sound {
            let Some(sum) = ledger.quick.on(fund, date) else { return false };
            sum.add(amount);
        }
        true
    }

    /// Moves what was added in the shortest way to where everything is.
    pub(super) fn settle(&self, ledger: &mut Ledger) {
        let Some(quick) = &self.quick else { return };
        for (fund, day, sum) in ledger.quick.take() {
            let year = i16::try_from(day.year()).unwrap_or(i16::MAX);
            for plan in &quick.plans {
                let key = Key {
                    plan: plan.plan,
                    year,
                    fund: quick.funds[fund],
                    activity: plan.activity,
                    around: Around::NOWHERE,
                    agency: None,
                    unit: None,
                };
                ledger.days.entry((Line::from(&key), day)).or_default().join(&sum);
                let inside = plan.inside.is_some_and(|(from, to)| from <= day && day <= to);
                let (amount, records) = (sum.all, sum.records);
                let (inside, inside_records) = if inside { (amount, records) } else { Default::default() };
                let until = if plan.inside.is_some_and(|(_, to)| day <= to) { amount } else { Number::ZERO };
                ledger.sums.entry(key).or_default().add(&Sum { amount, records, inside, inside_records, until });
            }
        }
    }

    /// Counts the spending of a sound row.
    pub(super) fn add(&self, row: &Spent<'_>, ledger: &mut Ledger) {
        let (Some(amount), inside) = (row.cells[self.amount].number(), &self.money.inside) else { return };
        if amount != Number::ZERO && self.fund.is_some_and(|fund| row.cells[fund].text().is_none()) {
            let place = (row.place)(self.amount);
            ledger.without_fund(place.file, 1, place);
        }
        let mut credited = std::mem::take(&mut ledger.credited);
        self.each(row, &mut credited, &mut |adds| match adds {
            Adds::Line(key) => {
                ledger.days.entry((Line::from(&key), Day::new(row.date))).or_default().add(amount);
                let sum = ledger.sums.entry(key).or_default();
                sum.amount += amount;
                sum.records += 1;
                if inside[key.plan].is_some_and(|days| days.contains(row.date)) {
                    sum.inside += amount;
                    sum.inside_records += 1;
                }
                if inside[key.plan].is_some_and(|days| row.date <= days.last) {
                    sum.until += amount;
                }
            }
            Adds::Cell(key, measured) => {
                let sum = ledger.cells.entry(key).or_default();
                sum.amount += amount;
                sum.measured += measured;
                sum.records += 1;
            }
        });
        ledger.credited = credited;
    }

    /// Hands over everything that the money of a row adds to.
    pub(super) fn each(&self, row: &Spent<'_>, credited: &mut Vec<u32>, take: &mut dyn FnMut(Adds)) {
        let apart = self.money.asked.apart;
        let fund = self.fund.map(|fund| row.cells[fund].text().and_then(|fund| place(&self.money.funds, fund)));
        let around = if self.money.subjects.is_empty() { Around::NOWHERE } else { self.around(row) };
        for (plan, spenders) in &self.plans {
            let activity = match self.whose(*plan, spenders, row) {
                Whose::Activity(activity) => Some(activity),
                Whose::Plan => None,
                Whose::Others => continue,
            };
            if let Some(fund) = fund {
                let agency = self.agency.filter(|_| apart).and_then(|column| place(&self.money.agencies, row.cells[column].text()?));
                let unit = if apart { self.unit(row) } else { None };
                take(Adds::Line(Key { plan: *plan, year: row.date.year(), fund, activity, around, agency, unit }));
            }
            for (at, gauge) in &self.gauges {
                if gauge.plan == *plan && Some(gauge.activity) == activity && self.passes(gauge.filter, row) {
                    let measured = gauge.measured.and_then(|column| row.cells[column].number()).unwrap_or_default();
                    gauge.each(self.money.workspace, row, credited, |window, rank| take(Adds::Cell((*at, window, rank), measured)));
                }
            }
        }
    }

    /// Whose spending a row is, of a plan with activities that spend the log.
    fn whose(&self, plan: usize, spenders: &[usize], row: &Spent<'_>) -> Whose {
        match (self.activity.and_then(|column| row.cells[column].text()), spenders) {
            (Some(id), _) => {
                let activities = &self.money.workspace.plans[plan].activities;
                activities.iter().position(|activity| activity.id == id).map_or(Whose::Others, Whose::Activity)
            }
            (None, []) => Whose::Others,
            (None, [one]) => Whose::Activity(*one),
            (None, _) => Whose::Plan,
        }
    }

    /// The subjects with budget lines of their own that a row is of.
    fn around(&self, row: &Spent<'_>) -> Around {
        let named = |(column, register): &(usize, RegisterIndex)| Some((*register, (row.referred)(*column)?.subject));
        let keys = self.places.iter().filter_map(named);
        self.money.subjects.around(self.money.workspace, (keys, &self.units(row)), row.date)
    }

    /// The unit that a row names, or in which what it names stands on its day.
    fn unit(&self, row: &Spent<'_>) -> Option<u32> {
        self.units(row).first().map(|unit| unit.0)
    }

    fn units(&self, row: &Spent<'_>) -> Vec<UnitIndex> {
        let workspace = self.money.workspace;
        for (column, register) in &self.places {
            let Some(referred) = (row.referred)(*column) else { continue };
            if *register == UNITS {
                return vec![UnitIndex(referred.subject)];
            }
            let stands = workspace.stands(*register, referred.row as usize, referred.day.date());
            if !stands.is_empty() {
                return stands;
            }
        }
        Vec::new()
    }

    fn passes(&self, filter: &Filter, row: &Spent<'_>) -> bool {
        let holds = |condition: &Condition| {
            let column = condition.path.column;
            if condition.path.then.is_empty() {
                return condition.test.holds(row.cells[column]);
            }
            let referred = (row.referred)(column);
            let day = referred.map_or(row.date, |referred| referred.day.date());
            condition.test.holds(condition.path.further(self.money.workspace, referred.map(|referred| referred.row as usize), day))
        };
        filter.conditions.iter().all(holds)
    }

    /// Finds what is wrong with the spending of a row that exists on the as-of date.
    pub(super) fn judge(&self, row: &Spent<'_>, ledger: &mut Ledger, tell: &mut dyn FnMut(Finding)) {
        let Some(amount) = row.cells[self.amount].number() else { return };
        for (plan, spenders) in &self.plans {
            let Whose::Activity(activity) = self.whose(*plan, spenders, row) else { continue };
            let entry = &self.money.workspace.plans[*plan].activities[activity];
            if let Some((column, fund)) = self.fund.and_then(|column| Some((column, row.cells[column].text()?)))
                && amount != Number::ZERO
                && !entry.funds.is_empty()
                && let Some(finding) = self.fund(*plan, entry, fund, (row.place)(column), row, ledger)
            {
                tell(finding);
            }
            for norm in entry.norms.iter().filter(|norm| norm.per_record && norm.log == self.index) {
                if let Some(ceiling) = self.ceiling(*plan, norm, row, ledger)
                    && amount > ceiling
                {
                    tell(record_over_norm::check((row.place)(self.amount), amount, ceiling, norm.basis.as_deref(), norm.place));
                }
            }
        }
    }

    /// What is wrong with the fund of a row.
    fn fund(&self, plan: usize, activity: &Activity, fund: &str, place: Place, row: &Spent<'_>, ledger: &mut Ledger) -> Option<Finding> {
        let uses: Vec<&FundUse> = activity.funds.iter().filter(|used| used.fund == fund).collect();
        let open: Vec<&&FundUse> = uses.iter().filter(|used| used.valid.contains(row.date)).collect();
        if open.iter().any(|used| used.population.is_none_or(|population| self.belongs(plan, population, row, ledger))) {
            return None;
        }
        if let Some(used) = open.first() {
            let population = used.population.map(|population| self.money.workspace.plans[plan].populations[population.0].id.as_str());
            return Some(fund_not_allowed::population(place, fund, &activity.id, population.unwrap_or_default(), row.date));
        }
        let closed = uses.iter().map(|used| (used.valid.last, used.basis.as_deref())).max();
        match closed {
            Some((last, basis)) if uses.iter().all(|used| used.valid.last < row.date) => {
                Some(spending_after_close::check(place, fund, &activity.id, last, basis))
            }
            Some(_) => {
                let opens = uses.iter().map(|used| used.valid.first).filter(|first| *first > row.date).min().unwrap_or(row.date);
                Some(fund_not_allowed::early(place, fund, &activity.id, opens, row.date))
            }
            None => {
                let mut may: Vec<&str> =
                    activity.funds.iter().filter(|used| used.valid.contains(row.date)).map(|used| used.fund.as_str()).collect();
                may.dedup();
                Some(fund_not_allowed::check(place, fund, &activity.id, &may))
            }
        }
    }

    /// What a norm allows for one record; nothing where it says nothing about it.
    fn ceiling(&self, plan: usize, norm: &Norm, row: &Spent<'_>, ledger: &mut Ledger) -> Option<Number> {
        if !norm.valid.contains(row.date) || !self.passes(&norm.filter, row) {
            return None;
        }
        let population = norm.population;
        let needed = match norm.windows.as_slice() {
            [] => &norm.at_most,
            windows => &windows.iter().find(|window| window.days.contains(row.date))?.needed,
        };
        let members = match (population, norm.shared) {
            (Some(population), Some(of)) => self.sharing((plan, norm, of), population, row, ledger),
            (Some(population), None) if !self.belongs_through(plan, population, norm.through, row, ledger) => return None,
            _ => {
                let named = norm.through.and_then(|through| (row.referred)(through));
                vec![Member { subject: named.as_ref().map_or(0, |found| found.subject), row: named.map(|found| found.row as usize) }]
            }
        };
        let workspace = self.money.workspace;
        let plan = &workspace.plans[plan];
        // A row that counts for several may cost what the dearest of them may.
        let price = |member: &Member| Some(needs((workspace, plan), needed, plan.kind(population), *member, row.date)?.0);
        let price = members.iter().filter_map(price).max()?;
        // A ceiling too large to be kept is none.
        norm.of.map_or(Some(price), |column| price.times(row.cells[column].number()?))
    }
}

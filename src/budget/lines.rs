//! Budget lines: what there was, what was spent of it, what is left.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::calendar::{Date, Days};
use crate::model::Workspace;
use crate::number::Number;
use crate::read::Place;
use crate::scan::{Around, Cascade, Part, Pot, Spending, Sum};

/// What is known about money. On every line, and so in every sum of lines,
/// `allocated + carried + drawn = spent + carried_on + left - over`; in a part of a year with `until` in place of `spent`.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Figures {
    /// Given for the year.
    pub allocated: Number,
    /// Left of the same line at the end of the year before.
    pub carried: Number,
    /// Taken from the lines that pay for what this one does not cover; below zero on these.
    pub drawn: Number,
    /// Spent, in so many records.
    pub spent: Number,
    /// How many records.
    pub records: u64,
    /// Spent since the year began; another sum than `spent` only where that is of a part of the year.
    pub until: Number,
    /// Gone on to the next year.
    pub carried_on: Number,
    /// Not spent.
    pub left: Number,
    /// Spent beyond what there was.
    pub over: Number,
}

impl Figures {
    /// Adds another one.
    pub fn add(&mut self, other: &Figures) {
        self.allocated += other.allocated;
        self.carried += other.carried;
        self.drawn += other.drawn;
        self.spent += other.spent;
        self.records += other.records;
        self.until += other.until;
        self.carried_on += other.carried_on;
        self.left += other.left;
        self.over += other.over;
    }
}

/// One budget line, or spending for which there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The civil year.
    pub year: i16,
    /// The fund; none where rows name none.
    pub fund: Option<u32>,
    /// The activity; none: the whole plan.
    pub activity: Option<usize>,
    /// Whom it is for, by its place among the subjects of budget lines; none: everybody.
    pub subject: Option<u16>,
    /// Whether there is an allocation, or something was carried over.
    pub given: bool,
    /// The rows that allocate.
    pub places: Vec<Place>,
    /// Its money.
    pub figures: Figures,
    /// Where more was spent than there was: what was held against it.
    pub pot: Option<Pot>,
}

impl Line {
    /// What there was for it.
    pub fn available(&self) -> Number {
        self.figures.allocated + self.figures.carried
    }

    /// What was held against it.
    pub fn held(&self) -> Number {
        self.figures.until - self.figures.drawn
    }
}

/// The lines of a plan, by fund, year, activity and subject, those of the whole plan and of everybody first; spending that names no
/// fund before all others.
///
/// With `period`, the lines of the years that overlap it, what was spent in it, and how the lines stand at its close.
pub fn lines(workspace: &Workspace, spending: &Spending, plan: usize, as_of: Date, period: Option<Days>) -> Vec<Line> {
    let mut years: BTreeMap<Option<u32>, Years> = BTreeMap::new();
    for allocation in workspace.allocations.iter().filter(|allocation| allocation.plan == plan) {
        let year = years.entry(spending.fund(&allocation.fund)).or_default().entry(allocation.year).or_default();
        let of = year.given.entry(Who { activity: allocation.activity, subject: allocation.subject }).or_default();
        of.allocated = Some(of.allocated.unwrap_or_default() + allocation.amount);
        of.places.push(allocation.place);
    }
    for (key, sum) in spending.sums.iter().filter(|(key, _)| key.plan == plan) {
        let year = years.entry(key.fund).or_default().entry(key.year).or_default();
        year.sums.entry((key.activity, key.around)).or_default().add(sum);
    }
    let entry = &workspace.plans[plan];
    let carries = |fund: Option<u32>| fund.is_some_and(|fund| entry.carries_over(&spending.funds[fund as usize]));
    let about = |fund| About { plan, fund, carries: carries(fund), last: entry.days.last.year(), as_of, period };
    years.into_iter().flat_map(|(fund, years)| of_fund(years, &about(fund))).collect()
}

/// Whom a line is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Who {
    activity: Option<usize>,
    subject: Option<u16>,
}

/// By year what was given and spent.
type Years = BTreeMap<i16, Year>;

#[derive(Default)]
struct Year {
    given: BTreeMap<Who, Given>,
    /// By activity, and by the subjects with lines of their own.
    sums: BTreeMap<(Option<usize>, Around), Sum>,
}

#[derive(Default)]
struct Given {
    allocated: Option<Number>,
    places: Vec<Place>,
}

/// Whose lines these are, whether and how long money goes on from year to year, and what is looked at.
struct About {
    plan: usize,
    fund: Option<u32>,
    carries: bool,
    /// The plan's last year.
    last: i16,
    as_of: Date,
    period: Option<Days>,
}

fn days_of(year: i16) -> Days {
    let day = |month, day| Date::new(year, month, day).ok();
    Days::between(day(1, 1), day(12, 31))
}

fn of_fund(mut years: Years, about: &About) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut carried: BTreeMap<Who, Number> = BTreeMap::new();
    let mut next = years.keys().next().copied();
    while let Some(year) = next {
        let found = years.remove(&year).unwrap_or_default();
        let days = days_of(year);
        // A part of a year is looked at from its close.
        let open = about.period.is_some_and(|period| period.last < days.last);
        let brought = std::mem::take(&mut carried);
        let mut settled = settle(year, found, &brought, about, open);
        if about.carries && about.as_of > days.last && year < about.last && !open {
            for line in settled.iter_mut().filter(|line| line.given && line.figures.left > Number::ZERO) {
                line.figures.carried_on = std::mem::take(&mut line.figures.left);
                carried.insert(Who { activity: line.activity, subject: line.subject }, line.figures.carried_on);
            }
        }
        if about.period.is_none_or(|period| period.overlaps(days)) {
            lines.extend(settled.into_iter().filter(|line| line.given || line.figures.records > 0 || line.figures.until != Number::ZERO));
        }
        next = years.keys().next().copied();
        if !carried.is_empty() {
            next = Some(year + 1);
        }
    }
    lines
}

/// How the lines of a year and what was spent stand to each other.
fn settle(year: i16, found: Year, brought: &BTreeMap<Who, Number>, about: &About, open: bool) -> Vec<Line> {
    let Year { mut given, sums } = found;
    // How far from its top each subject stands: the farthest pays first.
    let mut depths: BTreeMap<u16, usize> = BTreeMap::new();
    for (_, around) in sums.keys() {
        let subjects: Vec<u16> = around.iter().collect();
        for (above, subject) in subjects.iter().rev().enumerate() {
            let depth = depths.entry(*subject).or_default();
            *depth = above.max(*depth);
        }
    }
    let has = |who: &Who, given: &BTreeMap<Who, Given>| given.contains_key(who) || brought.contains_key(who);
    let line_of = |who: &Who, given: &BTreeMap<Who, Given>| has(who, given).then_some(*who);
    // What each sum is paid from, and where it is shown: the nearest line of its activity.
    let mut claims: Vec<(Who, Vec<Who>)> = Vec::new();
    for (activity, around) in sums.keys() {
        let subjects = around.iter().map(Some).chain([None]);
        let each = |subject| [activity.map(|activity| Who { activity: Some(activity), subject }), Some(Who { activity: None, subject })];
        let mut payers: Vec<Who> = subjects.flat_map(each).flatten().filter_map(|who| line_of(&who, &given)).collect();
        let home = payers.iter().find(|who| who.activity == *activity).copied();
        let home = home.unwrap_or(Who { activity: *activity, subject: None });
        if payers.is_empty() {
            payers.push(home);
        }
        claims.push((home, payers));
    }
    for who in brought.keys().copied().chain(claims.iter().map(|(home, _)| *home)) {
        given.entry(who).or_default();
    }
    let mut order: Vec<Who> = given.keys().copied().collect();
    let depth = |subject: Option<u16>| subject.map(|subject| depths.get(&subject).copied().unwrap_or_default());
    order.sort_by_key(|who| (Reverse(depth(who.subject)), who.subject, who.activity.is_none(), who.activity));
    let place = |who: &Who| order.iter().position(|known| known == who).unwrap_or_default();
    let mut lines: Vec<Line> = order
        .iter()
        .map(|who| {
            let Given { allocated, places } = &given[who];
            let carried = brought.get(who).copied();
            let figures = Figures { allocated: allocated.unwrap_or_default(), carried: carried.unwrap_or_default(), ..Figures::default() };
            let given = allocated.is_some() || carried.is_some();
            let (activity, subject) = (who.activity, who.subject);
            Line { year, fund: about.fund, activity, subject, given, places: places.clone(), figures, pot: None }
        })
        .collect();
    let payers = claims.iter().map(|(_, payers)| payers.iter().map(place).collect()).collect();
    let cascade = Cascade::new(lines.iter().map(Line::available).collect(), payers);
    let spent: Vec<Number> = sums.values().map(|sum| if open { sum.until } else { sum.amount }).collect();
    let (paid, rest) = cascade.pay(&spent);
    for line in &mut lines {
        line.figures.left = line.available();
    }
    for (at, ((home, _), sum)) in claims.iter().zip(sums.values()).enumerate() {
        let home = place(home);
        let inside = about.period.is_some();
        let of_home = &mut lines[home].figures;
        of_home.spent += if inside { sum.inside } else { sum.amount };
        of_home.records += if inside { sum.inside_records } else { sum.records };
        of_home.until += spent[at];
        let last = cascade.lines(at).last().copied();
        for (line, pays) in cascade.lines(at).iter().zip(&paid[at]) {
            let over = if Some(*line) == last { rest[at] } else { Number::ZERO };
            lines[*line].figures.left = lines[*line].figures.left - *pays;
            lines[*line].figures.over += over;
            lines[home].figures.drawn += *pays + over;
            lines[*line].figures.drawn = lines[*line].figures.drawn - (*pays + over);
        }
    }
    if about.period.is_none() {
        let part = |(activity, around): &(Option<usize>, Around)| Part::Line {
            plan: about.plan,
            year,
            fund: about.fund,
            activity: *activity,
            around: *around,
        };
        for (at, line) in lines.iter_mut().enumerate().filter(|(_, line)| line.figures.over > Number::ZERO) {
            line.pot = Some(Pot { parts: sums.keys().map(part).collect(), cascade: cascade.clone(), line: at });
        }
    }
    lines.sort_by_key(|line| (line.activity, line.subject));
    lines
}

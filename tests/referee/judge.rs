//! Each target of the plan, judged cell by cell in the plainest way.

use std::collections::BTreeMap;

use super::world::{Day, EVER, Event, Thing, World, day, months_later};

/// What is compared of a window.
#[derive(PartialEq, Eq, Debug)]
pub struct Figures {
    pub members: u64,
    /// Met, late, exceeded, overdue, open, upcoming.
    pub states: [u64; 6],
    pub required: u64,
    pub verdict: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Hold {
    AtLeast,
    AtMost,
    Goal { from: f64 },
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum State {
    Met,
    Late,
    Exceeded,
    Overdue,
    Open,
    Upcoming,
}

/// A window: its label, first day, last day.
type Window = (String, Day, Day);

/// A value on time, and with what came late.
type Values = (Option<f64>, Option<f64>);

struct Cell {
    state: State,
}

const EPSILON: f64 = 1e-9;

fn holds(hold: Hold, value: Option<f64>, needed: f64, if_none: Option<bool>) -> bool {
    let Some(value) = value else { return if_none.unwrap_or(hold == Hold::AtLeast && needed == 0.0) };
    match hold {
        Hold::AtLeast => value >= needed - EPSILON,
        Hold::AtMost => value <= needed + EPSILON,
        Hold::Goal { from } if needed >= from => value >= needed - EPSILON,
        Hold::Goal { .. } => value <= needed + EPSILON,
    }
}

/// Judges a cell whose window begins on a day; `past` says whether it is past due.
fn cell(as_of: Day, begin: Day, past: bool, (hold, needed): (Hold, f64), (k1, k2): Values, if_none: Option<bool>) -> Cell {
    let state = if as_of < begin {
        State::Upcoming
    } else if holds(hold, k1, needed, if_none) {
        State::Met
    } else if holds(hold, k2, needed, if_none) {
        State::Late
    } else if hold == Hold::AtMost && k2.is_some_and(|k| k > needed) {
        State::Exceeded
    } else if past {
        State::Overdue
    } else {
        State::Open
    };
    Cell { state }
}

struct Judge<'w> {
    world: &'w World,
    all: BTreeMap<(String, String), Figures>,
}

fn quarter(at: i64) -> Window {
    let (year, quarter) = (2020 + at / 4, at % 4);
    let first = day(year, quarter as usize * 3, 1);
    (format!("{year}-Q{}", quarter + 1), first, months_later(first, 3) - 1)
}

fn year(year: i64) -> Window {
    (year.to_string(), day(year, 0, 1), day(year, 11, 31))
}

fn half(at: i64) -> Window {
    let first = day(2020 + at / 2, (at % 2) as usize * 6, 1);
    (format!("{}-H{}", 2020 + at / 2, at % 2 + 1), first, months_later(first, 6) - 1)
}

fn years() -> Vec<Window> {
    vec![year(2020), year(2021)]
}

fn halves() -> Vec<Window> {
    (0..4).map(half).collect()
}

fn quarters() -> Vec<Window> {
    (0..8).map(quarter).collect()
}

impl World {
    /// The row of a thing on a day.
    fn thing(&self, id: &str, on: Day) -> Option<&Thing> {
        self.things.iter().find(|thing| thing.id == id && thing.from <= on && on <= thing.to)
    }

    fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.things.iter().map(|thing| thing.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn seen(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| event.date <= self.as_of)
    }

    fn reference(&self, first: Day, last: Day) -> Day {
        if self.as_of < first { first } else { self.as_of.min(last) }
    }
}

/// Rows by their days: on time, and those that came late before the next window.
fn count(dates: &[Day], first: Day, last: Day, next: Day) -> Values {
    let on_time = dates.iter().filter(|date| first <= **date && **date <= last).count();
    let late = dates.iter().filter(|date| last < **date && **date < next).count();
    (Some(on_time as f64), Some((on_time + late) as f64))
}

fn sum(events: &[&Event], first: Day, last: Day, next: Day) -> Values {
    let of = |end: Day| {
        let rows: Vec<&&Event> = events.iter().filter(|event| first <= event.date && event.date <= end).collect();
        let values: Vec<i64> = rows.iter().filter_map(|event| event.value).collect();
        if !rows.is_empty() && values.is_empty() { None } else { Some(values.iter().sum::<i64>() as f64) }
    };
    (of(last), of(next - 1))
}

fn mean(events: &[&Event], first: Day, last: Day, next: Day) -> Values {
    let of = |end: Day| {
        let values: Vec<i64> =
            events.iter().filter(|event| first <= event.date && event.date <= end).filter_map(|event| event.value).collect();
        if values.is_empty() { None } else { Some(values.iter().sum::<i64>() as f64 / values.len() as f64) }
    };
    (of(last), of(next - 1))
}

fn latest(events: &[&Event], first: Day, last: Day, next: Day) -> Values {
    let of = |end: Day| {
        let rows = events.iter().filter(|event| first <= event.date && event.date <= end && event.value.is_some());
        rows.max_by_key(|event| (event.date, event.id.clone())).and_then(|event| event.value).map(|value| value as f64)
    };
    (of(last), of(next - 1))
}

impl Judge<'_> {
    fn put(&mut self, target: &str, label: &str, cells: &[Cell], required: u64, verdict: &str) {
        let of = |state: State| cells.iter().filter(|cell| cell.state == state).count() as u64;
        let states = [State::Met, State::Late, State::Exceeded, State::Overdue, State::Open, State::Upcoming].map(of);
        let figures = Figures { members: cells.len() as u64, states, required, verdict: verdict.to_owned() };
        assert!(self.all.insert((format!("x.{target}"), label.to_owned()), figures).is_none());
    }

    /// A window with the same days for all, never behind before its end; `grows` says that what is met stays met, `falls`
    /// that a value may come down again.
    fn fixed(&mut self, target: &str, (label, first, last): &Window, cells: &[Cell], hold: Hold, grows: bool) {
        let as_of = self.world.as_of;
        let of = |state: State| cells.iter().filter(|cell| cell.state == state).count();
        let covered = of(State::Met) + of(State::Late);
        let past = as_of > *last;
        let verdict = if as_of < *first {
            "upcoming"
        } else if cells.is_empty() {
            "empty"
        } else if !past && of(State::Exceeded) > 0 {
            "missed"
        } else if of(State::Met) >= cells.len() {
            if !past && !(grows && hold == Hold::AtLeast) { "on-track" } else { "met" }
        } else if covered >= cells.len() {
            "late"
        } else if past {
            "missed"
        } else {
            "on-track"
        };
        self.put(target, label, cells, cells.len() as u64, verdict);
    }

    fn own(&mut self, target: &str, cells: &[Cell], half_is_enough: bool) {
        let of = |state: State| cells.iter().filter(|cell| cell.state == state).count();
        let begun = cells.len() - of(State::Upcoming);
        let required = if half_is_enough { begun.div_ceil(2) } else { begun };
        let running = of(State::Open) + of(State::Upcoming) > 0;
        let verdict = if cells.is_empty() {
            "empty"
        } else if begun == 0 {
            "upcoming"
        } else if of(State::Overdue) + of(State::Exceeded) > begun - required {
            "missed"
        } else if of(State::Met) >= required {
            if running { "on-track" } else { "met" }
        } else if of(State::Met) + of(State::Late) >= required && !running {
            "late"
        } else {
            "on-track"
        };
        self.put(target, "own", cells, required as u64, verdict);
    }

    /// The members' own windows: the last row in the file whose window's reference date lies in the row.
    fn own_windows(&self, words: &[&str], days: impl Fn(&Thing) -> Option<(Day, Day)>) -> Vec<(String, Day, Day)> {
        let world = self.world;
        let mut found = Vec::new();
        for id in world.ids() {
            let rows = world.things.iter().filter(|thing| thing.id == id && words.contains(&thing.word));
            let last = rows.filter_map(|thing| {
                let (first, last) = days(thing)?;
                let on = world.reference(first, last);
                (thing.from <= on && on <= thing.to).then_some((first, last))
            });
            if let Some((first, last)) = last.last() {
                found.push((id.clone(), first, last));
            }
        }
        found
    }

    fn of_thing(&self, id: &str) -> Vec<&Event> {
        self.world.seen().filter(|event| event.thing.as_deref() == Some(id)).collect()
    }

    fn dates(&self, id: &str, takes: impl Fn(&Event) -> bool) -> Vec<Day> {
        self.of_thing(id).into_iter().filter(|event| takes(event)).map(|event| event.date).collect()
    }

    /// A target over things with fixed windows: `needed` is nothing for those that are no members.
    fn things(
        &mut self,
        target: &str,
        windows: &[Window],
        (hold, grows): (Hold, bool),
        if_none: Option<bool>,
        needed: impl Fn(&Thing) -> Option<(f64, Option<f64>)>,
        value: impl Fn(&Judge<'_>, &str, Day, Day, Day) -> Values,
    ) {
        let world = self.world;
        for window in windows {
            let (_, first, last) = window;
            let next = windows.iter().map(|other| other.1).filter(|start| start > last).min().unwrap_or(EVER);
            let on = world.reference(*first, *last);
            let mut cells = Vec::new();
            for id in world.ids() {
                let Some((needed, from)) = world.thing(&id, on).and_then(&needed) else { continue };
                let hold = from.map_or(hold, |from| Hold::Goal { from });
                let (k1, k2) = value(self, &id, *first, *last, next);
                let k2 = if hold == Hold::AtMost { k1 } else { k2 };
                cells.push(cell(world.as_of, *first, world.as_of > *last, (hold, needed), (k1, k2), if_none));
            }
            let goal = cells.is_empty() || hold != Hold::AtLeast;
            self.fixed(target, window, &cells, if goal { hold } else { Hold::AtLeast }, grows);
        }
    }
}

fn one(_: &Thing) -> Option<(f64, Option<f64>)> {
    Some((1.0, None))
}

const ALL: [&str; 3] = ["a", "b", "c"];
const AB: [&str; 2] = ["a", "b"];

pub fn judged(world: &World) -> BTreeMap<(String, String), Figures> {
    let mut judge = Judge { world, all: BTreeMap::new() };
    owns(&mut judge);
    orders(&mut judge);
    rolling(&mut judge);
    values(&mut judge);
    parts(&mut judge);
    amended(&mut judge);
    who(&mut judge);
    late(&mut judge);
    judge.all
}

fn owns(judge: &mut Judge<'_>) {
    let as_of = judge.world.as_of;
    let windows = judge.own_windows(&ALL, |thing| thing.start.map(|start| (start, start + 60)));
    let cells: Vec<Cell> = windows
        .iter()
        .map(|(id, first, last)| {
            cell(as_of, *first, as_of > *last, (Hold::AtLeast, 2.0), count(&judge.dates(id, |_| true), *first, *last, EVER), None)
        })
        .collect();
    judge.own("own", &cells, false);

    let windows = judge.own_windows(&ALL, |thing| thing.start.map(|start| (start, start + 60)));
    let cells: Vec<Cell> = windows
        .iter()
        .map(|(id, first, last)| {
            let values = count(&judge.dates(id, |_| true), *first, *last, last + 31);
            cell(as_of, *first, as_of > *last, (Hold::AtLeast, 2.0), values, None)
        })
        .collect();
    judge.own("own-late", &cells, false);

    let windows = judge.own_windows(&AB, |thing| thing.start.map(|start| (start, months_later(start, 2))));
    let cells: Vec<Cell> = windows
        .iter()
        .map(|(id, first, last)| {
            cell(as_of, *first, as_of > *last, (Hold::AtLeast, 1.0), count(&judge.dates(id, |_| true), *first, *last, EVER), None)
        })
        .collect();
    judge.own("own-months", &cells, true);

    let windows = judge.own_windows(&AB, |thing| thing.start.map(|start| (start, start + 90)));
    let cells: Vec<Cell> = windows
        .iter()
        .map(|(id, first, last)| {
            let (k1, _) = count(&judge.dates(id, |_| true), *first, *last, EVER);
            cell(as_of, *first, as_of > *last, (Hold::AtMost, 1.0), (k1, k1), None)
        })
        .collect();
    judge.own("own-most", &cells, false);

    // What was done before counts, too.
    let begin = |thing: &Thing| if thing.from == -EVER { 0 } else { thing.from };
    let windows = judge.own_windows(&ALL, |thing| thing.due.map(|due| (begin(thing), due)));
    let cells: Vec<Cell> = windows
        .iter()
        .map(|(id, first, last)| {
            cell(as_of, *first, as_of > *last, (Hold::AtLeast, 2.0), count(&judge.dates(id, |_| true), -EVER, *last, EVER), None)
        })
        .collect();
    judge.own("own-by", &cells, false);
    let cells: Vec<Cell> = windows
        .iter()
        .map(|(id, first, last)| {
            cell(as_of, *first, as_of > *last, (Hold::AtLeast, 4.0), latest(&judge.of_thing(id), -EVER, *last, EVER), None)
        })
        .collect();
    judge.own("own-level", &cells, false);
}

fn orders(judge: &mut Judge<'_>) {
    let (world, as_of) = (judge.world, judge.world.as_of);
    let orders: Vec<&Event> = world.seen().filter(|event| event.order).collect();
    let answers = |order: &Event| -> Vec<Day> {
        world.answers.iter().filter(|(date, event)| *event == order.id && *date <= as_of).map(|(date, _)| *date).collect()
    };
    let judged = |dates: &[Day], first: Day, last: Day| {
        cell(as_of, first, as_of > last, (Hold::AtLeast, 1.0), count(dates, first, last, EVER), None)
    };
    let cells: Vec<Cell> = orders.iter().map(|order| judged(&answers(order), order.date, order.date + 30)).collect();
    judge.own("answered", &cells, false);
    let shared = |order: &Event, same: &dyn Fn(&Event) -> bool| -> Vec<Day> {
        let _ = order;
        world.seen().filter(|event| !event.order && same(event)).map(|event| event.date).collect()
    };
    let cells: Vec<Cell> =
        orders.iter().map(|order| judged(&shared(order, &|event| event.place == order.place), order.date, order.date + 20)).collect();
    judge.own("shared", &cells, false);
    for window in years() {
        let (_, first, last) = &window;
        let next = if *first == 0 { last + 1 } else { EVER };
        let on = world.reference(*first, *last);
        let members: Vec<&&Event> = orders.iter().filter(|order| order.date <= on).collect();
        let state = |dates: &[Day]| cell(as_of, *first, as_of > *last, (Hold::AtLeast, 1.0), count(dates, *first, *last, next), None);
        let answered: Vec<Cell> = members.iter().map(|order| state(&answers(order))).collect();
        judge.fixed("answered-year", &window, &answered, Hold::AtLeast, true);
        let same = |order: &Event| shared(order, &|event| order.thing.is_some() && event.thing == order.thing);
        let cells: Vec<Cell> = members.iter().map(|order| state(&same(order))).collect();
        judge.fixed("shared-year", &window, &cells, Hold::AtLeast, true);
    }
}

fn rolling(judge: &mut Judge<'_>) {
    let (world, as_of) = (judge.world, judge.world.as_of);
    let spans: [(&str, &[&str], Day, f64, fn(Day) -> Day); 2] = [
        ("rolling", &ALL, as_of - 90, 2.0, |day| day + 90),
        ("rolling-months", &AB, months_later(as_of, -3), 1.0, |day| months_later(day, 3)),
    ];
    for (target, words, before, needed, after) in spans {
        let mut cells = Vec::new();
        for id in world.ids() {
            let Some(thing) = world.thing(&id, as_of).filter(|thing| words.contains(&thing.word)) else { continue };
            let (k1, _) = count(&judge.dates(&id, |_| true), before + 1, as_of, as_of + 1);
            let past = after(thing.from.max(0)) < as_of;
            cells.push(cell(as_of, before + 1, past, (Hold::AtLeast, needed), (k1, k1), None));
        }
        judge.fixed(target, &("rolling".to_owned(), before + 1, as_of), &cells, Hold::AtLeast, true);
    }
}

fn values(judge: &mut Judge<'_>) {
    let number = |number: Option<i64>| number.map(|number| number as f64);
    let goal = |thing: &Thing| Some((number(thing.n)?, Some(number(thing.base)?)));
    judge.things("goal", &years(), (Hold::Goal { from: 0.0 }, false), None, goal, |judge, id, first, last, next| {
        latest(&judge.of_thing(id), first, last, next)
    });
    let by_word = |thing: &Thing| match thing.word {
        "a" => Some((1.0, None)),
        "b" => Some((3.0, None)),
        _ => None,
    };
    judge.things("by-word", &years(), (Hold::AtLeast, true), None, by_word, |judge, id, first, last, next| {
        count(&judge.dates(id, |_| true), first, last, next)
    });
    let times = |thing: &Thing| Some((number(thing.n)? * 1.5, None));
    judge.things("times", &halves(), (Hold::AtLeast, true), None, times, |judge, id, first, last, next| {
        sum(&judge.of_thing(id), first, last, next)
    });
    judge.things(
        "mean",
        &years(),
        (Hold::AtLeast, false),
        Some(true),
        |_| Some((5.0, None)),
        |judge, id, first, last, next| mean(&judge.of_thing(id), first, last, next),
    );
    judge.things(
        "none",
        &years(),
        (Hold::AtLeast, true),
        Some(false),
        |_| Some((0.0, None)),
        |judge, id, first, last, next| sum(&judge.of_thing(id), first, last, next),
    );
    let (world, as_of) = (judge.world, judge.world.as_of);
    let quarters = quarters();
    for (at, window) in quarters.iter().enumerate() {
        let (_, first, last) = window;
        let next = quarters.get(at + 1).map_or(EVER, |next| next.1);
        let on = world.reference(*first, *last);
        let members = world.ids().iter().filter(|id| world.thing(id, on).is_some()).count() as f64;
        let dates: Vec<Day> = world.seen().map(|event| event.date).collect();
        let found = cell(as_of, *first, as_of > *last, (Hold::AtLeast, members), count(&dates, *first, *last, next), None);
        judge.fixed("members", window, &[found], Hold::AtLeast, true);
        let share = |end: Day| {
            let rows: Vec<&Event> = world.seen().filter(|event| *first <= event.date && event.date <= end).collect();
            let green = rows.iter().filter(|event| event.word == "a").count();
            (!rows.is_empty()).then(|| 100.0 * green as f64 / rows.len() as f64)
        };
        let found = cell(as_of, *first, as_of > *last, (Hold::AtLeast, 40.0), (share(*last), share(next - 1)), None);
        judge.fixed("share-of", window, &[found], Hold::AtLeast, false);
    }
    for window in years() {
        let (_, first, last) = &window;
        let next = if *first == 0 { last + 1 } else { EVER };
        let per = |end: Day| {
            let mut found = None;
            for place in ["north", "south", "east"] {
                let of_place: Vec<&Event> = world.seen().filter(|event| event.place == place).collect();
                if let (Some(value), _) = latest(&of_place, -EVER, end, end + 1) {
                    *found.get_or_insert(0.0) += value;
                }
            }
            found
        };
        let found = cell(as_of, *first, as_of > *last, (Hold::AtLeast, 12.0), (per(*last), per(next - 1)), None);
        judge.fixed("per", &window, &[found], Hold::AtLeast, false);
    }
}

fn parts(judge: &mut Judge<'_>) {
    let (world, as_of) = (judge.world, judge.world.as_of);
    let takes: [(&str, fn(&Event) -> bool); 4] = [
        ("part-a", |event| event.word == "a"),
        ("part-b", |event| event.word == "b"),
        ("part-c", |event| event.word == "c"),
        ("part-d", |event| event.order),
    ];
    for (at, (target, takes)) in takes.into_iter().enumerate() {
        let ab = at == 2;
        let member = |thing: &Thing| if ab && !AB.contains(&thing.word) { None } else { one(thing) };
        judge.things(target, &years(), (Hold::AtLeast, true), None, member, |judge, id, first, last, next| {
            count(&judge.dates(id, takes), first, last, next)
        });
    }
    for window in years() {
        let (_, first, last) = &window;
        let next = if *first == 0 { last + 1 } else { EVER };
        let on = world.reference(*first, *last);
        let (mut some, mut points, mut given) = (Vec::new(), Vec::new(), Vec::new());
        for id in world.ids() {
            if world.thing(&id, on).is_none() {
                continue;
            }
            let state = |at: usize| {
                let (k1, k2) = count(&judge.dates(&id, takes[at].1), *first, *last, next);
                cell(as_of, *first, as_of > *last, (Hold::AtLeast, 1.0), (k1, k2), None).state
            };
            let met = |at: usize| state(at) == State::Met;
            let covered = |at: usize| met(at) || state(at) == State::Late;
            let number = |is: &dyn Fn(usize) -> bool| [0, 1, 3].iter().filter(|at| is(**at)).count() as f64;
            let sum = |is: &dyn Fn(usize) -> bool| {
                if is(3) { f64::from(u8::from(is(0))) * 30.0 + f64::from(u8::from(is(1))) * 50.0 } else { 0.0 }
            };
            let past = as_of > *last;
            some.push(cell(as_of, *first, past, (Hold::AtLeast, 2.0), (Some(number(&met)), Some(number(&covered))), None));
            points.push(cell(as_of, *first, past, (Hold::AtLeast, 50.0), (Some(sum(&met)), Some(sum(&covered))), None));
            if covered(0) {
                given.push(cell(
                    as_of,
                    *first,
                    past,
                    (Hold::AtLeast, 1.0),
                    count(&judge.dates(&id, takes[1].1), *first, *last, next),
                    None,
                ));
            }
        }
        judge.fixed("some", &window, &some, Hold::AtLeast, false);
        judge.fixed("points", &window, &points, Hold::AtLeast, false);
        judge.fixed("given", &window, &given, Hold::AtLeast, true);
    }
}

fn amended(judge: &mut Judge<'_>) {
    let (world, as_of) = (judge.world, judge.world.as_of);
    let change = day(2021, 0, 1);
    for window in halves() {
        let (_, first, last) = &window;
        let on = world.reference(*first, *last);
        let old = on < change;
        // The next window is the next half-year, whichever version has it.
        let next = if *last + 1 < day(2022, 0, 1) { last + 1 } else { EVER };
        let mut cells = Vec::new();
        for id in world.ids() {
            let Some(_) = world.thing(&id, on).filter(|thing| old || AB.contains(&thing.word)) else { continue };
            let needed = if old { 1.0 } else { 3.0 };
            let values = count(&judge.dates(&id, |_| true), *first, *last, next);
            cells.push(cell(as_of, *first, as_of > *last, (Hold::AtLeast, needed), values, None));
        }
        judge.fixed("amended", &window, &cells, Hold::AtLeast, true);
        let mut cells = Vec::new();
        for id in world.ids() {
            let Some(_) = world.thing(&id, on).filter(|thing| (thing.word == "a") == old) else { continue };
            let values = count(&judge.dates(&id, |_| true), *first, *last, next);
            cells.push(cell(as_of, *first, as_of > *last, (Hold::AtLeast, 1.0), values, None));
        }
        judge.fixed("moving", &window, &cells, Hold::AtLeast, true);
    }
    let known = day(2020, 9, 1);
    let window = if as_of < known { half(0) } else { year(2020) };
    judge.things("moved", &[window], (Hold::AtLeast, true), None, one, |judge, id, first, last, next| {
        count(&judge.dates(id, |_| true), first, last, next)
    });
    let over: Vec<Window> = (3..8)
        .map(|at| {
            let (first, last) = (quarter(at - 3), quarter(at));
            let label = if at % 4 == 3 { (2020 + at / 4).to_string() } else { format!("{}..{}", first.0, last.0) };
            (label, first.1, last.2)
        })
        .collect();
    judge.things(
        "over",
        &over,
        (Hold::AtLeast, true),
        None,
        |_| Some((3.0, None)),
        |judge, id, first, last, next| count(&judge.dates(id, |_| true), first, last, next),
    );
}

fn late(judge: &mut Judge<'_>) {
    judge.things("late", &quarters(), (Hold::AtLeast, true), None, one, |judge, id, first, last, next| {
        count(&judge.dates(id, |_| true), first, last, next.min(last + 21))
    });
    // 2020-01-06 was a Monday, the first of the second week; the last week before April ends on the 29th of March.
    let (world, as_of) = (judge.world, judge.world.as_of);
    let dates: Vec<Day> = world.seen().map(|event| event.date).collect();
    for at in 0..12 {
        let first = 5 + at * 7;
        let next = if at == 11 { EVER } else { first + 7 };
        let values = count(&dates, first, first + 6, next);
        let found = cell(as_of, first, as_of > first + 6, (Hold::AtLeast, 1.0), values, None);
        judge.fixed("week", &(format!("2020-W{:02}", at + 2), first, first + 6), &[found], Hold::AtLeast, true);
    }
}

fn who(judge: &mut Judge<'_>) {
    let (world, as_of) = (judge.world, judge.world.as_of);
    let quarters = quarters();
    for (at, window) in quarters.iter().enumerate() {
        let (_, first, last) = window;
        let next = quarters.get(at + 1).map_or(EVER, |next| next.1);
        let end = (*first).max(as_of.min(*last));
        let mut cells = Vec::new();
        for id in world.ids() {
            if (*first..=end).any(|on| world.thing(&id, on).is_some()) {
                let values = count(&judge.dates(&id, |_| true), *first, *last, next);
                cells.push(cell(as_of, *first, as_of > *last, (Hold::AtLeast, 1.0), values, None));
            }
        }
        judge.fixed("any", window, &cells, Hold::AtLeast, true);
    }
    for window in years() {
        let (_, first, last) = &window;
        let next = if *first == 0 { last + 1 } else { EVER };
        let on = world.reference(*first, *last);
        let (mut open, mut required) = (Vec::new(), Vec::new());
        for id in world.ids() {
            let state =
                || cell(as_of, *first, as_of > *last, (Hold::AtLeast, 1.0), count(&judge.dates(&id, |_| true), *first, *last, next), None);
            if world.thing(&id, *first).is_some() {
                open.push(state());
            }
            if world.thing(&id, on).is_some_and(|thing| thing.word == "a") {
                required.push(state());
            }
        }
        judge.fixed("open", &window, &open, Hold::AtLeast, true);
        judge.fixed("required", &window, &required, Hold::AtLeast, true);
    }
}

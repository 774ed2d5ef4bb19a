//! Random workspaces: things, what happened to them, and answers to that.

/// Days since 2020-01-01.
pub type Day = i64;

/// No end.
pub const EVER: Day = 1_000_000;

pub struct Thing {
    pub id: String,
    pub word: &'static str,
    pub start: Option<Day>,
    pub due: Option<Day>,
    pub n: Option<i64>,
    pub base: Option<i64>,
    pub from: Day,
    pub to: Day,
}

pub struct Event {
    pub id: String,
    pub date: Day,
    pub thing: Option<String>,
    pub word: &'static str,
    pub place: &'static str,
    pub value: Option<i64>,
    pub order: bool,
}

pub struct World {
    pub as_of: Day,
    pub things: Vec<Thing>,
    pub events: Vec<Event>,
    /// A date and an event's id.
    pub answers: Vec<(Day, String)>,
}

const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn length(year: i64, month: usize) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if month == 1 && leap { 29 } else { LENGTHS[month] }
}

/// Year, month from 0, day of a day.
pub fn civil(day: Day) -> (i64, usize, i64) {
    let (mut year, mut month, mut left) = (2020, 0, day);
    while left < 0 {
        month = if month == 0 { 11 } else { month - 1 };
        year -= i64::from(month == 11);
        left += length(year, month);
    }
    while left >= length(year, month) {
        left -= length(year, month);
        month += 1;
        if month == 12 {
            (year, month) = (year + 1, 0);
        }
    }
    (year, month, left + 1)
}

/// The day of a year, a month from 0, and a day of the month, cut to the month's length.
pub fn day(year: i64, month: usize, day: i64) -> Day {
    let mut sum = 0;
    for before in 2020..year {
        sum += (0..12).map(|month| length(before, month)).sum::<i64>();
    }
    for after in year..2020 {
        sum -= (0..12).map(|month| length(after, month)).sum::<i64>();
    }
    sum + (0..month).map(|month| length(year, month)).sum::<i64>() + day.min(length(year, month)) - 1
}

/// So many months later.
pub fn months_later(from: Day, months: i64) -> Day {
    let (year, month, of_month) = civil(from);
    let all = year * 12 + month as i64 + months;
    day(all.div_euclid(12), all.rem_euclid(12) as usize, of_month)
}

pub fn iso(day: Day) -> String {
    let (year, month, of_month) = civil(day);
    format!("{year:04}-{:02}-{of_month:02}", month + 1)
}

fn maybe(day: Option<Day>) -> String {
    day.map_or(String::new(), iso)
}

impl World {
    pub fn random(seed: u64) -> World {
        let mut random = fastrand::Rng::with_seed(seed);
        let word = |random: &mut fastrand::Rng| ["a", "b", "c"][random.usize(..3)];
        let mut things = Vec::new();
        for at in 0..random.usize(1..7) {
            let mut from = if random.bool() { -EVER } else { random.i64(-100..600) };
            for _ in 0..random.usize(1..3) {
                let to = if random.bool() { EVER } else { from.max(-50) + random.i64(0..400) };
                let some = |random: &mut fastrand::Rng, range: std::ops::Range<i64>| (random.u8(..5) > 0).then(|| random.i64(range));
                things.push(Thing {
                    id: format!("T{at}"),
                    word: word(&mut random),
                    start: some(&mut random, -50..700),
                    due: some(&mut random, 0..700),
                    n: some(&mut random, 0..9),
                    base: some(&mut random, 0..9),
                    from,
                    to,
                });
                if to == EVER {
                    break;
                }
                from = to + random.i64(1..100);
            }
        }
        let mut events: Vec<Event> = Vec::new();
        for at in 0..random.usize(..60) {
            let date = random.i64(-60..800);
            let alive: Vec<&Thing> = things.iter().filter(|thing| thing.from <= date && date <= thing.to).collect();
            let thing = if alive.is_empty() || random.u8(..8) == 0 { None } else { Some(alive[random.usize(..alive.len())].id.clone()) };
            events.push(Event {
                id: format!("E{at:02}"),
                date,
                thing,
                word: word(&mut random),
                place: ["north", "south", "east"][random.usize(..3)],
                value: (random.u8(..5) > 0).then(|| random.i64(0..9)),
                order: random.u8(..4) == 0,
            });
        }
        let mut answers = Vec::new();
        for _ in 0..if events.is_empty() { 0 } else { random.usize(..30) } {
            let event = &events[random.usize(..events.len())];
            answers.push((event.date + random.i64(-5..60), event.id.clone()));
        }
        random.shuffle(&mut things);
        World { as_of: random.i64(-40..900), things, events, answers }
    }

    pub fn things(&self) -> String {
        let mut text = "id,word,start,due,n,base,from,to\n".to_owned();
        for thing in &self.things {
            let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
            let from = if thing.from == -EVER { String::new() } else { iso(thing.from) };
            let to = if thing.to == EVER { String::new() } else { iso(thing.to) };
            let fields = [
                thing.id.clone(),
                thing.word.to_owned(),
                maybe(thing.start),
                maybe(thing.due),
                number(thing.n),
                number(thing.base),
                from,
                to,
            ];
            text.push_str(&(fields.join(",") + "\n"));
        }
        text
    }

    pub fn events(&self) -> String {
        let mut text = "id,date,thing,word,place,value,order\n".to_owned();
        for event in &self.events {
            let value = event.value.map_or(String::new(), |value| value.to_string());
            let thing = event.thing.clone().unwrap_or_default();
            let fields = [event.id.clone(), iso(event.date), thing, event.word.into(), event.place.into(), value, event.order.to_string()];
            text.push_str(&(fields.join(",") + "\n"));
        }
        text
    }

    pub fn answers(&self) -> String {
        let mut text = "date,event\n".to_owned();
        for (date, event) in &self.answers {
            text.push_str(&format!("{},{event}\n", iso(*date)));
        }
        text
    }
}

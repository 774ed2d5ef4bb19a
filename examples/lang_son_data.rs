//! Writes the illustrative part of the Lạng Sơn workspace: `cargo run --example lang_son_data -- data`.
//!
//! **What this program writes is made up.** No list of the province's extremely disadvantaged
//! communes and villages was published in a form that could be read, nor were its clubs, noticeboard
//! sites, staff, or any record of its work. So that the plan can be tried out in full, this program draws them by
//! chance, with the volumes a province has and the gaps a province would have. Every key it makes
//! begins with `MH` (*minh họa*, illustrative), and so do the bases of the listings.
//!
//! What is official it only reads: the provinces, districts and communes in `registers/units.csv`,
//! all of `successions.csv`, the border and safety-zone rows of `listings.csv`, `forms.csv` and
//! `beneficiaries.csv`. Of `units.csv` and `listings.csv` it replaces its own rows (villages; the
//! categories `dbkk` and `thon-dbkk`) and leaves every other row as it stands.
//!
//! The published counts are kept: 91 communes on the list of 2013; 125 in 2017, which with border
//! and safety-zone communes make 133; 155 and then 121 villages outside listed communes.
//!
//! The seed is fixed, and each table draws from a stream of its own: the same bytes at every run,
//! and a change to one table leaves the others alone.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small numbers drawn here: years, counts and sums of money far below any limit"
)]
#![allow(clippy::disallowed_methods, reason = "an example that writes files; the house's rule is for the library")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Seed of everything: the number and the year of the Decision that the plan carries out.
const SEED: u64 = 592_012;

/// The day on which the communes were merged (resolution 818/NQ-UBTVQH14).
const MERGER: Day = Day::new(2020, 1, 1);
/// The day from which the list of 447/QĐ-UBDT holds.
const LIST_2013: Day = Day::new(2013, 9, 19);
/// The day from which the list of 582/QĐ-TTg holds.
const LIST_2017: Day = Day::new(2017, 4, 28);
/// The last day of Decision 59/2012/QĐ-TTg: another replaced it on 22 September 2016.
const LAST_MONEY: Day = Day::new(2016, 9, 21);

/// Per district: its code, how many of its communes are listed in 2013 and in 2017.
const QUOTAS: [(&str, usize, usize); 10] = [
    ("180", 12, 15),
    ("181", 14, 17),
    ("182", 8, 12),
    ("183", 9, 13),
    ("184", 12, 17),
    ("185", 5, 9),
    ("186", 5, 8),
    ("187", 7, 10),
    ("188", 13, 16),
    ("189", 6, 8),
];

/// The four communes of Văn Lãng that became Bắc Hùng and Bắc Việt: listed, so that the plan
/// shows what a merger with splits does to their records.
const SPLIT: [&str; 4] = ["06130", "06139", "06145", "06154"];

/// Border and safety-zone units that are not extremely disadvantaged. 33 units are border or
/// safety zone and 125 + 8 = 133, so eight of them are listed for that reason alone.
const BETTER_OFF: [&str; 8] = ["06166", "06184", "06325", "06334", "06343", "06346", "06364", "06541"];

fn main() -> Result<()> {
    let directory = std::env::args_os().nth(1).ok_or("usage: lang_son_data DIRECTORY")?;
    let mut world = World::read(Path::new(&directory))?;
    world.list_communes()?;
    world.list_villages()?;
    world.write_units_and_listings()?;
    world.found_clubs();
    world.place_sites();
    world.hire_staff();
    world.write_registers()?;
    write_waivers(&world)?;

    briefings(&world)?;
    cases(&world)?;
    visits(&world)?;
    club_reviews(&world)?;
    meetings(&world)?;
    club_surveys(&world)?;
    materials(&world)?;
    boards(&world)?;
    newspapers(&world)?;
    classes(&world)?;
    tuition(&world)?;
    reports(&world)?;
    duties(&world)?;
    district_checks(&world)
}

// ---- days --------------------------------------------------------------------------------

/// A civil day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Day(i32);

impl Day {
    /// The day of a year, month and day of month (Howard Hinnant's `days_from_civil`).
    const fn new(year: i32, month: i32, day: i32) -> Self {
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    fn parse(text: &str) -> Result<Option<Self>> {
        if text.is_empty() {
            return Ok(None);
        }
        let parts: Vec<i32> = text.split('-').map(str::parse).collect::<std::result::Result<_, _>>()?;
        match parts[..] {
            [year, month, day] => Ok(Some(Self::new(year, month, day))),
            _ => Err(format!("not a date: {text}").into()),
        }
    }

    fn civil(self) -> (i32, i32, i32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    fn year(self) -> i32 {
        self.civil().0
    }

    fn month(self) -> i32 {
        self.civil().1
    }

    /// Monday is 0.
    fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// Whether an office works: neither a weekend, nor a fixed holiday, nor about the New Year festival.
    fn works(self) -> bool {
        let (_, month, day) = self.civil();
        let holiday = matches!((month, day), (1 | 5, 1) | (4, 30) | (9, 2));
        let festival = month == 2 && day <= 12 || month == 1 && day >= 28;
        self.weekday() < 5 && !holiday && !festival
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

// ---- chance ------------------------------------------------------------------------------

/// A stream of chance of its own for each purpose.
struct Chance(fastrand::Rng);

impl Chance {
    fn of(purpose: &str) -> Self {
        // FNV-1a over the purpose, so that streams do not depend on the order of the calls.
        let hash = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(fastrand::Rng::with_seed(hash ^ SEED))
    }

    fn happens(&mut self, probability: f64) -> bool {
        self.0.f64() < probability
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high)
    }

    /// A sum of money between two bounds, in steps of 10,000.
    fn money(&mut self, low: i64, high: i64) -> i64 {
        self.between(low / 10_000, high / 10_000) * 10_000
    }

    fn working_day(&mut self, first: Day, last: Day) -> Day {
        loop {
            let day = Day(self.0.i32(first.0..=last.0));
            if day.works() {
                return day;
            }
        }
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.usize(..of.len())]
    }

    /// An index, each with a chance in proportion to its weight.
    fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.0.f64() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len() - 1
    }
}

/// How hard a place is to reach, 0 to 1: always the same for the same code.
fn remoteness(code: &str) -> f64 {
    let mut chance = Chance::of(code);
    chance.0.f64()
}

// ---- the world: registers ----------------------------------------------------------------

#[derive(Clone)]
struct Unit {
    code: String,
    name: String,
    level: String,
    kind: String,
    parent: String,
    from: Option<Day>,
    to: Option<Day>,
    note: String,
}

impl Unit {
    fn lives(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn title(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }
}

#[derive(Clone)]
struct Listing {
    unit: String,
    category: String,
    from: Option<Day>,
    to: Option<Day>,
    basis: String,
    note: String,
}

struct Club {
    id: String,
    unit: String,
    name: String,
    from: Day,
    to: Option<Day>,
    founded_under_plan: bool,
}

struct Site {
    id: String,
    unit: String,
    place: &'static str,
    name: String,
    from: Day,
    to: Option<Day>,
}

struct Staff {
    id: String,
    name: String,
    agency: &'static str,
    role: &'static str,
}

struct World {
    directory: PathBuf,
    units: Vec<Unit>,
    /// Old code to new codes, all on [`MERGER`].
    successors: BTreeMap<String, Vec<String>>,
    listings: Vec<Listing>,
    clubs: Vec<Club>,
    sites: Vec<Site>,
    staff: Vec<Staff>,
}

impl World {
    /// Reads the official rows and forgets those that an earlier run made.
    fn read(directory: &Path) -> Result<Self> {
        let mut units = Vec::new();
        for row in read_table(&directory.join("registers/units.csv"))? {
            let level = field(&row, "level")?;
            if level == "village" {
                continue;
            }
            units.push(Unit {
                code: field(&row, "code")?,
                name: field(&row, "name")?,
                level,
                kind: field(&row, "kind")?,
                parent: field(&row, "parent")?,
                from: Day::parse(&field(&row, "from")?)?,
                to: Day::parse(&field(&row, "to")?)?,
                note: field(&row, "note")?,
            });
        }
        let mut listings = Vec::new();
        for row in read_table(&directory.join("registers/listings.csv"))? {
            let category = field(&row, "category")?;
            if category == "dbkk" || category == "thon-dbkk" {
                continue;
            }
            listings.push(Listing {
                unit: field(&row, "unit")?,
                category,
                from: Day::parse(&field(&row, "from")?)?,
                to: Day::parse(&field(&row, "to")?)?,
                basis: field(&row, "basis")?,
                note: field(&row, "note")?,
            });
        }
        let mut successors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in read_table(&directory.join("registers/successions.csv"))? {
            if Day::parse(&field(&row, "date")?)? != Some(MERGER) {
                return Err("successions.csv: this program knows one day of mergers only".into());
            }
            successors.entry(field(&row, "old")?).or_default().push(field(&row, "new")?);
        }
        Ok(Self { directory: directory.to_owned(), units, successors, listings, clubs: Vec::new(), sites: Vec::new(), staff: Vec::new() })
    }

    fn holder(&self, code: &str, day: Day) -> Result<&Unit> {
        self.units.iter().find(|unit| unit.code == code && unit.lives(day)).ok_or_else(|| format!("nothing holds {code} on {day}").into())
    }

    /// The district of a commune or village.
    fn district(&self, code: &str, day: Day) -> Result<String> {
        let mut unit = self.holder(code, day)?;
        while unit.level != "district" {
            unit = self.holder(&unit.parent, day)?;
        }
        Ok(unit.code.clone())
    }

    fn communes(&self, day: Day) -> Vec<&Unit> {
        self.units.iter().filter(|unit| unit.level == "commune" && unit.lives(day)).collect()
    }

    fn is_listed(&self, code: &str, categories: &[&str], day: Day) -> bool {
        self.listings.iter().any(|listing| {
            listing.unit == code
                && categories.contains(&listing.category.as_str())
                && listing.from.is_none_or(|from| from <= day)
                && listing.to.is_none_or(|to| day <= to)
        })
    }

    fn is_eligible(&self, code: &str, day: Day) -> bool {
        self.is_listed(code, &["dbkk", "bien-gioi", "atk"], day)
    }

    /// The plan's communes on a day.
    fn eligible_communes(&self, day: Day) -> Vec<&Unit> {
        self.communes(day).into_iter().filter(|unit| self.is_eligible(&unit.code, day)).collect()
    }

    /// The plan's villages on a day: listed, and outside the plan's communes.
    fn eligible_villages(&self, day: Day) -> Vec<&Unit> {
        self.units
            .iter()
            .filter(|unit| {
                unit.level == "village"
                    && unit.lives(day)
                    && self.is_listed(&unit.code, &["thon-dbkk"], day)
                    && !self.is_eligible(&unit.parent, day)
            })
            .collect()
    }

    fn eligible(&self, day: Day) -> Vec<&Unit> {
        let mut units = self.eligible_communes(day);
        units.extend(self.eligible_villages(day));
        units
    }

    /// Whether a commune or village is still among the plan's on a later day.
    fn is_still_eligible(&self, unit: &Unit, day: Day) -> bool {
        if unit.level == "village" {
            self.is_listed(&unit.code, &["thon-dbkk"], day) && !self.is_eligible(&unit.parent, day)
        } else {
            self.is_eligible(&unit.code, day)
        }
    }

    /// Where the holder of `code` before the mergers stands on `day`.
    fn stands_in(&self, code: &str, since: Day, day: Day) -> Vec<String> {
        match self.successors.get(code) {
            Some(new) if since < MERGER && day >= MERGER => new.clone(),
            _ => vec![code.to_owned()],
        }
    }

    /// The plan's clubs on a day.
    fn eligible_clubs(&self, day: Day) -> Vec<&Club> {
        self.clubs
            .iter()
            .filter(|club| {
                club.from <= day
                    && club.to.is_none_or(|to| day <= to)
                    && self.stands_in(&club.unit, club.from, day).iter().any(|unit| self.is_eligible(unit, day))
            })
            .collect()
    }

    // ---- lists of communes and villages --------------------------------------------------

    /// Draws the extremely disadvantaged communes, so many in each district.
    fn list_communes(&mut self) -> Result<()> {
        let start = Day::new(2013, 1, 1);
        let mut first = BTreeSet::new();
        let mut second = BTreeSet::new();
        for (district, then, later) in QUOTAS {
            let communes: Vec<&str> = self
                .communes(start)
                .into_iter()
                .filter(|unit| unit.parent == district && unit.kind == "xã" && !BETTER_OFF.contains(&unit.code.as_str()))
                .map(|unit| unit.code.as_str())
                .collect();
            // Border and safety-zone communes are on the list of 2017 in any case.
            let special = |code: &str| self.is_listed(code, &["bien-gioi", "atk"], Day::new(2018, 1, 1));
            let rank =
                |code: &str| remoteness(code) + if special(code) { 0.5 } else { 0.0 } + if SPLIT.contains(&code) { 9.0 } else { 0.0 };
            let mut order = communes.clone();
            order.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.cmp(b)));
            let chosen: BTreeSet<&str> = order.iter().take(then).copied().collect();
            first.extend(chosen.iter().map(|code| (*code).to_owned()));

            // In three districts the least remote commune of the first list leaves it.
            let graduate = order[..then].iter().rev().copied().find(|code| !special(code) && !SPLIT.contains(code));
            let leaves = |code: &str| ["180", "186", "187"].contains(&district) && graduate == Some(code);
            let class = |code: &str| {
                if special(code) || SPLIT.contains(&code) {
                    0
                } else if leaves(code) {
                    3
                } else if chosen.contains(code) {
                    1
                } else {
                    2
                }
            };
            order.sort_by(|a, b| class(a).cmp(&class(b)).then(rank(b).total_cmp(&rank(a))).then(a.cmp(b)));
            second.extend(order.iter().take(later).map(|code| (*code).to_owned()));
        }

        let before = "Minh họa: danh sách trước 447/QĐ-UBDT không tìm được, lấy như danh sách sau";
        let list_2013 = "Minh họa: đủ 91 xã như 447/QĐ-UBDT ngày 19/9/2013, tên xã không công bố";
        let list_2017 = "Minh họa: đủ 125 xã như 582/QĐ-TTg ngày 28/4/2017, tên xã không công bố";
        let renewed = "Minh họa: đơn vị mới theo 818/NQ-UBTVQH14 tiếp tục danh sách của đơn vị cũ";
        let mut rows = Vec::new();
        for code in &first {
            let title = self.holder(code, start)?.title();
            rows.push(listing(code, "dbkk", start, Some(LIST_2013.plus(-1)), before, &title));
            rows.push(listing(code, "dbkk", LIST_2013, Some(LIST_2017.plus(-1)), list_2013, &title));
        }
        for code in &second {
            let ends = self.successors.contains_key(code).then_some(MERGER.plus(-1));
            rows.push(listing(code, "dbkk", LIST_2017, ends, list_2017, &self.holder(code, LIST_2017)?.title()));
        }
        // A unit that begins with the mergers is listed where at least half of its parts were.
        for unit in self.communes(MERGER).into_iter().filter(|unit| unit.from == Some(MERGER)) {
            let parts: Vec<&String> = self.successors.iter().filter(|(_, new)| new.contains(&unit.code)).map(|(old, _)| old).collect();
            let listed = parts.iter().filter(|old| second.contains(**old)).count();
            if listed * 2 >= parts.len() {
                rows.push(listing(&unit.code, "dbkk", MERGER, None, renewed, &unit.title()));
            }
        }
        self.listings.extend(rows);
        Ok(())
    }

    /// Draws the extremely disadvantaged villages of communes that are not listed themselves.
    fn list_villages(&mut self) -> Result<()> {
        let mut chance = Chance::of("villages");
        let start = Day::new(2013, 1, 1);
        let later = Day::new(2018, 1, 1);
        let special = |world: &Self, code: &str| world.is_listed(code, &["bien-gioi", "atk"], later);
        let rural = |unit: &&Unit| unit.kind == "xã" && unit.parent != "178";

        // First list: 155 villages in 43 communes.
        let mut homes: Vec<String> = self
            .communes(LIST_2013)
            .into_iter()
            .filter(rural)
            .filter(|unit| !self.is_eligible(&unit.code, LIST_2013) && !special(self, &unit.code))
            .map(|unit| unit.code.clone())
            .collect();
        homes.sort_by(|a, b| remoteness(b).total_cmp(&remoteness(a)).then(a.cmp(b)));
        homes.truncate(43);
        let mut wanted: Vec<(String, bool, bool)> = Vec::new();
        for index in 0..155 {
            let home = if index < homes.len() { &homes[index] } else { chance.pick(&homes) };
            wanted.push((home.clone(), true, false));
        }

        // Second list: what is left of the first, filled up to 121 outside listed communes for as long
        // as it holds, and 20 more within border and safety-zone communes.
        let stays_outside = |world: &Self, code: &str| {
            !world.is_eligible(code, later) && world.stands_in(code, later, MERGER).iter().all(|unit| !world.is_eligible(unit, MERGER))
        };
        for village in &mut wanted {
            village.2 = stays_outside(self, &village.0) && chance.happens(0.8);
        }
        let mut more: Vec<String> = self
            .communes(later)
            .into_iter()
            .filter(rural)
            .filter(|unit| stays_outside(self, &unit.code))
            .map(|unit| unit.code.clone())
            .collect();
        more.sort_by(|a, b| remoteness(b).total_cmp(&remoteness(a)).then(a.cmp(b)));
        more.truncate(34);
        while wanted.iter().filter(|village| village.2).count() < 121 {
            wanted.push((chance.pick(&more).clone(), false, true));
        }
        let within: Vec<&str> = BETTER_OFF.iter().copied().filter(|code| !["06184", "06325"].contains(code)).collect();
        for index in 0..20 {
            wanted.push((within[index % within.len()].to_owned(), false, true));
        }

        wanted.sort();
        for (index, (home, in_first, in_second)) in wanted.iter().enumerate() {
            let code = format!("MH-T{:03}", index + 1);
            let name = format!("Mẫu {:03}", index + 1);
            let of = self.holder(home, start)?.title();
            let mut village = Unit {
                code: code.clone(),
                name: name.clone(),
                level: "village".to_owned(),
                kind: "thôn".to_owned(),
                parent: home.clone(),
                from: Some(start),
                to: None,
                note: format!("minh họa; {of}"),
            };
            if let Some(new) = self.successors.get(home) {
                village.to = Some(MERGER.plus(-1));
                let parent = chance.pick(new).clone();
                let note = format!("minh họa; {}, trước là {of}", self.holder(&parent, MERGER)?.title());
                let moved = Unit { parent, from: Some(MERGER), to: None, note, ..village.clone() };
                self.units.push(village);
                self.units.push(moved);
            } else {
                self.units.push(village);
            }
            let note = format!("thôn {name}, {of}");
            if *in_first {
                let before = "Minh họa: danh sách trước 447/QĐ-UBDT không tìm được, lấy như danh sách sau";
                let list_2013 = "Minh họa: đủ 155 thôn như 447/QĐ-UBDT ngày 19/9/2013, tên thôn không công bố";
                self.listings.push(listing(&code, "thon-dbkk", start, Some(LIST_2013.plus(-1)), before, &note));
                self.listings.push(listing(&code, "thon-dbkk", LIST_2013, Some(LIST_2017.plus(-1)), list_2013, &note));
            }
            if *in_second {
                let list_2017 =
                    "Minh họa: đủ 141 thôn như 582/QĐ-TTg ngày 28/4/2017 (121 thôn ngoài xã thuộc diện), tên thôn không công bố";
                self.listings.push(listing(&code, "thon-dbkk", LIST_2017, None, list_2017, &note));
            }
        }
        Ok(())
    }

    fn write_units_and_listings(&mut self) -> Result<()> {
        self.units.sort_by(|a, b| a.code.cmp(&b.code).then(a.from.cmp(&b.from)));
        self.listings.sort_by(|a, b| (&a.category, a.from, &a.unit).cmp(&(&b.category, b.from, &b.unit)));
        let units = self.units.iter().map(|unit| {
            vec![
                unit.code.clone(),
                unit.name.clone(),
                unit.level.clone(),
                unit.kind.clone(),
                unit.parent.clone(),
                optional(unit.from),
                optional(unit.to),
                unit.note.clone(),
            ]
        });
        write_table(
            &self.directory.join("registers/units.csv"),
            &["code", "name", "level", "kind", "parent", "from", "to", "note"],
            units,
        )?;
        let listings = self.listings.iter().map(|listing| {
            vec![
                listing.unit.clone(),
                listing.category.clone(),
                optional(listing.from),
                optional(listing.to),
                listing.basis.clone(),
                listing.note.clone(),
            ]
        });
        write_table(&self.directory.join("registers/listings.csv"), &["unit", "category", "from", "to", "basis", "note"], listings)
    }

    // ---- clubs, sites, staff -------------------------------------------------------------

    /// 44 clubs that stood before the plan, and some that were founded under it.
    fn found_clubs(&mut self) {
        let mut chance = Chance::of("clubs");
        let start = Day::new(2013, 10, 1);
        let mut homes: Vec<String> = self.eligible_communes(start).into_iter().map(|unit| unit.code.clone()).collect();
        chance.0.shuffle(&mut homes);
        let mut clubs: Vec<(Day, String, bool)> = Vec::new();
        for home in homes.iter().take(44) {
            let year = chance.between(2009, 2012) as i32;
            let from = chance.working_day(Day::new(year, 3, 1), Day::new(year, 12, 20));
            clubs.push((from, home.clone(), false));
        }
        for (year, count) in [(2014, 6), (2015, 8), (2016, 5), (2017, 2), (2018, 1)] {
            for _ in 0..count {
                let from = chance.working_day(Day::new(year, 4, 1), Day::new(year, 8, 31));
                let free: Vec<String> = self
                    .eligible_communes(from)
                    .into_iter()
                    .map(|unit| unit.code.clone())
                    .filter(|code| clubs.iter().all(|(_, home, _)| home != code))
                    .collect();
                clubs.push((from, chance.pick(&free).clone(), true));
            }
        }
        clubs.sort();
        for (index, (from, home, founded_under_plan)) in clubs.into_iter().enumerate() {
            // Some of the old clubs that hardly meet are dissolved when the money has ended.
            let id = format!("MH-CLB-{:02}", index + 1);
            let dissolved = !founded_under_plan && liveliness(&id) < 0.1;
            let to = dissolved.then(|| chance.working_day(Day::new(2017, 2, 13), Day::new(2019, 6, 28)));
            let name = match self.holder(&home, from) {
                Ok(unit) => format!("Câu lạc bộ TGPL {}", unit.title()),
                Err(_) => "Câu lạc bộ TGPL".to_owned(),
            };
            self.clubs.push(Club { id, unit: home, name, from, to, founded_under_plan });
        }
    }

    /// Sites in every commune that was ever eligible before the mergers.
    fn place_sites(&mut self) {
        let mut chance = Chance::of("sites");
        let start = Day::new(2013, 1, 1);
        let days = [start, LIST_2013.plus(30), LIST_2017.plus(30), MERGER.plus(-1)];
        let mut sites: Vec<(String, &'static str, String, Day, Option<Day>)> = Vec::new();
        for unit in self.communes(start) {
            if !days.iter().any(|day| self.is_eligible(&unit.code, *day)) {
                continue;
            }
            let title = unit.title();
            let ends = unit.to.is_some() && !["06064", "06310"].contains(&unit.code.as_str());
            let closes = ends.then_some(MERGER.plus(-1));
            sites.push((unit.code.clone(), "tru-so-ubnd", format!("Trụ sở UBND {title}"), start, closes));
            sites.push((unit.code.clone(), "buu-dien", format!("Bưu điện {title}"), start, None));
            if chance.happens(0.75) {
                sites.push((unit.code.clone(), "nha-sinh-hoat", format!("Nhà sinh hoạt cộng đồng {title}"), start, None));
            }
            if chance.happens(0.7) {
                sites.push((unit.code.clone(), "nha-van-hoa", format!("Nhà văn hóa {title}"), start, None));
            }
            if self.is_listed(&unit.code, &["bien-gioi"], start) && chance.happens(0.65) {
                sites.push((unit.code.clone(), "don-bien-phong", format!("Đồn Biên phòng tại {title}"), start, None));
            }
        }
        for unit in self.communes(MERGER) {
            if unit.from == Some(MERGER) && self.is_eligible(&unit.code, MERGER) {
                sites.push((unit.code.clone(), "tru-so-ubnd", format!("Trụ sở UBND {}", unit.title()), MERGER, None));
            }
        }
        for (index, (unit, place, name, from, to)) in sites.into_iter().enumerate() {
            let id = format!("MH-D{:03}", index + 1);
            self.sites.push(Site { id, unit, place, name, from, to });
        }
    }

    fn hire_staff(&mut self) {
        for (agency, officers, specialists) in
            [("trung-tam", 6, 5), ("chi-nhanh-1", 2, 1), ("chi-nhanh-2", 2, 1), ("chi-nhanh-3", 2, 1), ("chi-nhanh-4", 2, 1)]
        {
            for index in 0..officers + specialists {
                let number = self.staff.len() + 1;
                self.staff.push(Staff {
                    id: format!("MH-NV{number:02}"),
                    name: format!("Nhân sự minh họa {number:02}"),
                    agency,
                    role: if index < officers { "tro-giup-vien" } else { "chuyen-vien" },
                });
            }
        }
    }

    fn write_registers(&self) -> Result<()> {
        let clubs = self.clubs.iter().map(|club| {
            let note = if club.founded_under_plan { "minh họa; thành lập theo kế hoạch" } else { "minh họa" };
            vec![club.id.clone(), club.name.clone(), club.unit.clone(), club.from.to_string(), optional(club.to), note.to_owned()]
        });
        write_table(&self.directory.join("registers/clubs.csv"), &["id", "name", "unit", "from", "to", "note"], clubs)?;
        let sites = self.sites.iter().map(|site| {
            vec![
                site.id.clone(),
                site.name.clone(),
                site.unit.clone(),
                site.place.to_owned(),
                site.from.to_string(),
                optional(site.to),
                "minh họa".to_owned(),
            ]
        });
        write_table(&self.directory.join("registers/sites.csv"), &["id", "name", "unit", "place", "from", "to", "note"], sites)?;
        let staff = self.staff.iter().map(|person| {
            vec![
                person.id.clone(),
                person.name.clone(),
                person.agency.to_owned(),
                person.role.to_owned(),
                String::new(),
                String::new(),
                "minh họa".to_owned(),
            ]
        });
        write_table(&self.directory.join("registers/staff.csv"), &["id", "name", "agency", "role", "from", "to", "note"], staff)
    }

    /// The sites that had no building to put a board on in 2014: left out of round 1, and waived.
    fn building_sites(&self) -> Vec<&Site> {
        let round = Day::new(2014, 12, 31);
        let eligible = self.sites.iter().filter(|site| site.place == "nha-sinh-hoat" && self.is_eligible(&site.unit, round));
        eligible.step_by(31).take(2).collect()
    }
}

fn listing(unit: &str, category: &str, from: Day, to: Option<Day>, basis: &str, note: &str) -> Listing {
    Listing { unit: unit.to_owned(), category: category.to_owned(), from: Some(from), to, basis: basis.to_owned(), note: note.to_owned() }
}

/// How lively a club is, 0 to 1: always the same for the same key.
fn liveliness(id: &str) -> f64 {
    remoteness(id)
}

/// Who serves a district: a branch, or the Centre itself.
fn agency_of(district: &str) -> &'static str {
    match district {
        "180" | "182" => "chi-nhanh-1",
        "181" | "185" => "chi-nhanh-2",
        "186" | "187" => "chi-nhanh-3",
        "188" | "189" => "chi-nhanh-4",
        _ => "trung-tam",
    }
}

fn write_waivers(world: &World) -> Result<()> {
    let mut rows = Vec::new();
    for target in ["bang-tin.bang", "bang-tin.hop"] {
        for site in world.building_sites() {
            rows.push(vec![
                target.to_owned(),
                site.id.clone(),
                "2014".to_owned(),
                "nhà sinh hoạt cộng đồng đang xây dựng trong năm 2014".to_owned(),
                "Minh họa".to_owned(),
            ]);
        }
    }
    write_table(&world.directory.join("waivers.csv"), &["target", "subject", "window", "reason", "basis"], rows.into_iter())
}

// ---- tables ------------------------------------------------------------------------------

type Row = HashMap<String, String>;

fn read_table(path: &Path) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = reader.deserialize().collect::<std::result::Result<_, _>>()?;
    Ok(rows)
}

fn field(row: &Row, name: &str) -> Result<String> {
    row.get(name).cloned().ok_or_else(|| format!("no column {name}").into())
}

fn optional(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn write_table(path: &Path, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(())
}

/// One record of a log before it has its key.
struct Record {
    date: Day,
    fields: Vec<String>,
}

/// Writes a log, one file a year, in the order of the dates; `header` is without `id` and `date`.
/// Keys are `MH-` + `prefix` + year + running number.
fn write_log(world: &World, log: &str, prefix: &str, header: &[&str], records: Vec<Record>) -> Result<()> {
    let mut records = records;
    records.sort_by(|a, b| (a.date, &a.fields).cmp(&(b.date, &b.fields)));
    let mut years: BTreeMap<i32, Vec<Vec<String>>> = BTreeMap::new();
    for Record { date, fields } in records {
        let rows = years.entry(date.year()).or_default();
        let mut row = vec![format!("MH-{prefix}-{}-{:04}", date.year(), rows.len() + 1), date.to_string()];
        row.extend(fields);
        rows.push(row);
    }
    let mut whole = vec!["id", "date"];
    whole.extend(header);
    write_years(world, log, &whole, years)
}

fn write_years(world: &World, log: &str, header: &[&str], years: BTreeMap<i32, Vec<Vec<String>>>) -> Result<()> {
    let folder = world.directory.join("logs").join(log);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (year, rows) in years {
        write_table(&folder.join(format!("{year}.csv")), header, rows.into_iter())?;
    }
    Ok(())
}

/// Fund and cost of a central-budget row: both empty once the Decision's money has ended.
fn central(date: Day, cost: i64) -> [String; 2] {
    if date <= LAST_MONEY && cost > 0 { ["trung-uong".to_owned(), cost.to_string()] } else { [String::new(), String::new()] }
}

/// How many of the participants are women.
fn women(chance: &mut Chance, participants: i64) -> String {
    (participants * chance.between(35, 62) / 100).to_string()
}

// ---- activity 1 --------------------------------------------------------------------------

/// Officers and specialists are briefed in the spring of 2014; the collaborators, who live all over the
/// province, not before January 2015: late.
fn briefings(world: &World) -> Result<()> {
    let mut records = Vec::new();
    for (date, session, group, participants, women, cost) in [
        (Day::new(2014, 3, 20), "MH-HN-1", "tro-giup-vien", 14, 8, 4_200_000),
        (Day::new(2014, 3, 20), "MH-HN-1", "chuyen-vien", 9, 6, 2_700_000),
        (Day::new(2015, 1, 22), "MH-HN-2", "cong-tac-vien", 62, 21, 9_300_000),
    ] {
        let fields = vec![
            session.to_owned(),
            group.to_owned(),
            i32::to_string(&participants),
            i32::to_string(&women),
            "dia-phuong".to_owned(),
            i32::to_string(&cost),
        ];
        records.push(Record { date, fields });
    }
    let header = ["session", "group", "participants", "women", "fund", "cost"];
    write_log(world, "briefings", "QT", &header, records)
}

// ---- activity 2 --------------------------------------------------------------------------

/// About a thousand cases a year. A key is the file code that Circular 12/2018/TT-BTP prescribes:
/// office, form, running number, year.
fn cases(world: &World) -> Result<()> {
    let mut chance = Chance::of("cases");
    let per_year = [(2013, 820), (2014, 980), (2015, 1050), (2016, 1010), (2017, 940), (2018, 870), (2019, 900), (2020, 780)];
    let forms_before = [("tu-van", "TV", 0.78), ("to-tung", "TGTT", 0.15), ("dai-dien", "DD", 0.02), ("khac", "HTK", 0.05)];
    let forms_after = [("tu-van", "TV", 0.46), ("to-tung", "TGTT", 0.52), ("dai-dien", "DD", 0.02)];
    let people_before = [
        ("ngheo", 0.34),
        ("dan-toc", 0.46),
        ("co-cong", 0.08),
        ("nguoi-gia", 0.04),
        ("nguoi-khuyet-tat", 0.04),
        ("tre-em-khong-noi-nuong-tua", 0.04),
    ];
    let people_after = [
        ("ngheo", 0.27),
        ("dan-toc", 0.42),
        ("co-cong", 0.06),
        ("tre-em", 0.11),
        ("bi-buoc-toi-16-18", 0.06),
        ("bi-buoc-toi-can-ngheo", 0.04),
        ("kho-khan-tai-chinh", 0.04),
    ];
    let mut years = BTreeMap::new();
    for (year, count) in per_year {
        let mut drawn = HashSet::new();
        let mut records = Vec::new();
        let communes = world.communes(Day::new(year, 6, 30));
        let weights: Vec<f64> = communes.iter().map(|unit| 1.2 - remoteness(&unit.code)).collect();
        while records.len() < count {
            let date = chance.working_day(Day::new(year, 1, 2), Day::new(year, 12, 31));
            let unit = communes[chance.weighted(&weights)];
            let agency = agency_of(&world.district(&unit.code, date)?);
            let forms = if year < 2018 { &forms_before[..] } else { &forms_after[..] };
            let people = if year < 2018 { &people_before[..] } else { &people_after[..] };
            let (form, short, _) = forms[chance.weighted(&forms.iter().map(|form| form.2).collect::<Vec<_>>())];
            let (beneficiary, _) = people[chance.weighted(&people.iter().map(|kind| kind.1).collect::<Vec<_>>())];
            let sex = if chance.happens(0.44) { "nu" } else { "nam" };
            let place = if form == "tu-van" && chance.happens(0.45) { "ngoai-tru-so" } else { "tru-so" };
            let cost = match form {
                "tu-van" => chance.money(120_000, 260_000),
                "to-tung" => chance.money(700_000, 2_200_000),
                "dai-dien" => chance.money(400_000, 1_000_000),
                _ => chance.money(100_000, 220_000),
            };
            let by_centre = date <= LAST_MONEY && world.is_eligible(&unit.code, date) && chance.happens(0.5);
            let fund = if by_centre { "trung-uong" } else { "dia-phuong" };
            if drawn.insert((date, agency, form, beneficiary, unit.code.clone(), sex, place)) {
                let fields = [agency, form, beneficiary, &unit.code, sex, place, fund].map(str::to_owned);
                records.push((date, fields, cost, short));
            }
        }
        records.sort();
        let mut numbers: HashMap<(String, &str), usize> = HashMap::new();
        let rows = records.into_iter().map(|(date, fields, cost, short)| {
            let office = match fields[0].strip_prefix("chi-nhanh-") {
                Some(number) => format!("CN{number}"),
                None => "TT".to_owned(),
            };
            let number = numbers.entry((office.clone(), short)).or_default();
            *number += 1;
            let mut row = vec![format!("MH-{office}-{short}-{number:03}-{year}"), date.to_string()];
            row.extend(fields);
            row.push(cost.to_string());
            row
        });
        years.insert(year, rows.collect());
    }
    let header = ["id", "date", "agency", "form", "beneficiary", "unit", "sex", "place", "fund", "cost"];
    write_years(world, "cases", &header, years)
}

// ---- activity 3 --------------------------------------------------------------------------

/// Trips: how many, between which days.
const SEASONS: [(i32, Day, Day); 9] = [
    (24, Day::new(2013, 4, 15), Day::new(2013, 12, 13)),
    (66, Day::new(2014, 2, 24), Day::new(2014, 12, 12)),
    (70, Day::new(2015, 2, 26), Day::new(2015, 12, 11)),
    (46, Day::new(2016, 2, 29), Day::new(2016, 9, 15)),
    (4, Day::new(2016, 10, 3), Day::new(2016, 12, 9)),
    (20, Day::new(2017, 3, 1), Day::new(2017, 12, 8)),
    (16, Day::new(2018, 3, 1), Day::new(2018, 12, 7)),
    (18, Day::new(2019, 3, 1), Day::new(2019, 12, 6)),
    (12, Day::new(2020, 6, 1), Day::new(2020, 12, 11)),
];

/// Districts that no trip went to in a year.
const NO_TRIPS: [(&str, i32); 7] =
    [("189", 2013), ("184", 2013), ("181", 2017), ("189", 2017), ("186", 2018), ("189", 2018), ("185", 2020)];

/// Trips of one to four places in one district on days that follow each other. Places that are hard to reach are
/// seldom chosen; when the Decision's money ends, so do most of the trips.
fn visits(world: &World) -> Result<()> {
    let mut chance = Chance::of("visits");
    let mut starts = Vec::new();
    for (count, first, last) in SEASONS {
        for _ in 0..count {
            starts.push(chance.working_day(first, last.plus(-4)));
        }
    }
    starts.sort();

    let mut seen: HashMap<String, i32> = HashMap::new();
    let mut spent: HashMap<(String, i32), i64> = HashMap::new();
    let mut years: BTreeMap<i32, Vec<(Day, String, Vec<String>)>> = BTreeMap::new();
    let mut trips: HashMap<i32, usize> = HashMap::new();
    for start in starts {
        let year = start.year();
        let mut by_district: BTreeMap<String, Vec<&Unit>> = BTreeMap::new();
        for unit in world.eligible(start) {
            by_district.entry(world.district(&unit.code, start)?).or_default().push(unit);
        }
        by_district.retain(|district, _| !NO_TRIPS.contains(&(district.as_str(), year)));
        let need = |unit: &Unit| {
            let done: i32 = seen.get(&unit.code).copied().unwrap_or(0);
            let village = unit.level == "village";
            let access = if remoteness(&unit.code) > 0.93 { 0.02 } else { 1.15 - remoteness(&unit.code) };
            let wish = match (village, done) {
                (false, 0) => 3.0,
                (false, 1) => 1.3,
                (true, 0) => 1.6,
                (false, _) => 0.35,
                (true, _) => 0.1,
            };
            access * wish
        };
        let districts: Vec<&String> = by_district.keys().collect();
        let weights: Vec<f64> = by_district.values().map(|units| units.iter().map(|unit| need(unit)).sum()).collect();
        let district = districts[chance.weighted(&weights)];
        let mut open: Vec<(&Unit, f64)> = by_district[district].iter().map(|unit| (*unit, need(unit))).collect();
        let trip_number = trips.entry(year).or_default();
        *trip_number += 1;
        let trip = format!("MH-LD-{year}-{trip_number:02}");
        let mut date = start;
        for stop in 0..chance.between(1, 4) {
            if open.is_empty() {
                break;
            }
            let (unit, _) = open.swap_remove(chance.weighted(&open.iter().map(|one| one.1).collect::<Vec<_>>()));
            if stop > 0 && chance.happens(0.6) {
                date = date.plus(1);
            }
            let village = unit.level == "village";
            // Now and then a commune has a second day on the same trip.
            let sessions = if !village && chance.happens(0.06) { 2 } else { 1 };
            for session in 0..sessions {
                if session > 0 {
                    date = date.plus(1);
                }
                let (ceiling, low, high) = if village { (3_000_000, 1_200_000, 2_800_000) } else { (8_000_000, 2_400_000, 4_600_000) };
                let used = spent.entry((unit.code.clone(), year)).or_default();
                let drawn = chance.money(low, high);
                let cost = if *used + drawn <= ceiling { drawn } else { 0 };
                if date <= LAST_MONEY {
                    *used += cost;
                }
                let participants = if village { chance.between(18, 55) } else { chance.between(25, 120) };
                let advised = chance.between(2, 3 + participants / 5);
                let mut fields = vec![
                    unit.code.clone(),
                    unit.title(),
                    agency_of(district).to_owned(),
                    participants.to_string(),
                    women(&mut chance, participants),
                    advised.to_string(),
                ];
                fields.extend(central(date, cost));
                years.entry(year).or_default().push((date, trip.clone(), fields));
            }
            for code in world.stands_in(&unit.code, date, MERGER) {
                *seen.entry(code).or_default() += 1;
            }
            if date < MERGER && world.successors.contains_key(&unit.code) && !world.stands_in(&unit.code, date, MERGER).contains(&unit.code)
            {
                *seen.entry(unit.code.clone()).or_default() += 1;
            }
        }
    }
    let years = years
        .into_iter()
        .map(|(year, mut rows)| {
            rows.sort();
            let rows = rows.into_iter().enumerate().map(|(index, (date, trip, fields))| {
                let mut row = vec![format!("MH-L-{year}-{:04}", index + 1), date.to_string(), trip];
                row.extend(fields);
                row
            });
            (year, rows.collect())
        })
        .collect();
    let header = ["id", "date", "trip", "unit", "unit_name", "agency", "participants", "women", "advised", "fund", "cost"];
    write_years(world, "visits", &header, years)
}

// ---- activity 4 --------------------------------------------------------------------------

/// The yearly review of clubs: kept up while there is money, less and less after; in some years whole
/// districts are left out.
fn club_reviews(world: &World) -> Result<()> {
    let mut chance = Chance::of("club-reviews");
    let rates = [(2014, 0.93), (2015, 0.95), (2016, 0.88), (2017, 0.7), (2018, 0.6), (2019, 0.45), (2020, 0.4)];
    let left_out = [("181", 2014), ("189", 2016), ("188", 2017), ("184", 2018), ("187", 2018), ("183", 2019), ("180", 2020)];
    let mut records = Vec::new();
    for (year, rate) in rates {
        for club in world.eligible_clubs(Day::new(year, 11, 1)) {
            let date = chance.working_day(Day::new(year, 9, 5), Day::new(year, 12, 25));
            let district = world.district(&club.unit, club.from)?;
            let alive = club.to.is_none_or(|to| date <= to);
            if left_out.contains(&(district.as_str(), year)) || !chance.happens(rate) || !alive {
                continue;
            }
            let result = if liveliness(&club.id) < 0.12 && year >= 2016 {
                "giai-the"
            } else if chance.happens(0.2) {
                "kien-toan"
            } else {
                "duy-tri"
            };
            records.push(Record { date, fields: vec![club.id.clone(), result.to_owned()] });
        }
    }
    write_log(world, "club-reviews", "RS", &["club", "result"], records)
}

/// Meetings month by month. A lively club meets every other month while meetings are paid.
fn meetings(world: &World) -> Result<()> {
    let mut chance = Chance::of("meetings");
    let mut records = Vec::new();
    for year in 2014..=2020 {
        for month in 1..=12 {
            let first = Day::new(year, month, 3);
            for club in world.eligible_clubs(first) {
                let lively = liveliness(&club.id);
                let paid = if first <= LAST_MONEY {
                    1.0
                } else if first < Day::new(2019, 1, 29) {
                    0.4
                } else {
                    0.22
                };
                let rate = if lively < 0.15 { 0.02 } else { 0.06 + 0.4 * (lively - 0.15) } * paid;
                // No meetings in the months of the epidemic.
                if !chance.happens(rate) || (year == 2020 && (2..=5).contains(&month)) {
                    continue;
                }
                let last = Day::new(year, month, 26);
                let many = if chance.happens(0.05) { 2 } else { 1 };
                let mut days = BTreeSet::new();
                while days.len() < many {
                    // Clubs meet on any day, Sundays most of all.
                    let day = Day(chance.0.i32(first.0..=last.0));
                    days.insert(if chance.happens(0.5) { day.plus(6 - day.weekday()) } else { day });
                }
                for date in days {
                    if club.to.is_some_and(|to| date > to) {
                        continue;
                    }
                    let participants = chance.between(16, 52);
                    let cost = if chance.happens(0.8) { 500_000 } else { chance.money(300_000, 490_000) };
                    let mut fields = vec![club.id.clone(), participants.to_string(), women(&mut chance, participants)];
                    fields.extend(central(date, cost));
                    records.push(Record { date, fields });
                }
            }
        }
    }
    write_log(world, "meetings", "SH", &["club", "participants", "women", "fund", "cost"], records)
}

/// Each club founded under the plan was recommended by a survey; other surveys found no need.
fn club_surveys(world: &World) -> Result<()> {
    let mut chance = Chance::of("club-surveys");
    let mut surveys = Vec::new();
    let mut foundings = Vec::new();
    for club in world.clubs.iter().filter(|club| club.founded_under_plan) {
        let date = chance.working_day(club.from.plus(-40), club.from.plus(-15));
        surveys.push(Record { date, fields: vec![club.unit.clone(), "nen-thanh-lap".to_owned()] });
        foundings.push(Record { date: club.from, fields: vec![club.id.clone()] });
    }
    for (year, count) in [(2014, 11), (2015, 14), (2016, 9), (2017, 5), (2018, 4), (2019, 3), (2020, 2)] {
        let mut done = BTreeSet::new();
        while done.len() < count {
            let date = chance.working_day(Day::new(year, 3, 1), Day::new(year, 10, 30));
            let free: Vec<String> = world
                .eligible_communes(date)
                .into_iter()
                .filter(|unit| {
                    world.clubs.iter().all(|club| !world.stands_in(&club.unit, club.from, date).contains(&unit.code))
                        && !done.contains(&unit.code)
                })
                .map(|unit| unit.code.clone())
                .collect();
            let unit = chance.pick(&free).clone();
            done.insert(unit.clone());
            surveys.push(Record { date, fields: vec![unit, "chua-can".to_owned()] });
        }
    }
    write_log(world, "club-surveys", "KS", &["unit", "result"], surveys)?;
    write_log(world, "club-foundings", "CLB", &["club"], foundings)
}

// ---- activity 5 --------------------------------------------------------------------------

/// Printed matter and recordings, handed out district by district. What the later Decision no longer paid for
/// (recordings) ends in 2016; some districts get nothing of a kind in some years.
fn materials(world: &World) -> Result<()> {
    let mut chance = Chance::of("materials");
    let rates: [(&str, [f64; 8], i64, i64); 5] = [
        ("to-gap", [0.7, 0.96, 0.98, 0.95, 0.8, 0.75, 0.8, 0.7], 60_000, 180_000),
        ("cam-nang", [0.3, 0.75, 0.85, 0.6, 0.3, 0.25, 0.35, 0.2], 90_000, 240_000),
        ("tai-lieu-khac", [0.2, 0.5, 0.6, 0.4, 0.3, 0.3, 0.3, 0.25], 50_000, 150_000),
        ("bang-dia-viet", [0.2, 0.6, 0.65, 0.45, 0.04, 0.0, 0.0, 0.0], 60_000, 150_000),
        ("bang-dia-dan-toc", [0.0, 0.5, 0.6, 0.4, 0.03, 0.0, 0.0, 0.0], 80_000, 190_000),
    ];
    let nothing = [
        ("189", "bang-dia-dan-toc", 2014),
        ("189", "bang-dia-dan-toc", 2015),
        ("189", "cam-nang", 2016),
        ("186", "to-gap", 2016),
        ("181", "bang-dia-viet", 2014),
        ("184", "to-gap", 2013),
        ("185", "cam-nang", 2014),
        ("187", "tai-lieu-khac", 2015),
        ("183", "to-gap", 2018),
        ("189", "to-gap", 2019),
        ("180", "to-gap", 2020),
        ("181", "to-gap", 2020),
    ];
    let mut records = Vec::new();
    for year in 2013..=2020 {
        for (kind, by_year, low, high) in rates {
            let rate = by_year[(year - 2013) as usize];
            for (district, ..) in QUOTAS {
                // The day on which the parcels leave for the district.
                let first = if year == 2013 { Day::new(2013, 6, 3) } else { Day::new(year, 3, 2) };
                let last = if year == 2016 { Day::new(2016, 10, 20) } else { Day::new(year, 11, 10) };
                let round = chance.working_day(first, last);
                for unit in world.eligible(round) {
                    if world.district(&unit.code, round)? != district {
                        continue;
                    }
                    let village = unit.level == "village";
                    let remote = if remoteness(&unit.code) > 0.9 { 0.6 } else { 1.0 };
                    let reached = rate * remote * if village { 0.8 } else { 1.0 };
                    let date = chance.working_day(round, round.plus(12));
                    let unmoved = date.year() == year && world.is_still_eligible(unit, date);
                    if nothing.contains(&(district, kind, year)) || !chance.happens(reached) || !unmoved {
                        continue;
                    }
                    let copies = match (kind, village) {
                        ("to-gap", false) => chance.between(10, 40) * 10,
                        ("to-gap", true) => chance.between(3, 10) * 10,
                        (_, false) => chance.between(5, 30),
                        (_, true) => chance.between(1, 6),
                    };
                    let mut fields = vec![unit.code.clone(), kind.to_owned(), copies.to_string()];
                    fields.extend(central(date, chance.money(low, high)));
                    records.push(Record { date, fields });
                }
            }
        }
    }
    write_log(world, "materials", "CP", &["unit", "kind", "copies", "fund", "cost"], records)
}

// ---- activity 6 --------------------------------------------------------------------------

/// Round 1 in 2014 with stragglers in 2015; round 2 in 2017, when there was hardly any money left.
fn boards(world: &World) -> Result<()> {
    let mut chance = Chance::of("boards");
    let building: Vec<&str> = world.building_sites().into_iter().map(|site| site.id.as_str()).collect();
    let mut records = Vec::new();
    let mut placed: HashSet<(&str, &str)> = HashSet::new();
    for round in [2014, 2017] {
        let last_day = Day::new(round, 12, 31);
        for site in &world.sites {
            let border = site.place == "don-bien-phong";
            let counts =
                if border { world.is_listed(&site.unit, &["bien-gioi"], last_day) } else { world.is_eligible(&site.unit, last_day) };
            let district = world.district(&site.unit, site.from)?;
            if !counts || site.from > last_day || (round == 2014 && building.contains(&site.id.as_str())) {
                continue;
            }
            let skipped = match round {
                2014 => district == "189" && site.place == "nha-van-hoa",
                _ => ["181", "186", "189"].contains(&district.as_str()),
            };
            let remote = remoteness(&site.unit) > 0.92;
            for item in ["bang", "hop"] {
                let rate = match (round, item) {
                    (2014, "bang") => 0.9,
                    (2014, _) => 0.82,
                    (_, "bang") => 0.62,
                    (_, _) => 0.5,
                };
                let rate = if remote { rate * 0.4 } else { rate };
                if skipped || !chance.happens(rate) {
                    // Some of what round 1 missed was put right in the year after.
                    if round == 2014 && chance.happens(0.35) {
                        let date = chance.working_day(Day::new(2015, 3, 2), Day::new(2015, 8, 28));
                        records.push(board(&mut chance, date, &site.id, item, "dat-moi"));
                        placed.insert((&site.id, item));
                    }
                    continue;
                }
                let from = if round == 2014 { Day::new(2014, 4, 1) } else { Day::new(2017, 5, 15) };
                let date = chance.working_day(from, Day::new(round, 12, 19));
                let eligible_then = if border { true } else { world.is_eligible(&site.unit, date) };
                if !eligible_then {
                    continue;
                }
                let result = if placed.contains(&(site.id.as_str(), item)) {
                    if chance.happens(0.8) { "con-tot" } else { "thay-moi" }
                } else if chance.happens(0.04) {
                    "chua-dat"
                } else {
                    "dat-moi"
                };
                records.push(board(&mut chance, date, &site.id, item, result));
                if result != "chua-dat" {
                    placed.insert((&site.id, item));
                }
            }
        }
    }
    write_log(world, "boards", "BT", &["site", "item", "result", "fund", "cost"], records)
}

fn board(chance: &mut Chance, date: Day, site: &str, item: &str, result: &str) -> Record {
    let cost = match (result, item) {
        ("dat-moi" | "thay-moi", "bang") => chance.money(450_000, 800_000),
        ("dat-moi" | "thay-moi", _) => chance.money(150_000, 300_000),
        _ => 0,
    };
    let mut fields = vec![site.to_owned(), item.to_owned(), result.to_owned()];
    fields.extend(central(date, cost));
    Record { date, fields }
}

// ---- activity 7 --------------------------------------------------------------------------

/// One subscription a year for each People's Committee and each club, until the money ends.
fn newspapers(world: &World) -> Result<()> {
    let mut chance = Chance::of("newspapers");
    let rates = [(2013, 0.6), (2014, 0.95), (2015, 0.97), (2016, 0.94), (2017, 0.22), (2018, 0.1), (2019, 0.05), (2020, 0.0)];
    let left_out = [("184", 2014), ("188", 2013), ("189", 2015), ("182", 2016)];
    let mut records = Vec::new();
    for (year, rate) in rates {
        let (first, last) =
            if year == 2013 { (Day::new(2013, 10, 1), Day::new(2013, 11, 29)) } else { (Day::new(year, 1, 8), Day::new(year, 4, 15)) };
        for unit in world.eligible_communes(first) {
            let date = chance.working_day(first, last);
            let district = world.district(&unit.code, date)?;
            if left_out.contains(&(district.as_str(), year)) || !chance.happens(rate) {
                continue;
            }
            records.push(newspaper(&mut chance, date, [unit.code.clone(), String::new()]));
        }
        for club in world.eligible_clubs(first) {
            let date = chance.working_day(first, last);
            let district = world.district(&club.unit, club.from)?;
            if left_out.contains(&(district.as_str(), year)) || !chance.happens(rate * 0.9) || club.to.is_some_and(|to| date > to) {
                continue;
            }
            records.push(newspaper(&mut chance, date, [String::new(), club.id.clone()]));
        }
    }
    write_log(world, "newspapers", "BA", &["unit", "club", "issues", "fund", "cost"], records)
}

fn newspaper(chance: &mut Chance, date: Day, recipient: [String; 2]) -> Record {
    let issues = if date.month() > 6 { chance.between(40, 90) } else { chance.between(180, 300) };
    let mut fields: Vec<String> = recipient.into();
    fields.push(issues.to_string());
    fields.extend(central(date, issues * 3_500));
    Record { date, fields }
}

// ---- activity 8 --------------------------------------------------------------------------

/// Classes every year but two: none in 2018, none in the year of the epidemic.
fn classes(world: &World) -> Result<()> {
    let mut chance = Chance::of("classes");
    let mut records = Vec::new();
    for (year, month, audience, days) in [
        (2013, 11, "nguoi-thuc-hien", 2),
        (2014, 5, "nguoi-thuc-hien", 3),
        (2014, 10, "ban-chu-nhiem", 2),
        (2015, 4, "nguoi-thuc-hien", 3),
        (2015, 7, "ban-chu-nhiem", 2),
        (2015, 11, "ban-chu-nhiem", 1),
        (2016, 5, "nguoi-thuc-hien", 3),
        (2016, 8, "ban-chu-nhiem", 2),
        (2017, 10, "nguoi-thuc-hien", 2),
        (2019, 6, "nguoi-thuc-hien", 2),
    ] {
        let date = chance.working_day(Day::new(year, month, 3), Day::new(year, month, 26));
        let participants = if audience == "ban-chu-nhiem" { chance.between(40, 75) } else { chance.between(28, 60) };
        let cost = participants * i64::from(days) * chance.between(22, 30) * 10_000;
        let mut fields = vec![audience.to_owned(), days.to_string(), participants.to_string(), women(&mut chance, participants)];
        fields.extend(central(date, cost));
        records.push(Record { date, fields });
    }
    write_log(world, "classes", "TH", &["audience", "days", "participants", "women", "fund", "cost"], records)
}

fn tuition(world: &World) -> Result<()> {
    let mut chance = Chance::of("tuition");
    let mut records = Vec::new();
    for (year, kind, count, low, high) in [
        (2014, "luat-su", 2, 12_000_000, 16_000_000),
        (2014, "tieng-dan-toc", 5, 1_500_000, 2_500_000),
        (2015, "luat-su", 2, 13_000_000, 17_000_000),
        (2015, "tieng-dan-toc", 6, 1_500_000, 2_500_000),
        (2016, "luat-su", 1, 14_000_000, 18_000_000),
        (2016, "tieng-dan-toc", 4, 1_500_000, 2_500_000),
        (2018, "luat-su", 1, 0, 0),
    ] {
        let date = chance.working_day(Day::new(year, 6, 2), Day::new(year, 9, 12));
        let role = if kind == "luat-su" { "chuyen-vien" } else { "tro-giup-vien" };
        let mut able: Vec<&Staff> = world.staff.iter().filter(|person| person.role == role).collect();
        chance.0.shuffle(&mut able);
        let cost = chance.money(low, high);
        for person in able.into_iter().take(count) {
            let mut fields = vec![person.id.clone(), kind.to_owned()];
            fields.extend(central(date, cost));
            records.push(Record { date, fields });
        }
    }
    write_log(world, "tuition", "HP", &["staff", "kind", "fund", "cost"], records)
}

// ---- part IV -----------------------------------------------------------------------------

/// Reports to the Ministry and the provincial People's Committee: mostly in time, some late, one never sent.
fn reports(world: &World) -> Result<()> {
    let mut chance = Chance::of("reports");
    let mut records = Vec::new();
    let mut send = |date: Day, period: String, kind: &str, recipient: &str| {
        records.push(Record { date, fields: vec![period, kind.to_owned(), recipient.to_owned()] });
    };
    for year in 2013..=2020 {
        for recipient in ["bo-tu-phap", "ubnd-tinh"] {
            let half = if year < 2019 {
                chance.working_day(Day::new(year, 6, 24), Day::new(year, 7, 9))
            } else {
                chance.working_day(Day::new(year, 6, 12), Day::new(year, 6, 24))
            };
            let half = match (year, recipient) {
                (2013, _) => Day::new(2013, 7, 23),
                (2017, "ubnd-tinh") => Day::new(2017, 8, 4),
                (2019, "bo-tu-phap") => Day::new(2019, 7, 3),
                _ => half,
            };
            if (year, recipient) != (2018, "ubnd-tinh") {
                send(half, format!("{year}-H1"), "6-thang", recipient);
            }
            let whole = if year < 2019 {
                chance.working_day(Day::new(year, 12, 20), Day::new(year + 1, 1, 14))
            } else {
                chance.working_day(Day::new(year, 11, 14), Day::new(year, 11, 27))
            };
            let whole = match (year, recipient) {
                (2016, _) => Day::new(2017, 2, 24),
                (2020, "ubnd-tinh") => Day::new(2020, 12, 9),
                _ => whole,
            };
            send(whole, year.to_string(), "nam", recipient);
        }
    }
    for (date, period, recipient) in [
        (Day::new(2014, 8, 14), "2014-07", "ubnd-tinh"),
        (Day::new(2015, 10, 6), "2015-Q3", "bo-tu-phap"),
        (Day::new(2016, 10, 19), "2016-Q3", "bo-tu-phap"),
        (Day::new(2017, 7, 20), "2017-06", "ubnd-tinh"),
        (Day::new(2019, 12, 18), "2019-11", "ubnd-tinh"),
    ] {
        send(date, period.to_owned(), "dot-xuat", recipient);
    }
    write_log(world, "reports", "BC", &["period", "kind", "recipient"], records)
}

/// Annual plans, budget estimates and the lists of the two agencies.
fn duties(world: &World) -> Result<()> {
    let mut records = Vec::new();
    let mut done = |date: Day, period: i32, agency: &str, kind: &str| {
        records.push(Record { date, fields: vec![period.to_string(), kind.to_owned(), agency.to_owned()] });
    };
    for (period, plan, estimate) in [
        (2014, Some(Day::new(2014, 1, 14)), Some(Day::new(2013, 7, 15))),
        (2015, Some(Day::new(2014, 12, 19)), Some(Day::new(2014, 7, 11))),
        (2016, Some(Day::new(2015, 12, 22)), Some(Day::new(2015, 7, 17))),
        (2017, Some(Day::new(2017, 2, 20)), Some(Day::new(2016, 8, 2))),
        (2018, Some(Day::new(2017, 12, 25)), None),
        (2019, Some(Day::new(2018, 12, 20)), None),
        (2020, Some(Day::new(2019, 12, 27)), Some(Day::new(2019, 7, 18))),
    ] {
        if let Some(date) = plan {
            done(date, period, "so-tu-phap", "ke-hoach-nam");
        }
        if let Some(date) = estimate {
            done(date, period, "so-tu-phap", "du-toan");
        }
    }
    for (period, ethnic, labour) in [
        (2013, Some(Day::new(2013, 10, 8)), None),
        (2014, Some(Day::new(2014, 2, 21)), Some(Day::new(2014, 3, 18))),
        (2015, Some(Day::new(2015, 2, 25)), Some(Day::new(2015, 3, 20))),
        (2016, Some(Day::new(2016, 3, 10)), Some(Day::new(2016, 4, 19))),
        (2017, Some(Day::new(2017, 5, 22)), Some(Day::new(2017, 3, 27))),
        (2018, Some(Day::new(2018, 3, 6)), None),
        (2019, Some(Day::new(2019, 3, 14)), Some(Day::new(2019, 3, 29))),
        (2020, Some(Day::new(2020, 3, 24)), Some(Day::new(2020, 6, 15))),
    ] {
        if let Some(date) = ethnic {
            done(date, period, "ban-dan-toc", "danh-sach");
        }
        if let Some(date) = labour {
            done(date, period, "so-ldtbxh", "danh-sach");
        }
    }
    write_log(world, "duties", "NV", &["period", "kind", "agency"], records)
}

/// Checks by the districts, about half of them in a year.
fn district_checks(world: &World) -> Result<()> {
    let mut chance = Chance::of("district-checks");
    let mut records = Vec::new();
    for year in 2014..=2020 {
        for unit in world.units.iter().filter(|unit| unit.level == "district") {
            let date = chance.working_day(Day::new(year, 5, 4), Day::new(year, 11, 27));
            if chance.happens(if year < 2017 { 0.65 } else { 0.4 }) {
                let result = if chance.happens(0.8) { "dat" } else { "can-chan-chinh" };
                records.push(Record { date, fields: vec![unit.code.clone(), result.to_owned()] });
            }
        }
    }
    write_log(world, "district-checks", "KT", &["unit", "result"], records)
}

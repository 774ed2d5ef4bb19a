//! Activities 5 to 7: what is handed out and put up: printed matter, recordings, boards, newspapers.

use std::collections::HashSet;

use crate::Result;
use crate::chance::{Chance, remoteness};
use crate::day::Day;
use crate::lists::QUOTAS;
use crate::tables::{Record, central, write_log};
use crate::world::World;

/// Printed matter and recordings, handed out district by district. What the later Decision no longer paid for
/// (recordings) ends in 2016; some districts get nothing of a kind in some years.
pub(crate) fn materials(world: &World) -> Result<()> {
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

/// Round 1 in 2014 with stragglers in 2015; round 2 in 2017, when there was hardly any money left.
pub(crate) fn boards(world: &World) -> Result<()> {
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

pub(crate) fn board(chance: &mut Chance, date: Day, site: &str, item: &str, result: &str) -> Record {
    let cost = match (result, item) {
        ("dat-moi" | "thay-moi", "bang") => chance.money(450_000, 800_000),
        ("dat-moi" | "thay-moi", _) => chance.money(150_000, 300_000),
        _ => 0,
    };
    let mut fields = vec![site.to_owned(), item.to_owned(), result.to_owned()];
    fields.extend(central(date, cost));
    Record { date, fields }
}

/// One subscription a year for each People's Committee and each club, until the money ends.
pub(crate) fn newspapers(world: &World) -> Result<()> {
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

pub(crate) fn newspaper(chance: &mut Chance, date: Day, recipient: [String; 2]) -> Record {
    let issues = if date.month() > 6 { chance.between(40, 90) } else { chance.between(180, 300) };
    let mut fields: Vec<String> = recipient.into();
    fields.push(issues.to_string());
    fields.extend(central(date, issues * 3_500));
    Record { date, fields }
}

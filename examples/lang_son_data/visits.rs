//! Activity 3: trips of mobile legal aid.

use std::collections::{BTreeMap, HashMap};

use crate::Result;
use crate::chance::{Chance, remoteness};
use crate::day::{Day, LAST_MONEY, MERGER};
use crate::registers::agency_of;
use crate::tables::{central, women, write_years};
use crate::world::{Unit, World};

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
pub(crate) fn visits(world: &World) -> Result<()> {
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

//! Activity 4: reviews, meetings, surveys and foundings of clubs.

use std::collections::BTreeSet;

use crate::Result;
use crate::chance::Chance;
use crate::day::{Day, LAST_MONEY};
use crate::registers::liveliness;
use crate::tables::{Record, central, women, write_log};
use crate::world::World;

/// The yearly review of clubs: kept up while there is money, less and less after; in some years whole
/// districts are left out.
pub(crate) fn club_reviews(world: &World) -> Result<()> {
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
pub(crate) fn meetings(world: &World) -> Result<()> {
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
pub(crate) fn club_surveys(world: &World) -> Result<()> {
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

//! What must come out, counted row by row by other means than the program's.
//!
//! Every count stands as of the plan's last day. By then each window has ended, and who is in a population is read on the
//! window's last day: for a year or half-year in the year itself, for the whole plan at its end.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::calendar::Calendar;
use super::units::Units;

/// One sound row of the visits.
pub(super) struct Visit {
    /// The commune, or the village's commune, in that year.
    pub(super) commune: usize,
    pub(super) village: Option<usize>,
    pub(super) day: usize,
    pub(super) year: usize,
    pub(super) half: usize,
    pub(super) advice: bool,
    pub(super) participants: u32,
}

/// One commune in one year.
#[derive(Clone, Default)]
struct Year {
    visits: u64,
    days: u64,
    participants: u64,
    advice: u64,
    kinds: [u64; 3],
    /// Visits to it and to its villages, by half-year.
    within: [u64; 2],
}

pub(super) struct Count {
    pub(super) left_out: u64,
    rows: u64,
    communes: Vec<Vec<Year>>,
    days: HashSet<(usize, usize)>,
    villages: Vec<u64>,
    /// By half-year and district: on time, or late.
    reports: Vec<Vec<Option<bool>>>,
}

impl Count {
    pub(super) fn new(units: &Units, years: usize) -> Count {
        Count {
            left_out: 0,
            rows: 0,
            communes: vec![vec![Year::default(); years]; units.communes.len()],
            days: HashSet::new(),
            villages: vec![0; units.villages.len()],
            reports: vec![vec![None; units.districts]; 2 * years],
        }
    }

    pub(super) fn visit(&mut self, visit: &Visit) {
        self.rows += 1;
        let year = &mut self.communes[visit.commune][visit.year];
        year.within[visit.half % 2] += 1;
        if let Some(village) = visit.village {
            self.villages[village] += 1;
            return;
        }
        year.visits += 1;
        year.participants += u64::from(visit.participants);
        year.advice += u64::from(visit.advice);
        year.days += u64::from(self.days.insert((visit.commune, visit.day)));
    }

    pub(super) fn material(&mut self, commune: usize, year: usize, kind: usize) {
        self.rows += 1;
        self.communes[commune][year].kinds[kind] += 1;
    }

    pub(super) fn report(&mut self, district: usize, half: usize, late: bool) {
        self.rows += 1;
        self.reports[half][district] = Some(late);
    }

    /// `expected.json`.
    pub(super) fn json(&self, units: &Units, calendar: &Calendar) -> Value {
        let mut targets = Map::new();
        let all = |commune: usize, year: usize| units.communes[commune].stands.contains(&year);
        let poor = |commune: usize, year: usize| units.communes[commune].poor.contains(&year);
        let yearly = |has: &dyn Fn(&Year) -> u64, member: &dyn Fn(usize, usize) -> bool, needed: u64| -> Value {
            let windows = (0..calendar.years()).map(|year| {
                let members = (0..self.communes.len()).filter(|commune| member(*commune, year));
                window(&calendar.year(year), members.map(|commune| has(&self.communes[commune][year])), needed)
            });
            windows.collect()
        };
        targets.insert("visits.commune".into(), yearly(&|year| year.visits, &all, 2));
        targets.insert("visits.days".into(), yearly(&|year| year.days, &all, 2));
        targets.insert("visits.reached".into(), yearly(&|year| year.participants, &all, 100));
        targets.insert("visits.advice".into(), yearly(&|year| year.advice, &poor, 1));
        for (kind, name) in ["materials.leaflet", "materials.handbook", "materials.recording"].into_iter().enumerate() {
            targets.insert(name.into(), yearly(&|year| year.kinds[kind], &all, 1));
        }

        let half = |half: usize| {
            let members = (0..self.communes.len()).filter(|commune| all(*commune, half / 2));
            window(&label(calendar, half), members.map(|commune| self.communes[commune][half / 2].within[half % 2]), 1)
        };
        targets.insert("visits.within".into(), (0..2 * calendar.years()).map(half).collect());

        let end = calendar.years() - 1;
        let whole = format!("{}..{}", calendar.year(0), calendar.year(end));
        let mut at_end = vec![0; self.communes.len()];
        for (commune, years) in self.communes.iter().enumerate() {
            at_end[units.last(commune)] += years.iter().map(|year| year.visits).sum::<u64>();
        }
        let members = (0..at_end.len()).filter(|commune| poor(*commune, end));
        targets.insert("visits.poor".into(), json!([window(&whole, members.map(|commune| at_end[commune]), 10)]));
        targets.insert("visits.village".into(), json!([window(&whole, self.villages.iter().copied(), 1)]));

        let reports = self.reports.iter().enumerate().map(|(half, sent)| {
            let came = |late: bool| sent.iter().filter(|report| **report == Some(late)).count();
            json!({ "window": label(calendar, half), "members": sent.len(), "met": came(false), "late": came(true), "total": came(false) + came(true) })
        });
        targets.insert("reports.half".into(), reports.collect());
        json!({ "as_of": calendar.last(), "rows": self.rows, "left_out_rows": self.left_out, "targets": targets })
    }
}

fn label(calendar: &Calendar, half: usize) -> String {
    format!("{}-H{}", calendar.year(half / 2), half % 2 + 1)
}

/// A window whose members have so much each, of which none is late.
fn window(label: &str, members: impl Iterator<Item = u64>, needed: u64) -> Value {
    let had: Vec<u64> = members.collect();
    let met = had.iter().filter(|has| **has >= needed).count();
    json!({ "window": label, "members": had.len(), "met": met, "late": 0, "total": had.iter().sum::<u64>() })
}

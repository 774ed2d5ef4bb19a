//! Units in four levels, mergers, the list of poor communes, and the posts.
//!
//! What changes, changes on the first day of a year, so that a unit is what it is for whole years.

use std::ops::Range;
use std::path::Path;

use fastrand::Rng;

use super::calendar::Calendar;
use super::{Result, Size};

/// Communes in a district, and districts in a province.
const COMMUNES: usize = 16;
const DISTRICTS: usize = 11;

pub(crate) struct Commune {
    pub(super) code: String,
    pub(super) district: usize,
    /// The years in which it stands.
    pub(super) stands: Range<usize>,
    /// What it became, where it was merged.
    pub(super) into: Option<usize>,
    /// The years in which it is listed as poor, if ever.
    pub(super) poor: Range<usize>,
}

pub(crate) struct Units {
    pub(super) communes: Vec<Commune>,
    /// The commune of each village on the first day; after the mergers it is what that one became.
    pub(super) villages: Vec<usize>,
    pub(super) districts: usize,
    /// Communes that stand in a year.
    pub(super) standing: Vec<Vec<usize>>,
    /// The year of the mergers.
    pub(super) merger: usize,
    /// Communes with a post, each once.
    posts: Vec<usize>,
}

impl Units {
    pub(super) fn draw(size: &Size) -> Units {
        let mut chance = Rng::with_seed(size.seed);
        let (years, merger) = (size.years, size.years / 2);
        let mut communes: Vec<Commune> = (0..size.communes)
            .map(|index| {
                let poor = match chance.u32(..20) {
                    0..10 => 0..years,
                    10 => 0..years - 1,
                    11 => 1..years,
                    _ => 0..0,
                };
                Commune { code: format!("C{index:06}"), district: index / COMMUNES, stands: 0..years, into: None, poor }
            })
            .collect();
        // The first two communes of a district, in one district of four or so, and the next two, become one.
        for first in (0..size.communes.saturating_sub(1)).step_by(2) {
            if first % COMMUNES >= 4 || chance.u32(..12) >= 2 {
                continue;
            }
            let new = communes.len();
            let listed = communes[first].poor.contains(&(merger - 1)) || communes[first + 1].poor.contains(&(merger - 1));
            let (district, poor) = (communes[first].district, if listed { merger..years } else { 0..0 });
            for old in &mut communes[first..first + 2] {
                old.stands.end = merger;
                old.poor.end = old.poor.end.min(merger);
                old.into = Some(new);
            }
            communes.push(Commune { code: format!("N{first:06}"), district, stands: merger..years, into: None, poor });
        }
        let villages = (0..size.villages).map(|_| chance.usize(..size.communes)).collect();
        let standing =
            (0..years).map(|year| (0..communes.len()).filter(|index| communes[*index].stands.contains(&year)).collect()).collect();
        let posts = (0..size.communes).filter(|_| chance.u32(..3) == 0).collect();
        Units { communes, villages, districts: size.communes.div_ceil(COMMUNES), standing, merger, posts }
    }

    /// The commune of a village in a year.
    pub(super) fn above(&self, village: usize, year: usize) -> usize {
        let first = self.villages[village];
        if year < self.merger { first } else { self.last(first) }
    }

    /// What a commune is at the end.
    pub(super) fn last(&self, commune: usize) -> usize {
        self.communes[commune].into.unwrap_or(commune)
    }

    pub(super) fn write(&self, out: &Path, calendar: &Calendar) -> Result<()> {
        let registers = out.join("registers");
        let from = |year: usize| if year == 0 { "" } else { calendar.first(year) };
        let to = |year: usize| if year == calendar.years() { "" } else { calendar.before(year) };

        let mut units = csv::Writer::from_path(registers.join("units.csv"))?;
        units.write_record(["code", "name", "level", "kind", "parent", "from", "to"])?;
        for province in 0..self.districts.div_ceil(DISTRICTS) {
            units.write_record([&format!("P{province:02}"), &format!("Miền {province}"), "province", "tỉnh", "", "", ""])?;
        }
        for district in 0..self.districts {
            let parent = format!("P{:02}", district / DISTRICTS);
            units.write_record([&district_code(district), &format!("Vùng {district}"), "district", "huyện", &parent, "", ""])?;
        }
        for (index, commune) in self.communes.iter().enumerate() {
            let Range { start, end } = commune.stands;
            let (name, parent) = (format!("Đồng {index}"), district_code(commune.district));
            units.write_record([&commune.code, &name, "commune", "xã", &parent, from(start), to(end)])?;
        }
        for (index, first) in self.villages.iter().enumerate() {
            let (code, name) = (village_code(index), format!("Nà {index}"));
            let mut row = |commune: usize, start, end| {
                units.write_record([&code, &name, "village", "thôn", &self.communes[commune].code, from(start), to(end)])
            };
            if let Some(new) = self.communes[*first].into {
                row(*first, 0, self.merger)?;
                row(new, self.merger, calendar.years())?;
            } else {
                row(*first, 0, calendar.years())?;
            }
        }
        units.flush()?;

        let mut successions = csv::Writer::from_path(registers.join("successions.csv"))?;
        successions.write_record(["date", "old", "new"])?;
        for commune in &self.communes {
            if let Some(new) = commune.into {
                successions.write_record([calendar.first(self.merger), &commune.code, &self.communes[new].code])?;
            }
        }
        successions.flush()?;

        let mut listings = csv::Writer::from_path(registers.join("listings.csv"))?;
        listings.write_record(["unit", "category", "from", "to"])?;
        for commune in self.communes.iter().filter(|commune| !commune.poor.is_empty()) {
            listings.write_record([&commune.code, "poor", calendar.first(commune.poor.start), to(commune.poor.end)])?;
        }
        listings.flush()?;

        let mut posts = csv::Writer::from_path(registers.join("posts.csv"))?;
        posts.write_record(["id", "unit", "from"])?;
        for (number, commune) in self.posts.iter().enumerate() {
            posts.write_record([&format!("S{number:06}"), &self.communes[*commune].code, calendar.first(0)])?;
        }
        posts.flush()?;
        Ok(())
    }
}

pub(super) fn district_code(district: usize) -> String {
    format!("D{district:04}")
}

pub(super) fn village_code(village: usize) -> String {
    format!("V{village:06}")
}

//! Clubs, noticeboard sites and staff; what is waived.

use crate::Result;
use crate::chance::{Chance, remoteness};
use crate::day::{Day, LIST_2013, LIST_2017, MERGER};
use crate::tables::{optional, write_table};
use crate::world::{Club, Site, Staff, World};

impl World {
    /// 44 clubs that stood before the plan, and some that were founded under it.
    pub(crate) fn found_clubs(&mut self) {
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
    pub(crate) fn place_sites(&mut self) {
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

    pub(crate) fn hire_staff(&mut self) {
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

    pub(crate) fn write_registers(&self) -> Result<()> {
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
    pub(crate) fn building_sites(&self) -> Vec<&Site> {
        let round = Day::new(2014, 12, 31);
        let eligible = self.sites.iter().filter(|site| site.place == "nha-sinh-hoat" && self.is_eligible(&site.unit, round));
        eligible.step_by(31).take(2).collect()
    }
}

/// How lively a club is, 0 to 1: always the same for the same key.
pub(crate) fn liveliness(id: &str) -> f64 {
    remoteness(id)
}

/// Who serves a district: a branch, or the Centre itself.
pub(crate) fn agency_of(district: &str) -> &'static str {
    match district {
        "180" | "182" => "chi-nhanh-1",
        "181" | "185" => "chi-nhanh-2",
        "186" | "187" => "chi-nhanh-3",
        "188" | "189" => "chi-nhanh-4",
        _ => "trung-tam",
    }
}

pub(crate) fn write_waivers(world: &World) -> Result<()> {
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

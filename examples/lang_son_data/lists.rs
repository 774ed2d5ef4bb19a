//! The lists of extremely disadvantaged communes and villages, drawn to the published counts.

use std::collections::BTreeSet;

use crate::Result;
use crate::chance::{Chance, remoteness};
use crate::day::{Day, LIST_2013, LIST_2017, MERGER};
use crate::tables::{optional, write_table};
use crate::world::{Listing, Unit, World};

/// Per district: its code, how many of its communes are listed in 2013 and in 2017.
pub(crate) const QUOTAS: [(&str, usize, usize); 10] = [
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

impl World {
    /// Draws the extremely disadvantaged communes, so many in each district.
    pub(crate) fn list_communes(&mut self) -> Result<()> {
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
    pub(crate) fn list_villages(&mut self) -> Result<()> {
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

    pub(crate) fn write_units_and_listings(&mut self) -> Result<()> {
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
}

fn listing(unit: &str, category: &str, from: Day, to: Option<Day>, basis: &str, note: &str) -> Listing {
    Listing { unit: unit.to_owned(), category: category.to_owned(), from: Some(from), to, basis: basis.to_owned(), note: note.to_owned() }
}

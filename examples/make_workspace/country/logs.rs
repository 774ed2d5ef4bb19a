//! The rows of the logs, a file a year.
//!
//! A few units have most of the rows, as in life, so that at any size some are covered and some are not.

use std::fs::{self, File};
use std::path::Path;

use fastrand::Rng;

use super::calendar::Calendar;
use super::expected::{Count, Visit};
use super::units::{Units, district_code, village_code};
use super::{Result, Size};

const FORMS: [&str; 3] = ["advice", "court", "other"];
const KINDS: [&str; 3] = ["leaflet", "handbook", "recording"];

pub(super) fn write(size: &Size, calendar: &Calendar, units: &Units, count: &mut Count, out: &Path) -> Result<()> {
    // A report of each district on each half-year; where few rows are asked for, those of the first years only.
    let halves = 2 * calendar.years();
    let reports = (units.districts * halves).min(size.rows as usize / 10);
    let mut pen = Pen { chance: Rng::with_seed(size.seed ^ 0x7469_656e_646f), size, written: 0, faults: 0 };
    for (log, header) in [
        ("visits", &["id", "date", "trip", "unit", "form", "participants", "women", "cost"][..]),
        ("materials", &["id", "date", "unit", "kind", "copies", "stock"]),
        ("reports", &["id", "date", "period", "unit"]),
    ] {
        fs::create_dir(out.join("logs").join(log))?;
        let rows = size.rows - reports as u64;
        for year in 0..calendar.years() {
            let mut file = csv::Writer::from_path(out.join("logs").join(log).join(calendar.year(year) + ".csv"))?;
            file.write_record(header)?;
            let (years, at) = (calendar.years() as u64, year as u64);
            let share = |of: u64| of * (at + 1) / years - of * at / years;
            match log {
                "visits" => {
                    for _ in 0..share(rows - rows / 4) {
                        pen.visit(calendar, units, year, count, &mut file)?;
                    }
                }
                "materials" => {
                    for _ in 0..share(rows / 4) {
                        pen.material(calendar, units, year, count, &mut file)?;
                    }
                }
                _ => {
                    let until = |year: usize| (2 * year * units.districts).min(reports);
                    for number in until(year)..until(year + 1) {
                        pen.report(calendar, units, number, count, &mut file)?;
                    }
                }
            }
            file.flush()?;
        }
    }
    Ok(())
}

/// Writes rows and keeps count of them.
struct Pen<'s> {
    chance: Rng,
    size: &'s Size,
    written: u64,
    faults: u64,
}

impl Pen<'_> {
    /// Whether the next row is to have a fault: they are spread evenly.
    fn slips(&mut self) -> bool {
        self.written += 1;
        let slips = self.written * self.size.faults / self.size.rows > self.faults;
        self.faults += u64::from(slips);
        slips
    }

    /// One of so many, the first far more often than the last.
    fn skewed(&mut self, of: usize) -> usize {
        (self.chance.f64().powi(3) * of as f64) as usize
    }

    /// A commune that stands in a year; which of them are visited often is the same every year.
    fn commune(&mut self, units: &Units, year: usize) -> usize {
        let standing = &units.standing[year];
        // A stride through the codes, so that the often visited ones lie in all districts.
        standing[self.skewed(standing.len()) * 7919 % standing.len()]
    }

    fn visit(&mut self, calendar: &Calendar, units: &Units, year: usize, count: &mut Count, file: &mut csv::Writer<File>) -> Result<()> {
        let day = self.chance.usize(calendar.days(year));
        let village = (self.chance.u32(..10) < 3).then(|| self.skewed(units.villages.len()));
        let commune = match village {
            Some(village) => units.above(village, year),
            None => self.commune(units, year),
        };
        let (trip, form, participants) = (self.chance.u32(..=self.size.rows as u32 / 3), self.chance.usize(..3), self.chance.u32(5..60));
        let women = (self.chance.u32(..10) > 0).then(|| self.chance.u32(..=participants));
        let cost = (self.chance.u32(..5) > 0).then(|| self.chance.u32(50..800) * 10_000);
        let mut row = [
            format!("L{:09}", self.written),
            calendar.text(day).to_owned(),
            format!("T{trip}"),
            village.map_or_else(|| units.communes[commune].code.clone(), village_code),
            FORMS[form].to_owned(),
            participants.to_string(),
            women.map_or(String::new(), |women| women.to_string()),
            cost.map_or(String::new(), |cost| cost.to_string()),
        ];
        if self.slips() {
            match self.faults % 5 {
                0 => "31/12/2014".clone_into(&mut row[1]),
                1 => "X999999".clone_into(&mut row[3]),
                2 => "advise".clone_into(&mut row[4]),
                3 => "-3".clone_into(&mut row[5]),
                _ => row[6] = (participants + 1).to_string(),
            }
            count.left_out += 1;
        } else {
            count.visit(&Visit { commune, village, day, year, half: calendar.half(day), advice: form == 0, participants });
        }
        file.write_record(row)?;
        Ok(())
    }

    fn material(&mut self, calendar: &Calendar, units: &Units, year: usize, count: &mut Count, file: &mut csv::Writer<File>) -> Result<()> {
        let day = self.chance.usize(calendar.days(year));
        let (commune, kind, copies) = (self.commune(units, year), self.skewed(3), self.chance.u32(1..200));
        let stock = (self.chance.u32(..4) > 0).then(|| self.chance.u32(..40));
        let mut row = [
            format!("M{:09}", self.written),
            calendar.text(day).to_owned(),
            units.communes[commune].code.clone(),
            KINDS[kind].to_owned(),
            copies.to_string(),
            stock.map_or(String::new(), |stock| stock.to_string()),
        ];
        if self.slips() {
            "0".clone_into(&mut row[4]);
            count.left_out += 1;
        } else {
            count.material(commune, year, kind);
        }
        file.write_record(row)?;
        Ok(())
    }

    /// Reports are written half-year by half-year, district by district.
    fn report(&mut self, calendar: &Calendar, units: &Units, number: usize, count: &mut Count, file: &mut csv::Writer<File>) -> Result<()> {
        let (half, district) = (number / units.districts, number % units.districts);
        // Sent in the half-year itself, so that no row lies after the plan's last day; one in twelve comes late, in the next.
        let late = self.chance.u32(..12) == 0 && half + 1 < 2 * calendar.years();
        let days = calendar.half_days(half + usize::from(late));
        let day = if late { self.chance.usize(days.start + 15..days.end) } else { self.chance.usize(days) };
        let period = format!("{}-H{}", calendar.year(half / 2), half % 2 + 1);
        let mut row = [format!("R{:09}", self.written), calendar.text(day).to_owned(), period, district_code(district)];
        if self.slips() {
            "2013-H3".clone_into(&mut row[2]);
            count.left_out += 1;
        } else {
            count.report(district, half, late);
        }
        file.write_record(row)?;
        Ok(())
    }
}

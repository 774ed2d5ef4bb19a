//! An invented country of any size, its plan, its records, and what must come out.
//!
//! The units are drawn first, then the rows of each log, a file a year; each row goes to its file and to the
//! count at once, so that nothing grows with the rows.

mod calendar;
mod expected;
mod logs;
mod plan;
mod units;

use std::error::Error;
use std::fs;
use std::path::Path;

use calendar::Calendar;
use expected::Count;
use units::Units;

/// What goes wrong here is said and ends the program.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How large the country is, and how much happens in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Rows of all logs together.
    pub(crate) rows: u64,
    /// Communes on the first day.
    pub(crate) communes: usize,
    /// Villages.
    pub(crate) villages: usize,
    /// Years of the plan.
    pub(crate) years: usize,
    /// Of all chance.
    pub(crate) seed: u64,
    /// Rows that say something impossible.
    pub(crate) faults: u64,
}

/// Writes a workspace into a folder that is empty or does not exist.
pub(crate) fn make(size: &Size, out: &Path) -> Result<()> {
    if size.communes < 32 || size.villages == 0 || !(2..=50).contains(&size.years) || size.faults > size.rows {
        return Err("at least 32 communes, 1 village, 2 to 50 years, and no more faults than rows".into());
    }
    if out.is_dir() && fs::read_dir(out)?.next().is_some() {
        return Err(format!("{} is not empty", out.display()).into());
    }
    for folder in ["plans", "registers", "logs"] {
        fs::create_dir_all(out.join(folder))?;
    }
    let calendar = Calendar::new(size.years);
    let units = Units::draw(size);
    fs::write(out.join("tiendo.toml"), plan::SETTINGS)?;
    fs::write(out.join("plans/country.toml"), plan::text(&calendar))?;
    units.write(out, &calendar)?;
    let mut count = Count::new(&units, size.years);
    logs::write(size, &calendar, &units, &mut count, out)?;
    fs::write(out.join("expected.json"), serde_json::to_vec_pretty(&count.json(&units, &calendar))?)?;
    Ok(())
}

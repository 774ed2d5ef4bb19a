//! CSV files in and out.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use crate::Result;
use crate::chance::Chance;
use crate::day::{Day, LAST_MONEY};
use crate::world::World;

pub(crate) type Row = HashMap<String, String>;

pub(crate) fn read_table(path: &Path) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = reader.deserialize().collect::<std::result::Result<_, _>>()?;
    Ok(rows)
}

pub(crate) fn field(row: &Row, name: &str) -> Result<String> {
    row.get(name).cloned().ok_or_else(|| format!("no column {name}").into())
}

pub(crate) fn optional(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

pub(crate) fn write_table(path: &Path, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(())
}

/// One record of a log before it has its key.
pub(crate) struct Record {
    pub(crate) date: Day,
    pub(crate) fields: Vec<String>,
}

/// Writes a log, one file a year, in the order of the dates; `header` is without `id` and `date`.
/// Keys are `MH-` + `prefix` + year + running number.
pub(crate) fn write_log(world: &World, log: &str, prefix: &str, header: &[&str], records: Vec<Record>) -> Result<()> {
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

pub(crate) fn write_years(world: &World, log: &str, header: &[&str], years: BTreeMap<i32, Vec<Vec<String>>>) -> Result<()> {
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
pub(crate) fn central(date: Day, cost: i64) -> [String; 2] {
    if date <= LAST_MONEY && cost > 0 { ["trung-uong".to_owned(), cost.to_string()] } else { [String::new(), String::new()] }
}

/// How many of the participants are women.
pub(crate) fn women(chance: &mut Chance, participants: i64) -> String {
    (participants * chance.between(35, 62) / 100).to_string()
}

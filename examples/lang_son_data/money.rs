//! Budget lines, made up from what the made-up records spend.

use std::collections::BTreeMap;
use std::fs;

use crate::Result;
use crate::chance::Chance;
use crate::tables::{field, read_table, write_table};
use crate::world::World;

/// Logs with money, and the activity that spends it.
const SPENT: [(&str, &str); 9] = [
    ("briefings", "quan-triet"),
    ("cases", "dich-vu"),
    ("visits", "luu-dong"),
    ("meetings", "cau-lac-bo"),
    ("materials", "tai-lieu"),
    ("boards", "bang-tin"),
    ("newspapers", "bao"),
    ("classes", "nang-luc"),
    ("tuition", "nang-luc"),
];

/// For the central money a line for each activity, for the local money one for the whole plan: somewhat more than was
/// spent of it, in whole millions.
pub(crate) fn allocations(world: &World) -> Result<()> {
    let mut spent: BTreeMap<(String, String, &str), i64> = BTreeMap::new();
    for (log, activity) in SPENT {
        let mut paths: Vec<_> = fs::read_dir(world.directory.join("logs").join(log))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<_>>()?;
        paths.sort();
        for path in paths {
            for row in read_table(&path)? {
                let (date, fund, cost) = (field(&row, "date")?, field(&row, "fund")?, field(&row, "cost")?);
                if let Ok(cost) = cost.parse::<i64>() {
                    let whose = if fund == "dia-phuong" { "" } else { activity };
                    *spent.entry((date[..4].to_owned(), fund, whose)).or_default() += cost;
                }
            }
        }
    }
    let mut chance = Chance::of("allocations");
    let rows: Vec<Vec<String>> = spent
        .into_iter()
        .map(|((year, fund, activity), sum)| {
            let amount = (sum * 100 / chance.between(86, 99) / 1_000_000 + 1) * 1_000_000;
            vec![
                year,
                fund,
                activity.to_owned(),
                amount.to_string(),
                "Minh họa".to_owned(),
                "số liệu minh họa, không phải dự toán thật".to_owned(),
            ]
        })
        .collect();
    fs::create_dir_all(world.directory.join("money"))?;
    let header = ["year", "fund", "activity", "amount", "basis", "note"];
    write_table(&world.directory.join("money/allocations.csv"), &header, rows.into_iter())
}

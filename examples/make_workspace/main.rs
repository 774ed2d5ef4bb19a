//! Writes a workspace of any size, to try `tiendo` out on and to time it:
//!
//! ```text
//! cargo run --release --example make_workspace -- --rows 1000000 --communes 11000 --villages 100000 --years 8 --seed 1 OUT
//! cargo run --release -- check --data OUT --as-of 2020-12-31
//! ```
//!
//! | option | means | default |
//! | --- | --- | --- |
//! | `--rows N` | rows of all logs together | 100000 |
//! | `--communes N` | communes on the first day; a district has 16, a province 11 districts | 1100 |
//! | `--villages N` | villages | 10000 |
//! | `--years N` | years of the plan, from 2013 on | 8 |
//! | `--seed N` | another seed, another country; the same seed, the same bytes | 1 |
//! | `--faults N` | so many rows, evenly spread, that say something impossible | 0 |
//!
//! The country is invented. Its units stand in four levels; in the middle of the plan one commune in twenty-five is
//! merged with its neighbour, and its villages move with it; communes come on and off the list of poor ones. The plan has
//! about twenty targets over three logs, of every measure.
//!
//! While rows are written they are counted for some of the targets by other means than the program's own. The counts
//! stand in `OUT/expected.json`: per target and window the members, how many of them are met and late, and the total, as
//! of the plan's last day. `tiendo coverage --format json` must say the same. OUT must be empty or not exist.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "chances and counts drawn here, far below any limit"
)]
#![allow(clippy::print_stdout, reason = "an example that says what it made")]

use std::error::Error;
use std::path::PathBuf;

use country::Size;

mod country;

fn main() -> Result<(), Box<dyn Error>> {
    let mut size = Size { rows: 100_000, communes: 1_100, villages: 10_000, years: 8, seed: 1, faults: 0 };
    let mut out = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let Some(name) = argument.strip_prefix("--") else {
            out = Some(PathBuf::from(argument));
            continue;
        };
        let number: u64 = arguments.next().ok_or(format!("--{name} needs a number"))?.parse()?;
        match name {
            "rows" => size.rows = number,
            "communes" => size.communes = number as usize,
            "villages" => size.villages = number as usize,
            "years" => size.years = number as usize,
            "seed" => size.seed = number,
            "faults" => size.faults = number,
            _ => return Err(format!("no option --{name}").into()),
        }
    }
    let out = out.ok_or("usage: make_workspace [--rows N] [--communes N] [--villages N] [--years N] [--seed N] [--faults N] OUT")?;
    country::make(&size, &out)?;
    println!("{} rows in {}", size.rows, out.display());
    Ok(())
}

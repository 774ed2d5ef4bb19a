//! How long one `check` takes, and each of its parts: `cargo bench --bench check`.
//!
//! Workspaces are made once by the generator of `examples/make_workspace` and kept below `target/`. At the end one whole
//! check is held against a plain reading of the same bytes by the csv crate, so that the figure means something on any
//! machine; `BENCH_ROWS=1000000` sets the size of that comparison.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "chances and counts drawn here, far below any limit"
)]
#![allow(clippy::print_stdout, reason = "a bench prints figures")]

#[path = "../examples/make_workspace/country/mod.rs"]
mod country;
mod own_windows;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use country::Size;
use divan::Bencher;
use divan::counter::ItemsCount;
use tiendo::calendar::Date;
use tiendo::cover::cover;
use tiendo::load::load;
use tiendo::load::rows::open;
use tiendo::read::Tree;
use tiendo::render::{Look, format};
use tiendo::report::{Check, Diagnostics};
use tiendo::scan::{prepare, scan};
use tiendo::text::Lang;

const ROWS: [u64; 2] = [10_000, 100_000];
/// The last day of the plans that are made.
const AS_OF: Date = Date::constant(2020, 12, 31);

fn main() {
    divan::main();
    // Not where the bench is only built and tried out, as by `cargo test --all-targets`.
    if std::env::args().any(|argument| argument == "--bench") {
        compare(std::env::var("BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(100_000));
        compare_faults();
        own_windows::compare(std::env::var("BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000), check);
    }
}

/// A sound workspace of so many rows, made where it is not yet there.
fn workspace(rows: u64) -> PathBuf {
    faulty(rows, 0)
}

/// The same with so many faults in its rows.
fn faulty(rows: u64, faults: u64) -> PathBuf {
    let name = if faults == 0 { rows.to_string() } else { format!("{rows}-{faults}") };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(name);
    if !folder.join("expected.json").is_file() {
        let _ = fs::remove_dir_all(&folder);
        let communes = (rows as usize / 90).clamp(32, 11_000);
        let size = Size { rows, communes, villages: communes * 9, years: 8, seed: 1, faults };
        country::make(&size, &folder).expect("a folder that can be written to");
    }
    folder
}

/// Load, scan and cover; the number of rows that were left out, which is none.
fn check(folder: &Path) -> u64 {
    let tree = Tree::on_disk(folder);
    let loaded = load(&tree);
    let mut workspace = loaded.workspace.expect("a plan that is understood");
    prepare(&mut workspace, &loaded.vocabulary, &tree, AS_OF);
    workspace.see_records_until(AS_OF);
    let scanned = scan(&workspace, &loaded.vocabulary, &tree, AS_OF, false);
    cover(&workspace, &scanned.tallies, AS_OF, None, scanned.left_out).left_out
}

#[divan::bench(args = ROWS)]
fn loads(bencher: Bencher<'_, '_>, rows: u64) {
    let folder = workspace(rows);
    bencher.bench(|| load(&Tree::on_disk(&folder)));
}

/// Only where records and their fields end, of one year's file.
#[divan::bench(args = ROWS)]
fn parses(bencher: Bencher<'_, '_>, rows: u64) {
    let tree = Tree::on_disk(workspace(rows));
    bencher.bench(|| {
        let mut records = open(&tree, "logs/visits/2013.csv").expect("a file");
        let mut fields = 0;
        while let Some(record) = records.advance().expect("readable") {
            fields += record.len();
        }
        fields
    });
}

#[divan::bench(args = ROWS)]
fn scans(bencher: Bencher<'_, '_>, rows: u64) {
    let tree = Tree::on_disk(workspace(rows));
    let loaded = load(&tree);
    let workspace = loaded.workspace.expect("a plan that is understood");
    bencher.counter(ItemsCount::new(rows)).bench(|| scan(&workspace, &loaded.vocabulary, &tree, AS_OF, false));
}

#[divan::bench(args = ROWS)]
fn covers(bencher: Bencher<'_, '_>, rows: u64) {
    let tree = Tree::on_disk(workspace(rows));
    let loaded = load(&tree);
    let workspace = loaded.workspace.expect("a plan that is understood");
    let scanned = scan(&workspace, &loaded.vocabulary, &tree, AS_OF, false);
    bencher.bench(|| cover(&workspace, &scanned.tallies, AS_OF, None, 0));
}

#[divan::bench(args = ROWS)]
fn checks(bencher: Bencher<'_, '_>, rows: u64) {
    let folder = workspace(rows);
    bencher.counter(ItemsCount::new(rows)).bench(|| check(&folder));
}

/// The answer of a check in each format, from what was evaluated before.
#[divan::bench(args = ["table", "json", "markdown", "html", "xlsx"])]
fn renders(bencher: Bencher<'_, '_>, name: &str) {
    let tree = Tree::on_disk(workspace(ROWS[0]));
    let loaded = load(&tree);
    let workspace = loaded.workspace.expect("a plan that is understood");
    let scanned = scan(&workspace, &loaded.vocabulary, &tree, AS_OF, false);
    let state = cover(&workspace, &scanned.tallies, AS_OF, None, scanned.left_out);
    let found = Diagnostics::new(&tree, Some(&workspace)).all(scanned.findings, false);
    let answer = Check { understood: Some((&workspace, &state)), ..Check::new(AS_OF, found, Lang::En) };
    let look = Look { lang: Lang::En, colour: false, width: None };
    bencher.bench(|| {
        let mut out = Vec::new();
        (format(name).expect("a format").write)(&answer, look, &mut out).expect("a buffer takes everything");
        out.len()
    });
}

/// One whole check with its answer in JSON: how many bytes that is.
fn told(folder: &Path) -> usize {
    let tree = Tree::on_disk(folder);
    let loaded = load(&tree);
    let workspace = loaded.workspace.expect("a plan that is understood");
    let scanned = scan(&workspace, &loaded.vocabulary, &tree, AS_OF, false);
    let state = cover(&workspace, &scanned.tallies, AS_OF, None, scanned.left_out);
    let mut findings = loaded.findings;
    findings.merge(scanned.findings);
    let found = Diagnostics::new(&tree, Some(&workspace)).all(findings, false);
    let answer = Check { understood: Some((&workspace, &state)), ..Check::new(AS_OF, found, Lang::En) };
    let mut out = Vec::new();
    let look = Look { lang: Lang::En, colour: false, width: None };
    (format("json").expect("a format").write)(&answer, look, &mut out).expect("a buffer takes everything");
    out.len()
}

/// As many rows with and without a fault in most of them: what a fault costs beside a row.
#[divan::bench(args = [0, 10_000])]
fn faults(bencher: Bencher<'_, '_>, faults: u64) {
    let folder = faulty(12_000, faults);
    bencher.counter(ItemsCount::new(12_000_u64)).bench(|| told(&folder));
}

/// What 10,000 faults in 12,000 rows cost, beside the same rows without: the best of five runs, taken in turn.
fn compare_faults() {
    let (sound, wrong) = (faulty(12_000, 0), faulty(12_000, 10_000));
    let mut best = [Duration::MAX; 2];
    for _ in 0..5 {
        for (best, folder) in best.iter_mut().zip([&sound, &wrong]) {
            let start = Instant::now();
            divan::black_box(told(folder));
            *best = (*best).min(start.elapsed());
        }
    }
    let ratio = best[1].as_secs_f64() / best[0].as_secs_f64();
    println!("10000 faults in JSON: {:.1?}, the same rows without: {:.1?}, ratio {ratio:.2}", best[1], best[0]);
}

/// One whole check beside a plain reading of its logs on one core: the best of five runs, taken in turn.
fn compare(rows: u64) {
    let folder = workspace(rows);
    let (mut whole, mut plain) = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        let start = Instant::now();
        assert_eq!(divan::black_box(check(&folder)), 0);
        whole = whole.min(start.elapsed());
        let start = Instant::now();
        assert_eq!(divan::black_box(read(&folder.join("logs"))), rows);
        plain = plain.min(start.elapsed());
    }
    let ratio = whole.as_secs_f64() / plain.as_secs_f64();
    println!("{rows} rows: check {whole:.1?}, csv crate {plain:.1?}, ratio {ratio:.2}");
}

/// Counts the records of every file below a folder.
fn read(folder: &Path) -> u64 {
    let mut records = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            records += read(&path);
            continue;
        }
        let mut reader = csv::Reader::from_path(path).expect("a file");
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).expect("a record") {
            records += 1;
        }
    }
    records
}

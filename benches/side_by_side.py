#!/usr/bin/env python3
"""The same question side by side, in one run on one machine.

    python3 benches/side_by_side.py [--rows 10000000] [--runs 3] [--work FOLDER]

tiendo answers everything: the whole `check` with every rule and all twenty targets. DuckDB and Polars answer one
question of it: visits per commune and year, with the pairs that have fewer than two. `wc -l` only reads. Each is a
process of its own, started in turn, so that noise hits all of them alike; what is printed are medians, ratios and peak
memory. The counts must agree with tiendo's and with those that the generator keeps, or the script fails.

It needs cargo and a Python that can make virtual environments; DuckDB and Polars it installs from PyPI into FOLDER.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Communes that exist on the last day of a year, each with its visits in that year; pairs with fewer than two are missing.
DUCKDB = """
import duckdb, sys
print(*duckdb.sql('''
    with visits as (
        select unit, year(date) as year, count(*) as visits
        from read_csv('{data}/logs/visits/*.csv', header = true, auto_detect = false, columns = {{{columns}}})
        group by unit, year
    ), communes as (
        select code, "from" as first, "to" as last
        from read_csv('{data}/registers/units.csv', header = true, all_varchar = true)
        where level = 'commune'
    ), pairs as (
        select code, y as year, coalesce(visits, 0) as visits
        from communes cross join range({first}, {last} + 1) years(y)
        left join visits on visits.unit = code and visits.year = y
        where coalesce(first, '0001-01-01') <= y || '-12-31' and coalesce(last, '9999-12-31') >= y || '-12-31'
    )
    select year, count(*), count(*) filter (visits >= 2), sum(visits) from pairs group by year order by year
''').fetchall(), sep='\\n')
"""

POLARS = """
import polars as pl
visits = (
    pl.scan_csv('{data}/logs/visits/*.csv', schema_overrides={{'date': pl.Date}})
    .group_by('unit', pl.col('date').dt.year().alias('year')).len('visits')
)
communes = pl.scan_csv('{data}/registers/units.csv', infer_schema=False).filter(pl.col('level') == 'commune')
years = pl.LazyFrame({{'year': list(range({first}, {last} + 1))}}, schema={{'year': pl.Int32}})
pairs = communes.join(years, how='cross').with_columns(end=pl.col('year').cast(pl.String) + '-12-31').filter(
    (pl.col('from').fill_null('') <= pl.col('end')) & (pl.col('to').fill_null('9999') >= pl.col('end'))
).join(visits, left_on=['code', 'year'], right_on=['unit', 'year'], how='left').with_columns(pl.col('visits').fill_null(0))
out = pairs.group_by('year').agg(pl.len(), (pl.col('visits') >= 2).sum().alias('met'), pl.col('visits').sum()).sort('year')
for row in out.collect(engine='streaming').rows():
    print(row)
"""

COLUMNS = {"id": "VARCHAR", "date": "DATE", "trip": "VARCHAR", "unit": "VARCHAR", "form": "VARCHAR",
           "participants": "INTEGER", "women": "INTEGER", "cost": "BIGINT"}


def run(command):
    """Seconds, peak memory in MB, status and standard output of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), out.decode()


def tools(work):
    """The python with DuckDB and Polars."""
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(work / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "duckdb", "polars"], check=True)
    return str(python)


def workspace(work, rows):
    """A workspace of so many rows; made once."""
    data = work / f"country-{rows}"
    if not (data / "expected.json").exists():
        subprocess.run(["cargo", "run", "--release", "--quiet", "--example", "make_workspace", "--", "--rows", str(rows),
                        "--communes", "11000", "--villages", "100000", str(data)], cwd=ROOT, check=True)
    return data


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--work", type=pathlib.Path, default=ROOT / "target" / "side-by-side")
    asked = arguments.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    python, data = tools(asked.work), workspace(asked.work, asked.rows)
    logs = sorted(str(path) for path in (data / "logs").rglob("*.csv"))
    size = sum(os.path.getsize(path) for path in logs) / 1e6
    tiendo = str(ROOT / "target" / "release" / "tiendo")
    as_of = ["--data", str(data), "--as-of", "2020-12-31"]
    names = {"data": data, "first": 2013, "last": 2020, "columns": ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())}
    commands = {
        "tiendo check": [tiendo, "check", *as_of, "--format", "json"],
        "DuckDB, one target": [python, "-c", DUCKDB.format(**names)],
        "Polars, one target": [python, "-c", POLARS.format(**names)],
        "wc -l": ["wc", "-l", *logs],
    }
    times, memory, outputs = {}, {}, {}
    for _ in range(asked.runs):
        for name, command in commands.items():
            seconds, peak, status, outputs[name] = run(command)
            # The gate of `check` may say that the invented country is behind.
            if status not in ((0, 3) if name.startswith("tiendo") else (0,)):
                sys.exit(f"{name} ended with status {status}")
            times.setdefault(name, []).append(seconds)
            memory[name] = max(memory.get(name, 0), peak)

    _, _, _, text = run([tiendo, "coverage", "visits.commune", *as_of, "--format", "json"])
    targets = [target for plan in json.loads(text)["plans"] for activity in plan["activities"] for target in activity["targets"]]
    windows = next(target for target in targets if target["id"] == "visits.commune")["windows"]
    ours = [(int(window["window"]), window["members"], window["met"], int(window["total"])) for window in windows]
    generated = json.loads((data / "expected.json").read_text())["targets"]["visits.commune"]
    counted = [(int(window["window"]), window["members"], window["met"], window["total"]) for window in generated]
    for name in commands:
        if "one target" in name:
            theirs = [tuple(int(part) for part in line.strip("()").split(", ")) for line in outputs[name].splitlines()]
            if not ours == counted == theirs:
                sys.exit(f"counts differ\ntiendo    {ours}\ngenerator {counted}\n{name} {theirs}")
    findings = [found for found in json.loads(outputs["tiendo check"])["findings"] if found["severity"] == "error"]
    if findings:
        sys.exit(f"the generated workspace is not sound: {findings[:3]}")

    base = statistics.median(times["DuckDB, one target"])
    print(f"{asked.rows} rows, {size:.0f} MB, {os.cpu_count()} cores, median of {asked.runs}; the counts agree\n")
    print(f"{'':20} {'seconds':>9} {'x DuckDB':>9} {'peak MB':>9}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:20} {median:9.2f} {median / base:9.2f} {memory[name]:9.0f}   ({', '.join(f'{one:.2f}' for one in seconds)})")


if __name__ == "__main__":
    main()

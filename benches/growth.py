#!/usr/bin/env python3
"""How time and memory of `tiendo check` grow with rows, targets and units: three points each.

    python3 benches/growth.py [--rows 2000000 10000000 50000000] [--work FOLDER] [--runs 1]

Workspaces come from examples/make_workspace, with keys that are all different. Targets are multiplied by repeating the
plan's activities under other ids; the logs stay the same. What is printed is the median of the runs. It needs cargo.
"""

import argparse
import pathlib
import shutil
import statistics
import subprocess

from side_by_side import ROOT, run


def workspace(work, rows, communes, villages):
    """A workspace; made once."""
    data = work / f"country-{rows}-{communes}-{villages}"
    # One of the standard size may have been made for the other script.
    standard = work / f"country-{rows}"
    if (communes, villages) == (11_000, 100_000) and (standard / "expected.json").exists():
        return standard
    if not (data / "expected.json").exists():
        shutil.rmtree(data, ignore_errors=True)
        subprocess.run(["cargo", "run", "--release", "--quiet", "--example", "make_workspace", "--", "--rows", str(rows),
                        "--communes", str(communes), "--villages", str(villages), str(data)], cwd=ROOT, check=True)
    return data


def with_targets(work, data, times):
    """The same logs under a plan with so many times the targets."""
    copy = work / f"{data.name}-targets-{times}"
    shutil.rmtree(copy, ignore_errors=True)
    (copy / "plans").mkdir(parents=True)
    shutil.copy(data / "tiendo.toml", copy)
    for folder in ("logs", "registers"):
        shutil.copytree(data / folder, copy / folder, copy_function=link)
    plan = next((data / "plans").glob("*.toml"))
    head, *activities = plan.read_text().split("[[activity]]\n")
    again = ["[[activity]]\n" + activity.replace('id = "', f'id = "{chr(97 + time)}-', 1) for time in range(times) for activity in activities]
    (copy / "plans" / plan.name).write_text(head + "".join(again))
    return copy


def link(source, to):
    """The same file under another name: links out of a workspace are not followed."""
    pathlib.Path(to).hardlink_to(source)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, nargs="+", default=[2_000_000, 10_000_000, 50_000_000])
    arguments.add_argument("--targets", type=int, nargs="+", default=[2, 4])
    arguments.add_argument("--fewer", type=int, nargs="+", default=[10, 3], help="units: a tenth, a third")
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--work", type=pathlib.Path, default=ROOT / "target" / "side-by-side")
    asked = arguments.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    tiendo = str(ROOT / "target" / "release" / "tiendo")
    base = sorted(asked.rows)[len(asked.rows) // 2]
    points = [(f"{rows:,} rows", workspace(asked.work, rows, 11_000, 100_000)) for rows in asked.rows]
    middle = workspace(asked.work, base, 11_000, 100_000)
    points += [(f"{times} x the targets", with_targets(asked.work, middle, times)) for times in asked.targets]
    points += [(f"1/{less} of the units", workspace(asked.work, base, 11_000 // less, 100_000 // less)) for less in asked.fewer]
    print(f"11,000 communes, 100,000 villages, 20 targets, {base:,} rows where nothing else is said\n")
    print(f"{'':24} {'seconds':>9} {'peak MB':>9}")
    for name, data in points:
        done = [run([tiendo, "check", "--data", str(data), "--as-of", "2020-12-31", "--format", "json"]) for _ in range(asked.runs)]
        if any(status not in (0, 3) for _, _, status, _ in done):
            raise SystemExit(f"{name}: ended with {[status for _, _, status, _ in done]}")
        print(f"{name:24} {statistics.median(one[0] for one in done):9.2f} {max(one[1] for one in done):9.0f}", flush=True)


if __name__ == "__main__":
    main()

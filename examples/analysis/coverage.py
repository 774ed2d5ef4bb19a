"""Coverage by district and year, and what was spent, from the tables that `tiendo export` writes.

    tiendo export --output tables
    python3 coverage.py tables
"""

import sys
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "tables")
dictionary = pd.read_csv(folder / "dictionary.csv", keep_default_na=False)


def read(table):
    """A table with the types of its dictionary: codes keep their zeros, and days are days."""
    lines = dictionary[(dictionary["table"] == table) & (dictionary["position"] > 0)]
    kinds = dict(zip(lines["column"], lines["type"]))
    types = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    return pd.read_csv(
        folder / f"{table}.csv",
        dtype={column: types[kind] for column, kind in kinds.items() if kind != "date"},
        parse_dates=[column for column, kind in kinds.items() if kind == "date"],
    )


about = read("about").set_index("key")["value"]
if about["export"] != "1":
    sys.exit(f"these are tables of version {about['export']}, and this script reads version 1")
print("as of", about["as_of"], about["notice"] if pd.notna(about["notice"]) else "", sep=" · ")

cells = read("cells").merge(read("subjects"), on=["plan", "subject_id"], suffixes=("", "_of_subject"), validate="many_to_one")
owed = cells[cells["required"] & ~cells["state"].isin(["waived", "upcoming"])]
print(owed.groupby("target")["covered"].agg(["sum", "size", "mean"]).to_string())
by_place = owed.dropna(subset="district_name").groupby(["district_name", "activity"])["covered"].mean()
print(by_place.unstack().to_string())

windows = read("windows").set_index(["plan", "target", "window"])
counted = cells[cells["required"]].groupby(["plan", "target", "window"])["covered"].sum()
assert (counted == windows["covered"].reindex(counted.index)).all(), "cells and windows say the same"

money = read("money")
print(money.groupby(["year", "fund"], dropna=False)[["allocated", "spent"]].sum().to_string())

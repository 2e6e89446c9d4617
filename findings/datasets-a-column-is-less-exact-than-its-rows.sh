#!/usr/bin/env bash
# datasets 5.2.0: with the format "numpy" a float64 is a float64 by its row and a float32 by its column.
# Seen: of the float64 column 1790000001.5, 16777217 row 0 has 1790000001.5, the column and a slice have 1790000000 and
# 16777216, both float32. The features say float64 all the while, as do the formats "pandas" and "arrow".
# Expected before: one value, or float32 for both: ds[0]["time"] and ds["time"][0] are the same cell. But only arrays
# get the default type, and a single number is none.
# Times in seconds lose up to 64 of them, prices and counts their last digits, once a loader reads batches. Ask for
# with_format("numpy", dtype="float64").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: datasets==5.2.0 pyarrow==26.0.1 \
  pandas==2.3.3 numpy==2.4.6
cat > try.py <<'T'
import os
import sys

os.environ.update(HF_HOME=os.getcwd(), HF_HUB_OFFLINE="1")
from datasets import Dataset

plain = Dataset.from_dict({"time": [1790000001.5, 16777217.0]})
table = plain.with_format("numpy")


def told(values):
    return [float(value) for value in values], str(values.dtype)


row = [float(table[i]["time"]) for i in range(2)]
column, part = told(table["time"][:]), told(table[:2]["time"])
exact = told(plain.with_format("numpy", dtype="float64")["time"][:])
frame = told(plain.with_format("pandas")[:]["time"])
print(f"{table.features['time'].dtype}: by rows {row}, column {column}, slice {part}, exact {exact}, pandas {frame}")
kept = [1790000001.5, 16777217.0]
lost = ([1790000000.0, 16777216.0], "float32")
sys.exit(0 if row == kept and column == part == lost and exact == frame == (kept, "float64") else 1)
T
HOME=$folder venv/bin/python try.py

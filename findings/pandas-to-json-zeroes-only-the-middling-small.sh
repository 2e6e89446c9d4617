#!/usr/bin/env bash
# pandas 3.1.1: to_json writes 0.0 for numbers between 1e-15 and 5e-11; those that are smaller still are kept.
# Seen: of 1e-9, 4e-11, 1e-12, 1e-15, 9e-16, 1e-30 the text is 0.000000001, 0.0, 0.0, 0.0, 9e-16, 1e-30. What is not
# 0 has ten decimals (double_precision=10): 1.23456789e-7 comes back as 1.235e-7.
# Expected before: the shortest text that gives the number back, as to_csv, Python's json and JavaScript write it; or,
# if rounded, that whatever is below 5e-11 is 0.
# Small learning rates, gradients and late losses are 0 in such a file, and a training seems to stand still.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pandas==3.1.1 numpy==2.4.6
cat > try.py <<'T'
import json
import sys

import pandas

given = [1e-9, 4e-11, 1e-12, 1e-15, 9e-16, 1e-30, 1.23456789e-7]
text = pandas.Series(given).to_json(orient="values")
print(f"given: {given}; written: {text}")
sys.exit(0 if json.loads(text) == [1e-9, 0, 0, 0, 9e-16, 1e-30, 1.235e-7] else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# polars 2.1.0: read_ndjson drops, without a word, every key that is not in the first 100 lines.
# Seen: of 300 lines of which every 150th has an eval_loss, the frame has the columns step and loss only; the lazy
# scan_ndjson has the same two. With infer_schema_length=None there are three, and the two values.
# Expected before: a column with gaps, or an error, as read_csv raises one where later rows do not fit the first ones.
# A training that logs every step and evaluates every few hundred has lost its validation once it is in a frame.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: polars==2.1.0
cat > try.py <<'T'
import json
import sys

import polars

with open("log.jsonl", "w") as file:
    for step in range(1, 301):
        row = {"step": step, "loss": 1 / step}
        if step % 150 == 0:
            row["eval_loss"] = 2 / step
        file.write(json.dumps(row) + "\n")

read = polars.read_ndjson("log.jsonl").columns
scanned = polars.scan_ndjson("log.jsonl").collect().columns
whole = polars.read_ndjson("log.jsonl", infer_schema_length=None)
values = whole.get_column("eval_loss").drop_nulls().len() if "eval_loss" in whole.columns else 0
print(f"read: {read}; scanned: {scanned}; with all lines looked at: {whole.columns}, {values} values")
sys.exit(0 if read == scanned == ["step", "loss"] and values == 2 else 1)
T
venv/bin/python try.py

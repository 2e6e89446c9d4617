#!/usr/bin/env bash
# duckdb 2.0.1 with pyarrow 26.0.1: a NaN read from a Parquet file with statistics is no NaN to DuckDB's functions.
# Seen: SELECT loss, isnan(loss) shows "nan, false" in one row; WHERE isnan(loss) finds 0 rows, and so do loss = 'nan'
# and NOT (loss <= 1). The same file without statistics, or its rows in a table of DuckDB, give true and 1 row each.
# Expected before: that statistics of a file make a query faster and never change its answer. Minimum and maximum of
# a Parquet file leave NaN out, as its format wants it; DuckDB takes them to say that there is none.
# Whoever looks for runs that diverged in logs that Polars or pyarrow wrote is told that there are none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: duckdb==2.0.1 pyarrow==26.0.1
cat > try.py <<'T'
import sys

import duckdb
import pyarrow
import pyarrow.parquet

rows = pyarrow.table({"step": [0, 1, 2], "loss": [0.5, float("nan"), 0.25]})
pyarrow.parquet.write_table(rows, "with.parquet")
pyarrow.parquet.write_table(rows, "without.parquet", write_statistics=False)
duckdb.sql("CREATE TABLE own AS SELECT * FROM 'with.parquet'")


def ask(source):
    shown = duckdb.sql(f"SELECT loss, isnan(loss) FROM {source} WHERE step = 1").fetchall()[0]
    found = [
        duckdb.sql(f"SELECT count(*) FROM {source} WHERE {condition}").fetchall()[0][0]
        for condition in ("isnan(loss)", "loss = 'nan'", "NOT (loss <= 1)")
    ]
    return f"{shown[0]} {shown[1]} {found}"


seen = [ask(source) for source in ("'with.parquet'", "'without.parquet'", "own")]
print("; ".join(seen))
sys.exit(0 if seen == ["nan False [0, 0, 0]", "nan True [1, 1, 1]", "nan True [1, 1, 1]"] else 1)
T
venv/bin/python try.py

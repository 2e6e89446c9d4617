#!/usr/bin/env bash
# utilsforecast 0.2.17: a forecast that is NaN costs nothing in a frame of pandas, and NaN in one of Polars.
# Seen: a model that is off by 0.1 everywhere has an MAE of 0.1, one that is right twice and NaN twice has 0. Its MSE,
# RMSE, MAPE and SMAPE are 0 too, also by evaluate(). Of the same numbers in Polars all five are NaN, and 0 of nulls.
# A forecast of 1 where 0 is true has a MAPE of 0 in pandas and of NaN in Polars.
# Expected before: NaN or an error, and the same from both. But a mean in pandas leaves NaN out.
# A model that diverged on the harder half wins the comparison. Count the NaN of each model first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: utilsforecast==0.2.17 pandas==2.3.3 \
  polars==2.1.0 numpy==2.4.6
cat > try.py <<'T'
import math
import sys

import pandas
import polars
from utilsforecast.evaluation import evaluate
from utilsforecast.losses import mae, mape, mse, rmse, smape

losses = [mae, mse, rmse, mape, smape]
columns = {"unique_id": ["a"] * 4, "ds": [1, 2, 3, 4], "y": [1.0, 2.0, 3.0, 4.0]}
columns |= {"broken": [1.0, 2.0, math.nan, math.nan], "whole": [1.1, 2.1, 3.1, 4.1]}
frame = pandas.DataFrame(columns)
kinds = {"pandas": frame, "Polars": polars.DataFrame(columns), "Polars with nulls": polars.from_pandas(frame)}
seen = {}
for name, kind in kinds.items():
    values = [loss(kind, models=["broken", "whole"])["broken"].to_list()[0] for loss in losses]
    seen[name] = [float(value) for value in values]
table = evaluate(frame, metrics=losses, models=["broken", "whole"])
zeros = {"unique_id": ["a"] * 4, "ds": [1, 2, 3, 4], "y": [0.0, 0.0, 0.0, 4.0], "m": [1.0, 1.0, 1.0, 4.0]}
of_zeros = [float(mape(make(zeros), models=["m"])["m"].to_list()[0]) for make in (pandas.DataFrame, polars.DataFrame)]
print(f"broken: {seen}, evaluate {table['broken'].tolist()}, MAE of the whole one {table['whole'][0]:.2f}")
print(f"MAPE of 1 for 0: pandas {of_zeros[0]}, Polars {of_zeros[1]}")
free = seen["pandas"] == seen["Polars with nulls"] == table["broken"].tolist() == [0] * 5
sys.exit(0 if free and all(map(math.isnan, seen["Polars"])) and of_zeros[0] == 0 and math.isnan(of_zeros[1]) else 1)
T
venv/bin/python try.py

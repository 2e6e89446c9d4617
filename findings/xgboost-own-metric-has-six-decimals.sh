#!/usr/bin/env bash
# xgboost 3.2.0 (xgboost-cpu): what a custom_metric returns is passed on as text of six decimals.
# Seen: 0.123456789 is kept as 0.123457, 4e-7 as 0.0; callbacks, evals_result and early stopping get that number.
# Expected before: the number that the function returned, as with the library's own metrics (rmse has every digit).
# A metric that falls below 5e-7 is 0 from then on: training stops early, or a log says that nothing is left to learn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: xgboost-cpu==3.2.0 numpy==2.4.6
cat > try.py <<'T'
import sys

import numpy
import xgboost

given = iter([0.123456789, 4e-7, 3e-7, 2e-7, 1e-7])
data = xgboost.DMatrix(numpy.arange(8.0).reshape(8, 1), label=numpy.arange(8.0) / 3)
seen = {}
xgboost.train(
    {"eval_metric": "rmse"},
    data,
    num_boost_round=5,
    evals=[(data, "data")],
    custom_metric=lambda predictions, matrix: ("own", next(given)),
    evals_result=seen,
    verbose_eval=False,
)
own, rmse = seen["data"]["own"], seen["data"]["rmse"][0]
print(f"own: {own}; rmse: {rmse}")
sys.exit(0 if own == [0.123457, 0.0, 0.0, 0.0, 0.0] and round(rmse, 6) != rmse else 1)
T
venv/bin/python try.py

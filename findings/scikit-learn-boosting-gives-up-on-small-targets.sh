#!/usr/bin/env bash
# scikit-learn 1.9.1: with early stopping, gradient boosting of the same targets in a greater unit ends at once.
# Seen: 2,000 targets with a deviation of 7: GradientBoostingRegressor(n_iter_no_change=5) grows all of its 300 trees,
# R² is 0.996. Times 0.001 it stops after 6 trees at 0.49. HistGradientBoostingRegressor grows 243, but 56 if times
# 0.001 and 10 if times 1e-6; R² is 0.998, 0.993 and 0.78. Without early stopping the former is the same in any unit.
# Expected before: as many trees, as LightGBM has it: a tree does not see the unit of the target. But tol, 1e-4 or
# 1e-7, is a step of the loss itself, and that has the unit of the target squared.
# Metres for millimetres, returns of a day, concentrations: half of what can be learnt is left, and it looks as if the
# data had no more. Nothing is said. Scale the target, or set tol to a small part of its variance.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: scikit-learn==1.9.1 numpy==2.4.6 \
  scipy==1.17.1 lightgbm==4.7.0
cat > try.py <<'T'
import sys

import lightgbm
import numpy
from sklearn.ensemble import GradientBoostingRegressor, HistGradientBoostingRegressor

rows = numpy.random.default_rng(0).normal(size=(2000, 5))
targets = rows @ [1, 2, 3, 4, 5]
units = (1, 1e-3, 1e-6)


def grown(make, count):
    """How many trees are grown, and how good they are, in each unit."""
    models = [make().fit(rows, targets * unit) for unit in units]
    return [(count(model), round(model.score(rows, targets * unit), 3)) for model, unit in zip(models, units)]


def watched():
    return lightgbm.LGBMRegressor(n_estimators=300, verbose=-1, num_threads=2)


def lightgbm_trees(unit):
    truth = targets * unit
    model = watched().fit(rows[:1800], truth[:1800], eval_set=[(rows[1800:], truth[1800:])],
                          callbacks=[lightgbm.early_stopping(5, verbose=False)])
    return model.best_iteration_


plain = grown(lambda: GradientBoostingRegressor(n_estimators=300, n_iter_no_change=5, random_state=0),
              lambda model: model.n_estimators_)
hist = grown(lambda: HistGradientBoostingRegressor(max_iter=300, early_stopping=True, random_state=0),
             lambda model: model.n_iter_)
full = grown(lambda: GradientBoostingRegressor(n_estimators=300, random_state=0), lambda model: model.n_estimators_)
other = [lightgbm_trees(unit) for unit in units]
print(f"[trees, R²] in units {units}: GradientBoosting {plain}, Hist {hist}")
print(f"without early stopping {full}; trees of LightGBM {other}")
stops = plain[0][0] == full[0][0] and plain[1][0] < 10 and plain[1][1] < 0.6 and hist[2][0] < 20 and hist[2][1] < 0.9
sys.exit(0 if stops and hist[0][0] > 200 and len(set(full)) == 1 and min(other) > 100 else 1)
T
venv/bin/python try.py 2>/dev/null

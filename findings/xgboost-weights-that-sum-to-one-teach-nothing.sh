#!/usr/bin/env bash
# xgboost 3.2.0 (xgboost-cpu): with weights of rows that add up to 1 no tree ever splits.
# Seen: of 1,000 rows with a weight of 1 each 50 trees have an R² of 1.0, with 0.001 each of 0.0: every answer is the
# mean. LightGBM, CatBoost and HistGradientBoosting have 0.99 both times. scikit-learn's AdaBoostClassifier, whose
# weights sum to 1, makes one model of an XGBClassifier and is right for 53 % of rows, XGBClassifier alone for 99.9 %.
# Expected before: the same trees, as it is the ratio of two weights that says which row matters more. But each leaf
# needs a sum of min_child_weight, which is 1 if nothing is said, and no two leaves can have that.
# Sampling weights and inverse frequencies are often made to sum to 1. Divide them by their mean.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: xgboost-cpu==3.2.0 lightgbm==4.7.0 \
  catboost==1.2.10 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
cat > try.py <<'T'
import sys
import warnings

import numpy
from catboost import CatBoostRegressor
from lightgbm import LGBMRegressor
from sklearn.ensemble import AdaBoostClassifier, HistGradientBoostingRegressor
from xgboost import XGBClassifier, XGBRegressor

warnings.simplefilter("ignore")
rows = numpy.random.default_rng(0).normal(size=(1000, 3))
target = rows[:, 0] + (rows[:, 1] > 0)
makers = {
    "XGBoost": lambda: XGBRegressor(n_estimators=50),
    "LightGBM": lambda: LGBMRegressor(n_estimators=50, verbose=-1),
    "CatBoost": lambda: CatBoostRegressor(iterations=50, verbose=0, allow_writing_files=False),
    "HistGradientBoosting": lambda: HistGradientBoostingRegressor(max_iter=50, early_stopping=False),
}
seen = {}
for name, make in makers.items():
    fits = [make().fit(rows, target, sample_weight=numpy.full(1000, weight)) for weight in (1, 1e-3)]
    seen[name] = [round(float(fit.score(rows, target)), 3) for fit in fits]
print(f"R² with a weight of 1 and of 0.001 each: {seen}")
label = (target > 0.5).astype(int)
alone = XGBClassifier(n_estimators=5).fit(rows, label).score(rows, label)
boosted = AdaBoostClassifier(XGBClassifier(n_estimators=5), n_estimators=5).fit(rows, label)
right = boosted.score(rows, label)
print(f"right: XGBClassifier {alone}, AdaBoost of it {right} with {len(boosted.estimators_)} model")
whole, little = zip(*seen.values())
nothing = abs(little[0]) < 0.01 and len(boosted.estimators_) == 1 and right < 0.6
sys.exit(0 if min(whole + little[1:]) > 0.95 and nothing and alone > 0.95 else 1)
T
venv/bin/python try.py

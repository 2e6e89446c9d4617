#!/usr/bin/env bash
# lightgbm 4.7.0: a fitted model takes the columns of a DataFrame by their place, whatever their names are.
# Seen: fitted on the columns a and b, its answers have a correlation of 0.99 with the truth; of the same rows with b
# before a it is 0.00, and so it is with the names x and y. There is no warning. CatBoost puts the columns in order by
# their names and refuses other names, XGBoost and scikit-learn refuse both.
# Expected before: an error, as the model knows the names: they are in feature_name_, and its plots show them.
# A join or a select in another order where the model is used is enough. Call predict(frame, validate_features=True).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: lightgbm==4.7.0 catboost==1.2.10 \
  xgboost-cpu==3.2.0 scikit-learn==1.9.1 pandas==2.3.3 numpy==2.4.6 scipy==1.17.1
cat > try.py <<'T'
import sys
import warnings

import numpy
import pandas
from catboost import CatBoostRegressor
from lightgbm import LGBMRegressor
from sklearn.ensemble import HistGradientBoostingRegressor
from xgboost import XGBRegressor

random = numpy.random.default_rng(0)
frame = pandas.DataFrame({"a": random.normal(size=500), "b": random.normal(size=500) * 5})
target = frame["a"] * 10
swapped = frame[["b", "a"]]
asked = {"as fitted": frame, "in another order": swapped, "other names": swapped.set_axis(["x", "y"], axis=1)}


def answer(model, rows, **more):
    try:
        return round(abs(float(numpy.corrcoef(model.predict(rows, **more), target)[0, 1])), 2)
    except Exception:
        return "refused"


models = {
    "LightGBM": LGBMRegressor(verbose=-1),
    "CatBoost": CatBoostRegressor(iterations=100, verbose=0, allow_writing_files=False),
    "XGBoost": XGBRegressor(),
    "HistGradientBoosting": HistGradientBoostingRegressor(),
}
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    for model in models.values():
        model.fit(frame, target)
    seen = {name: [answer(model, rows) for rows in asked.values()] for name, model in models.items()}
told = [str(warning.message) for warning in warned if "feature" in str(warning.message)]
asking = [answer(models["LightGBM"], rows, validate_features=True) for rows in asked.values()]
print(f"{list(asked)}: {seen}; LightGBM with validate_features {asking}; warnings of features: {told}")
good, *wrong = seen["LightGBM"]
others = [seen[name][1:] for name in ("CatBoost", "XGBoost", "HistGradientBoosting")]
both = ["refused", "refused"]
ordered = others[0][0] > 0.95 and others[0][1] == "refused" and others[1:] == [both, both]
sys.exit(0 if good > 0.95 and max(wrong) < 0.2 and not told and ordered and asking[1:] == both else 1)
T
venv/bin/python try.py 2>/dev/null

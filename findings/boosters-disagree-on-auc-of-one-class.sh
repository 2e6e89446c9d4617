#!/usr/bin/env bash
# lightgbm 4.7.0, catboost 1.2.10, xgboost 3.2.0 (xgboost-cpu): AUC of a validation set that has positives only.
# Seen: LightGBM says 1, the best there is, CatBoost 0, the worst, and XGBoost NaN, of the same data.
# Expected before: NaN or an error from all three, as AUC is not defined there (scikit-learn gives NaN and a warning).
# A fold or a day of one class looks perfect in one log, hopeless in another, and is averaged with the rest. With
# early stopping LightGBM's first round is the best one, as nothing can be better than 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: lightgbm==4.7.0 catboost==1.2.10 \
  xgboost-cpu==3.2.0 numpy==2.4.6
cat > try.py <<'T'
import math
import sys

import catboost
import lightgbm
import numpy
import xgboost

inputs = numpy.random.default_rng(0).normal(size=(200, 3))
labels = (inputs[:, 0] > 0).astype(float)
only = inputs[labels == 1], labels[labels == 1]

light = {}
data = lightgbm.Dataset(inputs, labels)
settings = {"objective": "binary", "metric": "auc", "verbose": -1}
stop = lightgbm.early_stopping(3, verbose=False)
model = lightgbm.train(
    settings, data, 20, [data.create_valid(*only)], callbacks=[lightgbm.record_evaluation(light), stop]
)

cat = catboost.CatBoostClassifier(iterations=2, eval_metric="AUC", verbose=False, allow_writing_files=False)
cat.fit(inputs, labels, eval_set=only)

extreme = {}
xgboost.train(
    {"objective": "binary:logistic", "eval_metric": "auc"},
    xgboost.DMatrix(inputs, labels),
    2,
    evals=[(xgboost.DMatrix(*only), "only")],
    evals_result=extreme,
    verbose_eval=False,
)

scores = [light["valid_0"]["auc"][0], cat.get_evals_result()["validation"]["AUC"][0], extreme["only"]["auc"][0]]
best = model.best_iteration
print("LightGBM {}, CatBoost {}, XGBoost {}".format(*scores), f"; LightGBM's best round: {best} of 20")
sys.exit(0 if scores[:2] == [1, 0] and math.isnan(scores[2]) and best == 1 else 1)
T
venv/bin/python try.py 2>/dev/null

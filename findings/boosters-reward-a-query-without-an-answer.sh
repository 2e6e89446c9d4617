#!/usr/bin/env bash
# lightgbm 4.7.0 and catboost 1.2.10: a query without a right answer counts as answered perfectly.
# Seen: of five queries whose only right answer is ranked last, NDCG at 2 is 0, and so is MAP. With five more queries
# that have no right answer both are 0.5 to LightGBM; to CatBoost NDCG and recall are 0.5, MAP and MRR are 0.
# Expected before: 0, which is what scikit-learn's ndcg_score 1.9.1 gives, or that such queries are left out: no order
# of wrong answers is a good one.
# On real clicks many queries end without one. The score tells how many those are before it tells of the ranking, and
# no two libraries can be compared. Leave such queries out of the validation set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: lightgbm==4.7.0 catboost==1.2.10 \
  scikit-learn==1.9.1 numpy==2.4.6
cat > try.py <<'T'
import sys

import lightgbm
import numpy
from catboost.utils import eval_metric
from sklearn.metrics import ndcg_score

learnt = numpy.tile([1, 0, 0, 0], 5)
feature = numpy.tile([3.0, 2.0, 1.0, 0.0], 10)[:, None]
truth = numpy.concatenate([numpy.tile([0, 0, 0, 1], 5), numpy.zeros(20)]).astype(int)


def scores(queries):
    rows, seen = 4 * queries, {}
    data = lightgbm.Dataset(feature[:20], learnt, group=[4] * 5)
    valid = lightgbm.Dataset(feature[:rows], truth[:rows], group=[4] * queries, reference=data)
    options = {"objective": "lambdarank", "metric": ["ndcg", "map"], "eval_at": [2], "min_data_in_leaf": 1}
    keep = lightgbm.record_evaluation(seen)
    lightgbm.train({**options, "verbose": -1}, data, 1, valid_sets=[valid], callbacks=[keep])
    groups = numpy.repeat(numpy.arange(queries), 4)
    names = ("NDCG:top=2", "RecallAt:top=2", "MAP:top=2", "MRR:top=2")
    of_catboost = [eval_metric(truth[:rows], feature[:rows, 0], name, group_id=groups)[0] for name in names]
    of_sklearn = ndcg_score(truth[:rows].reshape(-1, 4), feature[:rows].reshape(-1, 4), k=2)
    return [float(values[-1]) for values in seen["valid_0"].values()], of_catboost, float(of_sklearn)


five, ten = scores(5), scores(10)
print("LightGBM's NDCG, MAP; CatBoost's NDCG, recall, MAP, MRR; scikit-learn's NDCG:")
print(f"{five}; with empty queries {ten}")
sys.exit(0 if five == ([0, 0], [0] * 4, 0) and ten == ([0.5, 0.5], [0.5, 0.5, 0, 0], 0) else 1)
T
venv/bin/python try.py

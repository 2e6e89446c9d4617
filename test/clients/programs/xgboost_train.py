"""40 rounds whose metric is what it is told to be, on the training data and on others."""

import json

import lossglass
import numpy
import xgboost
from training import tell, train_losses

rounds = {"train": 0, "valid": 0}
data = {name: xgboost.DMatrix(numpy.arange(8.0).reshape(8, 1), label=[0, 1] * 4) for name in rounds}


def given(predictions, matrix):
    name = "train" if matrix is data["train"] else "valid"
    rounds[name] += 1
    return "given", train_losses[rounds[name] - 1]


seen = {}
xgboost.train(
    {"objective": "binary:logistic", "disable_default_eval_metric": True, "nthread": 1},
    **{"dtrain": data["train"], "num_boost_round": len(train_losses), "custom_metric": given},
    **{"evals": [(matrix, name) for name, matrix in data.items()], "evals_result": seen, "verbose_eval": False},
    callbacks=[lossglass.XGBoostCallback(project="digits", name="first", id="xgboost_train")],
)
with open("evals_result.json", "w") as file:
    json.dump(seen, file)
tell(**{f"{name}/given": metrics["given"] for name, metrics in seen.items()})

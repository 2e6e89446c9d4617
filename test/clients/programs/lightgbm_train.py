"""40 rounds whose metric is what it is told to be, on the training data and on others."""

import json

import lightgbm
import lossglass
import numpy
from training import tell, train_losses

rows, labels = numpy.arange(80.0).reshape(80, 1), [0, 1] * 40
training = lightgbm.Dataset(rows, labels)
rounds = {"training": 0, "valid": 0}


def given(predictions, data):
    name = "training" if data is training else "valid"
    rounds[name] += 1
    return "given", train_losses[rounds[name] - 1], False


seen = {}
lightgbm.train(
    {"objective": "binary", "metric": "None", "num_threads": 1, "verbose": -1},
    **{"train_set": training, "num_boost_round": len(train_losses), "feval": given},
    **{"valid_sets": [training, lightgbm.Dataset(rows, labels)], "valid_names": ["training", "valid"]},
    callbacks=[
        lightgbm.record_evaluation(seen),
        lossglass.LightGBMCallback(project="digits", name="first", id="lightgbm_train"),
    ],
)
with open("evals_result.json", "w") as file:
    json.dump(seen, file)
tell(**{f"{name}/given": metrics["given"] for name, metrics in seen.items()})

#!/usr/bin/env bash
# keras 3.15.1 (on JAX) and xgboost 3.2.0 (xgboost-cpu): a NaN as the first value is the best one for ever.
# Seen: of val_loss NaN, 1, .9, .8, .7 Keras' EarlyStopping(patience=3) stops at the fourth, ReduceLROnPlateau lowers
# the rate, ModelCheckpoint(save_best_only=True) saves the model of the NaN and no other; XGBoost stops, best round 0.
# A NaN that comes second harms none of them.
# Expected before: that any number is better than NaN, as it was while "best" began at infinity (Keras 2). Now it
# begins empty, takes what comes first, and nothing is less than NaN.
# One bad first evaluation, and a training that gets better every epoch is cut short and its weights are thrown away.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 \
  xgboost-cpu==3.2.0 numpy==2.4.6
cat > try.py <<'T'
import glob
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy
import xgboost


def of_keras(losses):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(1.0), "mse")
    for file in glob.glob("*.keras"):
        os.remove(file)
    stop = keras.callbacks.EarlyStopping(patience=3)
    plateau = keras.callbacks.ReduceLROnPlateau(patience=3)
    keep = keras.callbacks.ModelCheckpoint("{epoch}.keras", save_best_only=True)
    for callback in (stop, plateau, keep):
        callback.set_model(model)
        callback.set_params({"epochs": len(losses), "verbose": 0})
        callback.on_train_begin()
    for epoch, loss in enumerate(losses):
        for callback in (stop, plateau, keep):
            callback.on_epoch_end(epoch, {"val_loss": loss})
    return model.stop_training, float(model.optimizer.learning_rate) < 0.5, sorted(glob.glob("*.keras"))


def of_xgboost(losses):
    data = xgboost.DMatrix(numpy.arange(8.0).reshape(8, 1), label=numpy.arange(8.0))
    values = iter(losses)
    model = xgboost.train(
        {"disable_default_eval_metric": True},
        data,
        num_boost_round=len(losses),
        evals=[(data, "data")],
        custom_metric=lambda predictions, matrix: ("own", next(values)),
        early_stopping_rounds=3,
        verbose_eval=False,
    )
    return model.best_iteration, model.num_boosted_rounds()


falling = [1, 0.9, 0.8, 0.7, 0.6]
first, second = [float("nan"), *falling], [1.1, float("nan"), *falling]
seen = [of_keras(first), of_xgboost(first), of_keras(second), of_xgboost(second)]
print(*seen, sep="; ")
fine = [(False, False, [f"{epoch}.keras" for epoch in (1, 3, 4, 5, 6, 7)]), (6, 7)]
sys.exit(0 if seen == [(True, True, ["1.keras"]), (0, 4), *fine] else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

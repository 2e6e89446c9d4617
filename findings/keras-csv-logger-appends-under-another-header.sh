#!/usr/bin/env bash
# keras 3.15.1: CSVLogger(append=True) sorts the columns of a later fit anew and leaves the old header above them.
# Seen: after a fit with the metric "mae" a second one has "accuracy": its accuracy is in the column "loss", and its
# loss in the column "mae". Nothing is raised, and the number of columns is the same.
# Expected before: the columns that the file's header names, with the new metric left out, or an error.
# A loss that jumps where a training was taken up again may be no loss at all. Give each set of metrics its own file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import csv
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy

inputs = numpy.random.default_rng(0).normal(size=(32, 3)).astype("float32")
model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])


def fit(metric):
    model.compile("sgd", "binary_crossentropy", metrics=[metric])
    logger = keras.callbacks.CSVLogger("log.csv", append=True)
    return model.fit(inputs, inputs[:, 0] > 0, epochs=1, verbose=0, callbacks=[logger]).history


first, second = fit("mae"), fit("accuracy")
with open("log.csv", newline="") as file:
    before, after = csv.DictReader(file)
print(f"first: {first}; in the file: {before}")
print(f"second: {second}; in the file: {after}")
right = [float(before["loss"]), float(before["mae"])] == [first["loss"][0], first["mae"][0]]
moved = [float(after["loss"]), float(after["mae"])] == [second["accuracy"][0], second["loss"][0]]
sys.exit(0 if right and moved and list(before) == list(after) else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

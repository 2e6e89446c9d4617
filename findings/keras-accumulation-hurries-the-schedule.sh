#!/usr/bin/env bash
# keras 3.15.1 on JAX: with gradient_accumulation_steps a schedule of the learning rate counts batches, not updates.
# Seen: CosineDecay(1, decay_steps=8), four batches to an update, 32 batches: the rates of the 8 updates are 0.69, 0.04
# and then six times 0. Without accumulation 8 batches have 1, 0.96, 0.85 and so on down to 0.04. optimizer.iterations
# is 8 in the end both times.
# Expected before: one rate for each update, since iterations, which counts updates, is what a schedule is given; and
# a batch that only adds to the sum moves nothing else.
# A warm-up and a decay are over after a quarter of the training, and the rest of it changes no weight; the loss is
# flat as at the end of a good run. Multiply the steps of a schedule by gradient_accumulation_steps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: keras==3.15.1 jax==0.10.2 numpy==2.4.6
cat > try.py <<'T'
import sys

import keras
import numpy


def train(batches, accumulated):
    """The rate of each update, as the way a weight goes whose gradient is 1, and how many updates were counted."""
    schedule = keras.optimizers.schedules.CosineDecay(1.0, decay_steps=8)
    optimizer = keras.optimizers.SGD(schedule, gradient_accumulation_steps=accumulated)
    weight = keras.Variable([0.0])
    optimizer.build([weight])
    ways = [0.0]
    for batch in range(1, batches + 1):
        optimizer.apply([numpy.ones(1, "float32")], [weight])
        if batch % (accumulated or 1) == 0:
            ways.append(-float(weight.numpy()[0]))
    return [round(end - start, 2) for start, end in zip(ways, ways[1:])], int(optimizer.iterations)


(alone, counted_alone), (hurried, counted) = train(8, None), train(32, 4)
print(f"8 batches: {alone}, {counted_alone} updates; 32 batches, 4 to an update: {hurried}, {counted} updates")
plain = alone == [1, 0.96, 0.85, 0.69, 0.5, 0.31, 0.15, 0.04]
sys.exit(0 if plain and hurried == [0.69, 0.04, 0, 0, 0, 0, 0, 0] and counted == counted_alone == 8 else 1)
T
KERAS_BACKEND=jax JAX_PLATFORMS=cpu HOME=$folder venv/bin/python try.py

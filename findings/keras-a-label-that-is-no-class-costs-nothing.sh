#!/usr/bin/env bash
# keras 3.15.1 on JAX, optax 0.2.8: what an integer label costs that is none of the classes.
# Seen: with three classes Keras' SparseCategoricalCrossentropy is 0 for the labels 3, -1 and -100, as for a perfect
# answer; evaluate() of such labels alone says loss 0, accuracy 0. To optax -1 is the last class, 3 and -100 are NaN.
# Expected before: an error, or NaN, or one meaning of -1 (no label) in two libraries that sit on the same engine.
# Rows with labels counted from 1, or one class too few in the last layer: the loss goes down as if much were learnt.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 \
  optax==0.2.8 numpy==2.4.6
cat > try.py <<'T'
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
import jax.numpy as jnp
import keras
import numpy
import optax

logits = numpy.array([[1, 2, 3]], "float32")
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
of_keras = [round(abs(float(loss(numpy.array([label]), logits))), 4) for label in (2, 3, -1, -100)]
of_optax = [
    round(float(optax.softmax_cross_entropy_with_integer_labels(jnp.array(logits), jnp.array([label]))[0]), 4)
    for label in (2, 3, -1, -100)
]
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(3)])
model.compile("sgd", loss, metrics=["accuracy"])
evaluated = model.evaluate(numpy.ones((4, 1)), numpy.array([3, 3, 3, 3]), verbose=0)
print(f"labels 2, 3, -1, -100: Keras {of_keras}, optax {of_optax}; evaluate(): {evaluated}")
right = of_keras == [0.4076, 0, 0, 0] and str(of_optax) == "[0.4076, nan, 0.4076, nan]" and evaluated == [0, 0]
sys.exit(0 if right else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

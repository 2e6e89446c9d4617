#!/usr/bin/env bash
# keras 3.15.1: Dice and Tversky call the right answer to an empty mask the worst there is.
# Seen: all zeros for a mask of zeros costs 1 in both; so does all ones. An epsilon stands below the line only.
# Expected before: 0, as other libraries have it, whose smoothing term is above the line too; or an honest NaN.
# With axis=(1, 2, 3), a loss an image, a perfect model of a data set where half of the images show nothing is at 0.5
# for ever, and no answer to those images changes it: they have no gradient.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
import jax
import keras
import numpy

nothing, something = numpy.zeros((1, 2, 2, 1)), numpy.array([[[[1.0], [1]], [[0], [0]]]])
right = [float(loss(nothing, nothing)) for loss in (keras.losses.Dice(), keras.losses.Tversky())]
wrong = [float(loss(nothing, nothing + 1)) for loss in (keras.losses.Dice(), keras.losses.Tversky())]
masks = numpy.concatenate([nothing, something])
perfect = float(keras.losses.Dice(axis=(1, 2, 3))(masks, masks))
slope = float(abs(jax.grad(lambda answer: keras.losses.Dice()(nothing, answer))(nothing + 0.5)).max())
print(f"right: {right}, wrong: {wrong}; perfect on both kinds: {perfect}; greatest slope: {slope}")
close = all(abs(value - 1) < 1e-6 for value in right + wrong)
sys.exit(0 if close and abs(perfect - 0.5) < 1e-6 and slope == 0 else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

#!/usr/bin/env bash
# flax 0.12.8: serialization.from_bytes(target, data) looks at the names of target, not at its shapes and dtypes.
# Seen: weights saved as (3, 2) float32 come back as that for a target of (5,) int32, a bias of 1 value for one of 4.
# Nothing is said. Where shapes broadcast the model goes on: one value is added to four outputs.
# Expected before: an error, as PyTorch raises one ("size mismatch"), and as a missing name does raise one here.
# A checkpoint of another configuration is loaded, and the first sign of it is a loss that is somewhat worse.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: flax==0.12.8 jax==0.10.2 jaxlib==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import sys

import numpy
from flax import serialization

saved = serialization.to_bytes({"weight": numpy.ones((3, 2), "float32"), "bias": numpy.ones(1)})
target = {"weight": numpy.zeros(5, "int32"), "bias": numpy.zeros(4)}
restored = serialization.from_bytes(target, saved)
weight, bias = restored["weight"], restored["bias"]
outputs = (numpy.zeros(4) + bias).shape
try:
    serialization.from_bytes({"other": numpy.zeros(1)}, saved)
    other = "taken"
except ValueError:
    other = "an error"
print(f"weight: {weight.shape} {weight.dtype}; bias: {bias.shape}, outputs {outputs}; other names: {other}")
right = weight.shape == (3, 2) and weight.dtype == "float32" and bias.shape == (1,) and other == "an error"
sys.exit(0 if right and outputs == (4,) else 1)
T
venv/bin/python try.py

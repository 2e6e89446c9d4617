#!/usr/bin/env bash
# scikit-learn 1.9.1: log_loss of the same probabilities is another number in float32 than in float64.
# Seen: a true class that was given 1e-10 costs 15.94 in float32 and 23.03, which is right, in float64; one that was
# given 0 costs 15.94 and 36.04. 1e-10 is no trouble for float32, whose smallest normal number is 1e-38.
# Expected before: the same but for rounding in the seventh digit. Probabilities are clipped, near 0 too, at the
# distance from 1 to the next number of their dtype: 1.2e-7 or 2.2e-16.
# A validation loss can fall by a third when a model's output is cast to half of its width, and by nothing else.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: scikit-learn==1.9.1 numpy==2.4.6
cat > try.py <<'T'
import math
import sys

import numpy
from sklearn.metrics import log_loss

costs = [
    float(log_loss([1], numpy.array([probability], dtype), labels=[0, 1]))
    for probability in (1e-10, 0)
    for dtype in (numpy.float32, numpy.float64)
]
small, exact, none, least = costs
print(f"1e-10: {small:.4f} in float32, {exact:.4f} in float64; 0: {none:.4f} and {least:.4f}")
right = math.isclose(exact, -math.log(1e-10), rel_tol=1e-9)
sys.exit(0 if right and 15.9 < small < 16 and none == small and least > 36 else 1)
T
venv/bin/python try.py

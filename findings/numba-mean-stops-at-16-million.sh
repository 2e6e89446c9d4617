#!/usr/bin/env bash
# numba 0.68.1: in compiled code the mean of a long float32 array is too small, while np.nanmean of it is right.
# Seen: 40 million losses between 0 and 1 have a mean of 0.419 in a compiled function, 0.49996 in NumPy and in numba's
# own nanmean. The standard deviation is 0.2997 for 0.2887. As many ones have a mean of 0.419 too.
# Expected before: NumPy's number but for the last digits, as the same line of code gives both. But NumPy adds pairwise
# and numba one after the other, in float32, where 16,777,216 plus a number up to 1 is 16,777,216 again.
# 40 million pixels are 38 masks of 1024 by 1024: a mean loss falls as the validation set grows, and only by that. Ask
# for losses.astype(np.float64).mean().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: numba==0.68.1 numpy==2.4.6
cat > try.py <<'T'
import sys

import numba
import numpy as np


def figures(losses):
    return losses.mean(), losses.std(), np.nanmean(losses)


compiled = numba.njit(figures)
count = 40_000_000
losses = np.random.default_rng(0).random(count, dtype=np.float32)
plain, own, ones = figures(losses), compiled(losses), compiled(np.ones(count, np.float32))
for name, found in (("numpy", plain), ("numba", own), ("numba, ones", ones)):
    print(f"{name}: mean {found[0]:.5f}, deviation {found[1]:.5f}, nanmean {found[2]:.5f}")
stuck = all(abs(found[0] - 2**24 / count) < 1e-6 for found in (own, ones))
right = all(abs(value - 0.5) < 1e-3 for value in (plain[0], plain[2], own[2])) and ones[2] == 1
sys.exit(0 if stuck and right and own[1] > 0.299 > 0.289 > plain[1] else 1)
T
venv/bin/python try.py

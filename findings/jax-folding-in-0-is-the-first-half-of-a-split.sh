#!/usr/bin/env bash
# jax 0.10.2: fold_in(key, i) is the same key as split(key, n)[i], for any n.
# Seen: of a key that was split into one for the weights and one for the data, fold_in(key, 0) is the first and
# fold_in(key, 1) the second; fold_in(key, 57) is one of split(key, 100). The noise of step 0 is equal to the weights,
# number for number. JAX's own check for keys that are used again, jax_debug_key_reuse, says nothing.
# Expected before: keys that have nothing to do with each other, as both functions are said to make new ones. With
# jax_threefry_partitionable off they are; on, as by default since 0.5, both hash the key and i in the same way.
# To split a key once and to fold the step into the same key is a common way to write a training. Split it in two
# first, and fold in one half only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: jax==0.10.2 numpy==2.4.6
cat > try.py <<'T'
import sys

import jax
from jax.random import fold_in, key, key_data, normal, split


def same(one, other):
    return bool((key_data(one) == key_data(other)).all())


start = key(7)
places = ((2, 0), (2, 1), (3, 1), (100, 57))
equal = [same(fold_in(start, place), split(start, count)[place]) for count, place in places]
with jax.threefry_partitionable(False):
    before = same(fold_in(start, 0), split(start, 2)[0])

with jax.debug_key_reuse(True):
    root = key(7)
    for_weights, for_data = split(root)
    weights = normal(for_weights, (4, 4))
    noise = [normal(fold_in(root, step), (4, 4)) for step in range(3)]
repeated = [bool((each == weights).all()) for each in noise]

for_steps, for_others = split(key(7))
weights = normal(split(for_others)[0], (4, 4))
apart = [bool((normal(fold_in(for_steps, step), (4, 4)) == weights).all()) for step in range(100)]
print(f"keys alike {equal}; noise of steps 0 to 2 like the weights {repeated}; after one more split {any(apart)}")
print(f"partitionable off: {before}")
sys.exit(0 if all(equal) and repeated == [True, False, False] and not any(apart) and not before else 1)
T
JAX_PLATFORMS=cpu venv/bin/python try.py

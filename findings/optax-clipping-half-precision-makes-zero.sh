#!/usr/bin/env bash
# optax 0.2.8: clip_by_global_norm(1) makes float16 gradients zero as soon as their norm is 256 or more.
# Seen: (255, 0) is clipped to (1, 0), (256, 0) to (0, 0); so are 70,000 gradients of 1. global_norm says infinity.
# Expected before: (1, 0): 256, the norm too, is far from the greatest float16, 65504, and great norms are what
# the call is for. The squares are made in float16, and whatever is divided by infinity is 0. bfloat16 is clipped well.
# Gradients scaled for half precision are as great as that: the parameters stand still, and no NaN gives it away.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import sys

import jax.numpy as jnp
import optax


def clipped(*gradients, dtype=jnp.float16):
    update, _ = optax.clip_by_global_norm(1.0).update(jnp.array(gradients, dtype), optax.EmptyState())
    return [float(value) for value in update[:2]]


below, above, many = clipped(255, 0), clipped(256, 0), clipped(*[1] * 70_000)
norm = float(optax.global_norm(jnp.array([256, 0], jnp.float16)))
other = clipped(256, 0, dtype=jnp.bfloat16)
print(f"255: {below}; 256: {above}, norm {norm}; 70000 times 1: {many}; 256 in bfloat16: {other}")
sys.exit(0 if below == other == [1, 0] and above == many == [0, 0] and norm == float("inf") else 1)
T
venv/bin/python try.py

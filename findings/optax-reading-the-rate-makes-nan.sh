#!/usr/bin/env bash
# optax 0.2.8: inject_hyperparams makes NaN of the first step of Adam if the parameters are bfloat16.
# Seen: adam(1e-3) changes bfloat16 parameters by -0.001, inject_hyperparams(adam)(1e-3) by NaN. Its state says b1 is
# 0.8984375 and b2 is 1. With hyperparam_dtype=float32 b2 is 0.999, and the step -0.001.
# Expected before: the same steps, as injecting is there to read and change the rate. But all numbers of the optimizer
# take the type of the parameters, and next to 0.999 bfloat16 has only 0.996 and 1: no gradient counts, 0 / 0 follows.
# Whoever only wants to log the rate ruins a healthy training by it. Say hyperparam_dtype=jnp.float32.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import math
import sys

import jax.numpy as jnp
import optax

parameters, gradients = jnp.ones(2, jnp.bfloat16), jnp.full(2, 0.1, jnp.bfloat16)


def step(optimizer):
    update, state = optimizer.update(gradients, optimizer.init(parameters), parameters)
    held = getattr(state, "hyperparams", {})
    return round(float(update[0]), 4), {name: round(float(held[name]), 7) for name in ("b1", "b2") if name in held}


plain = step(optax.adam(1e-3))
injected = step(optax.inject_hyperparams(optax.adam)(learning_rate=1e-3))
exact = step(optax.inject_hyperparams(optax.adam, hyperparam_dtype=jnp.float32)(learning_rate=1e-3))
print(f"plain: {plain[0]}; injected: {injected}; with float32: {exact}")
ruined = math.isnan(injected[0]) and injected[1] == {"b1": 0.8984375, "b2": 1}
sys.exit(0 if ruined and plain[0] == exact[0] == -0.001 and exact[1] == {"b1": 0.9, "b2": 0.999} else 1)
T
venv/bin/python try.py

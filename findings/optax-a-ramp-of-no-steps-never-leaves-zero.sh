#!/usr/bin/env bash
# optax 0.2.8: linear_schedule(0, 1e-3, transition_steps=0) is 0 at every step, not 1e-3.
# Seen: 0 at steps 0, 1 and 1000; with transition_steps=1 it is 1e-3 from step 1 on. exponential_decay over 0 steps
# stays at its first value too; but warmup_cosine_decay_schedule with warmup_steps=0 begins at the peak.
# Expected before: a ramp that takes no time is at its end at once, as it is for 1 step, and as the warm-up of the same
# library has it. It is said in an INFO line of absl, which is not shown.
# A search over warm-up steps of 0, 100 and 1000 trains at a rate of 0 in the first case and finds warm-up essential.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: optax==0.2.8 jax==0.10.2 jaxlib==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import sys

import optax


def rates(schedule):
    return [round(float(schedule(step)), 6) for step in (0, 1, 1000)]


none = rates(optax.linear_schedule(0, 1e-3, transition_steps=0))
one = rates(optax.linear_schedule(0, 1e-3, transition_steps=1))
decay = rates(optax.exponential_decay(1.0, transition_steps=0, decay_rate=0.5))
warm = float(optax.warmup_cosine_decay_schedule(0, 1e-3, warmup_steps=0, decay_steps=100)(0))
print(f"0 steps: {none}; 1 step: {one}; exponential, 0 steps: {decay}; warm-up and cosine, 0 steps: {warm:.6f}")
right = none == [0, 0, 0] and one == [0, 0.001, 0.001] and decay == [1, 1, 1] and round(warm, 6) == 0.001
sys.exit(0 if right else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# stable-baselines3 2.9.2: a schedule of the learning rate goes down to 0 in each learn(), and begins lower each time.
# Seen: A2C with a rate of 0.001 times the progress that remains, learn(100, reset_num_timesteps=False) four times. The
# rates, in thousandths, go from 0.9 to 0 in the first, from 0.45 to 0 in the second, then from 0.3 and 0.225 to 0.
# Expected before: from 0.9 to 0 each time, as each call has a total_timesteps of its own, or once down over all four.
# But what was trained before counts as done, and the whole is that and the steps of this call: call k begins at 1 / k.
# Training is often done in parts, to save or to look between them: most of it then has a small part of the rate, and
# each part ends at none. Train once, with callbacks, or let the rate go by model.num_timesteps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: stable-baselines3==2.9.2 \
  gymnasium==1.4.0 torch==2.15.0 numpy==2.4.6
cat > try.py <<'T'
import sys

import gymnasium
import numpy
from stable_baselines3 import A2C


class Ten(gymnasium.Env):
    """Ten steps; the action is the reward."""

    observation_space = gymnasium.spaces.Box(-1, 1, (1,))
    action_space = gymnasium.spaces.Discrete(2)

    def reset(self, *, seed=None, options=None):
        self.steps = 0
        return numpy.zeros(1, "float32"), {}

    def step(self, action):
        self.steps += 1
        return numpy.zeros(1, "float32"), float(action), self.steps == 10, False, {}


class Watched(A2C):
    def train(self):
        super().train()
        rates.append(round(self.policy.optimizer.param_groups[0]["lr"] * 1e3, 3))


model = Watched("MlpPolicy", Ten(), learning_rate=lambda remains: 1e-3 * remains, n_steps=10, device="cpu", seed=0)
parts = []
for _ in range(4):
    rates = []
    model.learn(100, reset_num_timesteps=False)
    parts.append(rates)
print(*parts, sep="\n")
ends = [(rates[0], rates[-1]) for rates in parts]
sys.exit(0 if ends == [(0.9, 0), (0.45, 0), (0.3, 0), (0.225, 0)] and {len(rates) for rates in parts} == {10} else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# stable-baselines3 2.9.2: Monitor rounds the return of an episode to six decimals, and all figures are made of that.
# Seen: an agent earns 4e-8 in each of ten steps, another one nothing. evaluate_policy says 0.0 of both, with a
# deviation of 0.0. Without Monitor it says 4e-7 of the first, and warns that a Monitor is missing; gymnasium's
# RecordEpisodeStatistics says 4e-7 too.
# Expected before: the sum of the rewards. Six decimals are plenty for a game, but a squared error in metres or what a
# second of trading earns may have nothing left.
# ep_rew_mean, monitor.csv and EvalCallback have that number: no 0.0 is greater than another, so that the first model
# stays the best one. Scale the reward before Monitor sees it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: stable-baselines3==2.9.2 \
  gymnasium==1.4.0 torch==2.15.0 numpy==2.4.6
cat > try.py <<'T'
import sys
import warnings

import gymnasium
import numpy
from gymnasium.wrappers import RecordEpisodeStatistics
from stable_baselines3.common.evaluation import evaluate_policy
from stable_baselines3.common.monitor import Monitor

warnings.simplefilter("ignore")


class Small(gymnasium.Env):
    """Ten steps; the action 1 earns 4e-8."""

    observation_space = gymnasium.spaces.Box(-1, 1, (1,))
    action_space = gymnasium.spaces.Discrete(2)

    def reset(self, *, seed=None, options=None):
        self.steps = 0
        return numpy.zeros(1, "float32"), {}

    def step(self, action):
        self.steps += 1
        return numpy.zeros(1, "float32"), 4e-8 * float(action), self.steps == 10, False, {}


class Always:
    def __init__(self, action):
        self.action = action

    def predict(self, observation, state=None, episode_start=None, deterministic=False):
        return numpy.full(len(observation), self.action), None


def rated(environment):
    """Mean and deviation of the agent that earns and of the one that does not."""
    return [[float(f"{value:.1e}") for value in evaluate_policy(Always(action), environment, 5)] for action in (1, 0)]


recorded = RecordEpisodeStatistics(Small())
recorded.reset()
for _ in range(10):
    *_, info = recorded.step(1)
other = float(f"{float(info['episode']['r']):.1e}")
with_monitor, without = rated(Monitor(Small())), rated(Small())
print(f"mean and deviation with Monitor {with_monitor}, without {without}; RecordEpisodeStatistics {other}")
sys.exit(0 if with_monitor == [[0, 0], [0, 0]] and without[0][0] == 4e-7 == other and without[1][0] == 0 else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# torch 2.15.0 on the CPU and jax 0.10.2: of a seed only the lower 32 bits count.
# Seen: manual_seed(0), manual_seed(2**32) and manual_seed(5 << 32) make the same weights and the same order of rows;
# so do -1 and 2**32 - 1. initial_seed() tells them apart. jax.random.key makes one key of them, unless
# jax_enable_x64 is on. NumPy's default_rng and Python's random make others of them.
# Expected before: a run of its own for each seed: both take numbers of 64 bits, and refuse what is greater.
# Who packs two numbers into one seed, as in (run << 32) + rank or (fold << 32) + 1, trains the same network again in
# each run: the spread over seeds is nil, and is taken for a very stable training. What a GPU does was not looked at.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: torch==2.15.0 jax==0.10.2 \
  numpy==2.4.6
cat > try.py <<'T'
import random
import sys

import jax
import numpy
import torch


def start(seed):
    torch.manual_seed(seed)
    weights = torch.nn.Linear(8, 8).weight.flatten().tolist()
    return [weights, torch.randperm(1000).tolist(), torch.randn(5).tolist()]


runs = [start(run << 32) for run in range(10)]
ranks = [start((3 << 32) + rank) for rank in range(10)]
signed = start(-1) == start(2**32 - 1)
torch.manual_seed(2**32)
kept = torch.initial_seed() == 2**32
others = {numpy.random.default_rng(run << 32).random() for run in range(10)}
python = {random.Random(run << 32).random() for run in range(10)}
keys = {str(jax.random.key_data(jax.random.key(seed))) for seed in (0, 2**32, 5 << 32)}
different = len({str(rank) for rank in ranks})
print(f"ten runs alike: {all(run == runs[0] for run in runs)}; -1 and 2**32 - 1: {signed}; initial_seed kept: {kept}")
print(f"different: {len(others)} of NumPy, {len(python)} of Python, {len(keys)} of jax, ranks {different}")
alike = all(run == runs[0] for run in runs) and signed and kept and len(keys) == 1
sys.exit(0 if alike and len(others) == len(python) == different == 10 else 1)
T
JAX_PLATFORMS=cpu venv/bin/python try.py

#!/usr/bin/env bash
# torchmetrics 1.9.0: R2Score of small targets is 1 or 0, whatever was predicted.
# Seen: 50 targets with a deviation of 0.001: to say 0 of all has a score of 1, to say minus the truth has 0. A tenth
# of that deviation, and minus the truth has 1 as well. The same numbers times 1000 have 0.0 and -3.0, which is what
# scikit-learn's r2_score gives at any scale. In float64 it is the same.
# Expected before: the same score in any unit, as R² is a ratio of two sums of squares. But a sum below 1e-4 is taken
# for 0: no error counts as perfect, no spread as a score of 0.
# Metres instead of millimetres, returns of a day, concentrations, or a small validation set: a model that learnt
# nothing is perfect from the first epoch on, and is kept as the best. Scale the targets for the metric.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: torchmetrics==1.9.0 torch==2.15.0 \
  scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
cat > try.py <<'T'
import sys

import torch
from sklearn.metrics import r2_score
from torchmetrics import R2Score

normal = torch.randn(50, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


def scores(scale, dtype):
    """Of 0 for all and of minus the truth: what torchmetrics and what scikit-learn say."""
    truth = (normal * scale).to(dtype)
    answers = (torch.zeros_like(truth), -truth)
    return [[round(float(score), 3) for score in pair] for pair in (
        [R2Score()(answer, truth) for answer in answers], [r2_score(truth, answer) for answer in answers])]


dtypes = (torch.float32, torch.float64)
seen = {f"{scale} {dtype}": scores(scale, dtype) for scale in (1, 1e-3, 1e-4) for dtype in dtypes}
for name, (here, there) in seen.items():
    print(f"{name}: {here}, scikit-learn {there}")
here, there = zip(*seen.values())
same = all(pair == there[0] for pair in there) and there[0] == here[0] == here[1]
sys.exit(0 if same and max(there[0]) <= 0 and list(here[2:]) == [[1, 0]] * 2 + [[1, 1]] * 2 else 1)
T
venv/bin/python try.py

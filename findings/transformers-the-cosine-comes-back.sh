#!/usr/bin/env bash
# transformers 5.24.0: the cosine schedules, once over, bring the learning rate back to its full height.
# Seen: with 10 steps of warm-up and 100 in all, "cosine" has a rate of 0 at step 100, 0.117 at step 120 and 1 at step
# 190; "cosine_with_min_lr" rises from 0.1 to 1 as well. "linear", "polynomial" and "cosine_with_restarts" stay at 0.
# Expected before: 0, or the least rate, for good: the documentation speaks of a decrease to 0, and the schedule that
# has restarts in its name has none there. But the cosine is not held at its end, and goes on.
# A schedule ends too early where steps are counted per process or before gradients are accumulated, or a training is
# prolonged: the rate that was meant to be 0 tears the model apart, and the loss rises late, for no visible reason.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: transformers==5.24.0 torch==2.15.0 \
  numpy==2.4.6
cat > try.py <<'T'
import sys

import torch
from transformers import get_scheduler


def rates(name, **options):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    schedule = get_scheduler(name, optimizer, 10, 100, options)
    seen = []
    for _ in range(191):
        seen.append(round(optimizer.param_groups[0]["lr"], 3))
        optimizer.step()
        schedule.step()
    return [seen[step] for step in (10, 100, 120, 190)]


cosine, least = rates("cosine"), rates("cosine_with_min_lr", min_lr=0.1)
others = [rates(name) for name in ("linear", "polynomial", "cosine_with_restarts")]
print(f"at steps 10, 100, 120, 190: cosine {cosine}, with a least rate {least}, others {others}")
held = all(other[:2] == [1, 0] and max(other[1:]) < 1e-6 for other in others)
sys.exit(0 if held and cosine == [1, 0, 0.117, 1] and least == [1, 0.1, 0.205, 1] else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

#!/usr/bin/env bash
# pytorch_optimizer 4.1.0: PolyScheduler rises above max_lr, and LinearScheduler goes on below 0 after t_max.
# Seen: with t_max=100 and max_lr=0.1 the rate of PolyScheduler is 0.995 at step 99, and 980 with poly_order=2. That of
# LinearScheduler is 0 at step 100 and -0.1 at step 200: a weight that SGD had brought to 2e-5 is 3e10 after 200 steps
# more. torch's PolynomialLR and LinearLR of the same numbers are 0 from step 100 on.
# Expected before: both go from max_lr down to min_lr at t_max, and stay there. But PolyScheduler takes the power of
# the number of steps and has no t_max in it, and LinearScheduler has no end.
# A negative rate climbs the loss, and no optimiser looks at it again. Take the schedulers of torch.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pytorch_optimizer==4.1.0 \
  torch==2.15.0 numpy==2.4.6
cat > try.py <<'T'
import sys

import torch
from pytorch_optimizer import LinearScheduler, PolyScheduler
from torch.optim.lr_scheduler import LinearLR, PolynomialLR


def train(schedule):
    """The rates at steps 50, 99, 100 and 200, and the weight after 100 and 300 steps of the loss weight²."""
    weight = torch.nn.Parameter(torch.ones(1))
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = schedule(optimizer)
    rates, weights = [], []
    for _ in range(300):
        optimizer.zero_grad()
        weight.square().sum().backward()
        optimizer.step()
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
        weights.append(weight.item())
    return [round(float(rates[step]), 3) for step in (50, 99, 100, 200)], [weights[100], weights[299]]


schedules = {
    "PolyScheduler": lambda optimizer: PolyScheduler(optimizer, t_max=100, max_lr=0.1),
    "PolyScheduler, 2": lambda optimizer: PolyScheduler(optimizer, t_max=100, max_lr=0.1, poly_order=2),
    "LinearScheduler": lambda optimizer: LinearScheduler(optimizer, t_max=100, max_lr=0.1),
    "PolynomialLR": lambda optimizer: PolynomialLR(optimizer, total_iters=100, power=0.5),
    "LinearLR": lambda optimizer: LinearLR(optimizer, 1, 0, total_iters=100),
}
seen = {name: train(schedule) for name, schedule in schedules.items()}
for name, (rates, (early, late)) in seen.items():
    print(f"{name}: rates at 50, 99, 100, 200 {rates}, weight {early:.1e}, {late:.1e}")
rises = seen["PolyScheduler"][0][1] > 0.9 and seen["PolyScheduler, 2"][0][1] > 900
below = seen["LinearScheduler"][0][2:] == [0, -0.1] and abs(seen["LinearScheduler"][1][1]) > 1e9
ends = all(seen[name][0][2:] == [0, 0] for name in ("PolynomialLR", "LinearLR"))
sys.exit(0 if rises and below and ends else 1)
T
venv/bin/python try.py

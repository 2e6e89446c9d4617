#!/usr/bin/env bash
# torch 2.15.0: AveragedModel with get_ema_multi_avg_fn(0.999) never leaves the first weights in bfloat16.
# Seen: weights go from 1 to 2 and stay there: after 20,000 more updates the average is 1 in bfloat16, 1.51 in float16
# and 1.9999 in float32. With a decay of 0.99 bfloat16 stops at 1.61. n_averaged is 20,001 all the while.
# Expected before: 2, or near it, as after that many steps nothing of the start should be left; or that the average of
# a narrow model is kept in float32. What an update adds, a thousandth of the way, is less than half of the distance
# to the next bfloat16, and is rounded away each time.
# The averaged model, which is the one to be shipped, is the untrained one, and averaging looks harmful. Keep it wide:
# AveragedModel(copy.deepcopy(model).float(), avg_fn=get_ema_avg_fn(0.999)) follows a narrow model.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: torch==2.15.0 numpy==2.4.6
cat > try.py <<'T'
import copy
import sys

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_avg_fn, get_ema_multi_avg_fn


def average(dtype, decay=0.999, wide=False):
    model = torch.nn.Linear(1, 1, bias=False).to(dtype)
    torch.nn.init.ones_(model.weight)
    if wide:
        averaged = AveragedModel(copy.deepcopy(model).float(), avg_fn=get_ema_avg_fn(decay))
    else:
        averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
    averaged.update_parameters(model)
    torch.nn.init.constant_(model.weight, 2)
    for _ in range(20_000):
        averaged.update_parameters(model)
    assert averaged.n_averaged == 20_001
    return round(averaged.module.weight.item(), 4)


seen = {str(dtype): average(dtype) for dtype in (torch.bfloat16, torch.float16, torch.float32)}
faster = average(torch.bfloat16, 0.99)
wide = average(torch.bfloat16, wide=True)
print(f"{seen}; bfloat16 with 0.99: {faster}; bfloat16 into float32: {wide}")
narrow, half, full = seen.values()
sys.exit(0 if narrow == 1 and 1.4 < half < 1.6 and faster < 1.7 and full == 1.9999 and wide > 1.99 else 1)
T
venv/bin/python try.py

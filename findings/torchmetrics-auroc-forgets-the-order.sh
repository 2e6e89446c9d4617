#!/usr/bin/env bash
# torchmetrics 1.9.0: AUROC and average precision of logits depend on how great they are and how they are batched.
# Seen: logits that part both classes perfectly have an AUROC of 1, and of 0.5 after adding 30 (bfloat16: of 0.6 if
# they go from 6 to 15). Perfect ones from -1 to 0.9 have 1 as one batch and 0.64 as two, one batch a class.
# Expected before: 1: AUROC knows only the order, which no shift and no batching changes. But logits go through a
# sigmoid first, in their own type, where those above 17 are all 1; and a batch within [0, 1] is left as it is.
# A sure model looks like a guess, and the last batch of an epoch changes the score. Give probabilities in float64, or
# ranks between 0 and 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: torchmetrics==1.9.0 torch==2.15.0 \
  numpy==2.4.6
cat > try.py <<'T'
import sys

import torch
from torchmetrics.classification import BinaryAUROC, BinaryAveragePrecision

truth = torch.tensor([0] * 10 + [1] * 10)


def score(metric, logits, size=20):
    for i in range(0, 20, size):
        metric.update(logits[i : i + size], truth[i : i + size])
    return round(float(metric.compute()), 2)


perfect = torch.cat([torch.linspace(-10, -1, 10), torch.linspace(0, 9, 10)])
half = torch.cat([torch.linspace(6, 8, 10), torch.linspace(9, 15, 10)])
small = torch.cat([torch.linspace(-1, 0, 10), torch.linspace(0.1, 0.9, 10)])
of_area = [score(BinaryAUROC(), logits) for logits in (perfect, perfect + 30, half, half.bfloat16())]
of_precision = [score(BinaryAveragePrecision(), logits) for logits in (perfect, perfect + 30)]
batched = [score(BinaryAUROC(), small, size) for size in (20, 10)]
print(f"AUROC: {of_area}, average precision: {of_precision}, one batch and two: {batched}")
sys.exit(0 if of_area == [1, 0.5, 1, 0.6] and of_precision == [1, 0.5] and batched == [1, 0.64] else 1)
T
venv/bin/python try.py 2>/dev/null

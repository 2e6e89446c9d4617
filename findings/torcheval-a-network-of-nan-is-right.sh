#!/usr/bin/env bash
# torcheval 0.0.7: a network that says nothing but NaN has a top-2 accuracy, a hit rate and a reciprocal rank of 1.
# Seen: of 10 examples of 5 classes, with NaN for all logits: multiclass_accuracy is 0.2 with k=1 and 1 with k=2;
# hit_rate(k=2) and reciprocal_rank are 1 for every example. Equal logits for all classes give the same.
# Expected before: 0, NaN, or chance (0.4 with k=2). But the rank is the number of classes that score more than the
# right one, and nothing is more than NaN, or than what is equal.
# A training that diverged or learnt nothing reaches its best score at that moment, and the checkpoint is kept for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: torcheval==0.0.7 torch==2.15.0 \
  numpy==2.4.6
cat > try.py <<'T'
import sys

import torch
from torcheval.metrics import MulticlassAccuracy
from torcheval.metrics.functional import hit_rate, multiclass_accuracy, reciprocal_rank

truth = torch.arange(10) % 5


def scores(logits):
    kept = MulticlassAccuracy(k=2, num_classes=5)
    kept.update(logits, truth)
    return [
        round(float(multiclass_accuracy(logits, truth)), 2),
        round(float(multiclass_accuracy(logits, truth, k=2, num_classes=5)), 2),
        float(kept.compute()),
        float(hit_rate(logits, truth, k=2).mean()),
        float(reciprocal_rank(logits, truth).mean()),
    ]


nothing, equal = scores(torch.full((10, 5), float("nan"))), scores(torch.zeros(10, 5))
print(f"top 1, top 2 (function, class), hit rate, reciprocal rank: of NaN {nothing}, of equal logits {equal}")
sys.exit(0 if nothing == equal == [0.2, 1, 1, 1, 1] else 1)
T
venv/bin/python try.py 2>/dev/null

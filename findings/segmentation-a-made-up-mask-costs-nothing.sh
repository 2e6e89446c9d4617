#!/usr/bin/env bash
# segmentation-models-pytorch 0.6.0 and monai 1.6.1: where there is no object, a mask made up costs nothing.
# Seen: two pictures without an object, every pixel predicted as one: the DiceLoss, JaccardLoss and TverskyLoss of
# segmentation-models-pytorch are 0, their gradients too; so is the GeneralizedDiceLoss of monai. Its DiceLoss is 1, if
# with hardly a gradient.
# Expected before: 1, or close to it, as when a single pixel of the batch is an object: then all are over 0.98, with a
# gradient. But what is nowhere in the batch has a loss multiplied by 0 here, a weight of 0 there.
# Training on pictures with nothing on them, so as to unlearn false alarms, teaches nothing, and the loss looks
# perfect. Add a loss of each pixel, such as cross entropy.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: segmentation-models-pytorch==0.6.0 \
  monai==1.6.1 torch==2.15.0 torchvision==0.29.2 timm==1.0.31 numpy==2.4.6
cat > try.py <<'T'
import sys

import segmentation_models_pytorch.losses as smp
import torch
from monai.losses import DiceLoss, GeneralizedDiceLoss

losses = {
    "smp Dice": smp.DiceLoss("binary"),
    "smp Jaccard": smp.JaccardLoss("binary"),
    "smp Tversky": smp.TverskyLoss("binary"),
    "monai generalized": GeneralizedDiceLoss(sigmoid=True, batch=True),
    "monai Dice": DiceLoss(sigmoid=True, batch=True),
}


def cost(loss, objects):
    logits = torch.full((2, 1, 16, 16), 2.0, requires_grad=True)
    truth = torch.zeros(2, 1, 16, 16)
    truth[0, 0, 0, :objects] = 1
    value = loss(logits, truth)
    value.backward()
    return round(value.item(), 3), bool(logits.grad.abs().max() > 1e-9)


seen = {name: [cost(loss, objects) for objects in (0, 1)] for name, loss in losses.items()}
for name, (empty, single) in seen.items():
    print(f"{name}: no object {empty}, one pixel of it {single}")
free = all(empty == (0, False) for name, (empty, _) in seen.items() if name != "monai Dice")
usual = all(single[0] > 0.98 and single[1] for _, single in seen.values()) and seen["monai Dice"][0][0] == 1
sys.exit(0 if free and usual else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

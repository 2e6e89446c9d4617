#!/usr/bin/env bash
# skorch 1.4.0 and torch 2.15.0: a negative loss that stands still counts as better each time it is looked at.
# Seen: with patience=5 and a loss of 1 for ever, skorch's EarlyStopping ends the training after 6 epochs, and torch's
# ReduceLROnPlateau has lowered the rate 8 times after 50. With -1 it goes on for all 50, and the rate stays; and so
# it does if the loss rises by 0.005 % an epoch.
# Expected before: the same, as both losses stand still. The threshold is relative, 1e-4, and best - 1e-4 * best lies
# above best where best is below 0: a value that is somewhat worse still passes, and is the best from then on.
# Minus the log-likelihood of a density, minus the signal-to-noise ratio and minus the Dice score fall below 0: such
# runs never end, and never slow down. Set threshold_mode="abs".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: skorch==1.4.0 torch==2.15.0 \
  numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1
cat > try.py <<'T'
import sys

import numpy
import torch
from skorch import NeuralNet
from skorch.callbacks import EarlyStopping, LRScheduler
from torch.optim.lr_scheduler import ReduceLROnPlateau

rows = numpy.ones((20, 1), "float32")


def train(loss, stop):
    """How many of 50 epochs are run where loss(epoch) is the loss, and the last rate of an optimiser beside them."""

    class Given(torch.nn.Module):
        def forward(self, answer, truth):
            return 0 * answer.mean() + loss(len(net.history))

    way = EarlyStopping(patience=5, sink=lambda *_: None) if stop else LRScheduler(
        ReduceLROnPlateau, monitor="valid_loss", patience=5)
    net = NeuralNet(torch.nn.Linear, Given, module__in_features=1, module__out_features=1, max_epochs=50, lr=1.0,
                    callbacks=[way], verbose=0)
    net.fit(rows, rows)
    return len(net.history) if stop else round(-float(numpy.log10(net.optimizer_.param_groups[0]["lr"])))


losses = {"1": lambda _: 1.0, "-1": lambda _: -1.0, "rising": lambda epoch: -1.0 + 0.00005 * epoch}
epochs, lowered = ([train(loss, stop) for loss in losses.values()] for stop in (True, False))
print(f"{', '.join(losses)}: epochs {epochs}, lowered {lowered} times")
sys.exit(0 if epochs == [6, 50, 50] and lowered == [8, 0, 0] else 1)
T
HOME=$folder venv/bin/python try.py

#!/usr/bin/env bash
# pytorch-ignite 0.5.5: EarlyStopping takes a score of NaN for an improvement, and then any other one for another.
# Seen: of the scores 0.9, 0.8, 0.7 and so on, with patience=3, training ends after epoch 4. With NaN as every third
# score it goes on to the last of 60 epochs, and with NaN from the second one on as well. Nothing is said.
# Expected before: that NaN counts as no improvement, as it does for Keras' callback, Lightning's and skorch's, or ends
# the training. But "no improvement" is asked for, score <= best, and that is false of NaN; the best is then NaN.
# A training that diverged runs on until its time is up, which is what patience should prevent, and the best score so
# far is forgotten. Give minus infinity as the score of NaN; TerminateOnNan looks at the trainer's output only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pytorch-ignite==0.5.5 torch==2.15.0 \
  numpy==2.4.6
cat > try.py <<'T'
import logging
import math
import sys

from ignite.engine import Engine, Events
from ignite.handlers import EarlyStopping

logging.disable()


def epochs(score):
    """After how many of 60 epochs a training ends whose score after an epoch is score(epoch)."""
    trainer = Engine(lambda engine, batch: None)
    stopping = EarlyStopping(3, lambda engine: score(engine.state.epoch), trainer)
    trainer.add_event_handler(Events.EPOCH_COMPLETED, stopping)
    trainer.run([0], max_epochs=60)
    return trainer.state.epoch, stopping.best_score


def worse(epoch):
    return 1 - epoch / 10


plain = epochs(worse)
some = epochs(lambda epoch: math.nan if epoch % 3 == 0 else worse(epoch))
diverged = epochs(lambda epoch: math.nan if epoch > 1 else worse(epoch))
print(f"[epochs, best] plain {plain}; every third NaN {some}; NaN from the second on {diverged}")
sys.exit(0 if plain == (4, 0.9) and some[0] == diverged[0] == 60 and math.isnan(diverged[1]) else 1)
T
venv/bin/python try.py

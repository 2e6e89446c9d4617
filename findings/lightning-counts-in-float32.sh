#!/usr/bin/env bash
# lightning 2.6.6: self.log makes a float32 of every count and of every Python number.
# Seen: the counts 16777217, 16777219, 16777221 and 16777223, as int or as a tensor of int64, are 16777216, 16777220,
# 16777220 and 16777224 in the file of CSVLogger; the time 1790000001.5 is 1790000000. A tensor of float64 is kept.
# Expected before: the value, as a Python number has 53 bits, and an int64 more, and the file is text. But all but
# a tensor of floats is converted to the default type of torch.
# The tokens, samples and seconds of a training are off, and what one step adds to them is 0 or twice as much. Log
# a tensor instead: torch.tensor(n, dtype=torch.float64).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: lightning==2.6.6 torch==2.15.0 \
  numpy==2.4.6
cat > try.py <<'T'
import csv
import sys
import warnings

import lightning
import torch
from lightning.pytorch.loggers import CSVLogger

warnings.simplefilter("ignore")


class Model(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(1, 1)

    def training_step(self, batch, i):
        tokens = 2**24 + 1 + 2 * i
        self.log("number", tokens)
        self.log("whole", torch.tensor(tokens))
        self.log("double", torch.tensor(tokens, dtype=torch.float64))
        self.log("time", 1790000001.5)
        return self.layer(batch[0]).mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), 0.1)


data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.zeros(4, 1)))
logger = CSVLogger("logs")
quiet = {"enable_progress_bar": False, "enable_model_summary": False, "enable_checkpointing": False}
trainer = lightning.Trainer(max_epochs=1, logger=logger, log_every_n_steps=1, accelerator="cpu", **quiet)
trainer.fit(Model(), data)
with open(f"{logger.log_dir}/metrics.csv") as file:
    rows = list(csv.DictReader(file))
seen = {name: [float(row[name]) for row in rows] for name in ("number", "whole", "double", "time")}
print(seen)
given, cut = [16777217, 16777219, 16777221, 16777223], [16777216, 16777220, 16777220, 16777224]
sys.exit(0 if seen == {"number": cut, "whole": cut, "double": given, "time": [1790000000] * 4} else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

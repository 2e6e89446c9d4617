import os

import trackio
from training import steps

resume = os.environ.get("RESUME", "never")
trackio.init(project="digits", name="first", resume=resume, config={"lr": 0.1, "optimizer": "sgd"}, group="g")
for step, loss, val in steps():
    trackio.log({"train/loss": loss} if val is None else {"train/loss": loss, "val/loss": val}, step=step)
trackio.finish()

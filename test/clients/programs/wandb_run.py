import os

import wandb
from training import steps

resume = os.environ.get("RESUME")
run = wandb.init(project="digits", id="first", resume=resume, config={"lr": 0.1, "net": {"depth": 2}}, tags=["trial"])
if resume:
    print(run.starting_step, run.summary["train/loss"], flush=True)
for step, loss, val in steps():
    run.log({"train/loss": loss} if val is None else {"train/loss": loss, "val": {"loss": val}}, step=step)
if "TABLE" in os.environ:
    # Both are artifacts, for which the program waits in its own thread.
    run.log({"table": wandb.Table(columns=["a"], data=[[1]]), "train/loss": 0.5}, step=41)
    run.log_artifact(wandb.Artifact("weights", "model"))
    print("taken", flush=True)
run.finish()

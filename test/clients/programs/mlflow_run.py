import os

import mlflow
from training import steps

mlflow.set_experiment("digits")
with mlflow.start_run(run_id=os.environ.get("RESUMED"), run_name="first") as run:
    if "RESUMED" not in os.environ:
        print(run.info.run_id, flush=True)
        mlflow.log_params({"lr": 0.1, "optimizer": "sgd"})
        mlflow.set_tag("stage", "trial")
    for step, loss, val in steps():
        mlflow.log_metric("train/loss", loss, step=step)
        if val is not None:
            mlflow.log_metrics({"val/loss": val}, step=step)

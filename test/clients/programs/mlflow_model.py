"""What MLflow's autologging asks of a server around a training: a model before it, which is finished after it."""

import mlflow
from mlflow.entities import LoggedModelStatus

mlflow.set_experiment("by itself")
client = mlflow.MlflowClient()
with mlflow.start_run() as run:
    model = mlflow.initialize_logged_model(name="model", tags={"flavor": "xgboost"}, params={"eta": "0.3"})
    for step in range(3):
        mlflow.log_metric("loss", 1.0 / (step + 1), step=step, model_id=model.model_id)
    model = client.get_logged_model(model.model_id)
    client.log_outputs(run.info.run_id, [mlflow.entities.LoggedModelOutput(model.model_id, step=0)])
    with open("MLmodel", "w") as file:
        file.write("flavors: {}")
    client.log_model_artifact(model.model_id, "MLmodel")
    client.set_logged_model_tags(model.model_id, {"mlflow.model.isExternal": "true"})
    client.delete_logged_model_tag(model.model_id, "mlflow.model.isExternal")
    print(client.finalize_logged_model(model.model_id, LoggedModelStatus.READY).status, flush=True)

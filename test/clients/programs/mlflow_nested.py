"""Runs within a run, and what MLflow's client reads back of them; one line of JSON."""

import json

import mlflow
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

mlflow.set_experiment("nested")
mlflow.set_experiment_tag("team", "a")
client = mlflow.MlflowClient()
with mlflow.start_run(run_name="parent") as parent:
    for name in ("first", "second"):
        with mlflow.start_run(run_name=name, nested=True) as child:
            mlflow.log_metric("loss", 1.0, step=-1)
            mlflow.log_metric("loss", 0.5, step=1)
mlflow.log_text("hello", "a.txt", run_id=child.info.run_id)


def names(found: str, **more: object) -> list[str]:
    runs = mlflow.search_runs(filter_string=found, order_by=["start_time"], output_format="list", **more)
    return [run.info.run_name for run in runs]


def refused(call: object, *args: object, **more: object) -> str | None:
    try:
        call(*args, **more)
    except MlflowException as error:
        return error.error_code
    return None


client.set_tag(child.info.run_id, "stage", "trial")
client.delete_tag(child.info.run_id, "stage")
told = {
    "parent": mlflow.get_parent_run(child.info.run_id).info.run_name,
    "children": names(f"tags.`mlflow.parentRunId` = '{parent.info.run_id}'"),
    "finished": names("status = 'FINISHED' and start_time > 0 and run_name LIKE '%r%t'"),
    "one": names(f"attributes.run_id IN ('{child.info.run_id}')"),
    "deleted": names("", run_view_type=ViewType.DELETED_ONLY),
    "experiments": [one.name for one in mlflow.search_experiments(filter_string="tags.team = 'a'")],
    "stage": client.get_run(child.info.run_id).data.tags.get("stage"),
    "page": refused(client.search_runs, ["0"], page_token="none"),
    "tag": refused(client.delete_tag, child.info.run_id, "stage"),
    "file": refused(mlflow.artifacts.load_text, f"runs:/{child.info.run_id}/a.txt"),
}
print(json.dumps(told), flush=True)

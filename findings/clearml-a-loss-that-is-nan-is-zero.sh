#!/usr/bin/env bash
# clearml 2.1.12: report_scalar writes 0.0 for NaN, ∞ and −∞.
# Seen: a loss of .5, NaN, ∞, −∞, .25 is .5, 0, 0, 0, .25 in the events of an offline task, with two INFO lines.
# Expected before: the value, a gap, or an error: JSON has no NaN, but any of them is better than a number.
# Of all numbers 0 is the best a loss can have: a training that diverged looks perfect, sorts first and wins a search.
# Logger.set_reporting_nan_value and set_reporting_inf_value choose another number, no gap.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check clearml==2.1.12
cat > try.py <<'T'
import glob
import json
import os
import sys
import zipfile

here = os.getcwd()
os.environ.update(HOME=here, CLEARML_OFFLINE_MODE="1", CLEARML_CACHE_DIR=here)
from clearml import Task

task = Task.init(
    "project",
    "task",
    auto_connect_arg_parser=False,
    auto_connect_frameworks=False,
    auto_connect_streams=False,
    auto_resource_monitoring=False,
)
infinite = float("inf")
for step, loss in enumerate([0.5, float("nan"), infinite, -infinite, 0.25]):
    task.get_logger().report_scalar("train", "loss", value=loss, iteration=step)
task.close()

(file,) = glob.glob("**/offline-*.zip", recursive=True)
with zipfile.ZipFile(file) as archive:
    lists = archive.read("metrics.jsonl").decode().splitlines()
losses = [event["value"] for line in lists for event in json.loads(line) if event.get("variant") == "loss"]
print(f"logged: 0.5, nan, inf, -inf, 0.25; kept: {losses}")
sys.exit(0 if losses == [0.5, 0, 0, 0, 0.25] else 1)
T
venv/bin/python try.py 2>/dev/null | tail -n 1

#!/usr/bin/env bash
# swanlab 0.7.20: −∞ is written as ∞.
# Seen: of log({"loss": v}) with v = ∞, −∞ and NaN the run's own file, backup.swanlab, holds "INF", "INF", "NaN".
# Expected before: "-INF", or −∞ left out. A loss that fell to −∞ (a log of 0 too many) looks like one that diverged.
# From 0.8 on that file holds doubles, −∞ among them; what goes to a server is "nan" for all three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check swanlab==0.7.20
cat > try.py <<'T'
import glob
import re
import sys

import swanlab

swanlab.init(project="p", mode="offline", logdir="logs")
for step, value in enumerate([float("inf"), float("-inf"), float("nan")]):
    swanlab.log({"loss": value}, step=step)
swanlab.finish()
(file,) = glob.glob("logs/run-*/backup.swanlab")
with open(file, "rb") as content:
    kept = re.findall(rb'"data": ("[^"]*"), "create_time": "[^"]*"}, "key": "loss"', content.read())
print("logged: inf, -inf, nan; kept:", *(text.decode() for text in kept))
sys.exit(0 if kept == [b'"INF"', b'"INF"', b'"NaN"'] else 1)
T
HOME=$folder venv/bin/python try.py | tail -n 1

#!/usr/bin/env bash
# swanlab 0.10.3, mode="local": the two files of one run disagree where a step was logged twice.
# Seen: of loss 1, .5, .25, .125, .75 at steps 0, 1, 1, 2, 0 the run's .swanlab file, from which "swanlab sync" sends
# it to a server, has 1, .5, .125: the first of each step. logs/1/1000.log, which the local page shows, has .75, .25,
# .125: the last of each.
# Expected before: one rule, or both values with their times. Nothing is printed about it.
# A run resumed from a checkpoint logs steps again: what was seen at home is not what is seen on the server.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'swanlab[dashboard]==0.10.3'
cat > try.py <<'T'
import glob
import json
import struct
import sys

import swanlab
from swanlab.proto.swanlab.record.v1.record_pb2 import Record

swanlab.init(project="p", mode="local", log_dir="logs")
for step, loss in [(0, 1), (1, 0.5), (1, 0.25), (2, 0.125), (0, 0.75)]:
    swanlab.log({"loss": loss}, step=step)
swanlab.finish()

# A header of 7 bytes; then checksum, length and kind before each record. It all fits into the first block of 32 KiB.
(file,) = glob.glob("logs/run-*/*.swanlab")
with open(file, "rb") as content:
    data = content.read()
sent, at = {}, 7
while at < len(data):
    _, size, _ = struct.unpack_from("<IHB", data, at)
    record = Record.FromString(data[at + 7 : at + 7 + size])
    if record.HasField("scalar"):
        sent[record.scalar.step] = record.scalar.value.number
    at += 7 + size
(file,) = glob.glob("logs/run-*/logs/1/1000.log")
with open(file) as lines:
    shown = {row["index"]: row["data"] for row in map(json.loads, lines)}
print(f"{len(data)} bytes; to be sent: {sent}; shown: {shown}")
sys.exit(0 if sent == {0: 1, 1: 0.5, 2: 0.125} and shown == {0: 0.75, 1: 0.25, 2: 0.125} else 1)
T
HOME=$folder venv/bin/python try.py | tail -n 1

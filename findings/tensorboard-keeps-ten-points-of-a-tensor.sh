#!/usr/bin/env bash
# tensorboard 2.21.0: EventAccumulator(path) keeps 10 points, by chance, of a scalar that was written as a tensor.
# Seen: of 1000 steps written in both ways it has 1000 of the old form (simple_value) and 10 of the new one, the last
# step and nine others.
# Expected before: one limit for scalars, 10,000, however they were written. The new form, a tensor with the plugin
# name "scalars", counts among tensors, of which ten are thought enough; size_guidance={"tensors": 0} keeps all.
# tf.summary, Keras' TensorBoard callback and clu write the new form: a best value read that way is the best of ten.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: tensorboard==2.21.0 numpy==2.4.6
cat > try.py <<'T'
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.scalar.summary import scalar_pb
from tensorboard.summary.writer.event_file_writer import EventFileWriter

writer = EventFileWriter("logs")
for step in range(1000):
    old = Summary(value=[Summary.Value(tag="old", simple_value=1 / (step + 1))])
    for summary in (old, scalar_pb("new", 1 / (step + 1))):
        writer.add_event(Event(step=step, wall_time=1_700_000_000 + step, summary=summary))
writer.close()


def steps(**options):
    events = EventAccumulator("logs", **options)
    events.Reload()
    return [[event.step for event in kept] for kept in (events.Scalars("old"), events.Tensors("new"))]


old, new = steps()
_, whole = steps(size_guidance={"tensors": 0})
print(f"old form: {len(old)} points; new form: {new}; with size_guidance: {len(whole)}")
sys.exit(0 if len(old) == len(whole) == 1000 and len(new) == 10 and new[-1] == 999 else 1)
T
venv/bin/python try.py 2>/dev/null

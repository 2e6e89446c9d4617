#!/usr/bin/env bash
# tensorboardX 2.6.5: SummaryWriter.flush() returns while values that were added before it are still on their way.
# Seen: in 20 of 20 tries the file has no value after add_scalar and flush; it has it once a later flush comes.
# Expected before: what its documentation says, "make sure that all pending events have been written to disk".
# A thread takes events out of a queue and writes them; flush empties the buffer of the file, not the queue. Where
# nothing else is logged the value waits for flush_secs, two minutes, and is lost if the program is killed meanwhile.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: tensorboardX==2.6.5
cat > try.py <<'T'
import glob
import sys
import time

from tensorboardX import SummaryWriter


def has_value(folder):
    (file,) = glob.glob(f"{folder}/*")
    with open(file, "rb") as content:
        return b"train/loss" in content.read()


early = late = 0
for i in range(20):
    writer = SummaryWriter(f"logs/{i}")
    # The first event of a file is flushed at once; this is about those that follow.
    writer.add_text("first", "")
    time.sleep(0.1)
    writer.add_scalar("train/loss", 0.5, 1)
    writer.flush()
    early += has_value(f"logs/{i}")
    time.sleep(0.1)
    writer.flush()
    late += has_value(f"logs/{i}")
    writer.close()
print(f"in the file after flush: {early} of 20; after a pause and another flush: {late} of 20")
sys.exit(0 if early < 20 and late == 20 else 1)
T
venv/bin/python try.py

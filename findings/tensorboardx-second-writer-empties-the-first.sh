#!/usr/bin/env bash
# tensorboardX 2.6.5: two SummaryWriters of one folder, made within one second, write over each other in one file.
# Seen: of a first writer with 5 values and a second one with 1, the file has the 1 and not the 5, at once and closed.
# Expected before: two files, as torch's and TensorBoard's own writers make them (process and counter in the name).
# A name has the second and the host only. A function that is called twice and makes a writer loses what was logged.
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

# Both within a second.
time.sleep(1 - time.time() % 1)
first = SummaryWriter("logs")
for step in range(5):
    first.add_scalar("first", 0.5, step)
first.close()
second = SummaryWriter("logs")
second.add_scalar("second", 0.5, 0)
second.close()
files = glob.glob("logs/*")
content = b"".join(open(file, "rb").read() for file in files)
counts = [content.count(name) for name in (b"first", b"second")]
print(f"files: {len(files)}; values of the first writer: {counts[0]}, of the second: {counts[1]}")
sys.exit(0 if len(files) == 1 and counts == [0, 1] else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# mlx 0.32.4 on the CPU: mean() adds up in the type of its values, and overflows though the mean fits into that type.
# Seen: the mean of 60000 and 60000 in float16 is infinity, that of 70,000 ones too, and so is nn.losses.l1_loss of two
# errors of 40000. The mean of the integers 2^30 and 2^30 is -1073741824, that of two times 2^31 - 1 is -1.
# Expected before: 60000, 1, 40000 and 1073741824, as from numpy, which adds up in a wider type before it divides.
# A loss in half precision is infinite though no sample's is, and a mean of counts of tokens is negative.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: mlx==0.32.4 mlx-cpu==0.32.4 numpy==2.4.6
cat > try.py <<'T'
import sys

import mlx.core as mx
import mlx.nn as nn
import numpy

half = [mx.array([60000, 60000], mx.float16), mx.ones(70_000, mx.float16)]
loss = nn.losses.l1_loss(mx.array([40000, 40000], mx.float16), mx.zeros(2, mx.float16))
halves = [mx.mean(values).item() for values in half] + [loss.item()]
whole = [mx.mean(mx.array([value, value])).item() for value in (2**30, 2**31 - 1)]
other = [float(numpy.mean(numpy.array(values))) for values in half]
print(f"float16: {halves}; integers: {whole}; numpy in float16: {other}")
right = halves == [float("inf")] * 3 and whole == [-(2**30), -1] and other == [60000, 1]
sys.exit(0 if right else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# baycomp 1.0.2: a data set on which a model has no score counts as one where both are practically the same.
# Seen: one model is 0.05 better than another on 12 data sets; two_on_multiple(better, worse, rope=0.01) says 1, 0, 0,
# the probabilities of better, same and worse. With NaN for the worse model on 6 of them it says 0.08, 0.92, 0, with
# NaN on all 12 of them 0, 1, 0.
# Expected before: NaN, as two_on_single says of the same scores, or an error. But what is neither above the rope nor
# below it is within it, and that is true of NaN.
# A model that failed on half of the data sets is as good as the best. Look for NaN before you compare.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: baycomp==1.0.2 numpy==2.4.6 \
  scipy==1.17.1 matplotlib==3.10.8
cat > try.py <<'T'
import math
import sys
import warnings

import baycomp
import numpy

warnings.simplefilter("ignore")
numpy.random.seed(0)
better = numpy.random.default_rng(0).normal(0.8, 0.02, 12)
worse = better - 0.05
half = numpy.where(numpy.arange(12) < 6, numpy.nan, worse)
none = numpy.full(12, numpy.nan)
others = (worse, half, none)
seen = [[round(float(p), 2) for p in baycomp.two_on_multiple(better, other, rope=0.01)] for other in others]
single = [float(p) for p in baycomp.two_on_single(better, none, rope=0.01)]
print(f"scores on all, half, none: {seen}; two_on_single of none: {single}")
same = seen[0] == [1, 0, 0] and seen[1][1] > 0.85 and seen[2] == [0, 1, 0]
sys.exit(0 if same and all(map(math.isnan, single)) else 1)
T
venv/bin/python try.py

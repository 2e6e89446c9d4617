#!/usr/bin/env bash
# river 0.26.1: after one NaN drift.ADWIN never sees a drift again, and neither does drift.PageHinkley.
# Seen: an error rate of 0.1 that jumps to 0.9 after 2000 rows and back after 4000. Both tell of both jumps; with NaN
# as row 100 they tell of none, and nothing is raised. ADWIN's window is then all 6000 rows. KSWIN is not troubled.
# Expected before: an error, or that the NaN is soon forgotten, as the window is said to adapt. But it is cut only
# where two means differ enough, and a mean with NaN in it differs from nothing.
# A monitor that says nothing is taken for good news: look at detector.estimation, which is NaN, or drop NaN yourself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: river==0.26.1 numpy==2.4.6
cat > try.py <<'T'
import math
import sys

import numpy
from river import drift

noise = numpy.random.default_rng(1).normal(size=6000) * 0.05
rates = [(0.9 if 2000 <= row < 4000 else 0.1) + float(noise[row]) for row in range(6000)]


def seen(detector, values):
    rows = []
    for row, value in enumerate(values):
        detector.update(value)
        if detector.drift_detected:
            rows.append(row)
    return rows


marred = [*rates[:100], math.nan, *rates[101:]]
blind = drift.ADWIN()
whole = [seen(drift.ADWIN(), rates), seen(drift.PageHinkley(), rates)]
none = [seen(blind, marred), seen(drift.PageHinkley(), marred)]
other = seen(drift.KSWIN(seed=1), marred)
print(f"whole: {whole}; with NaN: {none}, window {blind.width:.0f}, estimation {blind.estimation}; KSWIN: {other}")
both = all(len(rows) == 2 and 2000 <= rows[0] < 2100 and 4000 <= rows[1] < 4100 for rows in whole)
sys.exit(0 if both and none == [[], []] and blind.width == 6000 and math.isnan(blind.estimation) and other else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# pandas 3.1.1: rolling, expanding and ewm take ±Infinity for a missing value and leave it out.
# Seen: of 1, ∞, 3 the rolling mean of two (min_periods=1) is 1, 1, 3, the greatest so far by expanding().max() is
# 1, 1, 3, and the weighted mean by ewm(alpha=0.5) ends with 2.6; cummax() of the same series says 1, ∞, ∞.
# Expected before: ∞ wherever the window holds it. Only NaN is a missing value to pandas elsewhere: mean() is ∞ here.
# A loss that overflowed looks well-behaved once it is smoothed, which is how most curves are drawn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pandas==3.1.1 numpy==2.4.6
cat > try.py <<'T'
import sys

import pandas

infinite = float("inf")
loss = pandas.Series([1.0, infinite, 3.0])
rolling = loss.rolling(2, min_periods=1).mean().tolist()
expanding = loss.expanding().max().tolist()
weighted = loss.ewm(alpha=0.5).mean().round(6).tolist()
cumulative = loss.cummax().tolist()
print(f"rolling: {rolling}; expanding: {expanding}; ewm: {weighted}; cummax: {cumulative}; mean: {loss.mean()}")
hidden = rolling == expanding == [1, 1, 3] and weighted == [1, 1, 2.6]
sys.exit(0 if hidden and cumulative == [1, infinite, infinite] and loss.mean() == infinite else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# imbalanced-learn 0.14.2: of whole numbers SMOTE makes examples that are too small.
# Seen: 32 int64 features, 0 or 1, have a mean of 0.5 in the rare class, and of 0.35 in the new examples of it; with
# features from 0 to 4 it is 2 and 1.64. As float64 the same data keep their means. ADASYN does the same.
# Expected before: fractions, or the nearest whole number: the mean would stay in both cases. But what was interpolated
# gets the type of the data, and that cuts off what is behind the point: 0.99 becomes 0.
# Counts, ages, clicks and flags get lower in the rare class only, and a model learns just that. Give SMOTE floats, and
# flags to SMOTENC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: imbalanced-learn==0.14.2 \
  scikit-learn==1.9.1 numpy==2.4.6
cat > try.py <<'T'
import sys
import warnings

import numpy
from imblearn.over_sampling import ADASYN, SMOTE

warnings.simplefilter("ignore")
common, rare = 2000, 200
label = numpy.repeat([0, 1], [common, rare])


def means(maker, top, dtype):
    features = numpy.random.default_rng(0).integers(0, top + 1, (common + rare, 32)).astype(dtype)
    made = maker(random_state=0).fit_resample(features, label)[0][common + rare :]
    return round(float(features[common:].mean()), 2), round(float(made.mean()), 2)


seen = {}
for maker in (SMOTE, ADASYN):
    for top in (1, 4):
        for dtype in ("int64", "float64"):
            given, made = seen[maker, top, dtype] = means(maker, top, dtype)
            print(f"{maker.__name__}, 0 to {top} as {dtype}: mean {given}, of the new ones {made}")
cut = all(given - made > 0.14 for (_, _, dtype), (given, made) in seen.items() if dtype == "int64")
kept = all(abs(given - made) < 0.02 for (_, _, dtype), (given, made) in seen.items() if dtype == "float64")
sys.exit(0 if cut and kept else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# scikit-learn 1.9.1: a decision tree cannot part two neighbouring values that are 1e-7 or less from each other.
# Seen: a thousand values up to 1e-5, the upper half of them class 1: a decision tree stays one leaf, and neither it
# nor gradient boosting is right for more than half of the rows. With the same values times 1e6 both are right for all.
# HistGradientBoostingClassifier is right for nearly all in either unit, and so is a tree behind a StandardScaler.
# Expected before: the same tree in any unit, as only the order of a feature's values matters to a tree. float32, to
# which it turns its features, still tells these values apart.
# What lies close together in farads, amperes or metres is invisible. More rows make it worse: ten thousand are lost
# within 1e-4. Scale such features first, though trees are said not to need it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: scikit-learn==1.9.1 numpy==2.4.6
cat > try.py <<'T'
import sys

import numpy
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier


def right(rows, greatest, models):
    values = numpy.linspace(0, greatest, rows).reshape(-1, 1)
    classes = numpy.arange(rows) >= rows / 2
    assert len(numpy.unique(values.astype(numpy.float32))) == rows
    return [float(model.fit(values, classes).score(values, classes)) for model in models]


tree, boosted, by_bins = DecisionTreeClassifier(), GradientBoostingClassifier(), HistGradientBoostingClassifier()
small = right(1000, 1e-5, (by_bins, make_pipeline(StandardScaler(), DecisionTreeClassifier()), boosted, tree))
leaves = tree.get_n_leaves()
great = right(1000, 10, (by_bins, boosted, tree))
more = right(10_000, 1e-4, (tree,))
print(f"bins, scaled tree, boosted, tree up to 1e-5: {small}, with {leaves} leaf")
print(f"bins, boosted, tree up to 10: {great}; tree of ten thousand up to 1e-4: {more}")
exact = small[1:] == [1, 0.5, 0.5] and leaves == 1 and great[1:] == [1, 1] and more == [0.5]
sys.exit(0 if exact and min(small[0], great[0]) > 0.98 else 1)
T
venv/bin/python try.py

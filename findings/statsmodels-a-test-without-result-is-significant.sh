#!/usr/bin/env bash
# statsmodels 0.15.0: by Holm's correction a p value of NaN can be significant, by others NaN changes all of them.
# Seen: multipletests of 0.001, 0.002 and NaN rejects all three by "holm" and "holm-sidak". By "fdr_bh" it rejects the
# first two, with a corrected p value of NaN for each, by "hommel" none. SciPy's ttest_rel gives NaN for two models
# with the same score in each fold.
# Expected before: NaN left out, as pingouin does (0.002, 0.002, NaN), or an error; and "reject" that agrees with the
# corrected values. But Holm goes on until a p value is too great, and NaN is not.
# Two copies of one model are then said to differ significantly. Drop NaN before the correction.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: statsmodels==0.15.0 pingouin==0.7.0 \
  numpy==2.4.6 scipy==1.17.1 pandas==2.3.3
cat > try.py <<'T'
import math
import sys
import warnings

import numpy
import pingouin
from scipy.stats import ttest_rel
from statsmodels.stats.multitest import multipletests

warnings.simplefilter("ignore")
scores = numpy.array([0.81, 0.83, 0.80, 0.84])
alike = float(ttest_rel(scores, scores).pvalue)
given = [0.001, 0.002, alike]
seen = {}
for method in ("holm", "holm-sidak", "bonferroni", "fdr_bh", "hommel"):
    reject, corrected, *_ = multipletests(given, method=method)
    seen[method] = reject.tolist(), [round(float(p), 4) for p in corrected]
    print(method, *seen[method])
other = [round(float(p), 4) for p in pingouin.multicomp(given, method="holm")[1]]
print(f"ttest_rel of the same scores: {alike}; pingouin by holm: {other}")
without = all(map(math.isnan, seen["fdr_bh"][1])) and seen["fdr_bh"][0] == [True, True, False]
holm = seen["holm"][0] == seen["holm-sidak"][0] == [True] * 3 and seen["bonferroni"][0] == [True, True, False]
left_out = other[:2] == [0.002, 0.002] and math.isnan(other[2])
sys.exit(0 if math.isnan(alike) and holm and without and seen["hommel"][0] == [False] * 3 and left_out else 1)
T
venv/bin/python try.py 2>/dev/null

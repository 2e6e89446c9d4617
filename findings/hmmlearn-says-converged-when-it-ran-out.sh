#!/usr/bin/env bash
# hmmlearn 0.3.3: monitor_.converged is True after every fit, also where n_iter was too few.
# Seen: a Gaussian model of three states, n_iter=2: the second step still made the log-likelihood 110 better, and
# converged is True; so it is for 1, 5 and 10 steps. With n_iter=500 it takes 178 steps and ends 75 better than with 2.
# Expected before: False, as of scikit-learn's GaussianMixture, whose converged_ is False after 2 steps. The attribute
# is said to tell whether the algorithm converged, but the same property ends the loop, so it is true of the last step.
# The default is 10 steps: a model far from done passes the check, and of several starts a wrong one is kept.
# Compare the last two numbers of monitor_.history with tol.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: hmmlearn==0.3.3 scikit-learn==1.9.1 \
  numpy==2.4.6 scipy==1.17.1
cat > try.py <<'T'
import sys
import warnings

import numpy
from hmmlearn.hmm import GaussianHMM
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
random = numpy.random.default_rng(0)
rows = numpy.concatenate([random.normal(0, 1, (500, 1)), random.normal(3, 1, (500, 1))])
random.shuffle(rows)


def fit(steps):
    return GaussianHMM(3, n_iter=steps, tol=1e-4, random_state=0).fit(rows).monitor_


few = {steps: fit(steps) for steps in (1, 2, 5, 10)}
enough = fit(500)
first, second = few[2].history
other = GaussianMixture(3, max_iter=2, tol=1e-4, random_state=0).fit(rows).converged_
print(f"converged after {', '.join(map(str, few))} steps: {[monitor.converged for monitor in few.values()]}")
print(f"last gain of 2 steps {second - first:.1f}; {enough.iter} steps end {enough.history[-1] - second:.1f} higher")
print(f"GaussianMixture after 2 steps: {other}")
all_say_so = all(monitor.converged for monitor in few.values())
not_so = second - first > 50 and enough.history[-1] - second > 50 and 10 < enough.iter < 500
sys.exit(0 if all_say_so and not_so and not other else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# optuna 5.0.0: MedianPruner keeps a trial whose loss has become NaN, if one earlier step was better than the median.
# Seen: beside trials at 0.5 throughout, one with 0.4, 1e6, NaN, NaN, NaN, NaN is told to go on at each of the six
# steps; one that is NaN from the start is pruned at once, and so is one that stays at 0.6.
# Expected before: that a trial is judged by where it stands. The best value it ever had is compared with the others'
# values of this step, and NaN is left out of that best.
# A rate that is too high is often ahead for some steps and then diverges: just such a trial uses up its whole time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: optuna==5.0.0 numpy==2.4.6
cat > try.py <<'T'
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.create_study(pruner=optuna.pruners.MedianPruner(n_startup_trials=5))


def pruned_at(losses):
    trial = study.ask()
    answers = []
    for step, loss in enumerate(losses):
        trial.report(loss, step)
        answers.append(trial.should_prune())
    study.tell(trial, state=optuna.trial.TrialState.PRUNED)
    return answers.index(True) if True in answers else None


for _ in range(6):
    trial = study.ask()
    for step in range(6):
        trial.report(0.5, step)
    study.tell(trial, 0.5)
nan = float("nan")
diverged, nothing, worse = pruned_at([0.4, 1e6] + [nan] * 4), pruned_at([nan] * 6), pruned_at([0.6] * 6)
print(f"pruned at step: 0.4, 1e6, NaN … {diverged}; NaN … {nothing}; 0.6 … {worse}")
sys.exit(0 if (diverged, nothing, worse) == (None, 0, 0) else 1)
T
venv/bin/python try.py 2>/dev/null

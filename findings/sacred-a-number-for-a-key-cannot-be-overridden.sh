#!/usr/bin/env bash
# sacred 0.8.7: an update of a config entry whose key is a number does not replace it, it adds one whose key is text.
# Seen: rates = {0: 0.1, 10: 0.01} with config_updates={"rates": {10: 0.05}} arrives as {0: 0.1, 10: 0.01, '10': 0.05};
# the text "rates.10=0.05" of a command line does the same. A warning speaks of a new entry "rates.10".
# Expected before: {0: 0.1, 10: 0.05}, as with a key that is text: a value is found by the key it was given with.
# Learning rates by epoch are written like that. The run trains with the old rate, and its record shows both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sacred==0.8.7 setuptools==80.9.0
cat > try.py <<'T'
import sys

from sacred import Experiment

experiment = Experiment("e", save_git_info=False)


@experiment.config
def config():
    rates = {0: 0.1, 10: 0.01}
    named = {"ten": 0.01}


@experiment.main
def main(rates, named):
    return rates, named


by_call = experiment.run(config_updates={"rates": {10: 0.05}, "named": {"ten": 0.05}}).result
by_line = experiment.run_commandline(["try.py", "with", "rates.10=0.05", "named.ten=0.05"]).result
print(f"by a call: {by_call}; by a command line: {by_line}")
sys.exit(0 if by_call == by_line == ({0: 0.1, 10: 0.01, "10": 0.05}, {"ten": 0.05}) else 1)
T
venv/bin/python try.py 2>/dev/null | tail -n 1

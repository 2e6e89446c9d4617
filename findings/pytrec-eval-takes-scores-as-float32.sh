#!/usr/bin/env bash
# pytrec_eval-terrier 0.5.11: scores that differ only beyond float32 are a tie, and ties are ordered by name.
# Seen: ten documents with logits 27 to 18, the right one first: its reciprocal rank is 1. The sigmoids of the same
# logits, in float64 and all different, give 0.1: the right document, named d0, comes last of all.
# Expected before: no change by a function that keeps the order; a Python float is a double. trec_eval keeps a score as
# a C float, and of equal ones it takes the name that is last in the alphabet first. Unix times fare the same.
# A ranker that grows surer can look worse. Give it logits, or minus the rank.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pytrec_eval-terrier==0.5.11 numpy==2.4.6
cat > try.py <<'T'
import math
import sys

import pytrec_eval

logits = {f"d{place}": 27.0 - place for place in range(10)}
sigmoids = {name: 1 / (1 + math.exp(-logit)) for name, logit in logits.items()}
times = {name: 1_700_000_000 + logit for name, logit in logits.items()}
evaluator = pytrec_eval.RelevanceEvaluator({"query": {"d0": 1}}, {"recip_rank"})
found = [evaluator.evaluate({"query": scores})["query"]["recip_rank"] for scores in (logits, sigmoids, times)]
print("logits {}, sigmoids {}, times {}".format(*found))
order = list(logits)
ordered = all(sorted(scores, key=scores.get, reverse=True) == order for scores in (sigmoids, times))
different = all(len(set(scores.values())) == 10 for scores in (sigmoids, times))
sys.exit(0 if ordered and different and found == [1, 0.1, 0.1] else 1)
T
venv/bin/python try.py

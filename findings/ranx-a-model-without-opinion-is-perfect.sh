#!/usr/bin/env bash
# ranx 0.3.21: equal scores are ranked in the order in which they were put in.
# Seen: of 10 documents that all score 0.5, one of them relevant, MRR, MAP and NDCG are 1 if that one is put in first,
# and 0.1, 0.1 and 0.29 if last. pytrec_eval-terrier 0.5.11 gives 0.1, 0.1 and 0.29 both times.
# Expected before: a figure that does not depend on it: ties broken by the name of the document as trec_eval does, or
# the mean of all orders, which is 0.29 for MRR.
# Candidates are often built as the right one and then the wrong ones. A model that collapsed to one score, or rounds
# its scores, wins every comparison. Shuffle the candidates first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: ranx==0.3.21 numba==0.68.1 \
  pytrec_eval-terrier==0.5.11 pandas==2.3.3 numpy==2.4.6
cat > try.py <<'T'
import sys

import pytrec_eval
from ranx import Qrels, Run, evaluate

truth = {"query": {"doc0": 1}}
names = [f"doc{i}" for i in range(10)]


def scores(documents):
    run = {"query": dict.fromkeys(documents, 0.5)}
    own = evaluate(Qrels(truth), Run(run), ["mrr", "map", "ndcg"])
    other = pytrec_eval.RelevanceEvaluator(truth, {"recip_rank", "map", "ndcg"}).evaluate(run)["query"]
    return [
        [round(float(own[name]), 2) for name in ("mrr", "map", "ndcg")],
        [round(other[name], 2) for name in ("recip_rank", "map", "ndcg")],
    ]


first, last = scores(names), scores(names[::-1])
print(f"MRR, MAP, NDCG by ranx and by pytrec_eval: put in first {first}, last {last}")
low = [0.1, 0.1, 0.29]
sys.exit(0 if first == [[1, 1, 1], low] and last == [low, low] else 1)
T
HOME=$folder venv/bin/python try.py 2>/dev/null

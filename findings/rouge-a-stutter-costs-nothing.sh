#!/usr/bin/env bash
# rouge 1.0.1: a text that says everything ten times scores as if it said it once.
# Seen: of "the cat sat on a mat", ten times in a row, ROUGE-1 and ROUGE-L have a precision and an F1 of 1, ROUGE-2 has
# 0.83 and 0.91. rouge-score 0.1.2 has a precision of 0.1 or 0.08, and an F1 of 0.18 or 0.16.
# Expected before: a precision of 0.1, as ROUGE counts words, and the longer text has ten times as many. But Rouge puts
# them in a set, where each is there once.
# To say the same words on and on is how a language model fails, and this score sees nothing of it. Ask for
# Rouge(exclusive=False), which counts as rouge-score does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check rouge==1.0.1 rouge-score==0.1.2
cat > try.py <<'T'
import sys

from rouge import Rouge
from rouge_score.rouge_scorer import RougeScorer

truth = "the cat sat on a mat"
stutter = " ".join([truth] * 10)


def of_rouge(exclusive):
    (scores,) = Rouge(exclusive=exclusive).get_scores(stutter, truth)
    return [(round(scores[name]["p"], 2), round(scores[name]["f"], 2)) for name in ("rouge-1", "rouge-2", "rouge-l")]


names = ["rouge1", "rouge2", "rougeL"]
scores = RougeScorer(names).score(truth, stutter)
right = [(round(scores[name].precision, 2), round(scores[name].fmeasure, 2)) for name in names]
seen, counted = of_rouge(True), of_rouge(False)
print(f"precision, F1 of ROUGE-1, -2, -L by rouge: {seen}; not exclusive: {counted}; by rouge-score: {right}")
fine = right == [(0.1, 0.18), (0.08, 0.16), (0.1, 0.18)] and counted == right
sys.exit(0 if seen == [(1, 1), (0.83, 0.91), (1, 1)] and fine else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# nltk 3.10.4: chrF of a text with itself is below 1 if the text has fewer than six characters.
# Seen: sentence_chrf of "ab" with "ab" is 0.33, of "yes" with "yes" 0.5, of "Paris" with "Paris" 0.83, of "London" 1.
# corpus_chrf of a hundred pairs of "yes" is 0.5 too. sacrebleu 2.6.0 says 100 of 100 to each of them.
# Expected before: 1 for the right answer. But the lengths 1 to 6 of n-grams are averaged, and one that neither text
# has an n-gram of counts as 0, where sacrebleu leaves it out.
# Names, numbers and yes or no are short: a model that is always right scores a half on them, and figures of the two
# packages can't be compared. Use sacrebleu, or give max_len the length of the shortest answer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: nltk==3.10.4 sacrebleu==2.6.0
cat > try.py <<'T'
import sys

import sacrebleu
from nltk.translate.chrf_score import corpus_chrf, sentence_chrf

words = ["ab", "yes", "Paris", "London", "a longer answer"]
own = [round(sentence_chrf(word, word), 2) for word in words]
many = round(corpus_chrf(["yes"] * 100, ["yes"] * 100), 2)
other = [round(sacrebleu.sentence_chrf(word, [word]).score / 100, 2) for word in words]
print(f"{words} with themselves: nltk {own}, a hundred times yes {many}; sacrebleu {other}")
sys.exit(0 if own == [0.33, 0.5, 0.83, 1, 1] and many == 0.5 and other == [1] * 5 else 1)
T
venv/bin/python try.py

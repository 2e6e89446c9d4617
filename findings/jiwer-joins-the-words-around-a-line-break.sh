#!/usr/bin/env bash
# jiwer 4.0.0: a single line break, tab or no-break space does not part two words, though two of them do.
# Seen: "we stop here", a line break and "and go on" as the reference, the same words on one line as what was heard: a
# word error rate of 0.4, and so with a tab or a no-break space. With a blank line between them or with Windows' line
# end, which is two characters, it is 0.
# Expected before: 0 each time. Runs of two and more white characters are made a space, and words are parted at spaces:
# a single one is left as it is.
# References have line breaks, what is recognised has none, and each break costs two errors that nobody made. Give
# " ".join(text.split()) of both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: jiwer==4.0.0
cat > try.py <<'T'
import sys

import jiwer

between = {
    "space": " ",
    "line break": "\n",
    "tab": "\t",
    "no-break space": "\u00a0",
    "blank line": "\n\n",
    "Windows": "\r\n",
}
rates = {name: jiwer.wer(f"we stop here{mark}and go on", "we stop here and go on") for name, mark in between.items()}
print({name: round(rate, 2) for name, rate in rates.items()})
alone = [rates[name] for name in ("line break", "tab", "no-break space")]
rest = [rates[name] for name in ("space", "blank line", "Windows")]
sys.exit(0 if all(rate > 0.3 for rate in alone) and not any(rest) else 1)
T
venv/bin/python try.py

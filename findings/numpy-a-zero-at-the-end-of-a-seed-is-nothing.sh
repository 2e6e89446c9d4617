#!/usr/bin/env bash
# numpy 2.4.6: default_rng(7), default_rng([7]), default_rng([7, 0]) and default_rng([7, 0, 0]) are one generator.
# Seen: they give the same million numbers. [7, 1, 0] is [7, 1], and [7, 3] is the number 7 + 3 * 2**32. [0, 7] and
# [7, 1] are others. The older RandomState tells [7] and [7, 0] apart.
# Expected before: another stream for each list, as a list is the way to tell workers and epochs apart. But a seed is
# cut into 32-bit words and filled up with zeros, without its length.
# Of default_rng([seed, worker]) worker 0 repeats what the main process drew from default_rng(seed), and [seed, epoch]
# is [seed, epoch, 0]: what should be independent is equal, for number 0 only. Put the seed last, which then must
# not be 0: [worker, seed]; or use SeedSequence(seed).spawn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: numpy==2.4.6
cat > try.py <<'T'
import sys

import numpy


def same(one, other, make=numpy.random.default_rng):
    return bool(numpy.array_equal(make(one).normal(size=1_000_000), make(other).normal(size=1_000_000)))


equal = {str(pair): same(*pair) for pair in ((7, [7]), (7, [7, 0]), (7, [7, 0, 0]), ([7, 1], [7, 1, 0]))}
equal["7 + 3 * 2**32, [7, 3]"] = same(7 + 3 * 2**32, [7, 3])
others = {str(pair): same(*pair) for pair in ((7, [0, 7]), (7, [7, 1]), ([0, 7], [0, 0, 7]))}
older = same([7], [7, 0], numpy.random.RandomState)
children = numpy.random.SeedSequence(7).spawn(2)
spawned = same(7, children[0]) or same(children[0], children[1])
print(f"the same: {equal}")
print(f"others: {others}; RandomState [7], [7, 0]: {older}; spawned: {spawned}")
sys.exit(0 if all(equal.values()) and not any(others.values()) and not older and not spawned else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# safetensors 0.8.0: save and save_file of NumPy arrays write a transposed array with its values in other places.
# Seen: the transpose of [[0, 1, 2], [3, 4, 5]] is loaded as [[0, 1], [2, 3], [4, 5]], not [[0, 3], [1, 4], [2, 5]].
# An array in Fortran order, every second column of one and what PCA has fitted are scrambled too. Shape and dtype are
# right, and nothing is raised.
# Expected before: the array that was given, as with safetensors 0.7.0, or an error, as the same package raises for
# tensors of PyTorch ("You are trying to save a non contiguous tensor").
# Weights are transposed on their way from one library to another, and what scikit-learn fits may be in Fortran order:
# the model loads, and answers nonsense. Save numpy.ascontiguousarray(a).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
pip="venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all:"
$pip safetensors==0.8.0 numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1
cat > try.py <<'T'
import importlib.metadata
import sys

import numpy
from safetensors.numpy import load, save
from sklearn.decomposition import PCA

rows = numpy.arange(6.0).reshape(2, 3)
wide = numpy.arange(8.0).reshape(2, 4)
fitted = PCA(2, svd_solver="full").fit(numpy.random.default_rng(0).normal(size=(50, 5))).components_
arrays = {
    "contiguous": rows,
    "transposed": rows.T,
    "Fortran order": numpy.asfortranarray(rows),
    "every second column": wide[:, ::2],
    "components of PCA": fitted,
}
kept = {name: bool((load(save({"a": array}))["a"] == array).all()) for name, array in arrays.items()}
print(f"safetensors {importlib.metadata.version('safetensors')}, the same after loading: {kept}")
print(f"transposed: {load(save({'a': rows.T}))['a'].tolist()}")
sys.exit(0 if list(kept.values()) == [sys.argv[1] == "kept" or i == 0 for i in range(5)] else 1)
T
venv/bin/python try.py scrambled
$pip safetensors==0.7.0
venv/bin/python try.py kept

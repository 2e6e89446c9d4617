#!/usr/bin/env bash
# h5py 3.16.0: whole numbers that a dataset's type can't hold become the nearest one it can, so -1 becomes 0.
# Seen: labels [-1, 0, 3, 255, 256, 300] of int64 written to a uint8 dataset are read as [0, 0, 3, 255, 255, 255]; NaN,
# 2.7 and -3.5 of float64 as 0, 2 and 0. Reading with astype("int8") makes 127 of 128 and of 255. Nothing is raised.
# Expected before: an error, as for a single Python number (dataset[0] = -1 raises OverflowError), or what NumPy's
# astype and zarr 3.1.6 do: there -1 becomes 255, which is no class of a small set and shows at once.
# -1 often stands for "not labelled": all such rows become class 0, and a loss that is told to ignore -1 learns them.
# Give the dataset a signed type, or compare dataset[:] with what was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: h5py==3.16.0 zarr==3.1.6 numpy==2.4.6
cat > try.py <<'T'
import sys

import h5py
import numpy
import zarr

labels = numpy.array([-1, 0, 3, 255, 256, 300])
numbers = numpy.array([numpy.nan, 2.7, -3.5])
with h5py.File("labels.h5", "w") as file:
    kept = file.create_dataset("labels", labels.shape, "uint8")
    kept[...] = labels
    cut = file.create_dataset("numbers", numbers.shape, "uint8")
    cut[...] = numbers
    wide = file.create_dataset("wide", data=numpy.array([127, 128, 255], "uint8"))
    read = [kept[:].tolist(), cut[:].tolist(), wide.astype("int8")[:].tolist()]
    try:
        kept[0] = -1
        single = "no error"
    except OverflowError:
        single = "OverflowError"
other = zarr.create_array("labels.zarr", shape=labels.shape, dtype="uint8")
other[...] = labels
print(f"h5py: labels {read[0]}, numbers {read[1]}, 127, 128, 255 as int8 {read[2]}, one number: {single}")
print(f"zarr: {other[:].tolist()}, NumPy: {labels.astype('uint8').tolist()}")
expected = [[0, 0, 3, 255, 255, 255], [0, 2, 0], [127, 127, 127]]
wrapped = labels.astype("uint8").tolist()
sys.exit(0 if read == expected and single == "OverflowError" and other[:].tolist() == wrapped else 1)
T
venv/bin/python try.py

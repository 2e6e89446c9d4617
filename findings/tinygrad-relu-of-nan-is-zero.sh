#!/usr/bin/env bash
# tinygrad 0.14.0: relu, relu6 and elu of NaN are 0, with a gradient of 0; max finds a NaN only where it stands first.
# Seen: relu of NaN, 1, -1 is 0, 1, 0; gelu and leaky_relu keep the NaN. max of NaN, 1 is NaN, of 1, NaN it is 1.
# Expected before: NaN from each of them, as NumPy, PyTorch and JAX have it, so that what went wrong reaches the loss.
# A layer whose weights have become NaN puts out zeros, the loss stays finite, and that layer never learns again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: tinygrad==0.14.0
cat > try.py <<'T'
import sys

from tinygrad import Tensor

nan = float("nan")
values = Tensor([nan, 1.0, -1.0])
zeros = [act(values).tolist()[0] for act in (Tensor.relu, Tensor.relu6, Tensor.elu)]
kept = [act(values).tolist()[0] for act in (Tensor.gelu, Tensor.leaky_relu)]
(slope,) = values.relu().sum().gradient(values)
weights = Tensor([[nan, nan]])
output = Tensor([[1.0]]).matmul(weights).relu().sum().item()
greatest = [Tensor([nan, 1.0]).max().item(), Tensor([1.0, nan]).max().item()]
print(f"relu, relu6, elu: {zeros}; gelu, leaky_relu: {kept}; relu's slope: {slope.tolist()}; max: {greatest}")
right = zeros == [0, 0, 0] and str(kept) == "[nan, nan]" and slope.tolist() == [0, 1, 0]
sys.exit(0 if right and output == 0 and str(greatest) == "[nan, 1.0]" else 1)
T
HOME=$folder DEV=PYTHON venv/bin/python try.py

#!/usr/bin/env bash
# pycocotools 2.0.11: an object whose annotation has the id 0 can't be found.
# Seen: of four pictures with one object each, and four predictions that are exactly right, the average precision is
# 0.56 (AP 50 too) with the ids 0 to 3, and 1 with the ids 1 to 4.
# Expected before: 1 both times: the format does not forbid 0, and a picture may have that id. But the id of the object
# found is also the mark for "found", and 0 that for "none": the best prediction counts as a false alarm.
# A set numbered from 0 is never perfect: little is lost of a large one, much of a small one or of a rare class. Count
# annotations from 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pycocotools==2.0.11 numpy==2.4.6
cat > try.py <<'T'
import contextlib
import io
import sys

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

box = [10, 10, 50, 50]


def precision(first_id):
    truth = COCO()
    truth.dataset = {
        "info": {},
        "images": [{"id": i} for i in range(4)],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [
            {"id": first_id + i, "image_id": i, "category_id": 1, "bbox": box, "area": 2500, "iscrowd": 0}
            for i in range(4)
        ],
    }
    truth.createIndex()
    found = [{"image_id": i, "category_id": 1, "bbox": box, "score": 0.9 - 0.1 * i} for i in range(4)]
    result = COCOeval(truth, truth.loadRes(found), "bbox")
    result.evaluate()
    result.accumulate()
    result.summarize()
    return [round(float(value), 2) for value in result.stats[:2]]


with contextlib.redirect_stdout(io.StringIO()):
    from_zero, from_one = precision(0), precision(1)
print(f"ids from 0: AP, AP 50 = {from_zero}; ids from 1: {from_one}")
sys.exit(0 if from_zero == [0.56, 0.56] and from_one == [1, 1] else 1)
T
venv/bin/python try.py

#!/usr/bin/env bash
# albumentations 2.0.8: a number that is given as the label of a box or of a key point comes back as a float32.
# Seen: label_fields=["ids"] with the ids 900100258322, 16777217, 16777219 and 5 gives 900100259840.0, 16777216.0,
# 16777220.0 and 5.0, even if a picture is only flipped. An array of int64 gives the same numbers, as int64.
# Expected before: what was given, as labels are only carried along. But numbers are put beside the coordinates, in the
# array of float32 that holds them.
# COCO's annotations of crowds have ids like the first: the box is then looked up under an id that nobody has, or that
# another box has. Give the place in a list, and look the ids up in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: albumentations==2.0.8 \
  opencv-python-headless==5.0.0.93 numpy==2.4.6 scipy==1.17.1
cat > try.py <<'T'
import sys

import albumentations
import numpy

image = numpy.zeros((100, 100, 3), "uint8")
ids = [900100258322, 16777217, 16777219, 5]
flip = albumentations.HorizontalFlip(p=1)
boxes = albumentations.Compose([flip], bbox_params=albumentations.BboxParams("coco", label_fields=["ids"]))
points = albumentations.Compose([flip], keypoint_params=albumentations.KeypointParams("xy", label_fields=["ids"]))
box = [[1, 1, 10, 10]] * 4
seen = {
    "boxes": boxes(image=image, bboxes=box, ids=ids)["ids"],
    "as an array": boxes(image=image, bboxes=box, ids=numpy.array(ids))["ids"],
    "key points": points(image=image, keypoints=[[1, 1]] * 4, ids=ids)["ids"],
}
print({name: numpy.asarray(labels).tolist() for name, labels in seen.items()})
changed = numpy.float32(ids).tolist()
same = all(numpy.asarray(labels).tolist() == changed for labels in seen.values())
sys.exit(0 if same and changed != ids else 1)
T
NO_ALBUMENTATIONS_UPDATE=1 venv/bin/python try.py

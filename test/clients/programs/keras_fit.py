"""A fit whose losses are what they are told to be: those of an epoch's only batch, and its validation each fifth."""

import os

os.environ["KERAS_BACKEND"] = "jax"
import keras
import lossglass
import numpy as np
from training import first_step, steps, tell

told = list(steps())
epoch = 0


class Targets(keras.utils.PyDataset):
    """One batch, whose target is what `loss_of` says of the epoch that is under way."""

    def __init__(self, loss_of):
        super().__init__()
        self.loss_of = loss_of

    def __len__(self):
        return 1

    def __getitem__(self, _):
        return np.zeros((1, 1), "float32"), np.full((1, 1), self.loss_of(epoch), "float32")


class Epoch(keras.callbacks.Callback):
    def on_epoch_begin(self, number, logs=None):
        global epoch
        epoch = number


def target_itself(target, prediction):
    return keras.ops.mean(target, axis=-1)


model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss=target_itself)
history = model.fit(
    Targets(lambda epoch: told[epoch][1]),
    validation_data=Targets(lambda epoch: told[epoch][2]),
    **{"epochs": len(told), "validation_freq": 5, "verbose": 0},
    callbacks=[
        Epoch(),
        keras.callbacks.CSVLogger("log.csv"),
        lossglass.KerasCallback(project="digits", name="first", id="keras_fit"),
    ],
)
tell(**history.history)

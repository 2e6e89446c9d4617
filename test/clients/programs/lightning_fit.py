"""A fit whose losses are what they are told to be, logged by four loggers at once."""

import os

import lightning
import lossglass
import torch
from lightning.pytorch.loggers import CSVLogger, MLFlowLogger, TensorBoardLogger
from training import steps

told = list(steps())


class Told(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(()))

    def training_step(self, batch, number):
        self.log("train/loss", batch, batch_size=1)
        return batch + (self.weight - self.weight.detach())

    def validation_step(self, batch, number):
        self.log("val/loss", torch.tensor(told[self.trainer.global_step - 1][2]), batch_size=1)

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


trainer = lightning.Trainer(
    **{"max_epochs": 1, "accelerator": "cpu", "log_every_n_steps": 1, "val_check_interval": 5},
    **{"num_sanity_val_steps": 0, "enable_checkpointing": False, "enable_progress_bar": False},
    logger=[
        MLFlowLogger("lightning", tracking_uri=os.environ["LOSSGLASS_URL"]),
        lossglass.LightningLogger(project="lightning", id="lightning_fit"),
        CSVLogger("files", name="csv"),
        TensorBoardLogger("files", name="events"),
    ],
)
losses = torch.utils.data.DataLoader(torch.tensor([loss for _, loss, _ in told]), batch_size=None)
trainer.fit(Told(), losses, torch.utils.data.DataLoader([0], batch_size=None))

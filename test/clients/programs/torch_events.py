from torch.utils.tensorboard import SummaryWriter
from training import steps

with SummaryWriter("logs/run") as writer:
    for step, loss, val in steps():
        writer.add_scalar("train/loss", loss, step)
        writer.add_scalar("double", loss, step, new_style=True, double_precision=True)
        if val is not None:
            writer.add_scalar("val/loss", val, step)

from tensorboardX import SummaryWriter
from training import steps

# It starts an event file of its own each time. Its `flush()` does not wait for what is still on the way to the file.
with SummaryWriter("logs/run", flush_secs=0.2) as writer:
    for step, loss, val in steps():
        writer.add_scalar("train/loss", loss, step)
        if val is not None:
            writer.add_scalar("val/loss", val, step)

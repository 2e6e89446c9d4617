import time

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.event_file_writer import EventFileWriter
from training import steps

writer = EventFileWriter("logs/run")
for step, loss, val in steps():
    values = [Summary.Value(tag="train/loss", simple_value=loss)]
    if val is not None:
        values.append(Summary.Value(tag="val/loss", simple_value=val))
    writer.add_event(Event(wall_time=time.time(), step=step, summary=Summary(value=values)))
writer.close()

"""A training of Trainer whose losses are what they are told to be, reported in three ways at once."""

import lossglass
import torch
import transformers
from training import steps, tell

told = list(steps())


class Told(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(()))

    def forward(self, value=None, return_loss=True):
        return {"loss": value.mean() + (self.weight - self.weight.detach())}


class Validation(torch.utils.data.Dataset):
    """One row, which is the validation of the step that the training is at."""

    def __len__(self):
        return 1

    def __getitem__(self, _):
        return {"value": torch.tensor(told[trainer.state.global_step - 1][2])}


arguments = transformers.TrainingArguments(
    **{"output_dir": "out", "report_to": ["mlflow", "trackio"], "project": "trainer", "run_name": "first"},
    **{"num_train_epochs": 1, "per_device_train_batch_size": 1, "logging_steps": 1, "learning_rate": 0.1},
    **{"eval_strategy": "steps", "eval_steps": 5, "save_strategy": "no", "use_cpu": True, "disable_tqdm": True},
    logging_nan_inf_filter=False,
)
trainer = transformers.Trainer(
    Told(),
    arguments,
    train_dataset=[{"value": torch.tensor(loss)} for _, loss, _ in told],
    eval_dataset=Validation(),
    callbacks=[lossglass.TransformersCallback(project="trainer", id="transformers_train")],
)
# Rows in the order in which they are told.
trainer._get_train_sampler = lambda *_: torch.utils.data.SequentialSampler(trainer.train_dataset)
trainer.train()
trainer.state.save_to_json("trainer_state.json")
history = trainer.state.log_history
tell(**{name: [row[name] for row in history if name in row] for name in ("loss", "eval_loss")})

"""Callbacks that are used as programs use them: for several trainings, after a crash, from a checkpoint.

The frameworks are stand-ins that call what the real ones call, in their order.
"""

import sys
import types
from unittest import mock

from serving import Logging, lossglass, until


def ends(server):
    return [event["status"] for event in server.of("run-ended")]


def steps_by_run(server, name):
    """The steps of a series, by run, in the order they came."""
    steps = {}
    for event in server.of("points"):
        for series in event["series"]:
            if series["name"] == name:
                steps.setdefault(event["runId"], []).extend(series["steps"])
    return list(steps.values())


class LightGBM(Logging):
    def train(self, callback, rounds, stopped_early=True, planned=100):
        """So many rounds, behind which early stopping raises or something breaks."""
        model = types.SimpleNamespace(best_iteration=-1)
        for iteration in range(rounds):
            env = {"model": model, "iteration": iteration, "begin_iteration": 0, "end_iteration": planned}
            results = [("valid", "l2", 1.0, False)]
            callback(types.SimpleNamespace(params={}, evaluation_result_list=results, **env))
        if stopped_early:
            model.best_iteration = rounds

    def test_early_stopping_ends_the_run_while_the_program_goes_on(self):
        server = self.serve()
        self.train(lossglass.LightGBMCallback(url=server.url), 5)
        until(lambda: ends(server) == ["finished"])

    def test_trainings_that_share_a_callback_are_a_run_each(self):
        server = self.serve()
        callback = lossglass.LightGBMCallback(url=server.url)
        self.train(callback, 5)
        self.train(callback, 3, stopped_early=False)
        self.train(callback, 2, planned=2)
        self.assertEqual(ends(server), ["finished", "failed", "finished"])
        self.assertEqual(steps_by_run(server, "val/l2"), [[1, 2, 3, 4, 5], [1, 2, 3], [1, 2]])

    def test_each_logs_to_the_run_that_was_started_for_it(self):
        server = self.serve()
        callback = lossglass.LightGBMCallback()
        for rounds in (3, 2):
            with lossglass.init(url=server.url):
                self.train(callback, rounds)
        self.assertEqual(steps_by_run(server, "val/l2"), [[1, 2, 3], [1, 2]])


class Keras(Logging):
    def setUp(self):
        super().setUp()
        keras = types.SimpleNamespace(callbacks=types.SimpleNamespace(Callback=object))
        stand_in = mock.patch.dict(sys.modules, {"keras": keras})
        stand_in.start()
        self.addCleanup(stand_in.stop)
        self.callback = lossglass._keras_callback()

    def fit(self, model, callback, epochs, initial=0, steps=10, breaks_at=None):
        callback.model, callback.params = model, {"epochs": epochs, "steps": steps}
        callback.on_train_begin()
        for epoch in range(initial, epochs):
            callback.on_epoch_begin(epoch)
            for batch in range(steps):
                callback.on_train_batch_end(batch, {"loss": 1.0})
                if (epoch, batch) == breaks_at:
                    return
            callback.on_epoch_end(epoch, {"loss": 1.0})
        callback.on_train_end()

    def test_models_that_share_a_callback_are_a_run_each_and_one_that_is_fitted_again_goes_on(self):
        server = self.serve()
        callback = self.callback(url=server.url)
        first, second = Model(), Model()
        self.fit(first, callback, 2)
        self.fit(second, callback, 1)
        self.fit(second, callback, 2)
        self.assertEqual(steps_by_run(server, "train/loss"), [[10, 20], [10, 20, 30]])
        self.assertEqual(planned(server), [20, 10, 20, 30])

    def test_a_fold_that_broke_off_has_failed_when_the_next_one_begins(self):
        server = self.serve()
        callback = self.callback(url=server.url)
        self.fit(Model(), callback, 2, breaks_at=(1, 5))
        self.fit(Model(), callback, 1)
        self.assertEqual(ends(server), ["failed", "finished"])

    def test_from_a_checkpoint_steps_go_on_from_its_epoch(self):
        server = self.serve()
        broken = self.callback(url=server.url, every=2)
        self.fit(Model(), broken, 4, breaks_at=(2, 5))
        broken._attached.run.finish("failed")
        # In another program, with a run of its own.
        other = self.callback(url=server.url)
        self.fit(Model(), other, 4, initial=2)
        # With the run that there is, which had come further.
        with mock.patch.object(lossglass, "_step_after", lambda *_: 27):
            again = self.callback(url=server.url, id=broken._attached.run.id)
            self.fit(Model(), again, 4, initial=2)
        first, new = steps_by_run(server, "train/loss")
        self.assertEqual(new, [30, 40])
        self.assertEqual(first[-3:], [26, 30, 40])
        self.assertEqual(planned(server), [40] * 3)


class Model:
    """A model of Keras, as far as the callback looks."""

    loss = "mse"
    optimizer = types.SimpleNamespace(name="sgd", learning_rate=0.1)


def planned(server):
    """What the runs were said to have in all, as often as it was said."""
    runs = [event["run"] for event in server.of("run-started")]
    return [run["plannedSteps"] for run in runs if "plannedSteps" in run]


class Transformers(Logging):
    def setUp(self):
        super().setUp()
        transformers = types.SimpleNamespace(TrainerCallback=object)
        stand_in = mock.patch.dict(sys.modules, {"transformers": transformers})
        stand_in.start()
        self.addCleanup(stand_in.stop)
        self.server = self.serve()
        self.callback = lossglass._transformers_callback()(url=self.server.url)
        self.args = types.SimpleNamespace(to_dict=dict, seed=1)

    def log(self, step, **values):
        self.callback.on_log(self.args, state(step), None, values)

    def train(self, first=0, last=20):
        self.callback.on_train_begin(self.args, state(first), None)
        for step in range(first + 10, last + 1, 10):
            self.log(step, loss=1.0)
        self.log(last, eval_loss=2.0, eval_model_preparation_time=0.1)

    def end(self):
        self.callback.on_train_end(self.args, None, None)

    def test_an_evaluation_after_the_training_is_logged_where_it_says_something_new(self):
        self.train()
        self.callback._attached.run._hear_stop("Enough.")
        self.end()
        self.log(20, eval_loss=3.0)
        self.log(20, test_loss=4.0)
        points = self.server.points()
        self.assertEqual(points["val/loss"], [(20, 2.0)])
        self.assertEqual(points["test/loss"], [(20, 4.0)])
        self.assertNotIn("val/model_preparation_time", points)
        self.assertEqual(len({event["runId"] for event in self.server.of("run-ended")}), 1)
        self.assertEqual(ends(self.server), ["stopped", "stopped"])

    def test_what_goes_on_from_a_checkpoint_is_the_same_run_and_what_begins_anew_another(self):
        self.train(last=10)
        self.train(first=10)
        self.end()
        self.train(first=10, last=30)
        self.end()
        self.train(last=10)
        self.train(last=20)
        self.end()
        self.assertEqual(steps_by_run(self.server, "train/loss"), [[10, 20, 20, 30], [10], [10, 20]])
        self.assertEqual(ends(self.server), ["finished", "finished", "failed", "finished"])


def state(step):
    return types.SimpleNamespace(
        is_world_process_zero=True, max_steps=20, num_train_epochs=2, global_step=step
    )


class Lightning(Logging):
    def setUp(self):
        super().setUp()
        stand_in = mock.patch.object(lossglass, "_lightning", lambda: (object, object))
        stand_in.start()
        self.addCleanup(stand_in.stop)

    def test_a_test_behind_a_fit_that_was_stopped_leaves_it_stopped_and_another_fit_does_not(self):
        server = self.serve()
        logger, stop = lossglass._lightning_logger()(url=server.url), lossglass._lightning_stop()()
        trainer = types.SimpleNamespace(loggers=[logger])

        def fit(steps):
            stop.on_fit_start(trainer, None)
            logger.log_hyperparams({"lr": 0.1})
            for step in range(steps):
                logger.log_metrics({"train_loss": 1.0}, step)

        fit(5)
        logger.experiment._hear_stop("Enough.")
        logger.finalize("success")
        logger.log_hyperparams({"lr": 0.1})
        logger.log_metrics({"test_loss": 2.0}, 5)
        logger.finalize("success")
        with mock.patch.object(lossglass, "_step_after", lambda *_: 6):
            fit(5)
            logger.finalize("success")
        self.assertEqual(ends(server), ["stopped", "stopped", "finished"])
        self.assertEqual([event.get("reason") for event in server.of("run-ended")][1], "Enough.")


class Wrapped(Logging):
    def test_an_optimizer_that_is_wrapped_is_watched_all_the_same(self):
        taken = []
        inner = types.SimpleNamespace(
            param_groups=[{"lr": 0.1, "params": []}],
            register_step_pre_hook=lambda hook: taken.append(hook) or mock.Mock(),
        )

        class Wrapper:
            """Of Accelerate: it is an optimizer, but for what its constructor would have made."""

            optimizer = inner
            param_groups = inner.param_groups

            def register_step_pre_hook(self, _):
                raise AttributeError("_optimizer_step_pre_hooks")

        server = self.serve()
        with lossglass.init(url=server.url) as run:
            run.watch(optimizer=Wrapper())
            run.log({"train/loss": 1.0}, step=1)
        self.assertEqual(server.points()["lr"], [(1, 0.1)])
        self.assertEqual(len(taken), 1)

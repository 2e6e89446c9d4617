"""What may be logged, and how it travels."""

import decimal
import fractions
import json
import math
import types
import unittest

from serving import Logging, lossglass


class Scalar:
    """A tensor of one element, of no library in particular."""

    def __init__(self, value):
        self._value = value

    def item(self):
        if isinstance(self._value, list):
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self._value


class Floating:
    def __float__(self):
        return 0.5


class Objectives(Logging):
    def loss_of(self, **params):
        server = self.serve()
        results = [("training", "l2", 0.5, False)]
        env = {"iteration": 0, "begin_iteration": 0, "end_iteration": 1, "evaluation_result_list": results}
        callback = lossglass.LightGBMCallback(url=server.url)
        callback(types.SimpleNamespace(params=params, **env))
        callback._attached.run.finish()
        return callback._attached.run.loss

    def test_lightgbm_s_default_is_named_and_a_function_of_the_user_s_is_not(self):
        self.assertEqual(self.loss_of(objective=None)["id"], "mse")
        self.assertEqual(self.loss_of(objective="binary")["id"], "bce-with-logits")
        self.assertIsNone(self.loss_of(objective="none"))


class Values(Logging):
    def test_every_double_arrives_to_the_bit(self):
        server = self.serve()
        values = [
            0.0,
            -0.0,
            5e-324,
            -2.2250738585072014e-308,
            1 / 3,
            0.1,
            1e22,
            1.7976931348623157e308,
            2.0**53 + 2,
        ]
        run = lossglass.init(url=server.url)
        for step, value in enumerate(values):
            run.log({"train/loss": value}, step=step)
        self.assertEqual(run.finish(), {"delivered": True, "refused": 0, "spool_file": None})
        arrived = server.points()["train/loss"]
        self.assertEqual(
            [(step, float(value).hex()) for step, value in arrived],
            [(i, v.hex()) for i, v in enumerate(values)],
        )

    def test_nan_and_infinities_go_by_name(self):
        server = self.serve()
        with lossglass.init(url=server.url) as run:
            for value in (1.0, math.nan, math.inf, -math.inf, -math.nan):
                run.log({"a": value})
        names = [value for _, value in server.points()["a"]]
        self.assertEqual(names, [1.0, "NaN", "Infinity", "-Infinity", "NaN"])

    def test_large_values_whose_sum_is_infinite_stay_numbers(self):
        self.assertEqual(lossglass._column([1e308, 1e308]), [1e308, 1e308])

    def test_numbers_of_any_library_are_numbers(self):
        good = [
            1,
            True,
            Scalar(2),
            Scalar(0.25),
            Floating(),
            decimal.Decimal("0.5"),
            fractions.Fraction(1, 4),
        ]
        self.assertEqual([lossglass._number(value) for value in good], [1, 1, 2, 0.25, 0.5, 0.5, 0.25])

    def test_what_is_no_number_is_named_once_left_out_and_counted(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        for step in range(3):
            run.log({"a": 1.0, "note": "text", "image": Scalar([1, 2]), "z": 1j, "none": None}, step=step)
        self.assertEqual(run.finish()["refused"], 9)
        self.assertEqual({name: len(points) for name, points in server.points().items()}, {"a": 3})
        self.assertEqual(self.said.getvalue().count("'note' are no numbers but of the type str"), 1)

    def test_an_integer_beyond_all_doubles_is_left_out(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        run.log({"a": 10**400, "b": 10**300})
        self.assertEqual(run.finish()["refused"], 1)
        self.assertEqual(server.points(), {"b": [(0, 1e300)]})

    def test_log_takes_anything_and_raises_nothing(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        for values, step in [
            ("text", 1),
            (None, None),
            ({"a": 1.0}, -1),
            ({"a": 1.0}, 0.5),
            ({"a": 1.0}, 2**53),
        ]:
            run.log(values, step=step)
        run.log({"a": 1.0}, step=Scalar(7))
        run.log({"a": 2.0}, step=8.0)
        self.assertEqual(run.finish()["refused"], 5)
        self.assertEqual(server.points(), {"a": [(7, 1), (8, 2)]})

    def test_steps_are_counted_where_none_is_given(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        run.log({"a": 1.0})
        run.log({"b": 1.0}, commit=False)
        run.log({"a": 2.0})
        run.log({"a": 3.0}, step=10)
        run.log({"a": 4.0})
        run.finish()
        self.assertEqual(server.points(), {"a": [(0, 1), (1, 2), (10, 3), (11, 4)], "b": [(1, 1)]})

    def test_a_name_that_the_server_refuses_takes_no_other_down(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        run.log(
            {"constructor": 1.0, "": 1.0, "nul\0": 1.0, "x" * 251: 1.0, "\ud800": 1.0, "é" * 250: 2.0, 3: 3.0}
        )
        self.assertEqual(run.finish()["refused"], 5)
        self.assertEqual(server.points(), {"é" * 250: [(0, 2)], "3": [(0, 3)]})

    def test_nested_values_get_the_names_of_series(self):
        server = self.serve()
        with lossglass.init(url=server.url) as run:
            run.log({"train": {"loss": 1, "deep": {"er": 2.0}}})
        self.assertEqual(server.points(), {"train/loss": [(0, 1)], "train/deep/er": [(0, 2)]})

    def test_a_dict_that_is_used_again_is_not_mixed_up(self):
        server = self.serve()
        values = {}
        with lossglass.init(url=server.url) as run:
            for step in range(100):
                values["a"] = float(step)
                run.log(values, step=step)
        self.assertEqual(server.points()["a"], [(step, step) for step in range(100)])

    def test_messages_keep_the_limits_of_the_server(self):
        server = self.serve()
        with lossglass.init(url=server.url) as run:
            run.log({f"series {i}": 1.0 for i in range(2500)}, step=1)
            for step in range(30_000):
                run.log({"a": 0.5}, step=step)
        self.assertEqual(len(server.points()), 2501)
        self.assertEqual([step for step, _ in server.points()["a"]], list(range(30_000)))
        for event in server.of("points"):
            self.assertLessEqual(len(event["series"]), 1000)
            self.assertLessEqual(sum(len(one["steps"]) for one in event["series"]), 100_000)


class Config(Logging):
    def test_a_config_of_any_shape_becomes_flat(self):
        loop = []
        loop.append(loop)
        config = {
            "lr": 0.1,
            "model": {"layers": [1, 2], "drop": None},
            "deep": {"a": {"b": True}},
            "nan": math.nan,
        }
        config.update({"who": "\0x", "scalar": Scalar(3), "loop": loop, "big": 10**30, "x" * 300: 1})
        params = lossglass._params(config)
        self.assertEqual(params["lr"], 0.1)
        self.assertEqual(params["model.layers"], "[1, 2]")
        self.assertEqual((params["model.drop"], params["deep.a.b"], params["nan"]), ("null", True, "NaN"))
        self.assertEqual((params["who"], params["scalar"], params["big"]), ("\ufffdx", 3.0, 1e30))
        self.assertEqual(params["x" * 250], 1)
        self.assertIsInstance(params["loop"], str)
        json.dumps(params, allow_nan=False)

    def test_a_namespace_is_a_config(self):
        import argparse

        self.assertEqual(lossglass._params(argparse.Namespace(lr=0.1, epochs=3)), {"lr": 0.1, "epochs": 3})

    def test_what_is_no_value_has_its_name(self):
        self.assertEqual(lossglass._param(len), "len")
        self.assertEqual(lossglass._param(Floating), "Floating")
        self.assertNotIn("0x", lossglass._param(object()))

    def test_what_is_set_later_reaches_the_server(self):
        server = self.serve()
        with lossglass.init(url=server.url, config={"lr": 0.1}) as run:
            run.config.update({"batch_size": 8})
            run.config["seed"] = 1
            self.assertEqual(run.config.lr, 0.1)
        self.assertEqual(
            server.of("run-started")[-1]["run"]["params"], {"lr": 0.1, "batch_size": 8, "seed": 1}
        )

    def test_what_a_run_says_of_itself(self):
        server = self.serve()
        options = {"project": "p", "name": "n", "loss": "mse", "group": "g", "tags": ["a", "b"], "seed": 3}
        options.update(
            planned_steps=10, steps_per_epoch=5, main_metric="m", directions={"m": "max"}, id="mine"
        )
        lossglass.init(url=server.url, **options).finish()
        run = server.of("run-started")[0]["run"]
        self.assertEqual(run["environment"]["python"].count("."), 2)
        del run["environment"]
        expected = {"id": "mine", "name": "n", "project": "p", "group": "g", "tags": ["a", "b"], "seed": 3}
        expected.update(
            loss={"id": "mse", "params": {}}, plannedSteps=10, stepsPerEpoch=5, source="python", params={}
        )
        self.assertEqual(run, {**expected, "mainMetric": "m", "directions": {"m": "higher"}})

    def test_secrets_of_the_command_line_stay_at_home(self):
        hidden = lossglass._SECRET.sub(r"\1\2…", "train.py --api-key=abc --hf_token xyz --lr 0.1")
        self.assertEqual(hidden, "train.py --api-key=… --hf_token … --lr 0.1")

    def test_an_id_that_cannot_be_one_is_an_error_at_once(self):
        with self.assertRaisesRegex(ValueError, "1 to 64 letters"):
            lossglass.init(id="a b")


class Losses(Logging):
    def test_a_criterion_of_ones_own_has_its_name_only(self):
        def my_loss(x, y):
            return abs(x - y)

        self.assertEqual(lossglass.loss_of(my_loss), {"id": "my_loss", "params": {}})

    def test_a_torch_loss_is_named_as_the_library_does(self):
        class CrossEntropyLoss:
            def __init__(self, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0):
                self.weight, self.ignore_index = weight, ignore_index
                self.reduction, self.label_smoothing = reduction, label_smoothing

        CrossEntropyLoss.__module__ = "torch.nn.modules.loss"
        loss_of = lossglass.loss_of
        self.assertEqual(
            loss_of(CrossEntropyLoss()), {"id": "cross-entropy", "params": {}, "dialect": "torch"}
        )
        self.assertEqual(loss_of(CrossEntropyLoss(label_smoothing=0.1))["params"], {"labelSmoothing": 0.1})
        self.assertEqual(loss_of(CrossEntropyLoss(ignore_index=0))["params"], {"ignoreIndex": 0})
        self.assertEqual(loss_of(CrossEntropyLoss(weight=[1.0, 2.0]))["params"], {"weight": "1.0,2.0"})
        # On a scale that the library does not know.
        self.assertEqual(loss_of(CrossEntropyLoss(reduction="sum"))["params"], {"reduction": "sum"})

    def test_a_loss_of_another_package_is_named_with_it(self):
        class DiceLoss:
            pass

        DiceLoss.__module__ = "segmentation_models_pytorch.losses.dice"
        expected = {"id": "DiceLoss", "params": {}, "dialect": "segmentation-models-pytorch"}
        self.assertEqual(lossglass.loss_of(DiceLoss()), expected)

    def test_a_dialect_is_sent_where_the_server_takes_it(self):
        for dialect, taken in (("keras", True), ("@tensorflow/tfjs", True), ("a b", False), ("", False), (7, False)):
            sent = lossglass._loss({"id": "kl-div", "dialect": dialect})
            self.assertEqual(sent.get("dialect"), dialect if taken else None, dialect)
        self.assertFalse("dialect" in lossglass._loss({"id": "kl-div", "dialect": "x" * 65}))

    def test_a_criterion_names_its_dialect_to_the_server(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        run._name_loss(lossglass._keras_loss("kl_divergence"))
        run.finish()
        told = [event["run"]["loss"] for event in server.of("run-started") if "loss" in event["run"]]
        self.assertEqual(told[-1], {"id": "kl-div", "params": {}, "dialect": "keras"})

    def test_a_keras_loss_is_named_as_the_library_does(self):
        self.assertEqual(lossglass._keras_loss("sparse_categorical_crossentropy")["id"], "cross-entropy")
        self.assertEqual(lossglass._keras_loss("MSE")["id"], "mse")
        self.assertEqual(lossglass._keras_loss("cosine_similarity")["id"], "cosine_similarity")

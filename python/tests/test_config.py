"""What a run says of itself and of what it was trained with."""

import json
import math

from serving import Floating, Logging, Scalar, lossglass


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

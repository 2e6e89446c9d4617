"""By which names losses are told to the server."""

import types

from serving import Logging, lossglass


class Objectives(Logging):
    def loss_of(self, **params):
        server = self.serve()
        results = [("training", "l2", 0.5, False)]
        env = {"model": None, "iteration": 0, "begin_iteration": 0, "end_iteration": 1}
        callback = lossglass.LightGBMCallback(url=server.url)
        callback(types.SimpleNamespace(params=params, evaluation_result_list=results, **env))
        callback._attached.run.finish()
        return callback._attached.run.loss

    def test_lightgbm_s_default_is_named_and_a_function_of_the_user_s_is_not(self):
        self.assertEqual(self.loss_of(objective=None)["id"], "mse")
        self.assertEqual(self.loss_of(objective="binary")["id"], "bce-with-logits")
        self.assertIsNone(self.loss_of(objective="none"))


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

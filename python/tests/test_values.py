"""What may be logged, and how it travels."""

import decimal
import fractions
import math

from serving import Floating, Logging, Scalar, lossglass


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

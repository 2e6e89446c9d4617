"""What a program says at a step."""

import unittest

from serving import Logging, lossglass


class Annotations(Logging):
    def test_they_go_at_the_last_logged_step_at_a_given_one_or_to_the_whole_run(self):
        server = self.serve()
        run = lossglass.init(id="a", url=server.url)
        run.annotate("began")
        run.log({"loss": 1.0}, step=7)
        run.annotate("  rate lowered ")
        lossglass.annotate("augmentations", step=3)
        run.annotate("of it all", step=None)
        run.finish()
        run.annotate("too late")
        said = server.of("annotation")
        self.assertEqual(
            [(one["text"], one["step"]) for one in said],
            [("began", None), ("rate lowered", 7), ("augmentations", 3), ("of it all", None)],
        )
        self.assertEqual(len({one["id"] for one in said}), 4)
        self.assertTrue(all(one["runId"] == "a" and one["time"] > 1e12 for one in said))
        self.assertIn("has ended", self.said.getvalue())

    def test_what_is_none_is_said_once_and_takes_nothing_down(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        run.annotate("")
        run.annotate("x", step=-1)
        run.annotate("x", step="first")
        run.annotate("é" * 2000)
        run.log({"loss": 1.0})
        run.finish()
        self.assertEqual([len(one["text"]) for one in server.of("annotation")], [1000])
        self.assertEqual(len(server.points()["loss"]), 1)
        self.assertIn("an annotation is a text", self.said.getvalue())


if __name__ == "__main__":
    unittest.main()

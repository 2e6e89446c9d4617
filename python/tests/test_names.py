"""How a run is called that nobody gave a name."""

import sys
from unittest import mock

from serving import Logging, lossglass


class Names(Logging):
    def test_are_of_the_program(self):
        for path, name in (
            ("/code/train.py", "train"),
            ("-c", "python"),
            ("", "python"),
            ("-", "python"),
            ("/site-packages/trainer/__main__.py", "trainer"),
        ):
            with self.subTest(path), mock.patch.object(sys, "argv", [path]):
                self.assertEqual(lossglass._program_name(), name)

    def test_are_of_the_notebook(self):
        with mock.patch.dict(sys.modules, {"ipykernel": mock.Mock()}):
            with mock.patch.object(sys, "argv", ["/x/ipykernel_launcher.py"]):
                self.assertEqual(lossglass._program_name(), "notebook")

    def test_have_the_start_of_the_id_so_that_two_differ(self):
        server = self.serve()
        with mock.patch.object(sys, "argv", ["train.py"]):
            with lossglass.init(url=server.url, system=False) as run:
                self.assertEqual(run.name, f"train {run.id[:4]}")

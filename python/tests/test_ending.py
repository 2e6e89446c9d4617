"""How a run ends with its program, its block or its cell."""

import sys
import threading
import time
import types
from unittest import mock

from serving import Logging, lossglass, run_program, until


class Ending(Logging):
    def ended(self, text, code=0, **variables):
        server = self.serve()
        (out, said), status = run_program(text, self.home, server.url, **variables)
        self.assertEqual(status, code, said)
        self.out, self.said_there = out, said
        return server, [
            {key: event.get(key) for key in ("status", "reason")} for event in server.of("run-ended")
        ]

    def test_the_end_of_a_program_ends_its_run(self):
        server, ends = self.ended("lossglass.init(); lossglass.log({'a': 1})")
        self.assertEqual(ends, [{"status": "finished", "reason": None}])
        self.assertEqual(server.points(), {"a": [(0, 1)]})

    def test_an_exception_ends_it_as_failed_with_its_last_line(self):
        text = "with lossglass.init() as run:\n    raise ValueError('first line\\nthe last one')"
        self.assertEqual(self.ended(text, 1)[1], [{"status": "failed", "reason": "the last one"}])

    def test_so_does_one_outside_of_any_block(self):
        _, ends = self.ended("lossglass.init(); lossglass.log({'a': 1}); 1 / 0", 1)
        self.assertEqual(ends, [{"status": "failed", "reason": "ZeroDivisionError: division by zero"}])

    def test_an_interrupt_from_the_keyboard_is_a_stop(self):
        text = "with lossglass.init():\n    raise KeyboardInterrupt"
        self.assertEqual(
            self.ended(text, -2)[1], [{"status": "stopped", "reason": "Interrupted from the keyboard."}]
        )

    def test_one_that_another_thread_is_ending_is_waited_for(self):
        text = """
        import threading
        run = lossglass.init()
        run.log({'a': 1})
        threading.Thread(target=run.finish, daemon=True).start()
        while not run._muted:
            pass
        """

        def judge(events, _):
            time.sleep(0.3)

        server = self.serve(judge)
        (_, said), code = run_program(text, self.home, server.url)
        self.assertEqual((code, len(server.of("run-ended"))), (0, 1), said)

    def test_what_is_logged_after_the_end_is_left_out(self):
        server = self.serve()
        run = lossglass.init(url=server.url)
        run.finish()
        run.log({"a": 1.0})
        self.assertEqual(run.finish()["refused"], 0)
        self.assertEqual(server.points(), {})
        self.assertIn("has ended", self.said.getvalue())

    def test_a_killed_program_leaves_what_it_logged_in_the_spool(self):
        text = """
        run = lossglass.init(id="killed")
        for step in range(1000):
            run.log({"a": float(step)}, step=step)
        time.sleep(60)
        """
        program = run_program(text, self.home, "http://127.0.0.1:9", wait=False)
        until(lambda: any(event["type"] == "points" for event in self.spooled()))
        program.kill()
        program.communicate()
        steps = [step for event in self.spooled()[2:] for step in event["series"][0]["steps"]]
        self.assertEqual(steps, list(range(1000)))


class Notebook(Logging):
    def setUp(self):
        super().setUp()
        self.after_cell = []
        events = types.SimpleNamespace(register=lambda _, hear: self.after_cell.append(hear))
        shell = types.SimpleNamespace(events=events)
        notebook = {"ipykernel": mock.Mock(), "IPython": mock.Mock(get_ipython=lambda: shell)}
        stand_in = mock.patch.dict(sys.modules, notebook)
        stand_in.start()
        self.addCleanup(stand_in.stop)
        lossglass._watch_cells.cache_clear()
        self.addCleanup(lossglass._watch_cells.cache_clear)
        self.server = self.serve()

    def cell(self, error=None, begins=True):
        if begins:
            self.run_of_cell = lossglass.init(url=self.server.url)
        self.run_of_cell.log({"train/loss": 1.0})
        for hear in self.after_cell:
            hear(types.SimpleNamespace(error_in_exec=error))

    def test_a_cell_that_raised_has_failed_when_it_is_run_again(self):
        self.cell(error=RuntimeError("out of memory"))
        self.cell(error=KeyboardInterrupt())
        self.cell()
        # An error of a cell that has nothing to do with it.
        self.after_cell[0](types.SimpleNamespace(error_in_exec=NameError("x")))
        self.cell(error=RuntimeError("once"))
        self.cell(begins=False)
        self.run_of_cell.finish()
        ends = [(event["status"], event.get("reason")) for event in self.server.of("run-ended")]
        self.assertEqual(
            ends,
            [
                ("failed", "RuntimeError: out of memory"),
                ("stopped", "Interrupted from the keyboard."),
                ("finished", None),
                ("finished", None),
            ],
        )

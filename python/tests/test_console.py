"""What a program prints, on its way to its run."""

import contextlib
import io
import os
import sys
import time
import unittest
from unittest import mock

from serving import Logging, lossglass


def lines_of(server):
    """(number, line) in the order they came."""
    return [
        (event["from"]["first"] + i, line)
        for event in server.of("console")
        for i, line in enumerate(event["lines"])
    ]


class Console(Logging):
    def test_lines_go_while_it_prints_and_each_once(self):
        server = self.serve()
        with mock.patch.object(lossglass, "_PRINT_EVERY", 0.01):
            run = lossglass.init(id="a", url=server.url, system=False)
            run.log({"loss": 1.0})
            run.console("one\ntwo")
            end = time.monotonic() + 5
            while not server.of("console") and time.monotonic() < end:
                time.sleep(0.01)
            self.assertEqual(lines_of(server), [(0, "one"), (1, "two")])
            run.console("\x1b[31mthree\x1b[0m")
            run.console("NUL \0")
            run.finish()
            run.console("too late")
        # What was on its way as the run ended comes again, and has the same numbers.
        expected = ["one", "two", "\x1b[31mthree\x1b[0m", "NUL \ufffd"]
        self.assertEqual(dict(lines_of(server)), dict(enumerate(expected)))
        self.assertEqual(len({event["from"]["stream"] for event in server.of("console")}), 1)

    def test_stdout_and_stderr_are_heard_where_it_is_wanted_and_go_where_they_went(self):
        server = self.serve()
        shown = io.StringIO()
        caught = contextlib.redirect_stdout(shown)
        caught.__enter__()
        self.addCleanup(caught.__exit__, None, None, None)
        before = sys.stdout, sys.stderr
        run = lossglass.init(id="a", url=server.url, system=False, console=True)
        print("hello", end=" ", file=sys.stdout)
        for share in range(0, 101, 50):
            sys.stderr.write(f"\r{share} %")
        print("world")
        sys.stderr.write("\n")
        run.finish()
        self.assertEqual((sys.stdout, sys.stderr), before)
        print("too late", file=sys.stderr)
        lines = [line for _, line in lines_of(server)]
        self.assertIn("hello world", lines)
        self.assertIn("100 %", lines)
        self.assertNotIn("too late", lines)
        self.assertIn("\r50 %\r100 %\n", self.said.getvalue())
        self.assertEqual(shown.getvalue(), "hello world\n")

    @unittest.skipUnless(hasattr(os, "fork"), "of fork")
    def test_a_forked_worker_prints_without_it(self):
        server = self.serve()
        run = lossglass.init(id="a", url=server.url, system=False, console=True)
        with run._printed._lock:
            child = os.fork()
            if child == 0:
                print("of the child", file=sys.stderr)
                os._exit(0 if sys.stdout is not None else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        run.finish()
        self.assertNotIn("of the child", [line for _, line in lines_of(server)])

    def test_what_comes_too_fast_loses_its_middle_and_holds_nothing_up(self):
        server = self.serve()
        run = lossglass.init(id="a", url=server.url, system=False)
        began = time.monotonic()
        for i in range(100_000):
            run._printed.write(f"step {i}: loss 0.123456, some more words\n")
        self.assertLess(time.monotonic() - began, 5)
        run.finish()
        lines = dict(lines_of(server))
        self.assertEqual(lines[0], "step 0: loss 0.123456, some more words")
        self.assertEqual(lines[99_999], "step 99999: loss 0.123456, some more words")
        self.assertLess(len(lines), 30_000)
        self.assertTrue(all(line.startswith(f"step {number}:") for number, line in lines.items()))

    def test_what_a_server_that_was_away_did_not_get_waits_with_the_rest(self):
        run = lossglass.init(id="a", url="http://127.0.0.1:9", system=False)
        run.console("kept")
        run.finish(timeout=0.5)
        kept = [event for event in self.spooled() if event["type"] == "console"]
        self.assertEqual([event["lines"] for event in kept], [["kept"]])


if __name__ == "__main__":
    unittest.main()

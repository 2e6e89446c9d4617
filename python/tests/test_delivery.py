"""How what is logged comes to the server, whatever the server and the program do meanwhile."""

import os
import subprocess
import sys
import threading
import time
from unittest import mock

from serving import MODULE, Logging, lossglass, refusal, run_program, until

def bad_series(name):
    """Refuses a message with a series of that name, as the server does: whole, with the place of the first fault."""

    def judge(events, _):
        for i, event in enumerate(events):
            for j, one in enumerate(event.get("series", [])):
                if one["name"] == name:
                    return refusal(422, "This is not liked.", f"events[{i}].series[{j}].values[0]")
        return None

    return judge


class Refused(Logging):
    def test_of_a_refused_message_only_the_series_at_fault_is_left_out(self):
        server = self.serve(bad_series("bad"))
        run = lossglass.init(url=server.url)
        for step in range(50):
            run.log({"good": 1.0, "bad": 2.0, "fine": 3.0}, step=step)
            run._wake.set()
            time.sleep(0.001)
        self.assertEqual(run.finish(), {"delivered": True, "refused": 50, "spool_file": None})
        self.assertEqual(
            {name: len(points) for name, points in server.points().items()}, {"good": 50, "fine": 50}
        )
        self.assertIn("This is not liked.", self.said.getvalue())

    def test_without_a_place_the_event_at_fault_is_searched(self):
        def judge(events, _):
            bad = any(one["name"] == "bad" for event in events for one in event.get("series", []))
            return refusal(409, "Not that one.") if bad else None

        server = self.serve(judge)
        with mock.patch.object(lossglass, "_POINTS_PER_EVENT", 1):
            run = lossglass.init(url=server.url)
            for step in range(200):
                run.log({"bad" if step == 77 else "good": 1.0}, step=step)
            ended = run.finish()
        self.assertEqual((ended["delivered"], ended["refused"]), (True, 1))
        self.assertEqual([step for step, _ in server.points()["good"]], [i for i in range(200) if i != 77])

    def test_a_wrong_token_drops_nothing(self):
        tokens = []

        def judge(events, request):
            tokens.append(request.headers["authorization"])
            return refusal(401, "This server wants its token.") if len(tokens) < 2 else None

        server = self.serve(judge)
        with mock.patch.object(lossglass, "_RETRY", 0.05):
            run = lossglass.init(url=server.url, token="secret")
            run.log({"a": 1.0})
            until(lambda: server.points())
            self.assertTrue(run.finish()["delivered"])
        self.assertEqual(set(tokens), {"Bearer secret"})
        self.assertIn("does not know the token that it is given. What is logged is kept", self.said.getvalue())

    def test_a_short_program_hears_at_its_end_why_nothing_was_delivered(self):
        server = self.serve(lambda *_: refusal(401, "This server wants its token."))
        run = lossglass.init(url=server.url)
        run.log({"a": 1.0})
        self.assertFalse(run.finish()["delivered"])
        self.assertIn("(the server wants its token: set LOSSGLASS_TOKEN); ", self.said.getvalue())

    def test_a_wrong_token_is_not_said_to_be_missing(self):
        server = self.serve(lambda *_: refusal(401, "This server wants its token."))
        run = lossglass.init(url=server.url, token="wrong")
        run.log({"a": 1.0})
        self.assertFalse(run.finish()["delivered"])
        self.assertIn("(the server does not know the token that it is given); ", self.said.getvalue())

    def test_a_busy_server_gets_the_same_again_later(self):
        answers = iter(
            [(503, {"error": {"code": "unavailable", "message": "Soon."}}), (429, b"{}"), (502, b"<html>")]
        )
        server = self.serve(lambda events, _: next(answers, None))
        with mock.patch.object(lossglass, "_RETRY", 0.02):
            run = lossglass.init(url=server.url)
            run.log({"a": 1.0})
            until(lambda: server.points())
            run.finish()
        self.assertEqual([event["type"] for event in server.events], ["run-started", "points", "run-ended"])

    def test_a_server_that_is_away_behind_its_proxy_is_called_so(self):
        server = self.serve(lambda *_: (502, b"<html>"))
        run = lossglass.init(url=server.url)
        run.log({"a": 1.0})
        self.assertFalse(run.finish()["delivered"])
        self.assertIn("a proxy is there, and no server answers behind it (status 502)", self.said.getvalue())

    def test_nothing_is_dropped_on_the_word_of_another_program_that_has_the_port(self):
        answers = iter([(200, {}), (404, {"error": {"code": 404, "message": "Not found"}}), (404, b"<html>")])
        server = self.serve(lambda events, _: next(answers, None))
        with mock.patch.object(lossglass, "_RETRY", 0.02):
            run = lossglass.init(url=server.url)
            run.log({"a": 1.0})
            until(lambda: server.points())
            self.assertEqual(run.finish()["refused"], 0)
        self.assertEqual([event["type"] for event in server.events], ["run-started", "points", "run-ended"])


class Away(Logging):
    def test_a_server_that_comes_later_gets_everything_in_order(self):
        server = self.serve()
        port = server.port
        server.close()
        with mock.patch.multiple(lossglass, _RETRY=0.1, _SPILL_AFTER=0.2, _SPILL_AGAIN_AFTER=0.1):
            run = lossglass.init(url=server.url)
            for step in range(2000):
                run.log({"a": step / 3}, step=step)
                if step % 100 == 0:
                    time.sleep(0.02)
            until(lambda: len(self.spooled()) > 2)
            self.assertEqual(self.spooled()[0], {"type": "address", "address": server.url})
            later = self.serve(port=port)
            for step in range(2000, 2100):
                run.log({"a": step / 3}, step=step)
            self.assertEqual(run.finish(), {"delivered": True, "refused": 0, "spool_file": None})
        self.assertEqual(later.points()["a"], [(step, step / 3) for step in range(2100)])
        self.assertEqual([later.events[0]["type"], later.events[-1]["type"]], ["run-started", "run-ended"])
        self.assertEqual(self.spooled(), [])

    def test_what_never_could_be_delivered_is_in_the_spool_as_the_server_reads_it(self):
        run = lossglass.init(id="away", url="http://127.0.0.1:9", loss="mse")
        run.log({"a": float("nan"), "b": -0.0}, step=3)
        started = time.monotonic()
        ended = run.finish()
        self.assertLess(time.monotonic() - started, 5)
        self.assertFalse(ended["delivered"])
        self.assertRegex(
            os.path.basename(ended["spool_file"]), rf"^away\.[0-9a-f]{{8}}\.{os.getpid()}\.jsonl$"
        )
        head, first, points, last = self.spooled()
        self.assertEqual(head, {"type": "address", "address": "http://127.0.0.1:9"})
        self.assertEqual(
            (first["type"], first["run"]["id"], last["status"]), ("run-started", "away", "finished")
        )
        self.assertEqual([one["values"] for one in points["series"]], [["NaN"], [-0.0]])
        self.assertTrue(all(one["times"][0] > 1.7e12 for one in points["series"]))

    def test_a_server_that_hangs_does_not_hold_up_the_loop_and_loses_nothing(self):
        let_go = threading.Event()
        server = self.serve(lambda events, _: let_go.wait(30) and None)
        with mock.patch.multiple(lossglass, _SPILL_AFTER=0.2, _SPILL_AGAIN_AFTER=0.1):
            run = lossglass.init(url=server.url)
            times = []
            for step in range(20_000):
                started = time.perf_counter()
                run.log({"a": 1.0, "b": 2.0}, step=step)
                times.append(time.perf_counter() - started)
            times.sort()
            self.assertLess(times[10_000], 50e-6)
            # All of it is in the file before the server has said a word.
            until(lambda: sum(len(event["series"][0]["steps"]) for event in self.spooled()[2:]) == 20_000)
            let_go.set()
            self.assertTrue(run.finish()["delivered"])
        self.assertEqual([step for step, _ in server.points()["b"]], list(range(20_000)))
        self.assertEqual(self.spooled(), [])

    def test_what_a_program_left_is_delivered_by_a_command(self):
        server = self.serve()
        server.close()
        run_program("with lossglass.init(id='left') as run: run.log({'a': 0.5})", self.home, server.url)
        self.assertEqual(lossglass.deliver(), 1)
        later = self.serve(port=server.port)
        command = [sys.executable, os.path.join(MODULE, "lossglass.py")]
        subprocess.run(
            command, env={**os.environ, "HOME": self.home}, check=True, capture_output=True, timeout=60
        )
        self.assertEqual(later.points(), {"a": [(0, 0.5)]})
        self.assertEqual(self.spooled(), [])

    def test_a_spool_that_somebody_removes_takes_only_itself_along(self):
        with mock.patch.multiple(lossglass, _RETRY=0.1, _SPILL_AFTER=0.05, _SPILL_AGAIN_AFTER=0.05):
            server = self.serve()
            server.close()
            run = lossglass.init(url=server.url)
            run.log({"a": 1.0})
            until(lambda: len(self.spooled()) == 3)
            os.remove(run._outbox.spool.file)
            later = self.serve(port=server.port)
            run.log({"a": 2.0})
            self.assertTrue(run.finish()["delivered"])
        self.assertEqual([value for _, value in later.points()["a"]][-1], 2.0)

    def test_a_disk_that_takes_nothing_costs_no_value_while_memory_lasts(self):
        with open(os.path.join(self.home, ".lossglass"), "w"):
            pass  # A file where the folder should be.
        server = self.serve()
        server.close()
        with mock.patch.multiple(lossglass, _RETRY=0.1, _SPILL_AFTER=0.05):
            run = lossglass.init(url=server.url)
            run.log({"a": 1.0})
            until(lambda: "cannot be kept" in self.said.getvalue())
            later = self.serve(port=server.port)
            run.log({"a": 2.0})
            self.assertTrue(run.finish()["delivered"])
        self.assertEqual(later.points()["a"], [(0, 1), (1, 2)])

    def test_waiting_values_are_bounded(self):
        run = lossglass.init(url="http://127.0.0.1:9")
        run._is_closing = True
        run._wake.set()
        run._keeper.join()
        with mock.patch.multiple(lossglass, _MANY_VALUES=100, _MOST_VALUES=1000):
            for step in range(1003):
                run.log({"a": 1.0}, step=step)
        self.assertEqual(len(run._rows), 1000)
        self.assertEqual(run._refused, 3)
        run.finish(timeout=0.1)
        self.assertIn("faster than they can be kept", self.said.getvalue())

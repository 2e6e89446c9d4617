"""How what is logged comes to the server, whatever the server and the program do meanwhile."""

import os
import subprocess
import sys
import textwrap
import threading
import time
import unittest
from unittest import mock

from serving import Logging, lossglass, refusal

MODULE = os.path.dirname(os.path.abspath(lossglass.__file__))


def run_program(text, home, url, wait=True, **variables):
    """A program of its own that has imported lossglass."""
    source = f"import sys\nsys.path.insert(0, {MODULE!r})\nimport os, time, lossglass\n" + textwrap.dedent(
        text
    )
    environment = {**os.environ, "HOME": home, "LOSSGLASS_URL": url, **variables}
    program = subprocess.Popen(
        [sys.executable, "-c", source],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return (program.communicate(timeout=60), program.returncode) if wait else program


def until(look, seconds=20):
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise AssertionError("This did not come true.")
        time.sleep(0.02)


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
        self.assertIn("wants its token", self.said.getvalue())

    def test_a_short_program_hears_at_its_end_why_nothing_was_delivered(self):
        server = self.serve(lambda *_: refusal(401, "This server wants its token."))
        run = lossglass.init(url=server.url)
        run.log({"a": 1.0})
        self.assertFalse(run.finish()["delivered"])
        self.assertIn("(the server wants its token: set LOSSGLASS_TOKEN); ", self.said.getvalue())

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


@unittest.skipUnless(hasattr(os, "fork"), "Windows has no fork.")
class Forked(Logging):
    def test_a_process_that_is_forked_sends_nothing_twice(self):
        text = """
        run = lossglass.init()
        for step in range(100):
            run.log({"a": 1.0}, step=step)
        child = os.fork()
        if child == 0:
            for step in range(100, 200):
                run.log({"a": 666.0}, step=step)
            run.finish()
            sys.exit()
        os.waitpid(child, 0)
        run.log({"a": 2.0}, step=100)
        """
        server = self.serve()
        (_, said), code = run_program(text, self.home, server.url)
        self.assertEqual(code, 0, said)
        self.assertEqual(server.points()["a"], [(step, 1.0) for step in range(100)] + [(100, 2.0)])
        self.assertEqual((len(server.of("run-started")), len(server.of("run-ended"))), (1, 1))
        self.assertIn("logged by another process", said)

    def test_it_may_start_a_run_of_its_own(self):
        text = """
        lossglass.init(id="parent").log({"a": 1.0})
        child = os.fork()
        if child == 0:
            with lossglass.init(id="child") as run:
                run.log({"a": 2.0})
            os._exit(0)
        os.waitpid(child, 0)
        """
        server = self.serve()
        (_, said), code = run_program(text, self.home, server.url)
        self.assertEqual(code, 0, said)
        self.assertEqual({event["runId"] for event in server.of("run-ended")}, {"parent", "child"})

    def test_workers_that_are_spawned_do_not_run_the_script_s_run_again(self):
        script = os.path.join(self.home, "script.py")
        with open(script, "w", encoding="utf-8") as file:
            file.write(
                f"import sys; sys.path.insert(0, {MODULE!r})\n"
                "import multiprocessing, lossglass\n"
                "run = lossglass.init(id='once')\n"
                "def work(x):\n    run.log({'a': 666.0})\n    return x\n"
                "if __name__ == '__main__':\n"
                "    run.log({'a': 1.0})\n"
                "    with multiprocessing.get_context('spawn').Pool(2) as pool:\n"
                "        pool.map(work, range(4))\n"
            )
        server = self.serve()
        environment = {**os.environ, "HOME": self.home, "LOSSGLASS_URL": server.url}
        subprocess.run([sys.executable, script], env=environment, check=True, capture_output=True, timeout=60)
        self.assertEqual(server.points(), {"a": [(0, 1.0)]})
        self.assertEqual(len(server.of("run-started")), 1)


class Ranks(Logging):
    def test_of_several_ranks_only_the_first_logs(self):
        server = self.serve()
        for rank, variable in [("1", "RANK"), ("0", "RANK"), ("3", "SLURM_PROCID"), ("2", "LOCAL_RANK")]:
            with mock.patch.dict(os.environ, {variable: rank}):
                with lossglass.init(url=server.url) as run:
                    run.log({"rank": int(rank)})
                self.assertFalse(run.stop_requested)
        self.assertEqual(server.points(), {"rank": [(0, 0)]})

    def test_all_of_them_do_where_they_are_to(self):
        server = self.serve()
        for rank in "01":
            with mock.patch.dict(os.environ, {"RANK": rank}):
                lossglass.init(id="mine", url=server.url, all_ranks=True).finish()
        self.assertEqual([event["run"]["id"] for event in server.of("run-started")], ["mine", "mine-rank1"])


class Stopping(Logging):
    def test_a_run_hears_that_it_is_to_stop_though_it_has_nothing_to_send(self):
        asked = threading.Event()

        def judge(events, _):
            return (200, {"accepted": 1, "stop": {"mine": "Enough."}}) if asked.is_set() else None

        server = self.serve(judge)
        heard = []
        with mock.patch.object(lossglass, "_ASK_EVERY", 0.1):
            run = lossglass.init(id="mine", url=server.url, on_command=heard.append)
            run.log({"a": 1.0})
            until(lambda: server.points())
            self.assertFalse(run.stop_requested)
            asked.set()
            until(lambda: run.stop_requested)
            asked.clear()
        self.assertEqual(run.stop_reason, "Enough.")
        self.assertEqual(heard, [{"run_id": "mine", "action": "stop", "reason": "Enough."}])
        run.finish()
        self.assertEqual(server.of("run-ended")[0]["status"], "stopped")
        self.assertEqual(server.of("run-ended")[0]["reason"], "Enough.")

    def test_log_takes_microseconds(self):
        run = lossglass.init(url="http://127.0.0.1:9")
        times = []
        for step in range(20_000):
            started = time.perf_counter()
            run.log({"train/loss": 0.5, "val/loss": 0.25, "lr": 0.1}, step=step)
            times.append(time.perf_counter() - started)
        # Five where nothing else runs; `npm run bench -- python-log` measures it.
        self.assertLess(sorted(times)[10_000], 50e-6)
        run.finish()


class Threads(Logging):
    def test_threads_that_count_steps_share_none(self):
        server = self.serve()
        with lossglass.init(url=server.url) as run:
            threads = [
                threading.Thread(target=lambda: [run.log({"a": 1.0}) for _ in range(2000)]) for _ in range(4)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(sorted(step for step, _ in server.points()["a"]), list(range(8000)))


class Git(Logging):
    def test_the_commit_is_read_from_the_files_of_the_repository(self):
        folder = os.path.join(self.home, "repo")
        heads = os.path.join(folder, ".git", "refs", "heads")
        os.makedirs(heads)
        os.makedirs(os.path.join(folder, "deep"))
        with open(os.path.join(folder, ".git", "HEAD"), "w") as file:
            file.write("ref: refs/heads/main\n")
        with open(os.path.join(folder, ".git", "packed-refs"), "w") as file:
            file.write("# pack-refs\nabc123 refs/heads/main\n")
        expected = {"git_branch": "main", "git_commit": "abc123"}
        self.assertEqual(lossglass._git_head(os.path.join(folder, "deep")), expected)
        with open(os.path.join(heads, "main"), "w") as file:
            file.write("def456\n")
        self.assertEqual(lossglass._git_head(folder)["git_commit"], "def456")

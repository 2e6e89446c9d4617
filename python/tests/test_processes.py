"""What the processes and threads of a program do to its run, and how it hears that it is to stop."""

import os
import subprocess
import sys
import threading
import time
import unittest
from unittest import mock

from serving import MODULE, Logging, lossglass, run_program, until


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

    def test_a_rank_that_only_torch_knows_counts_too(self):
        server = self.serve()
        distributed = mock.Mock(**{"is_available.return_value": True, "is_initialized.return_value": True})
        with mock.patch.dict(sys.modules, {"torch.distributed": distributed}):
            for rank in (1, 0):
                distributed.get_rank.return_value = rank
                with lossglass.init(url=server.url) as run:
                    run.log({"rank": rank})
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

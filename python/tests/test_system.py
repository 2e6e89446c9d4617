"""What a client tells of the machine."""

import os
import stat
import sys
import time
import unittest
from unittest import mock

from serving import Logging, lossglass, until

TWO_CARDS = "0, 87, 22341, 71, 298.51\n1, [N/A], 3, [Not Supported], 21.07\n"


class Cards(unittest.TestCase):
    def test_what_nvidia_smi_prints_becomes_series(self):
        self.assertEqual(
            lossglass._cards(TWO_CARDS),
            {
                "system/gpu0/utilization": 87.0,
                "system/gpu0/memory": 22341.0 * 2**20,
                "system/gpu0/temperature": 71.0,
                "system/gpu0/power": 298.51,
                "system/gpu1/memory": 3.0 * 2**20,
                "system/gpu1/power": 21.07,
            },
        )
        for printed in ("", "No devices were found\n", "0, 87\n", "NVIDIA-SMI has failed because it couldn't"):
            self.assertEqual(lossglass._cards(printed), {})


class Machine(Logging):
    def program(self, text):
        file = os.path.join(self.home, "nvidia-smi")
        with open(file, "w", encoding="ascii") as opened:
            opened.write(f"#!/bin/sh\nprintf x >> {self.home}/asked\n{text}\n")
        os.chmod(file, stat.S_IRWXU)
        return file

    def asked(self):
        with open(os.path.join(self.home, "asked"), encoding="ascii") as file:
            return len(file.read())

    def test_it_is_asked_and_failures_are_given_up(self):
        machine = lossglass._Machine(self.program(f"printf '{TWO_CARDS[:25]}'"))
        values = machine.sample()
        self.assertEqual(values["system/gpu0/utilization"], 87.0)
        self.assertGreater(values["system/disk_free"], 0)
        if sys.platform == "linux":
            self.assertGreater(values["system/process_memory"], 1e6)
            self.assertGreater(values["system/memory"], values["system/process_memory"])
        machine = lossglass._Machine(self.program("exit 9"))
        for _ in range(6):
            self.assertNotIn("system/gpu0/power", machine.sample())
        self.assertEqual(self.asked(), 4)
        self.assertEqual(lossglass._Machine("no-such-program")._gpus(), {})

    @unittest.skipUnless(sys.platform == "linux", "of /proc")
    def test_cpu_is_a_share_of_all_processors(self):
        machine = lossglass._Machine("no-such-program")
        end = time.monotonic() + 0.15
        while time.monotonic() < end:
            pass
        self.assertTrue(0 < machine.sample()["system/cpu"] <= 100)

    def test_it_is_told_at_the_last_step_once_there_is_one_unless_it_is_not_wanted(self):
        server = self.serve()
        with mock.patch.multiple(lossglass, _SAMPLE_FIRST=0.01, _SAMPLE_EVERY=0.02):
            quiet = lossglass.init(id="quiet", url=server.url, system=False)
            run = lossglass.init(id="told", url=server.url)
            for one in (quiet, run):
                one.log({"loss": 1.0}, step=7)
            until(lambda: len(server.points().get("system/disk_free", [])) > 1)
            quiet.finish()
            run.finish()
        told = server.points()["system/disk_free"]
        self.assertGreater(len(told), 1)
        self.assertEqual({step for step, _ in told}, {7})
        of = {event["runId"] for event in server.of("points") if event["series"][-1]["name"] != "loss"}
        self.assertEqual(of, {"told"})
        self.assertEqual(self.said.getvalue().count("could not"), 0)


if __name__ == "__main__":
    unittest.main()

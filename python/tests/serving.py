"""A stand-in for the server: takes events, and answers as a test says."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import lossglass


class StandIn:
    """Events that were accepted, in order. `judge` may answer a message with (status, body) instead."""

    def __init__(self, judge=None, port=0):
        self.events = []
        self.messages = 0
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                events = json.loads(body)["events"]
                stand_in.messages += 1
                answer = judge(events, self) if judge else None
                if answer is None:
                    stand_in.events.extend(events)
                    answer = (200, {"accepted": len(events)})
                status, content = answer
                text = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self._server = Quiet(("127.0.0.1", port), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def of(self, kind):
        return [event for event in self.events if event["type"] == kind]

    def points(self):
        """(step, value) by series, in the order they came."""
        points = {}
        for event in self.of("points"):
            for one in event["series"]:
                points.setdefault(one["name"], []).extend(zip(one["steps"], one["values"]))
        return points


def refusal(status, message, at=None):
    error = {"code": "invalid", "message": message, **({} if at is None else {"at": at})}
    return status, {"error": error}


class Logging(unittest.TestCase):
    """A home of its own, and what is said on stderr."""

    def setUp(self):
        home = tempfile.TemporaryDirectory()
        self.addCleanup(home.cleanup)
        self.home = home.name
        before = dict(os.environ)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        os.environ["HOME"] = os.environ["USERPROFILE"] = self.home
        for name in lossglass._RANKS:
            os.environ.pop(name, None)
        os.environ.pop("LOSSGLASS_URL", None)
        self.said = io.StringIO()
        caught = contextlib.redirect_stderr(self.said)
        caught.__enter__()
        self.addCleanup(caught.__exit__, None, None, None)
        lossglass._current = None

    def serve(self, judge=None, port=0):
        stand_in = StandIn(judge, port)
        self.addCleanup(stand_in.close)
        return stand_in

    def spooled(self):
        """The lines of every spool file."""
        folder = os.path.join(self.home, ".lossglass", "spool")
        lines = []
        for name in sorted(os.listdir(folder)) if os.path.exists(folder) else []:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                lines.extend(json.loads(line) for line in file if line.endswith("\n"))
        return lines


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


class Scalar:
    """A tensor of one element, of no library in particular."""

    def __init__(self, value):
        self._value = value

    def item(self):
        if isinstance(self._value, list):
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self._value


class Floating:
    def __float__(self):
        return 0.5

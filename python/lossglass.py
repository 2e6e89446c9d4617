"""Logs a training loop to Lossglass, which watches it and says when a loss goes wrong.

    import lossglass

    run = lossglass.init(project="digits", name="first", loss="cross-entropy", config={"lr": 0.1})
    for step in range(1, 1001):
        if run.stop_requested:
            break
        run.log({"train/loss": 1 / step}, step=step)
    run.finish()

One file, nothing but the standard library, Python 3.9 or newer. `log` never waits for the network and never raises
because of it: values go out in the background, are kept while the server is away (in memory, within seconds in a
file) and delivered when it is back.

The server is at the address that this file came from, or where LOSSGLASS_URL says; LOSSGLASS_TOKEN is its secret.
"""

from __future__ import annotations

import atexit
import functools
import http.client
import inspect
import json
import math
import operator
import os
import re
import shutil
import struct
import subprocess
import sys
import threading
import time
import traceback
import uuid
import weakref
from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Callable, Optional
from urllib.parse import urlencode, urlsplit

__version__ = "0.1.0"
__all__ = [
    "init",
    "log",
    "annotate",
    "finish",
    "watch",
    "Run",
    "KerasCallback",
    "LightningLogger",
    "LightningStop",
    "TransformersCallback",
    "XGBoostCallback",
    "LightGBMCallback",
]

# A server that hands this file out writes its own address here.
_ADDRESS = "http://127.0.0.1:3000"

# What the server takes (lib/schema.ts).
_LONGEST_NAME = 250
_LONGEST_TEXT = 10_000
_DIALECT = re.compile(r"[A-Za-z0-9@._/-]{1,64}")
_LONGEST_ANNOTATION = 1_000
_MOST_PARAMS = 1_000
_MOST_TAGS = 100
_MOST_SERIES = 1_000
_LAST_STEP = 2**53 - 1
# JavaScript keeps these names of series for itself.
_TAKEN_NAMES = frozenset(
    "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable __proto__ "
    "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__".split()
)

# Encoding holds the interpreter: this much takes a few milliseconds.
_POINTS_PER_EVENT = 4_000
_BYTES_PER_MESSAGE = 1 << 20
_EVENTS_PER_MESSAGE = 2_000
# Logged values that wait for the keeper, about 100 bytes each; above the first the keeper is woken.
_MANY_VALUES = 20_000
_MOST_VALUES = 500_000
# Bytes of events that wait in memory before they go to the file; what a broken disk does not take stays up to the second.
_MANY_BYTES = 4 << 20
_MOST_BYTES = 64 << 20
# How often logged values are collected, in seconds: what a killed program may lose at least.
_TICK = 0.05
# Undelivered for so long, events go to the file; sooner where the file is in use already.
_SPILL_AFTER = 2.0
_SPILL_AGAIN_AFTER = 1.0
_RETRY, _LONGEST_RETRY = 1.0, 30.0
_REQUEST_TIMEOUT = 30.0
_CLOSE_TIMEOUT = 10.0
# Only answers tell that a run is to stop: a run that has nothing to send asks so often, while it is not long silent.
_ASK_EVERY = 2.0
_ASK_AT_MOST = 50 * 60.0
# Different faults that are named; the others are only counted.
_KINDS_SAID = 100


def _print(sentence):
    try:
        print(f"Lossglass: {sentence}", file=sys.stderr, flush=True)
    except Exception:
        pass  # No stderr, or a closed one.


# --- Values, names, parameters -------------------------------------------------------------------------------------


def _number(value):
    """The float64 that a value is, whatever library it is of. Raises TypeError for what is no number."""
    kind = type(value)
    if kind is float:
        return value
    if kind is int or kind is bool:
        return float(value)
    if isinstance(value, (str, bytes, bytearray, complex)):
        raise TypeError
    # NumPy, torch, JAX and others: a scalar, or a tensor of one element.
    item = getattr(value, "item", None)
    if callable(item):
        inner = item()
        if isinstance(inner, (int, float)):
            return float(inner)
        if isinstance(inner, (str, bytes, complex)) or not hasattr(type(inner), "__float__"):
            raise TypeError
    if not hasattr(type(value), "__float__"):
        raise TypeError
    return float(value)


def _whole_step(step):
    """The step as an int from 0 to 2^53 - 1. Raises TypeError or ValueError."""
    try:
        number = operator.index(step)
    except TypeError:
        value = _number(step)
        if not value.is_integer():
            raise ValueError from None
        number = int(value)
    if not 0 <= number <= _LAST_STEP:
        raise ValueError
    return number


_BROKEN = re.compile("[\0\ud800-\udfff]")


def _units(text):
    """Its length as JavaScript counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def _text(value, most=_LONGEST_TEXT):
    """A text that the server takes: without NUL and halves of surrogate pairs, cut."""
    text = _BROKEN.sub("\ufffd", str(value)[:most])
    return text if _units(text) <= most else text[: most // 2]


def _flat(values, join, most=None):
    """(name, value) pairs of nested mappings, names joined."""
    pairs = []

    def add(name, value, depth):
        if most is not None and len(pairs) >= most:
            return
        if hasattr(type(value), "__dataclass_fields__") or type(value).__name__ in (
            "Namespace",
            "SimpleNamespace",
        ):
            value = getattr(value, "__dict__", value)
        if isinstance(value, Mapping) and depth < 10:
            for key in value:
                add(f"{name}{join}{key}", value[key], depth + 1)
        elif name != "":
            pairs.append((name, value))

    for key in values:
        add(str(key), values[key], 0)
    return pairs


def _mapping(config):
    """A config of any kind as a mapping: a dict, argparse's namespace, a dataclass, an object with to_dict."""
    if config is None:
        return {}
    if isinstance(config, Mapping):
        return config
    to_dict = getattr(config, "to_dict", None)
    if callable(to_dict):
        return to_dict()
    try:
        return vars(config)
    except TypeError:
        raise TypeError(
            f"A config is a dict or an object with attributes, not {type(config).__name__}."
        ) from None


def _param(value):
    """A text, a finite number, True or False."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, (str, bytes)) and value is not None:
        try:
            number = _number(value)
            if math.isfinite(number):
                return int(value) if isinstance(value, int) and abs(value) <= _LAST_STEP else number
            return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
        except Exception:
            pass  # No number: its text.
    if value is None:
        return "null"
    if isinstance(value, (list, tuple, dict)):
        try:
            return _text(json.dumps(value, default=str))
        except Exception:
            pass  # It holds itself.
    try:
        # Functions and classes by their names; where a thing lies in memory is another in every run.
        return _text(getattr(value, "__name__", None) or re.sub(r" at 0x[0-9a-fA-F]+", "", str(value)))
    except Exception:
        return type(value).__name__


def _params(config):
    pairs = _flat(_mapping(config), ".", _MOST_PARAMS)
    return {_text(name, _LONGEST_NAME): _param(value) for name, value in pairs}


def _loss(loss):
    """The loss by its name, or with its parameters."""
    if isinstance(loss, str):
        return {"id": _text(loss, _LONGEST_NAME), "params": {}}
    if isinstance(loss, Mapping) and "id" in loss:
        return {
            "id": _text(loss["id"], _LONGEST_NAME),
            "params": _params(loss.get("params") or {}),
            **_dialect(loss.get("dialect")),
        }
    return loss_of(loss)


def _dialect(name):
    """The library whose loss it is, as the server takes it; nothing where the name can be none."""
    return {"dialect": name} if isinstance(name, str) and _DIALECT.fullmatch(name) else {}


def _json(value):
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _column(values):
    """A column for JSON, which has no NaN and no infinities: they go by name."""
    if math.isfinite(sum(values)):
        return values
    names = {math.inf: "Infinity", -math.inf: "-Infinity"}
    return [value if math.isfinite(value) else names.get(value, "NaN") for value in values]


# --- Where and how the program runs --------------------------------------------------------------------------------

_LIBRARIES = (
    "numpy torch torchvision jax jaxlib flax optax tensorflow keras transformers lightning pytorch_lightning "
    "accelerate datasets sklearn xgboost lightgbm catboost scipy pandas mlx"
).split()
_SECRET = re.compile(r"(?i)(--?[\w.-]*(?:token|secret|passw|api[-_]?key|credential)[\w.-]*)(=|\s+)(\S+)")


def _git_head(folder):
    """Commit and branch of the repository that holds a folder, read from its files: no program is started."""
    while True:
        place = os.path.join(folder, ".git")
        if os.path.exists(place):
            break
        parent = os.path.dirname(folder)
        if parent == folder:
            return {}
        folder = parent

    def read(*path):
        with open(os.path.join(*path), encoding="utf-8", errors="replace") as file:
            return file.read().strip()

    if os.path.isfile(place):
        place = os.path.join(folder, read(place).partition("gitdir:")[2].strip())
    head = read(place, "HEAD")
    if not head.startswith("ref: "):
        return {"git_commit": head}
    ref = head[5:]
    found = {"git_branch": ref.replace("refs/heads/", "", 1)}
    homes = [place]
    if os.path.exists(os.path.join(place, "commondir")):
        homes.append(os.path.join(place, read(place, "commondir")))
    for home in homes:
        if os.path.exists(os.path.join(home, ref)):
            return {**found, "git_commit": read(home, ref)}
        if os.path.exists(os.path.join(home, "packed-refs")):
            for line in read(home, "packed-refs").splitlines():
                if line.endswith(" " + ref):
                    return {**found, "git_commit": line.split(" ")[0]}
    return found


def _environment():
    facts = {
        "python": ".".join(map(str, sys.version_info[:3])),
        "platform": f"{sys.platform} {os.uname().machine}" if hasattr(os, "uname") else sys.platform,
        "command": _SECRET.sub(r"\1\2…", " ".join(sys.argv)),
    }
    is_script = bool(sys.argv) and os.path.isfile(sys.argv[0])
    try:
        facts.update(_git_head(os.path.dirname(os.path.abspath(sys.argv[0])) if is_script else os.getcwd()))
    except Exception:
        pass  # A repository of another shape.
    for name in _LIBRARIES:
        version = getattr(sys.modules.get(name), "__version__", None)
        if version is not None:
            facts[name] = version
    return {name: _text(value) for name, value in facts.items() if value}


_RANKS = (
    "RANK",
    "SLURM_PROCID",
    "OMPI_COMM_WORLD_RANK",
    "PMIX_RANK",
    "PMI_RANK",
    "MV2_COMM_WORLD_RANK",
    "LOCAL_RANK",
)


def _rank():
    """Which of several processes of one training this is; 0 where it is alone."""
    for name in _RANKS:
        value = os.environ.get(name, "")
        if value.isdigit():
            return int(value)
    try:
        # Processes that a program spawns itself tell torch their rank, and nobody else.
        distributed = sys.modules["torch.distributed"]
        return distributed.get_rank() if distributed.is_available() and distributed.is_initialized() else 0
    except Exception:
        return 0  # Without torch, or with half of it.


def _is_spawned_again():
    """Whether a worker that multiprocessing spawns is running the main script's top level once more."""
    process = sys.modules.get("multiprocessing.process")
    return process is not None and bool(getattr(process.current_process(), "_inheriting", False))


# --- What waits to be delivered ------------------------------------------------------------------------------------


def _spool_folder():
    return os.path.join(os.path.expanduser("~"), ".lossglass", "spool")


class _Spool:
    """Events in a file, one a line, in order. A server of this machine takes in the files of programs that are gone.

    The first line says for which server it is; the name, which process writes it.
    """

    def __init__(self, run_id, address):
        self.file = os.path.join(_spool_folder(), f"{run_id}.{uuid.uuid4().hex[:8]}.{os.getpid()}.jsonl")
        self._head = _json({"type": "address", "address": address}) + b"\n"
        self._size = 0
        self._position = 0
        # How often somebody else has taken lines away.
        self.losses = 0

    @classmethod
    def left_by(cls, file):
        """The file of a program that is gone, and the address in it."""
        with open(file, "rb") as opened:
            head = opened.readline()
        address = json.loads(head)["address"]
        spool = cls("", address)
        spool.file, spool._size, spool._position = file, os.path.getsize(file), len(head)
        return spool, address

    def is_empty(self):
        return self._position >= self._size

    def append(self, lines):
        """Raises OSError when the disk does not take them; none is kept then."""
        os.makedirs(os.path.dirname(self.file), exist_ok=True)
        self._look_again()
        is_new = self._size == 0
        text = (self._head if is_new else b"") + b"".join(line + b"\n" for line in lines)
        try:
            with open(self.file, "ab", buffering=0) as file:
                view = memoryview(text)
                while view:
                    view = view[file.write(view) :]
        except OSError:
            # A full disk may have taken a part: without it, what comes later begins on a line of its own.
            try:
                os.truncate(self.file, self._size)
            except OSError:
                pass
            raise
        self._size += len(text)
        if is_new:
            self._position = len(self._head)

    def read(self, most_bytes):
        """Whole lines from where reading stands. Raises OSError."""
        self._look_again()
        if self.is_empty():
            return []
        with open(self.file, "rb") as file:
            file.seek(self._position)
            text = file.read(min(most_bytes, self._size - self._position))
            while b"\n" not in text and len(text) < self._size - self._position:
                text += file.read(most_bytes)
        return text[: text.rfind(b"\n") + 1].splitlines()

    def advance(self, lines):
        """So many lines have been delivered: a file that is read to its end is removed."""
        self._position += sum(len(line) + 1 for line in lines)
        if self.is_empty():
            self._forget()

    def give_up(self):
        """What cannot be read stays in the file for a server that can."""
        self._position = self._size

    def _forget(self):
        try:
            os.remove(self.file)
        except OSError:
            pass
        self._size = self._position = 0

    def _look_again(self):
        """Somebody may have removed or cut the file meanwhile."""
        try:
            actual = os.path.getsize(self.file)
        except OSError:
            actual = 0
        if actual < self._size:
            self.losses += 1
            self._size = actual
            self._position = min(self._position, actual)


class _Outbox:
    """Encoded events that the server has not acknowledged yet: the oldest in a file, if need be, the others in memory.

    What is on its way is always the head of the whole, so it may move from memory to the file meanwhile.
    """

    def __init__(self, spool, say):
        self.spool = spool
        self._say = say
        self._lock = threading.Lock()
        self._waiting = deque()
        self._bytes = 0
        self._losses = 0
        self.lost = 0

    def put(self, line):
        with self._lock:
            if self._bytes > _MOST_BYTES:
                self.lost += 1
                return
            self._waiting.append((line, time.monotonic()))
            self._bytes += len(line)

    def keep(self):
        """To be called every now and then: what waits for long, or is much, goes to the file."""
        with self._lock:
            if not self._waiting:
                return
            age = time.monotonic() - self._waiting[0][1]
            if (
                age > (_SPILL_AFTER if self.spool.is_empty() else _SPILL_AGAIN_AFTER)
                or self._bytes > _MANY_BYTES
            ):
                self._spill()

    def spill(self):
        with self._lock:
            if self._waiting:
                self._spill()

    def _spill(self):
        try:
            self.spool.append([line for line, _ in self._waiting])
        except OSError as error:
            self._say(
                f"What could not be delivered cannot be kept in {self.spool.file} either: {error.strerror}."
            )
            return
        self._waiting.clear()
        self._bytes = 0

    def head(self, most):
        """The oldest events, at most so many of them and about a megabyte."""
        with self._lock:
            if not self.spool.is_empty():
                try:
                    lines = self.spool.read(_BYTES_PER_MESSAGE)[:most]
                    self._losses = self.spool.losses
                    if lines:
                        return lines
                except OSError as error:
                    self._say(
                        f"What waits in {self.spool.file} cannot be read ({error.strerror}): it stays there."
                    )
                self.spool.give_up()
            self._losses = self.spool.losses
            lines, size = [], 0
            for line, _ in self._waiting:
                if len(lines) >= most or size > _BYTES_PER_MESSAGE:
                    break
                lines.append(line)
                size += len(line)
            return lines

    def delivered(self, lines):
        with self._lock:
            if self._losses != self.spool.losses:
                # They are no longer where they were; whatever comes again does no harm.
                return
            if not self.spool.is_empty():
                self.spool.advance(lines)
                return
            for _ in range(min(len(lines), len(self._waiting))):
                self._bytes -= len(self._waiting.popleft()[0])

    def is_empty(self):
        with self._lock:
            return not self._waiting and self.spool.is_empty()


# --- The way to the server -----------------------------------------------------------------------------------------


class _Later(Exception):
    """The server is away, busy or in trouble: the same is sent again after a pause."""


class _Refused(Exception):
    """The server will never take this."""

    def __init__(self, message, at):
        super().__init__(message)
        self.at = at


# What a Lossglass server calls its errors.
_CODES = frozenset(
    "malformed invalid not-found conflict too-large too-many unavailable unauthorized forbidden internal".split()
)


class _Server:
    """HTTP to one server, by one thread."""

    def __init__(self, address, token):
        parts = urlsplit(address if "://" in address else f"http://{address}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"The address of a server begins with http:// or https://, not {address!r}.")
        self._parts = parts
        self._token = token
        self._connection = None
        self._used = 0.0
        self.is_near = parts.hostname in ("localhost", "::1") or parts.hostname.startswith("127.")

    def ask(self, method, path, body=None, timeout=_REQUEST_TIMEOUT):
        """The parsed answer. Raises _Later or _Refused."""
        # The server closes connections after some seconds of silence.
        is_fresh = self._connection is None or time.monotonic() - self._used > 3
        while True:
            if is_fresh:
                self._connect(timeout)
            try:
                return self._exchange(method, path, body)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                # A connection that was closed meanwhile says nothing of the server.
                if is_fresh or isinstance(error, TimeoutError):
                    raise _Later(f"no answer ({error or type(error).__name__})") from None
                is_fresh = True

    def _connect(self, timeout):
        self.close()
        host, port = self._parts.hostname, self._parts.port
        if self._parts.scheme == "https":
            # Checks certificates, as is the default.
            self._connection = http.client.HTTPSConnection(host, port, timeout=timeout)
        else:
            self._connection = http.client.HTTPConnection(host, port, timeout=timeout)

    def _exchange(self, method, path, body):
        headers = {"content-type": "application/json"}
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        self._connection.request(method, self._parts.path.rstrip("/") + path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        self._used = time.monotonic()
        try:
            parsed = json.loads(text)
        except ValueError:
            parsed = None
        if answer.status in (200, 201) and isinstance(parsed, dict):
            return parsed
        error = parsed.get("error") if isinstance(parsed, dict) else None
        # Another program may have the port: nothing is dropped on its word.
        if not isinstance(error, dict) or error.get("code") not in _CODES:
            if answer.status in (502, 503, 504):
                raise _Later(f"a proxy is there, and no server answers behind it (status {answer.status})")
            raise _Later(f"what answers there is no Lossglass server (status {answer.status})")
        message = str(error.get("message"))
        if answer.status == 401:
            message = (
                "the server does not know the token that it is given."
                if self._token
                else "the server wants its token: set LOSSGLASS_TOKEN."
            )
        # A wrong token is no fault of the values.
        if answer.status in (401, 403, 408, 429) or answer.status >= 500:
            raise _Later(message)
        raise _Refused(message, error.get("at"))

    def close(self):
        if self._connection is not None:
            self._connection.close()
        self._connection = None


class _Sender(threading.Thread):
    """Delivers what is in the outbox, in order, for as long as it takes."""

    def __init__(self, run_id, server, address, outbox, printed, say, on_refused, on_stop):
        super().__init__(name="lossglass-sender", daemon=True)
        self._poll = _json({"type": "points", "runId": run_id, "series": []})
        self._run_id = run_id
        self._server = server
        self._address = address
        self._outbox = outbox
        self._printed = printed
        self._say = say
        self._on_refused = on_refused
        self._on_stop = on_stop
        self._most = _EVENTS_PER_MESSAGE
        # What goes in place of the first event that waits, and that event.
        self._mended = None
        self._mended_from = None
        self._asked = time.monotonic()
        self._is_known = False
        self.is_closed = False
        self.is_hurried = False
        # Attempts that failed since it is hurried.
        self.failures = 0
        # Why the last attempt failed.
        self.reason = None
        self.news = threading.Event()
        self.hurry = threading.Event()
        self.logged_at = time.monotonic()

    def run(self):
        pause = _RETRY
        is_away = False
        while not self.is_closed:
            try:
                if not self._step() and not self._send_printed():
                    self.news.wait(0.5)
                    self.news.clear()
                    continue
                pause = _RETRY
                if is_away:
                    is_away = False
                    _print(f"the server at {self._address} has answered; what waited is being delivered.")
            except _Later as error:
                self.reason = str(error)
                if self.is_hurried:
                    self.failures += 1
                if not is_away and not self.is_hurried:
                    _print(f"{self._address}: {str(error).rstrip('.')}. What is logged is kept and sent later.")
                is_away = True
                self.hurry.wait(pause)
                if self.hurry.is_set():
                    time.sleep(min(pause, 0.2))
                pause = min(2 * pause, _LONGEST_RETRY)
            except Exception as error:
                # Whatever goes wrong here must not end the program that trains, nor the delivery.
                self._say(f"values could not be delivered ({error!r}); it is tried again.")
                self.hurry.wait(pause)
                pause = min(2 * pause, _LONGEST_RETRY)
        self._server.close()

    def _step(self):
        """Sends one message, if there is one."""
        lines = self._outbox.head(self._most)
        if not lines:
            now = time.monotonic()
            is_due = now - self._asked > _ASK_EVERY and now - self.logged_at < _ASK_AT_MOST
            if not is_due or not self._is_known:
                return False
            self._asked = now
            try:
                self._send([self._poll])
            except _Refused:
                pass  # The run is gone: its next values will say so.
            return False
        if self._mended is not None and lines[0] != self._mended_from:
            self._mended = None
        sent = lines if self._mended is None else [self._mended]
        try:
            self._send(sent)
        except _Refused as refused:
            self._judge(lines, refused)
            return True
        self._is_known = True
        self._asked = time.monotonic()
        self._settle(lines[: len(sent)])
        return True

    def _send_printed(self):
        """Sends what the program printed, when its values are through; whether there was any."""
        lines = self._printed.due() if self._is_known else []
        if lines:
            try:
                self._send(lines)
            except _Refused as refused:
                self._say(f"the server did not take what was printed: {refused}")
            self._printed.delivered()
        return bool(lines)

    def _send(self, lines):
        body = b'{"events":[' + b",".join(lines) + b"]}"
        answer = self._server.ask("POST", "/api/ingest", body)
        if "accepted" not in answer:
            raise _Later("what answers there is no Lossglass server")
        stop = answer.get("stop")
        if isinstance(stop, dict) and self._run_id in stop:
            self._on_stop(str(stop[self._run_id]))

    def _settle(self, lines):
        self._outbox.delivered(lines)
        self._most = _EVENTS_PER_MESSAGE
        self._mended = None

    def _judge(self, lines, refused):
        """A message is taken whole or not at all: finds what is at fault, and leaves only that out."""
        place = re.match(r"events\[(\d+)\](?:\.series\[(\d+)\])?", refused.at or "")
        index = int(place[1]) if place else None
        if index is None or index >= len(lines):
            if len(lines) > 1 and self._mended is None:
                self._most = len(lines) // 2
                return
            index = 0
        if index > 0:
            # Those before it first.
            self._most = index
            return
        event = json.loads(self._mended or lines[0])
        series = event.get("series", [])
        number = int(place[2]) if place and place[2] is not None else None
        if number is not None and number < len(series) and len(series) > 1:
            dropped = series.pop(number)
            self._mended, self._mended_from = _json(event), lines[0]
            self._most = 1
            self._on_refused(str(refused), len(dropped["steps"]))
            return
        self._on_refused(str(refused), sum(len(one["steps"]) for one in series) or 1)
        self._settle(lines[:1])


# --- The run -------------------------------------------------------------------------------------------------------


# --- The console ---------------------------------------------------------------------------------------------------

# What waits, half of it the first lines and half the last ones; each line counts as some more bytes.
_MOST_PRINTED = 256 * 1024
_PER_LINE = 32
_PRINT_EVERY = 0.5
# A bar that grows is shown so often, as a line.
_SNAPSHOT_EVERY = 10.0


def _last_state(line):
    """What stands there after all that was written over it by carriage returns."""
    return next((state for state in reversed(line.split("\r")) if state), "")


class _Printed:
    """Lines that wait to be sent; what is printed faster than it is sent loses its middle."""

    def __init__(self, run_id):
        self._run_id = run_id
        self._stream = str(uuid.uuid4())
        self._lock = threading.Lock()
        self._open = {}
        self._count = 0
        self._head, self._head_size, self._first = [], 0, 0
        self._tail, self._tail_size = deque(), 0
        self._waiting = []
        self._sent_at = self._shown_at = time.monotonic()

    def write(self, text, source=""):
        with self._lock:
            *ended, rest = text.split("\n")
            for piece in ended:
                line, _ = self._grown(source, piece)
                self._open.pop(source, None)
                self._add(_last_state(line))
            if rest:
                self._open[source] = self._grown(source, rest)

    def _grown(self, source, piece):
        line, is_over = self._open.get(source, ("", False))
        if piece == "":
            return line, is_over
        line += piece
        states = line.split("\r")
        if states[-1]:
            return states[-1][:_LONGEST_TEXT], is_over or len(states) > 1
        # A return at the end writes over the line only when something follows: it may be half of a line break.
        is_over = is_over or sum(map(bool, states)) > 1
        return _last_state(line)[:_LONGEST_TEXT] + "\r", is_over

    def _add(self, line):
        line = _text(line)
        size = len(line) + _PER_LINE
        self._count += 1
        if not self._tail and self._head_size + size <= _MOST_PRINTED // 2:
            self._head.append(line)
            self._head_size += size
            return
        self._tail.append(line)
        self._tail_size += size
        while self._tail_size > _MOST_PRINTED // 2 and len(self._tail) > 1:
            self._tail_size -= len(self._tail.popleft()) + _PER_LINE

    def _take(self):
        parts = [(self._first, self._head), (self._count - len(self._tail), list(self._tail))]
        self._first = self._count
        self._head, self._head_size = [], 0
        self._tail, self._tail_size = deque(), 0
        return [
            _json(
                {
                    "type": "console",
                    "runId": self._run_id,
                    "lines": lines,
                    "from": {"stream": self._stream, "first": first},
                }
            )
            for first, lines in parts
            if lines
        ]

    def due(self):
        """What is to be sent now, if anything is; the same again until it is delivered."""
        now = time.monotonic()
        if now - self._sent_at < _PRINT_EVERY:
            return []
        with self._lock:
            if now - self._shown_at > _SNAPSHOT_EVERY:
                self._shown_at = now
                for source, (line, is_over) in list(self._open.items()):
                    if is_over:
                        self._add(_last_state(line))
                        self._open[source] = (line, False)
            if not self._waiting:
                self._waiting = self._take()
            return self._waiting

    def delivered(self):
        self._sent_at = time.monotonic()
        self._waiting = []

    def rest(self):
        """All that the server may not have; sent twice, it does no harm."""
        with self._lock:
            for line, _ in self._open.values():
                self._add(_last_state(line))
            self._open.clear()
            waiting, self._waiting = self._waiting, []
            return waiting + self._take()


class _Tee:
    """A stream that is heard too: all else it is as before."""

    def __init__(self, stream, source, hear):
        self._stream = stream
        self._source = source
        self._hear = hear

    def write(self, text):
        written = self._stream.write(text)
        try:
            self._hear(text, self._source)
        except Exception:
            pass  # What hears it is in trouble, and not the program.
        return written

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def _capture(hear):
    """Hears what is printed to stdout and stderr; the answer ends it."""
    undo = []
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            continue
        tee = _Tee(stream, name, hear)
        setattr(sys, name, tee)
        undo.append((name, tee, stream))

    def end():
        for name, tee, stream in undo:
            # Another one that came after this stays in place; it then writes through this one, which hears no more.
            if getattr(sys, name) is tee:
                setattr(sys, name, stream)
            tee._hear = lambda *_: None

    return end


# --- The machine ---------------------------------------------------------------------------------------------------

# The first one soon after the start: what is wrong with a machine is often so from the beginning.
_SAMPLE_FIRST, _SAMPLE_EVERY = 3.0, 15.0
_GPU_FIELDS = "index,utilization.gpu,memory.used,temperature.gpu,power.draw"
_GPU_NAMES = ("utilization", "memory", "temperature", "power")
_MOST_GPUS = 64
_GPU_FAILURES = 3


def _cpu_times():
    """How long all processors were busy, and how long there were any; of Linux only."""
    with open("/proc/stat", encoding="ascii") as file:
        times = [int(one) for one in file.readline().split()[1:9]]
    return sum(times) - times[3] - times[4], sum(times)


def _memory():
    """Bytes in use: of the machine where it tells, and of this process."""
    values = {}
    with open("/proc/meminfo", encoding="ascii") as file:
        lines = dict(line.split(":", 1) for line in file)
    total, free = (int(lines[name].split()[0]) for name in ("MemTotal", "MemAvailable"))
    values["system/memory"] = 1024.0 * (total - free)
    with open("/proc/self/statm", encoding="ascii") as file:
        values["system/process_memory"] = float(int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
    return values


def _disk():
    """Bytes, of the disk on which the program works."""
    usage = shutil.disk_usage(os.getcwd())
    return {"system/disk_used": float(usage.used), "system/disk_free": float(usage.free)}


def _cards(printed):
    """What nvidia-smi printed, by the names of series; a card that does not say one ("[N/A]") has none."""
    values = {}
    for line in printed.splitlines()[:_MOST_GPUS]:
        index, *cells = [cell.strip() for cell in line.split(",")]
        if not index.isdigit() or len(cells) != len(_GPU_NAMES):
            continue
        for name, cell in zip(_GPU_NAMES, cells):
            if re.fullmatch(r"-?\d+(\.\d+)?", cell):
                values[f"system/gpu{index}/{name}"] = float(cell) * (2**20 if name == "memory" else 1)
    return values


class _Machine:
    """Asked now and then how it is. Never raises; what it does not tell is left out."""

    def __init__(self, gpu_command="nvidia-smi"):
        self._command = shutil.which(gpu_command)
        self._failures = 0
        try:
            self._before = _cpu_times()
        except Exception:
            self._before = None

    def sample(self):
        values = {}
        for ask in (self._cpu, _memory, _disk, self._gpus):
            try:
                values.update(ask())
            except Exception:
                pass  # Another system than Linux, or one that does not let itself be asked.
        return values

    def _cpu(self):
        if self._before is None:
            return {}
        now, before = _cpu_times(), self._before
        self._before = now
        busy, total = now[0] - before[0], now[1] - before[1]
        return {"system/cpu": min(100.0, max(0.0, 100.0 * busy / total))} if total > 0 else {}

    def _gpus(self):
        if self._command is None or self._failures >= _GPU_FAILURES:
            return {}
        query = [self._command, f"--query-gpu={_GPU_FIELDS}", "--format=csv,noheader,nounits"]
        try:
            answer = subprocess.run(
                query, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=5, check=True
            )
        except (OSError, subprocess.SubprocessError):
            self._failures += 1
            return {}
        self._failures = 0
        return _cards(answer.stdout.decode("utf-8", "replace"))


# --- Predictions ---------------------------------------------------------------------------------------------------


def _npy(values):
    """Numbers for each row, [rows] or [rows, width], as numpy.save writes them. Raises TypeError or ValueError."""
    for name in ("detach", "cpu"):
        # A tensor of torch, which may have a gradient and be on a GPU.
        if callable(getattr(values, name, None)):
            values = getattr(values, name)()
    # Half and single precision lose nothing as float32.
    code = "f" if re.search(r"float(16|32)|bfloat16", str(getattr(values, "dtype", ""))) else "d"
    if callable(getattr(values, "tolist", None)):
        values = values.tolist()
    rows = list(values)
    if not rows:
        raise ValueError("there are no rows")
    if isinstance(rows[0], (list, tuple)) or hasattr(rows[0], "__len__"):
        widths = {len(row) for row in rows}
        if len(widths) != 1:
            raise ValueError(f"rows have {min(widths)} to {max(widths)} numbers")
        shape, flat = (len(rows), widths.pop()), [_number(value) for row in rows for value in row]
    else:
        shape, flat = (len(rows),), [_number(value) for value in rows]
    numbers = array(code, flat)
    if sys.byteorder == "big":
        numbers.byteswap()
    size = 4 if code == "f" else 8
    header = f"{{'descr': '<f{size}', 'fortran_order': False, 'shape': {shape}, }}"
    header += " " * (-(10 + len(header) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + numbers.tobytes()


def _post_predictions(server, run_id, search, body):
    server.ask("POST", f"/api/runs/{run_id}/predictions?{search}", body)


def _keep_predictions(run_id, address, search, body):
    """Puts them into a file that a server of this machine takes in when this program is gone. Raises OSError."""
    name = f"{run_id}.{uuid.uuid4().hex[:8]}.{os.getpid()}.predictions"
    file = os.path.join(_spool_folder(), name)
    os.makedirs(os.path.dirname(file), exist_ok=True)
    head = {"type": "address", "address": address, "runId": run_id, "search": search}
    with open(file, "wb") as opened:
        opened.write(_json(head) + b"\n" + body)
    return file


class _TooFast(Exception):
    """The keeper is far behind."""


class Config(dict):
    """The parameters of a run; what is set later reaches the server too."""

    def __init__(self, values, changed):
        super().__init__(values)
        self._changed = changed

    def __setitem__(self, name, value):
        super().__setitem__(name, value)
        self._changed()

    def update(self, *values, allow_val_change=None, **named):
        super().update(*(_mapping(one) for one in values), **named)
        self._changed()

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


# The step of an annotation where none is given.
_LAST = object()


class Run:
    """A run that is being logged. Made by `init`."""

    def __init__(self, description, address, token, on_command, rank, is_muted, has_system, has_console):
        self.id = description["id"]
        self.name = description["name"]
        self.project = description.get("project", "default")
        self.rank = rank
        self.stop_reason = None
        self._address = address.rstrip("/")
        self._on_command = on_command
        # Ended, of another rank, or of the process that this one was forked from: nothing is logged.
        self._muted = is_muted
        self._end_capture = lambda: None
        self._why_muted = None
        self._refused = 0
        self._said = set()
        self._counting = threading.RLock()
        self._finishing = threading.RLock()
        self._next_step = 0
        self._rows = deque()
        self._logged = 0
        self._taken = 0
        self._watched = None
        self._loss = description.get("loss")
        self._ended = None
        # What ended the last cell of a notebook that logged to it, and how much was logged until then.
        self._broken = None
        self._logged_before = -1
        # How it has ended, as `finish` takes it.
        self._end = {}
        self._predictions = {}
        self._token = token
        self.config = Config(description.pop("config"), self._describe_params)
        if is_muted:
            return
        self._bad_names = set()
        self._wake = threading.Event()
        self._is_closing = False
        server = _Server(address, token)
        self._is_near = server.is_near
        self._outbox = _Outbox(_Spool(self.id, address), self._fault)
        self._printed = _Printed(self.id)
        self._sender = _Sender(
            self.id,
            server,
            self._address,
            self._outbox,
            self._printed,
            self._fault,
            self._count_refused,
            self._hear_stop,
        )
        self._rows.append({"type": "run-started", "run": description, "time": int(time.time() * 1000)})
        self._keeper = threading.Thread(target=self._keep, name="lossglass-keeper", daemon=True)
        self._keeper.start()
        self._sender.start()
        self._ending = threading.Event()
        if has_system:
            threading.Thread(target=self._sample, name="lossglass-system", daemon=True).start()
        if has_console:
            self._end_capture = _capture(self._printed.write)
        _runs.add(self)

    # What a program calls

    @property
    def url(self) -> str:
        """The page of the run."""
        return f"{self._address}/runs/{self.id}"

    @property
    def stop_requested(self) -> bool:
        """True once somebody pressed Stop, or a policy of the server asks for it: leave the loop when you see it.

        Only the rank that logs hears it; it has to tell the others.
        """
        return self.stop_reason is not None

    @property
    def loss(self):
        """The loss it trains with, {"id": …, "params": …, "dialect": …}; may be set until the run ends."""
        return self._loss

    @loss.setter
    def loss(self, loss):
        self._loss = None if loss is None else _loss(loss)
        self._describe({"loss": self._loss})

    def log(
        self, values: Mapping[str, Any], step: Optional[int] = None, commit: Optional[bool] = None
    ) -> None:
        """Values by name after `step` optimizer steps; without a step it is one more than the last.

        Numbers of any library are fine, NaN and the infinities too; None is no value. `commit=False` leaves the step
        that is counted where it is.
        """
        if self._muted:
            if self._why_muted is not None:
                self._fault(self._why_muted)
            return
        try:
            if self._watched is not None:
                values = self._beside(values, step)
            row = {}
            for name, value in values.items():
                if type(value) is float:
                    row[name] = value
                else:
                    self._convert(name, value, row)
            if step is None:
                with self._counting:
                    step = self._next_step
                    if step > _LAST_STEP:
                        raise ValueError
                    if commit is not False:
                        self._next_step = step + 1
            else:
                if type(step) is not int or not 0 <= step <= _LAST_STEP:
                    step = _whole_step(step)
                self._next_step = step + 1
            waiting = self._logged - self._taken
            if waiting > _MANY_VALUES:
                self._press(waiting)
            self._rows.append((step, time.time(), row))
            self._logged += len(row)
        except Exception as error:
            self._count_fault(values, step, error)

    def annotate(self, text: str, step: Any = _LAST) -> None:
        """Says something at a step, "learning rate lowered by hand", which is drawn on the curves.

        At the last logged step where none is given, of the whole run where it is None. 1 to 1,000 characters. Never
        waits and never raises.
        """
        if self._muted:
            if self._why_muted is not None:
                self._fault(self._why_muted)
            return
        try:
            text = _text(str(text).strip(), _LONGEST_ANNOTATION)
            if text == "":
                raise ValueError("it has no text")
            if step is _LAST:
                step = self._next_step - 1 if self._next_step > 0 else None
            event = {"type": "annotation", "runId": self.id, "id": str(uuid.uuid4()), "text": text}
            event["step"] = None if step is None else _whole_step(step)
            self._rows.append({**event, "time": int(time.time() * 1000)})
        except Exception as error:
            self._fault(f"an annotation is a text at a whole step from 0 on ({error!r}): it is left out.")

    def console(self, text: str) -> None:
        """Prints to the console of the run: text with line breaks and, if you like, ANSI colours.

        What comes too fast loses its middle. Never waits and never raises.
        """
        if self._muted:
            return
        try:
            text = str(text)
            self._printed.write(text if text.endswith("\n") else text + "\n")
        except Exception as error:
            self._fault(f"what is printed to the console of a run is a text ({error!r}).")

    def finish(
        self, status: Optional[str] = None, reason: Optional[str] = None, timeout: float = _CLOSE_TIMEOUT
    ) -> dict:
        """Ends the run, as stopped where that was requested, and waits until all is delivered, ten seconds at most.

        Answers {"delivered", "refused", "spool_file"}: where the rest is kept, if any is left, and how many values
        were refused or were none.
        """
        # Of two threads the second waits for the first: the program must not end before all is delivered.
        with self._finishing:
            return self._finish(status, reason, timeout)

    def _finish(self, status, reason, timeout):
        if self._muted:
            return self._ended or {"delivered": True, "refused": self._refused, "spool_file": None}
        if status is None:
            status = "finished" if self.stop_reason is None else "stopped"
        if status not in ("finished", "failed", "stopped"):
            raise ValueError(f'A run ends as "finished", "failed" or "stopped", not {status!r}.')
        if reason is None and status == "stopped":
            reason = self.stop_reason
        if self._watched is not None:
            self._watched.close()
            self._watched = None
        self._muted, self._why_muted = (
            True,
            f"the run {self.name!r} has ended: what is logged afterwards is left out.",
        )
        event = {"type": "run-ended", "runId": self.id, "status": status, "time": int(time.time() * 1000)}
        if reason is not None:
            event["reason"] = _text(reason)
        self._ending.set()
        self._end_capture()
        self._rows.extend(self._printed.rest())
        self._rows.append(event)
        try:
            is_delivered = self._deliver(timeout)
            self._send_predictions(is_delivered)
        finally:
            _runs.discard(self)
            # Whatever interrupts the waiting, nothing is lost.
            self._outbox.spill()
            self._sender.is_closed = True
            self._sender.news.set()
        self._refused += self._outbox.lost
        file = None if is_delivered else self._outbox.spool.file
        self._ended = {"delivered": is_delivered, "refused": self._refused, "spool_file": file}
        self._end = {"status": status, "reason": event.get("reason")}
        if not is_delivered:
            reason = f" ({self._sender.reason.rstrip('.')})" if self._sender.reason else ""
            _print(
                f"what could not be delivered is in {file}{reason}; a server of this machine takes it in when this program is gone."
            )
        return self._ended

    def predictions(
        self,
        outputs: Any,
        targets: Any,
        kind: Optional[str] = None,
        step: Optional[int] = None,
        which: str = "last",
        task: Optional[str] = None,
        class_names: Optional[Iterable[str]] = None,
    ) -> None:
        """Keeps what the model says of the validation rows, so that it can be scored by other losses.

        `outputs` are [rows] or [rows, classes], `targets` [rows] or [rows, labels]; arrays, tensors or lists. `kind`
        is "logits", "probabilities", "log-probabilities", "scores" (an order, no zero), "margins" (above 0 for what is
        there) or "values"; the server tells it by the shapes where it is left out. `which` is "best" or "last". They
        are copied here, those of an earlier call with the same `which` are replaced, and are sent when the run ends.
        Never raises.
        """
        if self._muted:
            return
        try:
            about = [("which", which), ("step", step), ("kind", kind), ("task", task)]
            about += [("className", name) for name in class_names or ()]
            search = urlencode([(name, value) for name, value in about if value is not None])
            self._predictions[which] = search, _npy(outputs) + _npy(targets)
        except Exception as error:
            self._fault(f"predictions are numbers, or lists of as many numbers, for each row ({error!r}).")

    def watch(self, optimizer=None, criterion=None):
        """Logs the learning rate and the norm of the gradient with what is logged; names the loss by its criterion."""
        if criterion is not None:
            self._name_loss(loss_of(criterion))
        if optimizer is not None and not self._muted:
            if self._watched is not None:
                self._watched.close()
            self._watched = _WatchedOptimizer(optimizer)
        return self

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.finish(**_ending(error))
        return False

    # In the thread of the program

    def _beside(self, values, step):
        try:
            return self._watched.beside(values, self._next_step if step is None else step)
        except Exception as error:
            self._fault(f"the optimizer cannot be watched: {error!r}.")
            return values

    def _convert(self, name, value, row):
        if value is None:
            return
        if isinstance(value, Mapping):
            for inner, one in _flat(value, "/"):
                self._convert(f"{name}/{inner}", one, row)
            return
        try:
            row[name] = _number(value)
        except OverflowError:
            self._fault(f"a value of {name!r} is beyond what a double can hold: it is left out.")
            self._refused += 1
        except Exception:
            kind = type(value).__name__
            self._fault(f"the values of {name!r} are no numbers but of the type {kind}: they are left out.")
            self._refused += 1

    def _count_fault(self, values, step, error):
        self._refused += len(values) if isinstance(values, Mapping) else 1
        if isinstance(error, _TooFast):
            self._fault("values come faster than they can be kept: some are left out.")
        elif not isinstance(values, Mapping):
            self._fault(f"log takes a dict of names and numbers, not {type(values).__name__}.")
        elif isinstance(error, (TypeError, ValueError)):
            self._fault(
                f"a step is a whole number of optimizer steps from 0 on, not {step!r}: its values are left out."
            )
        else:
            self._fault(f"values could not be logged: {error!r}.")

    def _press(self, waiting):
        """The program logs faster than the keeper collects: it is let run, then values are left out. Never long."""
        if not self._wake.is_set():
            self._wake.set()
        if waiting < _MOST_VALUES:
            return
        for _ in range(50):
            time.sleep(0.001)
            if self._logged - self._taken < _MOST_VALUES:
                return
        raise _TooFast

    def _describe(self, changes):
        if not self._muted:
            run = {"id": self.id, **changes}
            self._rows.append({"type": "run-started", "run": run, "time": int(time.time() * 1000)})

    def _describe_params(self):
        self._describe({"params": _params(self.config)})

    def _name_loss(self, named):
        """A loss that a framework names, with the dialect it is written in."""
        self._loss = named
        self._describe({"loss": self._loss})

    def _deliver(self, timeout):
        end = time.monotonic() + timeout
        self._is_closing = True
        self._wake.set()
        self._keeper.join(timeout)
        self._sender.is_hurried = True
        self._sender.news.set()
        self._sender.hurry.set()
        while not self._outbox.is_empty():
            # A server of this machine that is away takes the file in when it comes: no need to wait for it.
            if time.monotonic() > end or (self._is_near and self._sender.failures >= 2):
                return False
            time.sleep(0.005)
        return not self._rows

    def _send_predictions(self, is_server_there):
        server = _Server(self._address, self._token)
        for which, (search, body) in self._predictions.items():
            try:
                if is_server_there:
                    _post_predictions(server, self.id, search, body)
                    continue
            except _Refused as refused:
                self._fault(f"the predictions of the {which} epoch are not kept. {refused}")
                continue
            except _Later:
                is_server_there = False
            try:
                file = _keep_predictions(self.id, self._address, search, body)
                self._fault(f"the predictions of the {which} epoch could not be delivered, and wait in {file}.")
            except OSError as error:
                self._fault(f"the predictions of the {which} epoch are lost: {error}.")
        server.close()

    def _fault(self, sentence):
        """Each kind is named once."""
        if sentence in self._said or len(self._said) >= _KINDS_SAID:
            return
        self._said.add(sentence)
        _print(sentence)

    # In the thread that asks the machine

    def _sample(self):
        machine = _Machine()
        pause = _SAMPLE_FIRST
        while not self._ending.wait(pause):
            if self._next_step == 0:
                # A sample is of the step at which the training stands: before its first one there is none.
                pause = 1.0
                continue
            pause = _SAMPLE_EVERY
            values = machine.sample()
            if values and not self._muted:
                self._rows.append((self._next_step - 1, time.time(), values))

    # In the thread of the keeper, which never touches the network

    def _keep(self):
        while True:
            self._wake.wait(_TICK)
            self._wake.clear()
            is_last = self._is_closing
            try:
                if self._collect():
                    self._sender.news.set()
                self._outbox.keep()
            except Exception as error:
                self._fault(f"values could not be kept: {error!r}.")
            if is_last:
                return

    def _collect(self):
        """Encodes what was logged since the last time; whether there was any."""
        columns, count, is_any = {}, 0, False
        while True:
            try:
                row = self._rows.popleft()
            except IndexError:
                # Threads that log at once may miscount: here nothing waits.
                self._taken = self._logged
                break
            is_any = True
            if type(row) is dict or type(row) is bytes:
                self._seal(columns)
                columns, count = {}, 0
                self._outbox.put(row if type(row) is bytes else _json(row))
                continue
            step, at, values = row
            at = int(at * 1000)
            self._taken += len(values)
            for name, value in values.items():
                column = columns.get(name)
                if column is None:
                    if (
                        type(name) is not str
                        or not 0 < len(name) <= 60
                        or not name.isprintable()
                        or name in _TAKEN_NAMES
                    ):
                        name = self._checked_name(name)
                        if name is None:
                            continue
                    if len(columns) >= _MOST_SERIES:
                        self._seal(columns)
                        columns, count = {}, 0
                    column = columns.setdefault(name, ([], [], []))
                column[0].append(step)
                column[1].append(value)
                column[2].append(at)
                count += 1
            if count >= _POINTS_PER_EVENT:
                self._seal(columns)
                columns, count = {}, 0
        self._seal(columns)
        if is_any:
            self._sender.logged_at = time.monotonic()
        return is_any

    def _checked_name(self, name):
        name = str(name)
        if name in _TAKEN_NAMES:
            fault = f"JavaScript keeps the name {name!r} for itself: give the series another one."
        elif name == "" or _BROKEN.search(name) or _units(name) > _LONGEST_NAME:
            fault = f"a series has a name of 1 to {_LONGEST_NAME} characters without NUL: {name[:40]!r} is left out."
        else:
            return name
        self._refused += 1
        self._fault(fault)
        return None

    def _seal(self, columns):
        if columns:
            series = [
                {"name": name, "steps": steps, "values": _column(values), "times": times}
                for name, (steps, values, times) in columns.items()
            ]
            self._outbox.put(_json({"type": "points", "runId": self.id, "series": series}))

    # In the thread of the sender

    def _count_refused(self, message, values):
        self._refused += values
        self._fault(f"the server refused what was sent: {message}")

    def _hear_stop(self, reason):
        if self.stop_reason is not None:
            return
        self.stop_reason = reason
        if self._on_command is not None:
            try:
                self._on_command({"run_id": self.id, "action": "stop", "reason": reason})
            except Exception as error:
                self._fault(f"on_command failed: {error!r}.")


# --- What a program calls ------------------------------------------------------------------------------------------

_runs = weakref.WeakSet()
_current = None


def init(
    project: Optional[str] = None,
    name: Optional[str] = None,
    loss: Any = None,
    config: Any = None,
    id: Optional[str] = None,
    group: Optional[str] = None,
    tags: Optional[Sequence[str]] = None,
    seed: Optional[int] = None,
    planned_steps: Optional[int] = None,
    steps_per_epoch: Optional[int] = None,
    main_metric: Optional[str] = None,
    directions: Optional[Mapping[str, str]] = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
    notes: Optional[str] = None,
    on_command: Optional[Callable[[dict], None]] = None,
    all_ranks: bool = False,
    system: bool = True,
    console: bool = False,
) -> Run:
    """Starts a run and returns at once, whether the server is there or not.

    An `id` that exists goes on with that run, and steps that are counted go on from its last one: that is asked of the
    server, for two seconds at most. Of several ranks only 0 logs, unless `all_ranks` gives each a run of its own.
    `on_command` is called with {"action": "stop", "reason": …} in a thread of its own when the run is to stop.
    The machine is told of every 15 seconds, as "system/cpu" and so on, unless `system` is False. With
    `console` the run has what this program prints from now on, until it ends.
    Raises ValueError or TypeError for an id, an address or a config that cannot be meant.
    """
    global _current
    if id is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(id)):
        raise ValueError(f'A run id is 1 to 64 letters, digits, "_" or "-", not {id!r}.')
    rank = _rank()
    is_other = all_ranks and rank > 0
    address = url or os.environ.get("LOSSGLASS_URL") or _ADDRESS
    token = token or os.environ.get("LOSSGLASS_TOKEN")
    is_given = id is not None
    id = str(id) if is_given else str(uuid.uuid4())
    if is_other and is_given:
        id = f"{id[:55]}-rank{rank}"
    if name is None:
        name = id if is_given else f"{_program_name()} {id[:4]}"
    if is_other:
        name = f"{name} rank {rank}"
    config = dict(_mapping(config))
    description = {
        "id": id,
        "name": _text(name, _LONGEST_NAME) or id,
        # Not "client": that one holds a connection open, and its run is lost without.
        "source": "python",
        "environment": _environment(),
        "params": _params(config),
        "config": config,
    }
    if project:
        description["project"] = _text(project, _LONGEST_NAME)
    if group:
        description["group"] = _text(group, _LONGEST_NAME)
    if loss is not None:
        description["loss"] = _loss(loss)
    if tags:
        kept = [tags] if isinstance(tags, str) else list(tags)
        description["tags"] = [_text(tag, _LONGEST_NAME) for tag in kept if str(tag) != ""][:_MOST_TAGS]
    if notes:
        description["notes"] = _text(notes)
    if main_metric:
        description["mainMetric"] = _text(main_metric, _LONGEST_NAME)
    for key, value, least in (("plannedSteps", planned_steps, 0), ("stepsPerEpoch", steps_per_epoch, 1)):
        if value is not None:
            description[key] = max(least, _whole_step(value))
    if seed is not None:
        number = _number(seed)
        description["seed"] = int(seed) if number.is_integer() and abs(number) <= _LAST_STEP else number
    if directions:
        ways = {"higher": "higher", "max": "higher", "maximize": "higher"}
        ways.update({"lower": "lower", "min": "lower", "minimize": "lower"})
        wrong = [way for way in directions.values() if way not in ways]
        if wrong:
            raise ValueError(f'A direction is "higher" or "lower", not {wrong[0]!r}.')
        description["directions"] = {_text(one, _LONGEST_NAME): ways[way] for one, way in directions.items()}
    # In a notebook a cell is run again and again: the run before has ended.
    if _current is not None and not _current._muted and (hasattr(sys, "ps1") or "ipykernel" in sys.modules):
        _current.finish(**_ending(_current._broken))
    _watch_cells()
    is_muted = (rank > 0 and not all_ranks) or _is_spawned_again()
    run = Run(description, address, token, on_command, rank, is_muted, system, console)
    if not is_muted:
        if is_given:
            run._next_step = _step_after(id, address, token)
        _print(f"{run.name!r} is at {run.url}")
    _current = run
    return run


def _program_name():
    """Of the script, or of the package that `python -m` runs; where there is neither, what it is."""
    path = sys.argv[0] if sys.argv else ""
    if "ipykernel" in sys.modules:
        return "notebook"
    stem = os.path.splitext(os.path.basename(path))[0]
    if stem == "__main__":
        stem = os.path.basename(os.path.dirname(os.path.abspath(path)))
    return stem if stem not in ("", "-", "-c", "-m") else "python"


def _step_after(id, address, token):
    """One more than the last step of a run that exists; 0 for a new one, or when the server does not say."""
    try:
        server = _Server(address, token)
        answer = server.ask("GET", f"/api/runs/{id}", timeout=2)
        server.close()
        return max((int(one["last"]) + 1 for one in answer["series"]), default=0)
    except Exception:
        return 0


def _current_run():
    if _current is None:
        raise RuntimeError("No run has been started: call lossglass.init() first.")
    return _current


def log(values: Mapping[str, Any], step: Optional[int] = None, commit: Optional[bool] = None) -> None:
    """Logs to the run that was started last."""
    _current_run().log(values, step, commit)


def annotate(text: str, step: Any = _LAST) -> None:
    """Says something at a step of the run that was started last."""
    _current_run().annotate(text, step)


def finish(status: Optional[str] = None, reason: Optional[str] = None) -> Optional[dict]:
    """Ends the run that was started last."""
    return None if _current is None else _current.finish(status, reason)


def watch(optimizer: Any = None, criterion: Any = None) -> Run:
    """Watches a torch optimizer and a criterion for the run that was started last."""
    return _current_run().watch(optimizer=optimizer, criterion=criterion)


def _ending(error):
    """How a run ends with this exception, or with none."""
    if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
        return {}
    if isinstance(error, KeyboardInterrupt):
        return {"status": "stopped", "reason": "Interrupted from the keyboard."}
    lines = "".join(traceback.format_exception_only(type(error), error)).strip().splitlines()
    return {"status": "failed", "reason": lines[-1] if lines else type(error).__name__}


def _at_exit():
    # Python leaves there what ended the program; in a session at a prompt it is what failed last, whenever.
    error = None if hasattr(sys, "ps1") or "ipykernel" in sys.modules else getattr(sys, "last_value", None)
    for run in list(_runs):
        try:
            run.finish(**_ending(error or run._broken))
        except Exception as failure:
            _print(f"the run {run.name!r} could not be ended: {failure!r}.")


def _after_cell(result):
    """A cell has ended: what it raised is how a run stands that it logged to, until another cell does."""
    for run in list(_runs):
        if run._logged != run._logged_before:
            run._broken = getattr(result, "error_in_exec", None)
            run._logged_before = run._logged


@functools.lru_cache(None)
def _watch_cells():
    """In a notebook an exception ends a cell and not the program, which nothing else would tell of."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        shell.events.register("post_run_cell", _after_cell)


def _after_fork_in_child():
    # The threads have stayed behind, with locks in whatever state; the parent delivers what was logged so far.
    for run in list(_runs):
        run._muted, run._watched = True, None
        run._why_muted = (
            f"{run.name!r} is logged by another process: start a run here to log from this one too."
        )
        run._counting, run._finishing = threading.RLock(), threading.RLock()
        run._end_capture()
        run._rows.clear()
    _runs.clear()


atexit.register(_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)


# --- Plain torch loops ---------------------------------------------------------------------------------------------


class _WatchedOptimizer:
    """Learning rate and gradient norm of a torch optimizer, once a step that is logged."""

    def __init__(self, optimizer):
        # Accelerate, Lightning and DeepSpeed wrap it in one that takes no hooks.
        while getattr(getattr(optimizer, "optimizer", None), "param_groups", None) is not None:
            optimizer = optimizer.optimizer
        self._optimizer = optimizer
        self._hook = None
        self._norm = None
        self._last_step = None

    def beside(self, values, step):
        """What is logged, with what is watched beside it. An evaluation of the same step adds nothing."""
        if step == self._last_step:
            return values
        self._last_step = step
        watched = {}
        groups = self._optimizer.param_groups
        for number, group in enumerate(groups):
            watched["lr" if len(groups) == 1 else f"lr/group-{number}"] = group.get("lr")
        norm = self._norm_of_gradients()
        if norm is None:
            # They are cleared before the loop logs: from now on the norm is taken as the optimizer steps.
            norm, self._norm = self._norm, None
            register = getattr(self._optimizer, "register_step_pre_hook", None)
            if self._hook is None and register is not None:
                self._hook = register(self._before_step)
        watched["grad_norm"] = norm
        return {**watched, **values}

    def _before_step(self, *_):
        self._norm = self._norm_of_gradients()

    def _norm_of_gradients(self):
        """A tensor, which nobody waits for yet; None where there is no gradient."""
        norms = [
            parameter.grad.detach().norm()
            for group in self._optimizer.param_groups
            for parameter in group["params"]
            if getattr(parameter, "grad", None) is not None
        ]
        if not norms:
            return None
        torch = sys.modules["torch"]
        return torch.stack([norm.float().to(norms[0].device) for norm in norms]).norm()

    def close(self):
        if self._hook is not None:
            self._hook.remove()


# torch.nn's losses by their classes: the id of the library, and its names of the parameters.
_WEIGHT = {"weight": "weight"}
_MARGIN = {"margin": "margin"}
_TORCH_LOSSES = {
    "MSELoss": ("mse", {}),
    "L1Loss": ("mae", {}),
    "SmoothL1Loss": ("smooth-l1", {"beta": "beta"}),
    "HuberLoss": ("huber", {"delta": "delta"}),
    "PoissonNLLLoss": ("poisson-nll", {"log_input": "logInput", "full": "full", "eps": "eps"}),
    "GaussianNLLLoss": ("gaussian-nll", {"full": "full", "eps": "eps"}),
    "CrossEntropyLoss": (
        "cross-entropy",
        {**_WEIGHT, "ignore_index": "ignoreIndex", "label_smoothing": "labelSmoothing"},
    ),
    "NLLLoss": ("nll", {**_WEIGHT, "ignore_index": "ignoreIndex"}),
    "MultiMarginLoss": ("multi-margin", {"p": "p", **_MARGIN, **_WEIGHT}),
    "BCEWithLogitsLoss": ("bce-with-logits", {**_WEIGHT, "pos_weight": "posWeight"}),
    "BCELoss": ("bce", _WEIGHT),
    "MultiLabelSoftMarginLoss": ("multilabel-soft-margin", _WEIGHT),
    "MultiLabelMarginLoss": ("multilabel-margin", {}),
    "SoftMarginLoss": ("soft-margin", {}),
    "CTCLoss": ("ctc", {"blank": "blank", "zero_infinity": "zeroInfinity"}),
    "KLDivLoss": ("kl-div", {"log_target": "logTarget"}),
    "TripletMarginLoss": ("triplet", {**_MARGIN, "p": "p", "eps": "eps", "swap": "swap"}),
    "CosineEmbeddingLoss": ("cosine-embedding", _MARGIN),
    "HingeEmbeddingLoss": ("hinge-embedding", _MARGIN),
    "MarginRankingLoss": ("margin-ranking", _MARGIN),
}
# torch.nn.functional has them as functions.
_TORCH_FUNCTIONS = {
    "mse_loss": "MSELoss",
    "l1_loss": "L1Loss",
    "smooth_l1_loss": "SmoothL1Loss",
    "huber_loss": "HuberLoss",
    "poisson_nll_loss": "PoissonNLLLoss",
    "gaussian_nll_loss": "GaussianNLLLoss",
    "cross_entropy": "CrossEntropyLoss",
    "nll_loss": "NLLLoss",
    "multi_margin_loss": "MultiMarginLoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "binary_cross_entropy": "BCELoss",
    "multilabel_soft_margin_loss": "MultiLabelSoftMarginLoss",
    "multilabel_margin_loss": "MultiLabelMarginLoss",
    "soft_margin_loss": "SoftMarginLoss",
    "ctc_loss": "CTCLoss",
    "kl_div": "KLDivLoss",
    "triplet_margin_loss": "TripletMarginLoss",
    "cosine_embedding_loss": "CosineEmbeddingLoss",
    "hinge_embedding_loss": "HingeEmbeddingLoss",
    "margin_ranking_loss": "MarginRankingLoss",
}


# Packages of losses by the modules they come in. Their losses keep their own names: which is which tells the server's page.
_LOSS_PACKAGES = {
    "torch": "torch",
    "torchvision": "torchvision",
    "torchmetrics": "torchmetrics",
    "monai": "monai",
    "kornia": "kornia",
    "timm": "timm",
    "optax": "optax",
    "paddle": "paddle",
    "mxnet": "mxnet",
    "segmentation_models_pytorch": "segmentation-models-pytorch",
    "pytorch_metric_learning": "pytorch-metric-learning",
    "sentence_transformers": "sentence-transformers",
}


def loss_of(criterion):
    """{"id", "params", "dialect"} of a criterion of torch, Keras or another library; of one's own its name only."""
    options = {}
    while isinstance(criterion, functools.partial):
        options = {**criterion.keywords, **options}
        criterion = criterion.func
    kind = criterion if callable(criterion) and hasattr(criterion, "__name__") else type(criterion)
    home = getattr(kind, "__module__", None) or ""
    if home == "torch.nn.functional" or home.startswith("torch._C"):
        name = _TORCH_FUNCTIONS.get(kind.__name__, kind.__name__)
        # The defaults of the function are those of the class.
        return _torch_loss(name, options)
    if home == "torch.nn.modules.loss":
        wanted = inspect.signature(kind.__init__).parameters
        given = {
            name: getattr(criterion, name, one.default)
            for name, one in wanted.items()
            if name != "self" and one.default is not inspect.Parameter.empty
        }
        departing = {
            name: value
            for name, value in given.items()
            if value is not None and not _is_same(value, wanted[name].default)
        }
        return _torch_loss(kind.__name__, departing)
    if home.split(".")[0] in ("keras", "tf_keras"):
        return _keras_loss(criterion)
    package = _LOSS_PACKAGES.get(home.split(".")[0])
    return {"id": _text(kind.__name__, _LONGEST_NAME), "params": {}, **_dialect(package)}


def _is_same(value, default):
    return type(value) is type(default) and value == default


def _torch_loss(name, options):
    id, names = _TORCH_LOSSES.get(name, (name, {}))
    params = {}
    for option, value in options.items():
        if option in ("size_average", "reduce", "input", "target") or value is None:
            continue
        if option == "reduction" and value == "mean":
            continue
        # What the library has no name for is told all the same: its values are then on a scale that it does not know.
        params[names.get(option, option)] = _loss_param(value)
    return {"id": id, "params": params, "dialect": "torch"}


def _loss_param(value):
    if callable(getattr(value, "tolist", None)):
        value = value.tolist()
    if isinstance(value, (list, tuple)) and all(isinstance(one, (int, float)) for one in value):
        return _text(",".join(map(repr, value)))
    return _param(value)


# --- Frameworks ----------------------------------------------------------------------------------------------------

# Keras' losses by their classes and by what strings and functions are called.
_KERAS_LOSSES = {
    "meansquarederror": "mse",
    "mse": "mse",
    "meanabsoluteerror": "mae",
    "mae": "mae",
    "huber": "huber",
    "logcosh": "log-cosh",
    "meansquaredlogarithmicerror": "msle",
    "msle": "msle",
    "categoricalcrossentropy": "cross-entropy",
    "sparsecategoricalcrossentropy": "cross-entropy",
    "binarycrossentropy": "bce",
    "hinge": "hinge",
    "squaredhinge": "squared-hinge",
    # Other losses by these names, which the server knows by the dialect.
    "meanabsolutepercentageerror": "mape",
    "mape": "mape",
    "poisson": "poisson-nll",
    "kldivergence": "kl-div",
    "categoricalhinge": "multi-margin",
}


def _keras_loss(loss):
    """A loss of Keras: a string, a function or an object. With logits or probabilities, its values are the same."""
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", None) or type(loss).__name__
    id = _KERAS_LOSSES.get(name.replace("_", "").lower())
    if id is None:
        return {"id": _text(name, _LONGEST_NAME), "params": {}, "dialect": "keras"}
    try:
        options = loss.get_config()
    except Exception:
        options = {}
    params = {}
    if id == "bce" and options.get("from_logits"):
        id = "bce-with-logits"
    if options.get("label_smoothing"):
        # The library smooths the labels of classes only; of two-sided ones the name tells that it knows nothing.
        params["labelSmoothing" if id == "cross-entropy" else "label_smoothing"] = options["label_smoothing"]
    if options.get("ignore_class") is not None:
        params["ignoreIndex"] = options["ignore_class"]
    if options.get("delta", 1.0) != 1.0:
        params["delta"] = options["delta"]
    if options.get("reduction") not in (None, "sum_over_batch_size", "mean", "auto"):
        params["reduction"] = options["reduction"]
    return {"id": id, "params": _params(params), "dialect": "keras"}


def _split_name(name):
    """Names of frameworks as the pages pair them: `loss` and `val_loss`, `train_loss`, `eval_loss`."""
    for prefix, split in (("val_", "val"), ("eval_", "val"), ("test_", "test"), ("train_", "train")):
        if name.startswith(prefix):
            return f"{split}/{name[len(prefix) :]}"
    return f"train/{name}"


class _Attached:
    """The run of a callback: the one it is given, the one that goes on, or one that it starts itself."""

    def __init__(self, run, options):
        self._given = run
        self._options = options
        self._is_own = False
        self.run = None
        # The run before it was taken up again.
        self.before = None

    def begin(self, goes_on=False, **found):
        """Starts or finds the run; one that has ended and goes on, as fit after fit, is taken up again."""
        before = self.run
        if before is not None and self._is_own and not before._muted and not goes_on:
            # Whatever broke it off told no callback.
            before.finish("failed", "It broke off: another training began with its callback.")
        if before is None or (self._given is None and before._muted and before._ended is not None):
            goes_on = goes_on and self._is_own
            given = self._given
            if given is None and not self._options and _current is not None and not _current._muted:
                given = _current
            self._is_own = given is None
            # What the user says comes before what was found.
            config = {**_mapping(found.pop("config", None)), **_mapping(self._options.get("config"))}
            options = {**found, **self._options, "config": config}
            if goes_on:
                options.update(id=before.id, name=before.name)
            self.before = before if goes_on else None
            self.run = init(**options) if given is None else given
        return self.run

    def end(self, **how):
        if self._is_own and self.run is not None:
            self.run.finish(**how)

    def add(self, values, step):
        """Values for the run that has ended, which ends again as it had; one of the user's takes no more."""
        how = self.run._end
        if self._is_own:
            self.begin(goes_on=True)
        self.run.log(values, step)
        self.end(**how)


def _keras_callback():
    import keras

    class KerasCallback(keras.callbacks.Callback):
        """Logs a fit of Keras: each epoch, and the running means of its batches every `every` steps.

        Takes a run, or what `init` takes; without either it logs to the run that was started last, or starts one.
        """

        def __init__(self, run=None, every=0, **options):
            super().__init__()
            self._attached = _Attached(run, options)
            self._every = every
            self._step = 0
            self._fitted = None
            self._is_first_epoch = self._is_new = False

        def on_train_begin(self, logs=None):
            # The next fold trains a model of its own, which is another run.
            goes_on = self._fitted is not None and self._fitted() is self.model
            optimizer = self.model.optimizer
            found = {"config": {"optimizer": getattr(optimizer, "name", type(optimizer).__name__)}}
            rate = self._learning_rate()
            if rate is not None:
                found["config"]["lr"] = rate
            epochs, steps = self.params.get("epochs"), self.params.get("steps")
            if steps:
                found.update(steps_per_epoch=steps, planned_steps=steps * (epochs or 1))
            run = self._attached.begin(goes_on=goes_on, **found)
            if not goes_on:
                # `log` counts from the step behind the last one, which is as many steps as were taken.
                self._step = max(run._next_step - 1, 0)
            self._fitted = weakref.ref(self.model)
            self._is_first_epoch, self._is_new = True, not goes_on
            loss = getattr(self.model, "loss", None)
            if run.loss is None and (isinstance(loss, str) or callable(loss)):
                named = _keras_loss(loss) if isinstance(loss, str) else loss_of(loss)
                run._name_loss(named)

        def on_epoch_begin(self, epoch, logs=None):
            steps, epochs = self.params.get("steps"), self.params.get("epochs")
            if self._is_first_epoch and steps and epochs:
                taken = epoch * steps
                if self._is_new and epoch > 0:
                    # From a checkpoint, which may be older than what the run has.
                    self._step = min(taken, self._step) if self._step > 0 else taken
                if self._step != taken:
                    self._attached.run._describe({"plannedSteps": self._step + steps * epochs - taken})
            self._is_first_epoch = False

        def on_train_batch_end(self, batch, logs=None):
            self._step += 1
            # The last of an epoch is told with the epoch.
            is_last = batch + 1 == self.params.get("steps")
            if self._every and self._step % self._every == 0 and not is_last:
                self._attached.run.log(
                    {f"train/{name}": value for name, value in (logs or {}).items()}, self._step
                )
            if self._attached.run.stop_requested:
                self.model.stop_training = True

        def on_epoch_end(self, epoch, logs=None):
            values = {_split_name(name): value for name, value in (logs or {}).items()}
            # Callbacks that move the rate log it among the others.
            values.pop("train/lr", None)
            values["lr"] = values.pop("train/learning_rate", None)
            if values["lr"] is None:
                values["lr"] = self._learning_rate()
            self._attached.run.log(values, self._step)

        def on_train_end(self, logs=None):
            self._attached.end()

        def _learning_rate(self):
            try:
                return float(self.model.optimizer.learning_rate)
            except Exception:
                return None  # Some backends show it while they train only as a tracer.

    return KerasCallback


def _lightning():
    try:
        from lightning.pytorch import Callback
        from lightning.pytorch.loggers.logger import Logger
    except ImportError:
        from pytorch_lightning import Callback
        from pytorch_lightning.loggers.logger import Logger
    return Callback, Logger


def _lightning_logger():
    class LightningLogger(_lightning()[1]):
        """A logger of Lightning: takes a run, or what `init` takes. `LightningStop` beside it ends a fit on request."""

        def __init__(self, run=None, **options):
            super().__init__()
            self._attached = _Attached(run, options)
            self._is_fitted = False

        @property
        def experiment(self):
            return self._attached.run or self._attached.begin()

        @property
        def name(self):
            return self._attached._options.get("project", "lossglass")

        @property
        def version(self):
            return self.experiment.id

        def log_hyperparams(self, params, *_, **__):
            config = dict(_mapping(params))
            is_new = self._attached.run is None
            run = self._attached.begin(goes_on=True, config=config)
            if not is_new:
                run.config.update(config)

        def log_metrics(self, metrics, step=None):
            values = {}
            for name, value in metrics.items():
                # The epoch follows from the step; names that say where they belong, or are no loss, stay as they are.
                if name != "epoch":
                    values[name if "/" in name or name.startswith("lr") else _split_name(name)] = value
            # A test after a fit belongs to its run, which has ended meanwhile.
            self._attached.begin(goes_on=True, config=self._config()).log(values, step)

        def _config(self):
            return self._attached.run.config if self._attached.run is not None else {}

        def finalize(self, status):
            # What made it fail is known at the end of the program only, and is then the reason of the run.
            if status == "failed":
                return
            before, run = self._attached.before, self._attached.run
            # A test behind a fit that was stopped, at the step where it stands, makes no finished run of it.
            is_tested = before is not None and not self._is_fitted and run._next_step <= before._next_step + 1
            self._is_fitted = False
            self._attached.end(**(before._end if is_tested else {}))

    return LightningLogger


def _lightning_stop():
    class LightningStop(_lightning()[0]):
        """Ends a fit of Lightning once its run is to stop."""

        def on_fit_start(self, trainer, *_):
            for logger in trainer.loggers:
                if type(logger).__name__ == "LightningLogger":
                    logger._is_fitted = True

        def on_train_batch_end(self, trainer, *_, **__):
            for logger in trainer.loggers:
                if type(logger).__name__ == "LightningLogger" and logger.experiment.stop_requested:
                    trainer.should_stop = True

    return LightningStop


def _transformers_callback():
    from transformers import TrainerCallback

    class TransformersCallback(TrainerCallback):
        """A callback for Trainer of Transformers: takes a run, or what `init` takes."""

        def __init__(self, run=None, **options):
            self._attached = _Attached(run, options)
            # What was told of the last step.
            self._told = (None, set())

        def on_train_begin(self, args, state, control, **_):
            if not state.is_world_process_zero:
                return
            config = args.to_sanitized_dict() if hasattr(args, "to_sanitized_dict") else args.to_dict()
            planned = state.max_steps if state.max_steps > 0 else None
            epochs = state.num_train_epochs
            per_epoch = planned // epochs if planned and epochs and planned % epochs == 0 else None
            self._told = (None, set())
            found = {"planned_steps": planned, "steps_per_epoch": per_epoch, "seed": args.seed}
            # From a checkpoint it goes on with the run that it has made.
            self._attached.begin(goes_on=state.global_step > 0, config=config, **found)

        def on_log(self, args, state, control, logs=None, **_):
            run = self._attached.run
            if run is None or not state.is_world_process_zero:
                return
            values = {}
            for name, value in (logs or {}).items():
                if name == "learning_rate":
                    values["lr"] = value
                elif name == "grad_norm":
                    values[name] = value
                elif name != "epoch" and not re.search(
                    r"_(runtime|per_second|(preparation|compilation)_time)$|^total_flos$|^train_loss$", name
                ):
                    # The loss of the whole training is told at the end, and is no value of that step.
                    values[_split_name(name)] = value
            step, names = self._told
            if step != state.global_step:
                names = set()
            if run._ended is None:
                self._told = (state.global_step, names | set(values))
                if values:
                    run.log(values, state.global_step)
                return
            # An evaluation after the end, perhaps of the best model: what is known of the last step stays.
            values = {name: value for name, value in values.items() if name not in names}
            if values:
                self._attached.add(values, state.global_step)

        def on_step_end(self, args, state, control, **_):
            if self._attached.run is not None and self._attached.run.stop_requested:
                control.should_training_stop = True

        def on_train_end(self, args, state, control, **_):
            self._attached.end()

    return TransformersCallback


# Objectives of boosters whose name in the library is known.
_BOOSTED_LOSSES = {
    "binary:logistic": "bce-with-logits",
    "reg:logistic": "bce-with-logits",
    "binary": "bce-with-logits",
    "multi:softmax": "cross-entropy",
    "multi:softprob": "cross-entropy",
    "multiclass": "cross-entropy",
    "reg:squarederror": "mse",
    "regression": "mse",
    "reg:absoluteerror": "mae",
    "regression_l1": "mae",
    "reg:squaredlogerror": "msle",
}
_SPLITS = {
    "train": ("train", "training", "learn", "dtrain"),
    "val": ("val", "valid", "validation", "eval", "dev", "valid_0", "dval", "dvalid"),
    "test": ("test", "dtest"),
}


def _splits_of(datas):
    """What a booster calls its data, as the pages call it. A single one beside the training is the validation."""
    splits = {
        data: next((split for split, names in _SPLITS.items() if data.lower() in names), data)
        for data in datas
    }
    others = [data for data, split in splits.items() if split not in _SPLITS]
    if len(others) == 1 and "val" not in splits.values() and re.fullmatch(r"valid(ation)?_\d+", others[0]):
        splits[others[0]] = "val"
    return splits


def _name_objective(run, objective, dialect):
    if run.loss is None and isinstance(objective, str):
        named = _BOOSTED_LOSSES.get(objective, _text(objective, _LONGEST_NAME))
        run._name_loss({"id": named, "params": {}, "dialect": dialect})


def _xgboost_callback():
    import xgboost

    class XGBoostCallback(xgboost.callback.TrainingCallback):
        """A callback for xgboost.train or an estimator: takes a run, or what `init` takes. A step is a boosting round."""

        def __init__(self, run=None, **options):
            super().__init__()
            self._attached = _Attached(run, options)

        def before_training(self, model):
            run = self._attached.begin()
            try:
                learner = json.loads(model.save_config())["learner"]
                _name_objective(run, learner["objective"]["name"], "xgboost")
            except Exception:
                pass  # A booster of another version tells it elsewhere.
            return model

        def after_iteration(self, model, epoch, evals_log):
            values = {}
            splits = _splits_of(evals_log)
            for data, metrics in evals_log.items():
                for metric, history in metrics.items():
                    last = history[-1]
                    # With cross-validation it is a mean and its deviation.
                    values[f"{splits[data]}/{metric}"] = last[0] if isinstance(last, tuple) else last
            self._attached.run.log(values, epoch + 1)
            return self._attached.run.stop_requested

        def after_training(self, model):
            self._attached.end()
            return model

    return XGBoostCallback


class LightGBMCallback:
    """A callback for lightgbm.train or an estimator: takes a run, or what `init` takes. A step is a boosting round."""

    order = 10
    before_iteration = False

    def __init__(self, run=None, **options):
        self._attached = _Attached(run, options)
        self._model = None

    def __call__(self, env):
        results = [result for result in env.evaluation_result_list or [] if len(result) >= 4]
        splits = _splits_of(result[0] for result in results)
        names = [f"{splits[result[0]]}/{result[1]}" for result in results]
        if self._attached.run is None or env.iteration == env.begin_iteration:
            directions = {name: "higher" if result[3] else "lower" for name, result in zip(names, results)}
            config = {
                name: value
                for name, value in env.params.items()
                if isinstance(value, (str, int, float, bool))
            }
            planned = env.end_iteration - env.begin_iteration
            if _is_stopped_early(self._model):
                self._end()
            run = self._attached.begin(config=config, planned_steps=planned, directions=directions)
            if self._attached._is_own:
                self._follow(env.model)
            objective = env.params.get("objective")
            # None stands for its default, "none" for a function of the user's.
            if objective != "none":
                _name_objective(run, "regression" if objective is None else objective, "lightgbm")
        run = self._attached.run
        run.log({name: result[2] for name, result in zip(names, results)}, env.iteration + 1)
        if run.stop_requested:
            from lightgbm.callback import EarlyStopException

            self._end()
            raise EarlyStopException(env.iteration, env.evaluation_result_list)
        if env.iteration + 1 >= env.end_iteration:
            self._end()

    def _end(self):
        self._model = None
        self._attached.end()

    def _follow(self, model):
        """Early stopping raises past this callback, and only the booster tells of it afterwards."""
        self._model = model
        run = self._attached.run

        def wait():
            while not run._muted:
                time.sleep(0.1)
                if _is_stopped_early(model):
                    run.finish()

        threading.Thread(target=wait, name="lossglass-lightgbm", daemon=True).start()


def _is_stopped_early(booster):
    return getattr(booster, "best_iteration", -1) > 0


_LAZY = {
    "KerasCallback": _keras_callback,
    "LightningLogger": _lightning_logger,
    "LightningStop": _lightning_stop,
    "TransformersCallback": _transformers_callback,
    "XGBoostCallback": _xgboost_callback,
}


def __getattr__(name):
    """Classes that extend those of a framework are made when they are asked for: nothing is imported before."""
    make = _LAZY.get(name)
    if make is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = make()
    made.__qualname__ = name
    globals()[name] = made
    return made


# --- `python lossglass.py` -----------------------------------------------------------------------------------------


def _is_gone(pid, file):
    if os.name == "nt":
        # There, signal 0 is no question but an interrupt.
        return time.time() - os.path.getmtime(file) > 3600
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


def _deliver_predictions(file, token):
    with open(file, "rb") as opened:
        head, body = json.loads(opened.readline()), opened.read()
    server = _Server(head["address"], token)
    _post_predictions(server, head["runId"], head["search"], body)
    server.close()
    os.remove(file)
    _print(f"{os.path.basename(file)} has been delivered to {head['address']}.")


def deliver(token: Optional[str] = None) -> int:
    """Delivers what earlier programs of this machine left for servers of others; how many files are left.

    A server takes in what is left on its own machine by itself.
    """
    token = token or os.environ.get("LOSSGLASS_TOKEN")
    folder, left = _spool_folder(), 0
    # Events first, as predictions are of runs that there are.
    names = os.listdir(folder) if os.path.isdir(folder) else []
    for name in sorted(names, key=lambda name: (name.endswith(".predictions"), name)):
        match = re.fullmatch(r"(.+)\.[0-9a-f]{8}\.(\d+)\.(jsonl|predictions)", name)
        file = os.path.join(folder, name)
        if match is None or not _is_gone(int(match[2]), file):
            continue
        try:
            if match[3] == "predictions":
                _deliver_predictions(file, token)
                continue
            spool, address = _Spool.left_by(file)
            outbox = _Outbox(spool, _print)
            server = _Server(address, token)
            sender = _Sender(
                match[1], server, address, outbox, None, _print, lambda why, _: _print(why), lambda _: None
            )
            while not outbox.is_empty():
                sender._step()
            server.close()
            _print(f"{name} has been delivered to {address}.")
        except Exception as error:
            left += 1
            _print(f"{name} could not be delivered yet: {error}.")
    return left


if __name__ == "__main__":
    sys.exit(1 if deliver() else 0)

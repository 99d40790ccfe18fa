"""Programs that spend seconds on imports, each in a process of its own that is forked where they are done.

``Forks(modules)`` lasts as long as the test process; the process that forks starts when it is first asked.
What is forked has arguments, folder, environment and output of its own, leads a group, and ends as any Python
program ends. It differs from a program that is started in three things only: its modules are imported,
``/proc`` shows the first environment, and settings of Python's own in the environment come too late.

As a program: ``forks.py SOCKET MODULE...`` forks for those who ask at the socket, until its input is closed.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

_LONG = 1 << 20  # bytes of a question or an answer at most


class Forks:
    """Forks of a process that has imported ``modules`` (dotted names)."""

    def __init__(self, *modules):
        self._modules, self._process, self._lock = modules, None, threading.Lock()

    def start(self, program, arguments, cwd, env, out=os.devnull, err=os.devnull):
        """Begin ``program`` (``module:function``) with ``arguments``; what it says goes to two files."""
        return Forked(self.begun(), asked(program, arguments, cwd, env, out, err))

    def begun(self):
        """The address of the process that forks, which is started if it was not."""
        with self._lock:
            if self._process is None:
                self._begin()
        return self.address

    def run(self, program, arguments, cwd, env, timeout=500):
        """Run it to its end: a ``subprocess.CompletedProcess`` with texts."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = (Path(folder, name) for name in ("out", "err"))
            forked = self.start(program, arguments, cwd, env, out, err)
            try:
                code = forked.wait(timeout)
            except subprocess.TimeoutExpired:
                forked.kill()
                raise
            said = [path.read_text(encoding="utf-8", errors="replace") for path in (out, err)]
            return subprocess.CompletedProcess([program, *arguments], code, *said)

    def _begin(self):
        # A socket's name must be short.
        self._folder = tempfile.TemporaryDirectory(prefix="forks-", dir="/tmp")
        self.address = str(Path(self._folder.name, "socket"))
        env = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
        command = [sys.executable, __file__, self.address, *self._modules]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd="/", env=env)
        atexit.register(self.close)
        while not Path(self.address).exists():
            assert self._process.poll() is None, "it could not import what it is to fork with"
            time.sleep(0.02)

    def close(self):
        """End the process that forks; what was forked goes on."""
        self._process.stdin.close()
        self._process.wait(20)
        self._folder.cleanup()


def asked(program, arguments, cwd, env, out=os.devnull, err=os.devnull):
    """What is asked of the process that forks, see ``Forks.start``."""
    told = {"program": program, "arguments": list(map(str, arguments)), "cwd": str(cwd), "env": dict(env)}
    return {**told, "out": str(out), "err": str(err)}


class Forked:
    """One program that was begun; used like a ``subprocess.Popen``."""

    stdin = stdout = stderr = None

    def __init__(self, address, question):
        self.returncode = None
        self._line = socket.socket(socket.AF_UNIX)
        try:
            self._line.connect(address)
            self._line.sendall(json.dumps(question).encode() + b"\n")
            self.pid = json.loads(_line(self._line))
        except BaseException:
            self._line.close()
            raise

    def poll(self):
        """Its exit code, or ``None`` while it runs."""
        if self.returncode is None and select.select([self._line], [], [], 0)[0]:
            with self._line:
                self.returncode = json.loads(_line(self._line))
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None and not select.select([self._line], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("fork", timeout)
        return self.poll()

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


def _line(sock):
    found = b""
    while not found.endswith(b"\n"):
        part = sock.recv(_LONG)
        if not part:
            raise EOFError("the process that forks has gone")
        found += part
    return found


# ---- The process that forks -------------------------------------------------------------------


def _serve(address, modules):
    """Fork for each who asks. Returns only in a fork, with what was asked; ends when the input is closed."""
    for name in modules:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    server = socket.socket(socket.AF_UNIX)
    server.bind(f"{address}.new")
    server.listen(20)
    os.rename(f"{address}.new", address)
    while True:
        ready, _, _ = select.select([server, 0], [], [], 1)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if 0 in ready:
            sys.exit()
        if server in ready:
            line, _ = server.accept()
            if os.fork() == 0:
                server.close()
                return _watched(line)
            line.close()


def _watched(line):
    """Fork once more: this one tells how the other ended, and ends it if nobody is left who asked for it.

    Returns in the other, with what was asked.
    """
    question = json.loads(_line(line))
    child = os.fork()
    if child == 0:
        line.close()
        os.setpgid(0, 0)
        return question
    # Both do it, whichever comes first: who is told of the child may signal its group at once.
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    with contextlib.suppress(OSError):  # nobody may be left who wants to know
        line.sendall(f"{child}\n".encode())
    code = os.waitstatus_to_exitcode(_end_of(child, line))
    with contextlib.suppress(OSError):
        line.sendall(f"{code}\n".encode())
    os._exit(0)


def _end_of(child, line):
    """Wait for it; its status."""
    while not (found := os.waitpid(child, os.WNOHANG))[0]:
        if select.select([line], [], [], 0.02)[0]:  # nothing more is asked: it was hung up
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            return os.waitpid(child, 0)[1]
    return found[1]


def _become(question):
    """Be the program that was asked for; ends with its exit code."""
    os.chdir(question["cwd"])
    os.environ.clear()
    os.environ.update(question["env"])
    for number, name in enumerate((os.devnull, question["out"], question["err"])):
        opened = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    module, _, function = question["program"].partition(":")
    sys.argv = [function, *question["arguments"]]
    sys.path.insert(0, question["cwd"])
    tempfile.tempdir = None
    return getattr(importlib.import_module(module), function)()


if __name__ == "__main__":
    sys.exit(_become(_serve(sys.argv[1], sys.argv[2:])))

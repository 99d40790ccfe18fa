"""nbgrader's own command and a Jupyter server, as a facilitator starts them in a course folder."""

import contextlib
import http.cookiejar
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from forks import Forks

BIN = Path(sys.executable).parent


def _environment(root):
    made = {**os.environ, "PATH": "/usr/bin:/bin", "JUPYTER_CONFIG_DIR": str(root.parent / "jupyter")}
    return made | {"JUPYTER_PLATFORM_DIRS": "1", "JUPYTER_DATA_DIR": str(root.parent / "data")}


_FORKS = Forks(
    "nbgrader.apps.nbgraderapp", "nbgrader.apps.autogradeapp", "nbgrader.apps.generatefeedbackapp",
    "nbgrader.apps.generateassignmentapp", "nbgrader.apps.validateapp", "nbgrader.api", "alembic.command",
    "nbconvert.exporters", "jupyter_client.manager", "sqlalchemy.dialects.sqlite",
    "autograder.nbgrader.config", "autograder.store.results", "autograder.run.worker",
)  # fmt: skip


def nbgrader(*arguments, cwd, afresh=False):
    """Run ``nbgrader ARGUMENTS``, from an environment that is not activated; it must end well.

    ``afresh``: as a program that is started, where the rest is forked (see ``forks``).
    """
    if afresh:
        ran = subprocess.run(
            [BIN / "nbgrader", *arguments], cwd=cwd, env=_environment(cwd), capture_output=True, text=True,
            timeout=500,
        )  # fmt: skip
    else:
        ran = _FORKS.run("nbgrader.apps.nbgraderapp:main", arguments, cwd, _environment(cwd))
    assert ran.returncode == 0, ran.stderr[-3000:]


@contextlib.contextmanager
def serving(root):
    """A Jupyter server in the folder ``root``; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [BIN / "jupyter", "server", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--IdentityProvider.token=", "--ServerApp.ip=127.0.0.1"]
    log = root.parent / "server.log"
    with log.open("w") as stream:
        server = subprocess.Popen(command, cwd=root, env=_environment(root), stdout=stream, stderr=stream)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def formgrader_is_ready(page):
    """Wait until Formgrader's page of a hand-in shows points and comments, which it asks for afterwards.

    What is read before is empty, and what is written before is wiped when they come.
    """
    shown = "() => window.formgrader?.grades?.loaded && window.formgrader.comments?.loaded"
    page.wait_for_function(shown)


def post(address, path):
    """What ``POST path`` at a server answers (JSON), asked as its pages do: with the cookie's secret."""
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    browser.open(f"{address}/formgrader/manage_assignments", timeout=60).close()
    secret = next(cookie.value for cookie in cookies if cookie.name == "_xsrf")
    request = urllib.request.Request(address + path, data=b"", headers={"X-XSRFToken": secret})
    with browser.open(request, timeout=200) as answer:
        return json.load(answer)


def _wait_for(url, server, log):
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"Jupyter did not start: {log.read_text()[-2000:]}")

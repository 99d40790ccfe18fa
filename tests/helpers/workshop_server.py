"""A workshop's server as a process, its room asked over real sockets."""

import json
import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from localsdg_build.cli import main; main()", "workshop"]


class Workshop:
    """One server. ``address``: without a slash at the end; ``key``: the board's address with its secret."""

    def __init__(self, data, course=ROOT, port=0):
        self.data, self.course, self.port = data, course, port
        self.open = ExitStack()
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.command(), stdout=subprocess.PIPE, text=True, encoding="utf-8", env=self.environment()
        )
        said = ""
        while "Ctrl+C" not in said:
            line = self.process.stdout.readline()
            assert line, said
            said += line
        self.said = said
        self.key = re.search(r"http://\S+/workshop/board\?key=\S+", said).group()
        self.code = re.search(r"code (\d{6})", said).group(1)
        self.address = self.key.split("/workshop")[0]
        self.port = int(self.address.rsplit(":", 1)[1])

    def command(self):
        return [*COMMAND, "--data", str(self.data), "--port", str(self.port)]

    def environment(self):
        return {**os.environ, "LOCALSDG_COURSE": str(self.course), "PYTHONIOENCODING": "utf-8"}

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.open.close()
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()

    def client(self, **more):
        made = httpx.Client(base_url=self.address, headers={"origin": self.address}, timeout=30, **more)
        return self.open.enter_context(made)

    def join(self, name, **more):
        client = self.client()
        reply = client.post("/workshop/join", json={"code": self.code, "name": name, **more})
        assert reply.status_code == 200, reply.text
        return Phone(self, client.cookies["localsdg-person"])

    def board(self):
        client = self.client()
        assert client.get(self.key.removeprefix(self.address)).status_code == 303
        return Line(self, "/workshop/feed", dict(client.cookies)), client


class Line:
    """A socket to the server."""

    def __init__(self, workshop, path, cookies, origin=None, **more):
        shown = "; ".join(f"{name}={value}" for name, value in cookies.items())
        address = workshop.address.replace("http", "ws") + path
        headers = {"Cookie": shown, **more}
        opened = connect(
            address,
            origin=origin or workshop.address,
            additional_headers=headers,
            max_size=None,
            close_timeout=0.2,
        )
        self.socket = workshop.open.enter_context(opened)

    def tell(self, **message):
        self.socket.send(json.dumps(message))

    def hear(self, kind, seconds=20, where=lambda message: True):
        """The next message of a kind (others are passed by)."""
        end = time.monotonic() + seconds
        while True:
            message = json.loads(self.socket.recv(timeout=max(0.01, end - time.monotonic())))
            if message["type"] in kind.split() and where(message):
                return message

    def close(self):
        self.socket.close()


class Phone:
    """A participant's page, without a browser."""

    def __init__(self, workshop, token):
        self.workshop, self.token, self.number = workshop, token, 0
        self.cookies = {"localsdg-person": token}

    def open(self, keys=()):
        self.line = Line(self.workshop, "/workshop/phone", self.cookies)
        self.line.tell(type="hello", page="/", exercise=None, keys=list(keys))
        self.welcome = self.line.hear("welcome")
        return self

    def keep(self, **values):
        """What the server says to these texts (``None``: deleted)."""
        self.number += 1
        self.line.tell(type="keep", id=self.number, values=values)
        return self.line.hear("done refused", where=lambda message: message["id"] == self.number)

    def answer(self, slug, answer):
        return self.keep(**{f"localsdg:{slug}": json.dumps(answer)})

    def client(self):
        return self.workshop.client(cookies=self.cookies)


@contextmanager
def running(data, course=ROOT):
    """A server in the folder ``data`` on a free port."""
    workshop = Workshop(data, course)
    try:
        yield workshop
    finally:
        if workshop.process.poll() is None:
            workshop.stop()


def course_with_book(folder):
    """A course folder with our sources and a built book of one page, as far as a room needs it."""
    from localsdg_build.book import page_exercise, page_python

    for name in ("book", "datasets", "exercises", "modules"):
        (folder / name).symlink_to(ROOT / name)
    html = folder / "_build" / "html"
    checks = html / "_exercises" / "checks"
    checks.mkdir(parents=True)
    page = "<!doctype html><html lang=en><head>"
    page += '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    page += '<script type="module" src="_offline/start.js"></script></head><body>A page</body></html>'
    (html / "index.html").write_text(page)
    (html / "sw.js").write_text("// a service worker")
    (html / "_exercises" / "python.json").write_text(page_python.sources(ROOT))
    for slug in ("check-why-report", "check-local-review"):
        (checks / f"{slug}.json").write_text(json.dumps(page_exercise.checks_json(slug, ROOT)))
    return folder

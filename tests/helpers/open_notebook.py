"""A notebook in real JupyterLab or Notebook 7, driven in Chromium, on a Jupyter server of the tests' own."""

import json
import os
import signal
import subprocess
import sys
import time

from playwright.sync_api import TimeoutError

PROGRAMS = {"JupyterLab": "lab/tree", "Notebook 7": "notebooks"}
SLOW = 120_000  # ms: a kernel starts on a busy machine


class Server:
    """A Jupyter server with settings of its own, on a free port, stopped with all its kernels at the end."""

    def __init__(self, folder, course):
        self.root = folder / "work"
        self.root.mkdir()
        env = {name: value for name, value in os.environ.items() if not name.startswith(("JPY_", "JUPYTER"))}
        for part in ("CONFIG", "DATA", "RUNTIME"):
            env[f"JUPYTER_{part}_DIR"] = str(folder / part.lower())
        env |= {"IPYTHONDIR": str(folder / "ipython"), "LOCALSDG_COURSE": str(course)}
        options = [
            "--no-browser",
            "--allow-root",
            "--port=0",
            "--IdentityProvider.token=",
            "--ServerApp.ip=127.0.0.1",
        ]
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={self.root}"],
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        found = until(lambda: list((folder / "runtime").glob("jpserver-*.json")), "the server to start")
        self.url = f"http://127.0.0.1:{json.loads(found[0].read_text())['port']}/"

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


def until(condition, what, seconds=120):
    """Wait for a true value and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.2)
    raise AssertionError(f"waited in vain for {what}")


class Notebook:
    """One notebook file, opened in one of the two programs."""

    def __init__(self, page, jupyter, program, path):
        self.page, self.path = page, path
        place = path.relative_to(jupyter.root).as_posix()
        # "reset": JupyterLab opens this notebook alone, not also those of the tests before
        page.goto(f"{jupyter.url}{PROGRAMS[program]}/{place}?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SLOW, state="attached")
        self.url, self.place = jupyter.url, place
        until(self.kernel_is_idle, "the kernel")
        # The server knows it a moment before the page does.
        page.wait_for_selector(
            '.jp-NotebookPanel :text("Python 3 (ipykernel)")', timeout=SLOW, state="attached"
        )

    def kernel_is_idle(self):
        sessions = self.page.request.get(f"{self.url}api/sessions").json()
        mine = [session["kernel"] for session in sessions if session["path"] == self.place]
        return mine and mine[0]["execution_state"] == "idle" and mine[0]["connections"] > 0

    def menu(self, name, item):
        self.page.click(f'.lm-MenuBar-item:has-text("{name}")')
        self.page.click(f'.lm-Menu-item:has-text("{item}") >> nth=0')

    def run_all(self):
        self.menu("Run", "Run All Cells")
        if self.page.is_visible('.jp-Dialog button:has-text("Select")'):
            self.page.click('.jp-Dialog button:has-text("Select")')
        self.settle()

    def reload(self):
        """Load the page again while the kernel runs, until Jupyter finds the widget again.

        Sometimes it draws the output before it has asked the kernel ("model not found"); then once more.
        """
        for _ in range(4):
            self.page.reload()
            try:
                self.page.wait_for_selector(".lsdg-frame .lsdg-choice-question", timeout=SLOW / 4)
                return
            except TimeoutError:
                continue
        raise AssertionError("the widget did not come back")

    def restart_and_run_all(self):
        # what stands there now must not be taken for what the new kernel shows
        self.page.evaluate("for (const old of document.querySelectorAll('.lsdg-frame')) old.className = ''")
        self.menu("Kernel", "Restart Kernel and Run All")
        self.page.click('.jp-Dialog button:has-text("Restart")')
        self.settle()

    def restart(self):
        """Restart the kernel and run nothing: what is shown is an earlier kernel's."""
        self.menu("Kernel", "Restart Kernel…")
        self.page.click('.jp-Dialog button:has-text("Restart")')
        until(self.kernel_is_idle, "the new kernel")

    def settle(self):
        """Wait until the widget is there and the last cell has run."""
        self.page.wait_for_selector(".lsdg-frame .lsdg-choice-question", timeout=SLOW)
        self.save_until(lambda saved: cell(saved, "a-mean")["outputs"], "the last cell to run")

    def save_until(self, condition, what):
        """Save again and again until the saved file is as expected; returns it as JSON."""

        def saved():
            self.page.keyboard.press("Control+s")
            time.sleep(0.7)  # each saving costs the page and the server more than waiting does
            try:
                notebook = json.loads(self.path.read_text(encoding="utf-8"))
            except ValueError:  # Jupyter is writing it at this moment
                return None
            return notebook if condition(notebook) else None

        return until(saved, what)

    def answer(self, option, number):
        self.page.click(f'.lsdg-option:has-text("{option}")', timeout=SLOW)
        self.page.fill(".lsdg-number input", str(number))

    def shown(self):
        chosen = self.page.locator(".lsdg-choice input:checked").evaluate_all(
            "all => all.map((one) => one.value)"
        )
        return chosen, self.page.input_value(".lsdg-number input")


def cell(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["id"] == name)

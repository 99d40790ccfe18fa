"""A build that fails ends: no process of Sphinx is left for Python to wait for."""

import subprocess
import sys
import textwrap

import pytest

# Two workers of Sphinx's own, as in a build that fails: one fails, the other ends with an answer that is too
# large for the pipe, which nobody reads.
PROGRAM = """
import asyncio, os, signal, time
from sphinx.util.parallel import ParallelTasks
from localsdg_build import workers

def read(which):
    if which == "deaf":  # as nbclient is, while it runs a lesson in a kernel
        loop = asyncio.new_event_loop()
        loop.add_signal_handler(signal.SIGTERM, lambda: None)
    open(f"{folder}/{which}", "w").close()
    while not all(os.path.exists(f"{folder}/{name}") for name in (first, second)):
        time.sleep(0.01)
    if which == "fails":
        raise ValueError("a page that cannot be read")
    return b"x" * (10 if which == "joins" else 10**6)

def join(arg, found):
    if arg == "joins":
        raise ValueError("what two pages say does not fit")

def build():
    tasks = ParallelTasks(2)
    for name in (first, second):
        tasks.add_task(read, name, join)
    tasks.join()

try:
    with workers.none_left():
        build()
except Exception as problem:
    print(type(problem).__name__, flush=True)
"""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("fails", "deaf", "SphinxParallelError"), ("joins", "waits", "KeyError"), ("joins", "deaf", "KeyError")],
)
def test_a_build_ends_when_one_worker_fails(tmp_path, first, second, said):
    names = f"folder, first, second = {str(tmp_path)!r}, {first!r}, {second!r}\n"
    program = names + textwrap.dedent(PROGRAM)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=40)
    assert (done.returncode, done.stdout.split()) == (0, [said]), done.stderr


def test_workers_of_others_are_left_alone():
    program = """
import multiprocessing, time
from localsdg_build import workers
other = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
other.start()
with workers.none_left():
    pass
print(other.is_alive())
other.kill()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=40)
    assert done.stdout.split() == ["True"], done.stderr


def test_the_build_of_pages_leaves_no_worker(tmp_path, monkeypatch):
    """``sphinx_run`` stands on it: a fork that never ends is gone when Sphinx is through."""
    import multiprocessing
    import time

    import jupyter_book.sphinx

    from localsdg import course
    from localsdg_build import editions, sphinx_run

    def failing(*arguments, **options):
        multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,)).start()
        return 1

    monkeypatch.setattr(jupyter_book.sphinx, "build_sphinx", failing)
    monkeypatch.setattr(sphinx_run, "_executed", lambda root, folder: (folder, False))
    (tmp_path / "_config.yml").write_text("title: A course\n", encoding="utf-8")
    before = multiprocessing.active_children()
    edition = editions.edition(editions.LEARNER)
    site = sphinx_run.Site(course.LANGUAGE, tmp_path, tmp_path, tmp_path, edition)
    assert sphinx_run._run_sphinx(site, tmp_path, tmp_path, jobs=2, only_texts=False) == 1
    assert multiprocessing.active_children() == before

"""Limits of one run: what reaches them is stopped, said in a sentence, and costs the next run nothing."""

import json
import textwrap

import pytest
from sandboxes import FIND_PIPE, HOLD, run, says, text, warm

from autograder.sandbox import results

pytestmark = [pytest.mark.sandbox, pytest.mark.alone]  # alone: limits of tenths of a second


@pytest.fixture(scope="module")
def process(small_course_folder):
    with warm(small_course_folder) as started:
        yield started


@pytest.fixture(autouse=True)
def the_next_run_is_as_ever(process, monkeypatch):
    monkeypatch.setattr(results, "LATE", 0.5)
    yield
    assert says(process, "'fine'") == "'fine'"


# ---- Time -----------------------------------------------------------------------------------


def test_a_cell_that_takes_too_long_is_stopped_and_the_next_one_runs(process):
    ran = run(process, "number = 1\nwhile True: pass", "number", cell=0.3)
    assert ran.stopped == {0: "time"} and ran.ending is None
    assert "CellStopped: This cell ran longer than 0.3 seconds" in text(ran)
    assert text(ran, 1) == "1"


def test_a_cell_that_catches_the_usual_errors_is_stopped(process):
    source = "while True:\n    try:\n        while True: pass\n    except Exception: pass"
    assert run(process, source, cell=0.3).stopped == {0: "time"}


@pytest.mark.parametrize(
    "source",
    [
        HOLD,
        "import signal, time\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\ntime.sleep(60)",
        "import signal, time\nsignal.setitimer(signal.ITIMER_REAL, 0)\ntime.sleep(60)",
        "import itertools\nany(map(bool, itertools.repeat(0)))",
    ],
)
def test_a_cell_that_cannot_be_interrupted_ends_the_run(process, source):
    ran = run(process, "'before'", source, "'after'", cell=0.5)
    assert (
        ran.ending
        == "A cell of the notebook ran longer than 0.5 seconds and did not react: the run was stopped."
    )
    assert text(ran) == "'before'" and 2 not in ran.outputs


def test_a_notebook_that_takes_too_long_is_stopped(process):
    ran = run(process, *["import time; time.sleep(0.4)"] * 9, notebook=1)
    assert ran.ending == "The notebook's code ran longer than 1 seconds and was stopped."
    assert 0 < len(ran.outputs) < 9


def test_threads_that_go_on_are_not_waited_for(process):
    source = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()"
    assert run(process, source, "1", notebook=5).ending is None


# ---- Memory and threads ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "bytearray(1 << 30)",
        "import numpy; numpy.ones(1 << 28)",
        "many = []\nwhile True: many.append('x' * 1_000_000)",
        "many = [0]\nwhile True: many += many",
    ],
)
def test_memory_is_limited_and_the_next_cell_runs(process, source):
    ran = run(process, source, "many = None", "1 + 1", memory=200 << 20)
    assert ran.stopped == {0: "memory"} and ran.ending is None
    assert text(ran, 2) == "2"


def test_memory_that_an_error_tells_of_is_none_that_was_lacking(process):
    ran = run(process, "try:\n    bytearray(1 << 40)\nexcept MemoryError:\n    print('too big')")
    assert (text(ran), ran.stopped) == ("too big\n", {})


def test_memory_outside_of_the_limit_cannot_be_had(process):
    assert "PermissionError" in says(process, "import os; os.memfd_create('x')")
    source = (
        "from multiprocessing import shared_memory\nshared_memory.SharedMemory(create=True, size=1 << 30)"
    )
    assert "Error" in says(process, source)


def test_threads_are_limited(process):
    source = """
    import threading, time
    threading.stack_size(1 << 16)
    for number in range(3000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    time.sleep(5)
    """
    ran = run(process, textwrap.dedent(source))
    # An ordinary user's are limited by the kernel, root's by who watches.
    if ran.ending is None:
        assert "can't start new thread" in text(ran)
    else:
        assert ran.ending == "The notebook's code started more than 64 threads and was stopped."


def test_too_deep_a_recursion_is_an_error_like_others(process):
    assert "RecursionError" in says(process, "def f(): f()\nf()")
    endless = (
        "class A:\n    __repr__ = lambda self: repr(self)\nimport sys\nsys.setrecursionlimit(9**9)\nrepr(A())"
    )
    ran = run(process, endless)
    assert ran.ending is None or "died" in ran.ending


# ---- Files ----------------------------------------------------------------------------------


def test_disk_is_limited(process):
    source = "for n in range(100):\n    open(f'/tmp/{n}', 'wb').write(bytes(1 << 20))"
    assert "No space left" in says(process, source, disk=8 << 20)
    assert "No space left" in says(process, "for n in range(10_000):\n    open(f'{n}', 'w').close()")


def test_a_files_size_is_limited(process):
    assert "OSError" in says(process, "file = open('big', 'wb')\nfile.truncate(1 << 40)", disk=8 << 20)


def test_open_files_are_limited(process):
    source = "many = [open('/dev/null') for number in range(2000)]"
    assert "Too many open files" in says(process, source, files=50)


# ---- Output ---------------------------------------------------------------------------------


def test_printing_without_end_is_cut_and_the_answer_is_kept(process):
    source = """
    from localsdg.answers import bundle
    from IPython.display import display
    for number in range(100_000):
        print("line", number)
    display(bundle("a-mean", {"variables": {}}, "kept"), raw=True)
    """
    ran = run(process, textwrap.dedent(source), "'after'")
    assert "[The rest of the output was cut" in text(ran) and len(text(ran)) < 250_000
    assert ran.outputs[0][-1]["data"]["application/vnd.localsdg.answer+json"]["exercise"] == "a-mean"
    assert (text(ran, 1), ran.ending) == ("'after'", None)


def test_large_outputs_are_left_out_with_a_note(process):
    source = "from IPython.display import HTML, display\nfor n in range(9):\n    display(HTML('x' * 300_000))"
    ran = run(process, source, "'after'", output=2_000_000)
    assert [output["output_type"] for output in ran.outputs[0]].count("display_data") == 3
    assert "was cut" in text(ran) and ran.ending is None


def test_a_flood_past_the_shell_ends_the_run(process):
    ran = run(process, FIND_PIPE + "\nwhile True: os.write(pipe, b'x' * 100_000)", output=1_000_000)
    assert ran.ending == "The notebook's code gave out more than can be kept and was stopped."


def test_results_of_too_many_parts_are_not_read(process):
    """Sixteen million bytes of empty objects would take fifty times as many in our memory."""
    line = "b'{\"cell\": 0, \"outputs\": [' + b'{},' * 300_000 + b'{}]}\\n'"
    source = FIND_PIPE + f"\nline = {line}\nwhile line: line = line[os.write(pipe, line):]"
    assert 0 in run(process, source, "1").outputs
    ran = run(process, source.replace("300_000", "600_000"), "1")
    assert ran.outputs == {} and "gave out more than can be kept" in ran.ending


def test_a_flood_of_lines_is_taken_for_what_it_is(process):
    ran = run(process, FIND_PIPE + "\nwhile True: os.write(pipe, b'\\n' * 100_000)", "1")
    assert ran.outputs == {} and "died" in ran.ending


def test_what_cannot_be_shown_is_left_out(process):
    source = """
    class Odd:
        def __str__(self): raise ValueError
        __repr__ = __str__
    from IPython.display import display
    display({"text/plain": Odd()}, raw=True)
    display({("a", 1): {1: {2}}, "text/plain": "shown"}, raw=True)
    raise type("Bad", (Exception,), {"__str__": lambda self: 1 / 0})()
    """
    ran = run(process, textwrap.dedent(source), "'after'")
    assert text(ran, 1) == "'after'" and "shown" in text(ran)


# ---- How it ended ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("import os; os._exit(3)", "exit code 3"),
        ("import os; os._exit(0)", "exit code 0"),
        ("import ctypes; ctypes.string_at(0)", "signal SIGSEGV"),
        ("import os; os.abort()", "signal"),
        ("import os; os.kill(os.getpid(), 9)", "signal"),
    ],
)
def test_a_process_that_dies_is_said_to_have_died(process, source, how):
    ran = run(process, "'before'", source, "'after'")
    assert ran.ending.startswith("The process that ran the notebook's code died (") and how in ran.ending
    assert text(ran) == "'before'" and 2 not in ran.outputs


@pytest.mark.parametrize(
    "source", ["exit()", "import sys; sys.exit(1)", "raise KeyboardInterrupt", "raise SystemExit"]
)
def test_leaving_a_cell_does_not_leave_the_notebook(process, source):
    ran = run(process, source, "'after'")
    assert (text(ran, 1), ran.ending) == ("'after'", None)


# ---- Reading results (without a process) ----------------------------------------------------


def test_results_are_made_plain():
    lines = b'{"cell": 0, "stopped": "else", "outputs": [{"a": [1e999, NaN, "\\ud83d\\ude00 \\udc00"]}, 3]}\n'
    assert results.parse(lines, 1) == ({0: [{"a": [None, None, "\U0001f600 ?"]}]}, {})


def test_more_lines_than_cells_are_not_read():
    line = json.dumps({"cell": 0, "outputs": [{"a": 1}]}).encode() + b"\n"
    assert results.parse(line + line.replace(b"1", b"2"), 1) == ({0: [{"a": 1}]}, {})

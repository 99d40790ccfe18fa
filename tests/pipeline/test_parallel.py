"""How the tests themselves are run: what stays together, is made once or runs alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import parallel
import pytest

HELPERS = Path(parallel.__file__).parent
CONFTEST = """
import os, time
import pytest

pytest_plugins = ["parallel"]

def note(*words):
    with open(os.environ["NOTES"], "a") as file:
        file.write(" ".join([f"{time.monotonic():.6f}", *words]) + "\\n")

@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    from parallel import once

    return once(tmp_path_factory, "thing", lambda folder: (note("made"), (folder / "a").write_text("1")))

@pytest.fixture(autouse=True)
def noted(request):
    note("begin", request.node.name)
    time.sleep(0.1)
    yield
    note("end", request.node.name)
"""
TESTS = """
import pytest

@pytest.mark.parametrize("number", range(6))
def test_any(number, shared):
    assert (shared / "a").read_text() == "1"

@pytest.mark.alone
@pytest.mark.parametrize("number", range({alone}))
def test_alone(number, shared):
    assert number != {fails}
"""
TOGETHER = """
import os
import pytest
from conftest import note

@pytest.fixture(scope="module")
def made_here():
    note("made_here")

@pytest.mark.parametrize("number", range(3))
def test_together(number, made_here):
    pass
"""


@pytest.fixture
def ran(tmp_path):
    """``ran(files, *options)`` runs pytest in two processes: what it printed, its exit code, the notes."""

    def run(files, *options):
        (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    alone: alone\n    early: early\n")
        for name, text in {"conftest.py": CONFTEST, **files}.items():
            (tmp_path / name).write_text(text)
        notes = tmp_path / "notes"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", *options],
            cwd=tmp_path, capture_output=True, text=True,
            env={**os.environ, "NOTES": str(notes), "PYTHONPATH": f"{HELPERS}{os.pathsep}{tmp_path}"},
        )  # fmt: skip
        noted = [line.split() for line in notes.read_text().splitlines()] if notes.exists() else []
        return done.stdout, done.returncode, sorted(noted)

    return run


def spans(noted):
    """``{test: (begin, end)}``."""
    found = {}
    for moment, what, *name in noted:
        if what in ("begin", "end"):
            found.setdefault(name[0], []).append(float(moment))
    return found


@pytest.mark.parametrize(("alone", "others"), [(3, 9), (1, 0)])
def test_what_is_to_be_alone_is_alone_and_at_the_end(ran, alone, others):
    files = {"test_a.py": TESTS.format(alone=alone, fails=-1), "test_b.py": TOGETHER}
    out, code, noted = ran(files, *([] if others else ["-k", "alone"]))
    assert code == 0, out
    assert re.fullmatch(rf"=+ {others + alone} passed in .*", out.splitlines()[-1]), out
    assert len(re.findall("passed", out)) == 1
    found = spans(noted)
    early = sorted(span for name, span in found.items() if "alone" not in name)
    late = sorted(span for name, span in found.items() if "alone" in name)
    assert len(late) == alone and all(end < late[0][0] for _, end in early)
    assert not overlap(late) and overlap(early) == bool(others)
    assert [what for _, what, *_ in noted].count("made") == 1
    assert [what for _, what, *_ in noted].count("made_here") == bool(others)


def overlap(found):
    return any(one[1] > two[0] for one, two in zip(found, found[1:], strict=False))


def test_what_others_would_wait_for_begins_first(ran):
    last = "import pytest\n\n@pytest.mark.early\ndef test_early():\n    pass\n"
    out, code, noted = ran({"test_a.py": TESTS.format(alone=1, fails=-1), "test_z.py": last})
    assert code == 0, out
    first = sorted((span, name) for name, span in spans(noted).items())[:2]  # two processes begin
    assert "test_early" in [name for _, name in first]


def test_one_that_fails_alone_and_one_that_ends_its_process_fail_the_run(ran):
    dies = TESTS.format(alone=3, fails=1) + "\ndef test_dies():\n    import os\n    os._exit(3)\n"
    out, code, noted = ran({"test_a.py": dies})
    assert code == 1 and "crashed while running" in out
    assert "2 failed, 8 passed" in out.splitlines()[-1]
    assert len([name for name, span in spans(noted).items() if len(span) == 2]) == 9

"""What makes hand-ins be graded again is all that judges them and nothing else; nobody writes it down."""

import subprocess
import sys
from pathlib import Path

import autograder
from autograder.run import versions

PACKAGE = Path(autograder.__file__).parent
LOADED = (
    "import sys, autograder.run.worker; "
    "print(*(one.__file__ for name, one in sys.modules.items() if name.partition('.')[0] == 'autograder'))"
)


def names():
    return {path.relative_to(PACKAGE).as_posix() for path in versions.judging_files()}


def test_all_that_a_worker_loads_is_among_it():
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = {Path(file).relative_to(PACKAGE).as_posix() for file in ran.stdout.split()}
    assert len(loaded) > 20 and loaded <= names()


def test_what_runs_in_the_sandbox_is_among_it():
    inside = {path.relative_to(PACKAGE).as_posix() for path in (PACKAGE / "sandbox/inside").glob("*.py")}
    assert "sandbox/inside/main.py" in inside and inside <= names()


def test_a_change_in_reports_or_intake_grades_nothing_again():
    rooms = {name.split("/")[0] for name in names() if "/" in name}
    assert rooms == {"notebook", "run", "sandbox", "store"}
    assert not [name for name in names() if name.startswith("store/ledger/")]

"""Each benchmark can be run by itself: it finds what it shares with tests, whatever was loaded before."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "benchmarks"
# Each in a process of its own, and the interpreter is started once.
LOAD_EACH = """
import importlib, os, run
for name in run.ALL:
    child = os.fork()
    if not child:
        importlib.import_module(name).main
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"{name} cannot be loaded")
"""


def test_each_can_be_loaded_alone():
    ran = subprocess.run([sys.executable, "-c", LOAD_EACH], cwd=FOLDER, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr

"""Which limits of a file does no test know? Change each ``<`` to ``<=``, ``min`` to ``max`` …, and run tests.

usage: .venv/bin/python benchmarks/mutants.py src/localsdg/score.py tests/unit/test_answers.py [more tests …]

Works on a copy. Says which changes the tests let pass; look at each: some change nothing that matters.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import tokenize
from pathlib import Path

ROOT = Path(__file__).parents[1]
OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "min": "max", "max": "min"}


def mutants(text):
    """``(line number, the changed line, the whole changed text)`` for each sign or name in ``OTHER``."""
    lines = text.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.OP, tokenize.NAME) and token.string in OTHER:
            number, line = token.start[0], lines[token.start[0] - 1]
            line = line[: token.start[1]] + OTHER[token.string] + line[token.end[1] :]
            yield number, line.strip(), "".join([*lines[: number - 1], line, *lines[number:]])


def copy(folder):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


def passes(folder, tests):
    """Whether the tests let the copy pass. Raises if they could not be run at all."""
    path = os.pathsep.join([str(folder / "src"), str(folder)])
    done = subprocess.run(
        [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode not in (0, 1, 2):  # 2: a changed file could not be imported
        raise SystemExit(done.stdout + done.stderr)
    return done.returncode == 0


def main(name, tests):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        copy(folder)
        file, text = folder / name, (folder / name).read_text(encoding="utf-8")
        if not passes(folder, tests):
            raise SystemExit("The tests fail before anything is changed.")
        tried, survived = 0, 0
        for number, line, changed in mutants(text):
            file.write_text(changed, encoding="utf-8")
            tried += 1
            if passes(folder, tests):
                survived += 1
                print(f"{name}:{number}: nobody noticed: {line}", flush=True)
    print(f"{name}: {survived} of {tried} changes passed the tests")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2:])

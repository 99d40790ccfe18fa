"""``pytest --changed``: of the tests of exercises, only those whose exercise differs from the branch main."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def pytest_addoption(parser):
    parser.addoption(
        "--changed",
        action="store_true",
        help="of the tests in tests/exercises, run only those whose exercise differs from the branch main",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("changed"):
        return
    slugs = exercises(changed_files())
    kept = [
        item for item in items if "exercises" not in Path(item.path).parts or concerns(item.nodeid, slugs)
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def changed_files():
    """Paths that differ from where this branch left main, or without a main from the last commit."""
    base = git("merge-base", "HEAD", "main") or ["HEAD"]
    return git("diff", "--name-only", base[0]) + git("ls-files", "--others", "--exclude-standard")


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else []


def exercises(paths):
    return {path.split("/")[1] for path in paths if path.startswith("exercises/")}


def concerns(nodeid, slugs):
    """Whether a test is of one of these exercises: its parameter names it, or its file does."""
    name = nodeid.split("::")[0].rsplit("/test_", 1)[-1].removesuffix(".py").replace("_", "-")
    return name in slugs or bool(slugs & set(re.split(r"[][/]", nodeid.split("::", 1)[-1])))

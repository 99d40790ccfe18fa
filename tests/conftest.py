"""What tests of several rooms share."""

import os
import shutil
import subprocess
from pathlib import Path

import chromium
import pytest

pytest_plugins = ["changed", "parallel", "soak"]


@pytest.fixture(scope="session")
def playwright():
    """Playwright, which cannot be started twice in one process: there is one for all rooms."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright):
    """One Chromium for the session, with a profile of its own that is thrown away."""
    started = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.flags())
    yield started
    started.close()


# ---- In a container ---------------------------------------------------------------------------


def pytest_addoption(parser):
    parser.addoption(
        "--require-sandbox",
        action="store_true",
        help="skip no test because the kernel forbids user namespaces, or a container has one user only",
    )


def pytest_configure(config):
    for name, (meaning, _) in _NEEDS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_collection_modifyitems(config, items):
    """What a container does not give to anybody is no failure: its tests are skipped with that reason."""
    if config.getoption("require_sandbox"):
        return
    for name, (_, lacking) in _NEEDS.items():
        marked = [item for item in items if item.get_closest_marker(name)]
        if marked and (reason := lacking()):
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=reason))


def _no_namespaces():
    """It is asked of bubblewrap itself: a fault of our sandbox is not the kernel's, and fails."""
    if not shutil.which("bwrap"):
        return None
    command = ["bwrap", "--unshare-user", "--ro-bind", "/", "/", "true"]
    done = subprocess.run(command, capture_output=True, text=True)
    return f"the kernel forbids user namespaces: {done.stderr.strip()}" if done.returncode else None


def _no_other_user():
    ids = Path("/proc/self/uid_map")
    if os.geteuid() != 0 or not ids.exists():
        return None
    users = sum(int(line.split()[2]) for line in ids.read_text().splitlines())
    return _ROOT_ALONE if users == 1 else None


_ROOT_ALONE = "this container has no user but root: PostgreSQL refuses root, and no file is closed to root"


_NEEDS = {
    "sandbox": (
        "runs learners' code in the sandbox, so the kernel must allow user namespaces",
        _no_namespaces,
    ),
    "other_user": (
        "needs another user, if it is run as root",
        _no_other_user,
    ),
}

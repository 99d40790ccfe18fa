"""What tests of several rooms share."""

import os
import shutil
import subprocess

import pytest

pytest_plugins = ["changed", "parallel"]

FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the session, with a profile of its own that is thrown away.

    ``CHROMIUM`` names the program; else the system's ``chromium`` or ``google-chrome``. There is one for
    all rooms: Playwright cannot be started twice in one process.
    """
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


# ---- Where the kernel forbids a sandbox -------------------------------------------------------


def pytest_addoption(parser):
    parser.addoption(
        "--require-sandbox",
        action="store_true",
        help="do not skip the sandbox's tests where the kernel forbids user namespaces",
    )


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "sandbox: runs learners' code in the sandbox, so the kernel must allow user namespaces"
    )


def pytest_collection_modifyitems(config, items):
    """In a container whose kernel forbids user namespaces, the sandbox's tests are skipped with that reason.

    It is asked of bubblewrap itself: a fault of our sandbox is not the kernel's, and fails.
    """
    marked = [item for item in items if item.get_closest_marker("sandbox")]
    if marked and not config.getoption("require_sandbox") and (said := _forbidden()):
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=f"the kernel forbids user namespaces: {said}"))


def _forbidden():
    """What bubblewrap says if it may not make a user namespace; ``None`` if it may, or is not there."""
    if not shutil.which("bwrap"):
        return None
    command = ["bwrap", "--unshare-user", "--ro-bind", "/", "/", "true"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stderr.strip() if done.returncode else None

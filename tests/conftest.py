"""What tests of several rooms share."""

import os
import shutil

import pytest

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

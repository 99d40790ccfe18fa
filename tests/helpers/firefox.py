"""How tests start the system's own Firefox: by Playwright over WebDriver BiDi, its profile is thrown away."""

import os
import shlex
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

_RELAY = Path(__file__).with_name("firefox_relay.py")
# Firefox asks for nothing by itself, and pages do not move.
_SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.download.alwaysOpenPanel": False,  # it would take the keys that are meant for the page
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "ui.prefersReducedMotion": 1,
}


def program():
    """``FIREFOX`` names the program; else the system's ``firefox-esr`` or ``firefox``."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def started(playwright, folder):
    """A Firefox for a while. ``folder``: for its starter and, in ``downloads``, what pages let it save."""
    starter = Path(folder) / "firefox"
    command = shlex.join([sys.executable, str(_RELAY), program()])
    starter.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=str(starter),
        downloads_path=str(Path(folder) / "downloads"),
        firefox_user_prefs=_SETTINGS,
    )
    try:
        yield browser
    finally:
        browser.close()


def downloaded(page, folder, pattern):
    """Wait for a file in ``folder/downloads``; its path. (In Firefox no event tells of it.)"""
    for _ in range(600):
        found = [path for path in (Path(folder) / "downloads").glob(pattern) if path.stat().st_size]
        if found and not list(found[0].parent.glob("*.part")):
            return found[0]
        page.wait_for_timeout(100)
    raise AssertionError(f"nothing like {pattern} was downloaded")

"""How tests start Chromium: without its own network, with no computer to be found but this one."""

import os
import shutil

_QUIET = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Chromium heeds the last such flag alone, so these are what Playwright turns off, and the last two:
# suggestions below an address bar that no test sees, for which each window has two processes of its own.
_OFF = [
    "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay",
    "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning", "AimEnabled", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup",
]  # fmt: skip


def flags(host=None):
    """Flags for Chromium; ``host``: a name that means this computer, as if it were another."""
    rules = ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"]
    if host:
        rules.insert(0, f"MAP {host} 127.0.0.1")
    return [*_QUIET, f"--disable-features={','.join(_OFF)}", f"--host-resolver-rules={', '.join(rules)}"]


def program():
    """``CHROMIUM`` names the program; else the system's ``chromium`` or ``google-chrome``."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

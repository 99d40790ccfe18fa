"""Before the tests: is on this computer what they need besides Python packages? Run by ``make test``."""

import os
import shutil
import sys

# What is needed, why, and the Debian package that has it.
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser():
    """The path of a Chromium for the browser tests (``CHROMIUM`` names another one), or ``None``."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def main():
    """Exit code 0 if everything is there; else say what to install."""
    missing = (
        [] if browser() else ["Chromium, for the browser tests (Debian and Ubuntu: apt install chromium)"]
    )
    for line in missing:
        print(f"Missing on this computer: {line}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the first build would wait for is done while packages are still being installed.

Silent: what goes wrong here, the build says when it tries again. What is half done, a build waits for.
"""

import contextlib
from pathlib import Path

from localsdg_build import vendor
from localsdg_build.book import faces


def npm() -> None:
    """What npm installs for the book, where there is an npm; any Python can do it."""
    if vendor.has_npm():
        _vendored()


def all_of_it() -> None:
    """What npm installs, and the typefaces that are cut of it; by a Python with the course's packages."""
    if modules := _vendored():
        faces.faces(modules)


def _vendored():
    with contextlib.suppress(vendor.VendorError, OSError):
        return vendor.ensure(Path(__file__).parents[2], lambda text: None)
    return None

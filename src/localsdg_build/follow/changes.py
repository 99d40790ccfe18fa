"""Which saved files make a new book, and when: several files saved at once are one change."""

import asyncio
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

FOLDERS = ("modules", "exercises", "datasets", "book", "src")
FILES = ("_config.yml", "publish.yml", "CITATION.cff", "package-lock.json", "pyproject.toml")
_QUIET = 100  # ms without another change before one is told: an editor writes and renames several files
_MOST = 1000  # ms after which it is told all the same


class Sources(DefaultFilter):
    """Takes what the book below ``root`` is made of; not what editors and Python leave beside it."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def __call__(self, change: Change, path: str) -> bool:
        """Is this a file of the book's sources?"""
        parts = Path(path).relative_to(self._root).parts
        ours = parts[0] in FOLDERS if len(parts) > 1 else parts[0] in FILES
        return ours and super().__call__(change, path)


async def watch(root: Path, changed: asyncio.Event) -> None:
    """Set ``changed`` whenever sources of the book below ``root`` are saved; runs until it is cancelled.

    ``WATCHFILES_FORCE_POLLING=1`` in the environment helps where a disk tells of no changes.
    """
    root = root.resolve()
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    # The files lie beside folders of a hundred thousand others: the top is watched alone, for itself.
    await asyncio.gather(_tell(root, folders, True, changed), _tell(root, [root], False, changed))


async def _tell(root, places, recursive, changed):
    chosen = Sources(root)
    async for _ in awatch(*places, watch_filter=chosen, recursive=recursive, step=_QUIET, debounce=_MOST):
        changed.set()

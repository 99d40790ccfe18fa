"""Which saved files make a new book, and when: several files saved at once are one change."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from localsdg_build.packs import model

FOLDERS = ("modules", "exercises", "datasets", "book", "src")
FILES = ("_config.yml", "publish.yml", "CITATION.cff", "package-lock.json", "pyproject.toml")
_QUIET = 100  # ms without another change before one is told: an editor writes and renames several files
_MOST = 1000  # ms after which it is told all the same


class Sources(DefaultFilter):
    """Takes what the book below ``root`` is made of; not what editors and Python leave beside it.

    ``folders``: those that count.
    """

    def __init__(self, root: Path, folders: Sequence[str] = FOLDERS) -> None:
        super().__init__()
        self._root, self._folders = root, folders

    def __call__(self, change: Change, path: str) -> bool:
        """Is this a file of the book's sources?"""
        parts = Path(path).relative_to(self._root).parts
        ours = parts[0] in self._folders if len(parts) > 1 else parts[0] in FILES
        return ours and super().__call__(change, path)


async def watch(root: Path, changed: asyncio.Event) -> None:
    """Set ``changed`` whenever sources of the book below ``root`` are saved; runs until it is cancelled.

    Sources of a course that was made with a country pack are the checkout's, and its packs.
    ``WATCHFILES_FORCE_POLLING=1`` in the environment helps where a disk tells of no changes.
    """
    root, named = root.resolve(), list(FOLDERS)
    if model.of_course(root) is not None:
        root, named = model.checkout(root), [*FOLDERS, model.FOLDER]
    chosen = Sources(root, named)
    folders = [root / name for name in named if (root / name).is_dir()]
    # The files lie beside folders of a hundred thousand others: the top is watched alone, for itself.
    await asyncio.gather(_tell(chosen, folders, True, changed), _tell(chosen, [root], False, changed))


async def _tell(chosen, places, recursive, changed):
    async for _ in awatch(*places, watch_filter=chosen, recursive=recursive, step=_QUIET, debounce=_MOST):
        changed.set()

"""Remove people from a workshop's file, with all that they made; what is deleted is overwritten."""

from collections.abc import Iterable
from pathlib import Path

from localsdg_workshop import removing, store

_TABLES = ("questions", "visits", "work", "people", "settings")


def wipe(data: Path, names: Iterable[str], everybody: bool = False) -> tuple[int, list[str]]:
    """Remove those of these names (or ``everybody``); how many went, and names that nobody has.

    With ``everybody`` code, polls and the trainer's secret go as well: what comes next is a new workshop.
    Raises ``store.InUse`` while a server runs.
    """
    alone = store.hold(data)
    connection = store.connect(data)
    try:
        found = dict(connection.execute("SELECT name, id FROM people"))
        folded = {name.casefold(): number for name, number in found.items()}
        unknown = [name for name in names if name.casefold() not in folded]
        if everybody:
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table}")
            gone = len(found)
        else:
            numbers = {folded[name.casefold()] for name in names if name.casefold() in folded}
            connection.executemany("DELETE FROM people WHERE id = ?", [(number,) for number in numbers])
            gone = len(numbers)
            _forget_cards(connection, found, {name for name, number in found.items() if number in numbers})
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what was written lies there as well
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        alone.close()
    return gone, unknown


def _forget_cards(connection, known, gone):
    stage = store.setting(connection, "stage", {})
    if stage:
        stage["walls"] = removing.without_cards(stage.get("walls", {}), known, gone)
        connection.execute(*store.to_set("stage", stage))

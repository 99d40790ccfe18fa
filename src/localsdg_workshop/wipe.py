"""Remove people from a workshop's file, with all that they made; what is deleted is overwritten."""

from collections.abc import Iterable
from pathlib import Path

from localsdg_workshop import store

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
    """Cards that the trainer grouped or hid begin with their writer's name, which may hold a ``/`` itself."""

    def is_of_gone(card):
        writers = [name for name in known if card.startswith(f"{name}/")]
        return max(writers, key=len, default="") in gone

    stage = store.setting(connection, "stage", {})
    for wall in stage.get("walls", {}).values():
        wall["hidden"] = [card for card in wall["hidden"] if not is_of_gone(card)]
        wall["groups"] = {card: group for card, group in wall["groups"].items() if not is_of_gone(card)}
    if stage:
        connection.execute(*store.to_set("stage", stage))

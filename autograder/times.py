"""Times as the ledger writes them: UTC, whole seconds, ISO 8601."""

from datetime import UTC, datetime


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def written(moment: datetime) -> str:
    """An aware ``datetime`` as text."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")

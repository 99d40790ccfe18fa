"""Is a badge what its issuer signed, and does it still hold? Offline: nothing is asked of anybody.

The book's page says the same (``book/static/exercises/badge-verify.js``).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.badges import status, tokens
from autograder.badges.credential import TYPES
from autograder.badges.tokens import Invalid
from autograder.values import Json, member

_CLOCKS = timedelta(minutes=5)  # by which two clocks may differ
NO_LIST, NOT_LOOKED, LISTED = "no_list", "not_looked", "not_revoked"


@dataclass(frozen=True)
class Verified:
    """A badge that is as it was signed. ``listed``: a key of ``badge.yml``, what is known of a revocation."""

    badge: dict[str, Any]
    listed: str

    @property
    def key(self) -> str:
        """The public name of the key that signed."""
        return str(self.badge["iss"])


def verify(text: str, listed: str | None = None, now: datetime | None = None) -> Verified:
    """Verify the badge in a file's ``text``, with the text of the list of revoked ones if it is there.

    Raises ``Invalid`` where it cannot be relied on.
    """
    badge = tokens.opened(tokens.found_in(text))
    _check_form(badge)
    _check_dates(badge, now or datetime.now(UTC))
    if "credentialStatus" not in badge:
        return Verified(badge, NO_LIST)
    if listed is None:
        return Verified(badge, NOT_LOOKED)
    if status.is_revoked(listed, badge):
        raise Invalid("revoked")
    return Verified(badge, LISTED)


def _check_form(badge: Json) -> None:
    """Whether what was signed is a badge, and says one thing in both of its places."""
    types = member(badge, "type")
    if not isinstance(types, list) or not set(TYPES) <= {one for one in types if isinstance(one, str)}:
        raise Invalid("no_badge")
    subject = member(badge, "credentialSubject")
    achievement = member(subject, "achievement")
    if not isinstance(member(achievement, "name"), str) or not isinstance(member(badge, "validFrom"), str):
        raise Invalid("no_badge")
    pairs = [("iss", member(member(badge, "issuer"), "id")), ("jti", badge.get("id"))]
    pairs.append(("sub", member(subject, "id")))
    if any(badge.get(claim) != value for claim, value in pairs):
        raise Invalid("no_badge")


def _check_dates(badge: Json, now: datetime) -> None:
    try:
        begins = datetime.fromisoformat(badge["validFrom"])
        ends = datetime.fromisoformat(badge["validUntil"]) if "validUntil" in badge else None
        if begins > now + _CLOCKS:
            raise Invalid("not_yet", date=badge["validFrom"][:10])
        if ends is not None and ends < now - _CLOCKS:
            raise Invalid("expired", date=badge["validUntil"][:10])
    except (ValueError, TypeError):
        raise Invalid("no_badge") from None


def told(badge: Json) -> dict[str, str]:
    """What a badge says, in texts: ``name``, ``issuer``, ``date``, ``learner`` (``""``: it names nobody)."""
    subject = badge["credentialSubject"]
    named = member(subject, "identifier")
    first = named[0] if isinstance(named, list) and named else None
    learner = member(first, "identityHash") if member(first, "identityType") == "name" else ""
    return {
        "name": str(subject["achievement"]["name"]),
        "issuer": str(member(member(badge, "issuer"), "name") or ""),
        "date": str(badge["validFrom"])[:10],
        "learner": str(learner or ""),
    }


def done(badge: Json) -> str:
    """When the work was handed in last, where the record is shown; ``""`` if it is not, or is no date."""
    text = str(member(badge["credentialSubject"], "activityEndDate") or "")
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text


def results(badge: Json) -> list[tuple[str, str, str]]:
    """``(title, earned, most)`` of each module, objective and judged text that the learner chose to show."""
    subject = badge["credentialSubject"]
    described = member(member(subject, "achievement"), "resultDescription")
    given = member(subject, "result")
    known = {member(one, "id"): one for one in described} if isinstance(described, list) else {}
    found = []
    for one in given if isinstance(given, list) else []:
        about = known.get(member(one, "resultDescription"))
        if about is not None:
            said = member(about, "name"), member(one, "value"), member(about, "valueMax")
            found.append((str(said[0]), str(said[1]), str(said[2])))
    return found


def date(text: str) -> datetime:
    """A moment of a badge, which ``_check_dates`` has read before."""
    return datetime.fromisoformat(text)

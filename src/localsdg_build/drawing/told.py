"""What a lesson's text says of its drawing: the YAML inside ```` ```{drawing} ````. Pure."""

from dataclasses import dataclass

import yaml

FILE = "drawing.svg"
KEYS = ("title", "alt", "caption", "words")


class ToldError(Exception):
    """The text inside the directive is not what a drawing needs."""


@dataclass(frozen=True)
class Told:
    """The words of one drawing in one language. ``alt`` is for those who do not see it."""

    title: str
    alt: str
    caption: str
    words: dict[str, str]


def read(text: str) -> Told:
    """The text inside the directive. Raises ``ToldError``, which says what to write."""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        where = getattr(problem, "problem", None) or "it cannot be read"
        raise ToldError(f"this is no YAML ({where}); put a text with a colon into quotation marks") from None
    if not isinstance(found, dict) or not isinstance(found.get("words"), dict):
        raise ToldError(f"write {', '.join(KEYS)}; below words a line for each data-word of {FILE}")
    if unknown := [str(key) for key in found if key not in KEYS]:
        raise ToldError(f"{unknown[0]!r} is none of {', '.join(KEYS)}")
    for key in KEYS[:3]:
        if not isinstance(found.get(key), str) or not found[key].strip():
            raise ToldError(f"{key} is missing; write {_NEEDED[key]}")
    words = {str(key): str(value) for key, value in found["words"].items() if value not in (None, "")}
    return Told(found["title"].strip(), found["alt"].strip(), found["caption"].strip(), words)


_NEEDED = {
    "title": "in a few words what the drawing shows",
    "alt": "what it shows, for readers who do not see it",
    "caption": "the one thing to take from it",
}

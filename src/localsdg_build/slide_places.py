"""Where decks of slides lie in a built book, and which courses have any. Pure."""

from pathlib import Path

from localsdg import course as sources

FOLDER = "_slides"
_WORDS = "slides.yml"


def has_slides(root: Path) -> bool:
    """Does this course have decks? One without words for them has none."""
    return (root / "book" / sources.LANGUAGE / _WORDS).is_file()


def file(module: str, lesson: str) -> str:
    """Where a deck lies in the folder of its language."""
    return f"{FOLDER}/{module}/{lesson}.html"


def notes_file(module: str, lesson: str) -> str:
    """Where the trainer's page beside a deck lies, in the trainer's edition."""
    return f"{FOLDER}/{module}/{notes_name(lesson)}"


def notes_name(lesson: str) -> str:
    """The name of the trainer's page beside a deck."""
    return f"{lesson}-notes.html"

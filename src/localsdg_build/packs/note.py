"""The sentence with which all that is made with a country pack says for which country it is."""

from collections.abc import Mapping
from pathlib import Path

from localsdg import course as sources
from localsdg_build import words
from localsdg_build.packs import model


def of(course: Path, language: str = sources.LANGUAGE) -> str:
    """For which country this course is made, and whether there is one of that name; ``""`` without a pack."""
    found = model.of_course(course)
    if found is None:
        return ""
    return said(str(found["country"]), bool(found.get("made_up")), words.pack(language))


def said(country: str, made_up: bool, told: Mapping[str, str]) -> str:
    """The same of a pack that is being laid over the course; ``told``: ``pack.yml`` of the language."""
    return told["edition_made_up" if made_up else "edition"].format(country=country)

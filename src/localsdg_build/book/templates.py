"""The templates that parts of pages are made from; all that is put into them is escaped."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from localsdg_build.book import in_english
from localsdg_web import look

FOLDER = Path(__file__).parent / "templates"


def macro(file: str, name: str, given: Mapping[str, Any] | None = None) -> Callable[..., str]:
    """A macro of a template. ``given``: what else its macros may name."""
    known = {"lang": in_english.attribute, "english": in_english.text, **(given or {})}
    return getattr(look.templates(FOLDER).get_template(file, globals=known).module, name)

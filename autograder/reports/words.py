"""The words of a page for facilitators, with numbers and times as their language writes them."""

import datetime
from typing import Any

from autograder import locales, messages


class Words(dict[str, Any]):
    """``book/<language>/<name>`` as a dict, in English what is not there; ``language``: the reader's."""

    def __init__(self, language: str, name: str) -> None:
        super().__init__(messages.words(language, name))
        self.language = language

    def number(self, value: float | None) -> str:
        """12.5 as the language writes it; ``–`` for ``None``."""
        return locales.number(value, self.language)

    def decimals(self, value: float) -> str:
        return locales.decimals(value, self.language)

    def percent(self, share: float) -> str:
        """0.634 as ``63 %``, which no line break tears apart."""
        shown = messages.filled(self["percent"], {"number": f"{100 * share:.0f}"})
        return shown.replace(" ", "\u00a0")

    def moment(self, time: datetime.datetime) -> str:
        return locales.moment(time, self.language)

    def day(self, date: datetime.date) -> str:
        return locales.day(date, self.language)

    def said(self, text: str) -> str:
        """A message in the reader's words; any other text as it stands."""
        return messages.said(text, self.language)

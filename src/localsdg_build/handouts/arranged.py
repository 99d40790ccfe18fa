"""What the template of a kind needs besides an exercise's settings and words, made when it is asked for."""

import json
from functools import cached_property
from typing import Any

from babel.numbers import format_decimal

from localsdg import kinds
from localsdg.kinds.matrix.kind import sign
from localsdg_build.handouts import boards, cases, tables
from localsdg_build.handouts.letters import babel_name, letters
from localsdg_build.handouts.say import Say

_LONGEST = 300  # characters of a value that code gave


class Arranged:
    """An exercise as paper shows it. ``answer``: the one to print; ``None`` for an empty sheet.

    ``case``: the id of the case that comes first, in an exercise that has cases. ``questions``: those of the
    lessons that a dossier answers.
    """

    def __init__(
        self,
        spec: dict[str, Any],
        answer: dict[str, Any] | None = None,
        case: str | None = None,
        questions: list[dict[str, Any]] | None = None,
    ) -> None:
        self.spec, self.answer, self.questions = spec, answer, questions or []
        self._say = Say(spec)
        self._case = case

    @property
    def example(self) -> dict[str, Any] | None:
        """The example row."""
        return self.spec["words"]["labels"].get("example")

    # Kind choice

    @property
    def cases(self) -> list[list[Any]]:
        """The cases to print; beside an answer, the one that it is about."""
        found = cases.printed(self.spec, self._case)
        return found[:1] if self.answer else found

    def case_name(self, row: list[Any]) -> str:
        """What a case is called."""
        return cases.named(self.spec, row)

    def case_blocks(self, row: list[Any]) -> list[dict[str, Any]]:
        """The figures of a case, written as the language writes numbers."""
        found = cases.blocks(self.spec, row)
        for block in found:
            block["rows"] = [
                (column, self._number(value), [self._number(median) for median in medians])
                for column, value, medians in block["rows"]
            ]
        return found

    def letters(self, options: list[str]) -> list[tuple[str, str]]:
        """Options with the letters that stand for them."""
        return list(zip(letters(len(options)), options, strict=True))

    # Kind board

    @cached_property
    def card_rows(self) -> list[list[dict[str, Any]]]:
        """The cards in rows to cut."""
        return boards.card_rows(self.spec)

    @cached_property
    def strips(self) -> list[list[dict[str, Any]]]:
        """The lanes, a few a sheet."""
        return boards.strips(self.spec)

    @cached_property
    def fields(self) -> list[dict[str, Any]]:
        """What is said about cards."""
        return boards.fields(self.spec)

    @cached_property
    def described(self) -> list[str]:
        """The cards about which something is said."""
        return boards.described(self.spec)

    @property
    def placed(self) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """The answer's lanes with their cards."""
        return boards.placed(self.spec, self.answer or {"cards": []})

    def field_words(self, field: dict[str, Any], value: Any) -> str:
        """What an answer says in a field of a card."""
        values = value if isinstance(value, list) else [value]
        return "; ".join(self._say("lists", field["list"], one) if "list" in field else one for one in values)

    # Kind sheet

    @cached_property
    def groups(self) -> list[tables.Group]:
        """The tables that the sheet is made of."""
        return tables.groups(self.spec)

    @cached_property
    def legends(self) -> list[dict[str, Any]]:
        """Columns with options, each option with its letter."""
        return tables.legends(self.spec)

    def row_name(self, row: str) -> str:
        """What stands at the beginning of a row."""
        return self._say("rows", row)

    @property
    def example_cells(self) -> list[tuple[str, str]]:
        """The cells of the example row: ``[(column, words)]``."""
        cells = (self.example or {}).get("cells", {})
        return [(column, self._column_words(column, value)) for column, value in cells.items()]

    def cell_words(self, column: dict[str, Any], row: str) -> str:
        """What the answer says in a cell."""
        return self._column_words(column["id"], tables.cell(self.answer, row, column["id"]))

    def _column_words(self, column, value):
        values = value if isinstance(value, list) else [value]
        return "; ".join(
            self._say("options", column, one) if isinstance(one, str) else str(one) for one in values
        )

    # Kinds matrix, allocation, code

    def sign(self, value: Any) -> str:
        """How a value of the scale is written in a cell."""
        return sign(value, self.spec)

    def reached(self, effect: dict[str, Any]) -> str:
        """What the answer's amounts bring."""
        name = self._say("effects", effect["id"])
        lines = kinds.kind(self.spec["kind"]).summary(self.answer, self.spec)
        line = next(line for line in lines if line.startswith(f"{name}: "))
        return line.removeprefix(f"{name}: ").partition(" (")[0]

    def value_words(self, variable: str) -> str:
        """What a variable holds in the answer; of a long list its beginning."""
        value = (self.answer or {})["variables"].get(variable)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"

    def _number(self, value):
        if isinstance(value, (int, float)):
            return format_decimal(value, locale=babel_name(self.spec["language"]))
        return "–" if value is None else str(value)

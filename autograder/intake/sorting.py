"""Names of folders that sort hand-ins and are nobody's: modules and weeks, groups and classes."""

import functools
import re

from autograder.intake import comparing

_MODULE = """
    module modul modulo módulo модуль unit unité unidad einheit week woche semana semaine lesson lektion leçon
    lección lição chapter kapitel chapitre capítulo assignment aufgabe tarea devoir tarefa
"""
_GROUP = """
    group gruppe gruppen groupe grupo группа class classe classes clase klasse cohort cohorte kohorte section
    course kurs cours curso submission hand-in handin download moodle canvas late abgaben entregas rendus
"""


# Folders that hold all kinds of files: none is called after a learner. Whole names, for Ina is a person.
_PLACES = {
    "in", "input", "inbox", "upload", "uploads", "desktop", "documents", "notebooks", "files", "tmp", "temp",
}  # fmt: skip


def is_nobody_s(name: str) -> bool:
    """Whether a folder's name alone cannot be a learner's."""
    return kind(name) is not None or comparing.folded(name) in _PLACES


def _pattern(words):
    """A word, alone or with a number or a letter (and what follows the number): "Module 3 - Monitoring"."""
    any_of = "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))
    return re.compile(rf"({any_of})s?([\s_.:-]*(\d{{1,3}}\b.*|[a-z]))?", re.S)


MODULE, GROUP = "module", "group"
_PATTERNS = {MODULE: _pattern(_MODULE), GROUP: _pattern(_GROUP)}


@functools.lru_cache(maxsize=1 << 14)  # each folder is asked for several times
def kind(name: str) -> str | None:
    """``MODULE``: the name is that of a part of the course, so no learner's and no group's.

    ``GROUP``: it is that of several people or of a heap of files. ``None``: it may be a learner's.
    """
    folded = comparing.folded(name)
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(folded)), None)

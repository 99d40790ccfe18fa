"""Names of folders that sort hand-ins and are nobody's: modules and weeks, groups and classes."""

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


def _pattern(words):
    """A word, alone or with a number or a letter (and what follows the number): "Module 3 - Monitoring"."""
    any_of = "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))
    return re.compile(rf"({any_of})s?([\s_.:-]*(\d{{1,3}}\b.*|[a-z]))?", re.S)


_MODULES, _GROUPS = _pattern(_MODULE), _pattern(_GROUP)


def is_module(name):
    """Whether a folder's name is that of a part of the course: no learner's, and no group's."""
    return bool(_MODULES.fullmatch(comparing.folded(name)))


def is_group(name):
    """Whether a folder's name is that of several people, or of a heap of files."""
    return bool(_GROUPS.fullmatch(comparing.folded(name)))


def is_any(name):
    return is_module(name) or is_group(name)

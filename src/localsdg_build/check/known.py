"""Which directives and roles pages may use. A test asks Sphinx whether each is one of the book's engine.

The list is short on purpose: what is not on it looks like nothing in the book's style.
"""

import functools
import importlib
from typing import Any

_DOCUTILS = "docutils.parsers.rst.directives"
_BOOK = "localsdg_build.book"
_DESIGN = "sphinx_design"
_BOXES = ("note", "tip", "hint", "important", "warning", "caution", "attention")
DIRECTIVES = {
    **dict.fromkeys(_BOXES, f"{_DOCUTILS}.admonitions:Note"),
    "admonition": f"{_DOCUTILS}.admonitions:Admonition",
    "figure": f"{_DOCUTILS}.images:Figure",
    "image": f"{_DOCUTILS}.images:Image",
    "list-table": f"{_DOCUTILS}.tables:ListTable",
    "csv-table": f"{_DOCUTILS}.tables:CSVTable",
    "table": f"{_DOCUTILS}.tables:RSTTable",
    "container": f"{_DOCUTILS}.body:Container",
    "epigraph": f"{_DOCUTILS}.body:Epigraph",
    "rubric": f"{_DOCUTILS}.body:Rubric",
    "math": "sphinx.directives.patches:MathDirective",
    "code": "sphinx.directives.patches:Code",
    "code-block": "sphinx.directives.code:CodeBlock",
    "glossary": "sphinx.domains.std:Glossary",
    "bibliography": "sphinxcontrib.bibtex.directives:BibliographyDirective",
    "div": f"{_DESIGN}.extension:Div",
    "dropdown": f"{_DESIGN}.dropdown:DropdownDirective",
    "tab-set": f"{_DESIGN}.tabs:TabSetDirective",
    "tab-item": f"{_DESIGN}.tabs:TabItemDirective",
    "grid": f"{_DESIGN}.grids:GridDirective",
    "grid-item": f"{_DESIGN}.grids:GridItemDirective",
    "grid-item-card": f"{_DESIGN}.grids:GridItemCardDirective",
    "card": f"{_DESIGN}.cards:CardDirective",
    "sdg-exercise": f"{_BOOK}.exercise_directives:ExerciseDirective",
    "hand-in": f"{_BOOK}.exercise_directives:HandInDirective",
    "privacy-note": f"{_BOOK}.publisher_words:PrivacyNote",
    "recall": f"{_BOOK}.recall:Recall",
    "drawing": f"{_BOOK}.drawing_directive:Drawing",
    "slide": f"{_BOOK}.slide_directive:SlidePoints",
    "trainer-notes": f"{_BOOK}.trainer_notes:TrainerNotes",
    "dataset-list": f"{_BOOK}.dataset_directive:DatasetList",
    "goals-table": f"{_BOOK}.goals_directive:GoalsTable",
    "goal-cards": f"{_BOOK}.goal_cards_directive:GoalCards",
    "goals-in-town": f"{_BOOK}.goal_cards_directive:GoalsInTown",
    "atlas": f"{_BOOK}.atlas_directive:Atlas",
    "alignment-matrix": f"{_BOOK}.alignment_page:AlignmentMatrix",
    "my-work": f"{_BOOK}.my_work:MyWork",
    "agenda": f"{_BOOK}.agenda_page:Agenda",
    "workshop-forms": f"{_BOOK}.forms_page:WorkshopForms",
    "verify-badge": f"{_BOOK}.badge_page:Badge",
    "taught": f"{_BOOK}.glossary_directive:Taught",
}  # fmt: skip
CELLS = ("code-cell", "raw-cell")  # not directives for Sphinx: MyST-NB takes them as a notebook's cells
ROLES = (
    "term", "cite", "cite:p", "cite:t", "cite:year", "cite:author", "ref", "doc", "numref", "eq", "download",
    "math", "sub", "sup", "abbr", "kbd", "emphasis", "strong",
)  # fmt: skip


@functools.cache
def directive(name: str) -> Any:
    """The class of a directive of the list: its ``option_spec``, ``required_arguments``, ``has_content``."""
    module, _, called = DIRECTIVES[name].partition(":")
    return getattr(importlib.import_module(module), called)

"""A course of three pages, and the command that builds it as an author does."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from forks import Forks

from localsdg_build import vendor

ROOT = Path(__file__).parents[2]
FORKS = Forks("loaded_builder")
BUILD = [sys.executable, "-c", "from localsdg_build.cli import main; main()", "build"]
LESSON = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
lesson:
  objectives: [m3-why]
  minutes: {read: 5, exercises: 6}
  prerequisites: []
---
# A small lesson

The share is $x / y$.

## Seen

```{code-cell} python
:tags: [hide-input]
import plotly.express as px

px.bar(x=["a", "b"], y=[1.5, 2.25], title="Two bars")
```

*Credit: made up for this test.*

## Done

```{sdg-exercise} check-why-report
```
"""

PAGE = "modules/3-monitoring-reporting/small/en"
NOTES = """
## Sources

```{bibliography}
:filter: docname in docnames
```

```{trainer-notes}
:minutes: 55
:group: 10-16
:materials: quillfeather cards

| Minutes | What you do and say |
|---|---|
| 25 | Say zanzibarian things. |
| 30 | Listen. |

**Expected answers.** A wombatlike one.
```
"""


def make(course):
    """Fill the empty folder ``course``: the project's own settings, theme and one of its exercises."""
    for name in (
        "_config.yml",
        "CITATION.cff",
        "package.json",
        "package-lock.json",
        "requirements-node.txt",
        "pyproject.toml",
    ):
        shutil.copyfile(ROOT / name, course / name)
    for name in (
        "book/theme",
        "book/static",
        "book/en/interface.yml",
        "book/en/offline.yml",
        "exercises/check-why-report",
    ):
        source, target = ROOT / name, course / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
    for name in ("notebook.md", "notebook-readme.md"):
        shutil.copyfile(ROOT / "book" / "en" / name, course / "book" / "en" / name)
    shutil.copyfile(ROOT / "book" / "references.bib", course / "book" / "references.bib")
    vendor.ensure(ROOT)
    (course / ".vendor").symlink_to(ROOT / ".vendor")
    (course / "datasets").mkdir()
    module = course / "modules" / "3-monitoring-reporting"
    (module / "small").mkdir(parents=True)
    (module / "module.yml").write_text("assignment: 3-monitoring-reporting\n")
    (module / "en.md").write_text(
        "---\nobjectives: {m3-why: Say why.}\n---\n# The module\n\n```{hand-in}\n```\n"
    )
    (module / "small" / "en.md").write_text(LESSON)
    (course / "book" / "en" / "index.md").write_text("# Front\n\nThe front page.\n")
    toc = {
        "format": "jb-book",
        "root": "book/en/index",
        "chapters": [{"file": "modules/3-monitoring-reporting/en"}],
    }
    toc["chapters"][0]["sections"] = [{"file": "modules/3-monitoring-reporting/small/en"}]
    (course / "book" / "_toc.yml").write_text(json.dumps(toc))
    return course


def build(course, *arguments, afresh=False):
    """Run ``localsdg build`` there; returns the ended process.

    ``afresh``: as a program that is started, where the rest is forked (see ``forks``).
    """
    environment = {**os.environ, "LOCALSDG_COURSE": str(course)}
    if afresh:
        command = [*BUILD, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=course)
    return FORKS.run("localsdg_build.cli:main", ["build", *arguments], course, environment)


def add_for_teachers(course):
    """Give the course of ``make`` trainer's notes, objectives with a verb, and the page of objectives."""
    (course / f"{PAGE}.md").write_text(LESSON + NOTES)
    module = course / "modules" / "3-monitoring-reporting"
    (module / "module.yml").write_text(
        "objectives: [{id: m3-why, verb: understand}]\nminutes: 11\nassignment: 3-monitoring-reporting\n"
    )
    shutil.copyfile(ROOT / "book" / "en" / "alignment.md", course / "book" / "en" / "alignment.md")
    toc = json.loads((course / "book" / "_toc.yml").read_text())
    toc["chapters"].append({"file": "book/en/alignment"})
    (course / "book" / "_toc.yml").write_text(json.dumps(toc))

"""Pages in the languages of ``pseudo``: of the whole course, and of a small one with all exercises' kinds."""

import json
import os
import sys
from pathlib import Path

import pseudo
import pseudo_course
import pytest
import small_book
from parallel import once

from localsdg_build import build as builds
from localsdg_build import editions, sphinx_run
from localsdg_build.translation import recording

ROOT = Path(__file__).parents[2]
# One of each kind; the small book's own is a choice.
KINDS = {
    "board": "reporting-roadmap", "matrix": "interlinkages", "allocation": "budget-allocation",
    "sheet": "survey-design", "choice": "check-why-report", "text": "advocacy-story",
    "code": "distance-to-target",
}  # fmt: skip


def build_one():
    """What ``build`` runs, in a process of its own."""
    course, language, out, folder = sys.argv[1:]
    Path(folder).mkdir(exist_ok=True)
    sphinx_run.prepare_kernels(Path(folder, "ipython"))
    learner = editions.edition("learner")
    return 0 if builds.build_language(Path(course), language, Path(out), Path(folder), learner) else 1


def build(course, language, out, folder):
    """Build the pages of ``language`` into ``out``; ``folder`` is for what builds remember."""
    arguments = [course, language, out, folder]
    done = small_book.FORKS.run("pseudo_site:build_one", arguments, Path.cwd(), dict(os.environ))
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def build_whole(folder, language):
    """All pages of the course as it is."""
    folder.mkdir(exist_ok=True)
    course = pseudo_course.copy(ROOT, folder / "course", language)
    recording.write(course, language)
    return build(course, language, folder / "site" / language, folder / "build")


def build_small(folder, *languages):
    """``localsdg build`` of a small course with English and these languages; its folder."""
    course = small_book.make(folder)
    for name in KINDS.values():
        target = course / "exercises" / name
        if not target.exists():
            target.symlink_to(ROOT / "exercises" / name)
    (course / "datasets").rmdir()
    (course / "datasets").symlink_to(ROOT / "datasets")
    shown = "\n".join(
        f"```{{sdg-exercise}} {name}\n```\n" for name in KINDS.values() if name != "check-why-report"
    )
    page = course / f"{small_book.PAGE}.md"
    page.write_text(page.read_text() + "\n## Of each kind\n\n" + shown)
    for language in languages:
        for path in course.glob("exercises/*"):
            if path.is_symlink():
                _copied(path)
        pseudo_course.write(course, language)
        recording.write(course, language)
    done = small_book.build(course)
    assert done.returncode == 0, done.stdout + done.stderr
    return course


def _copied(link):
    """An exercise's folder of its own, with links to what it holds."""
    source = link.resolve()
    link.unlink()
    link.mkdir()
    for path in source.iterdir():
        (link / path.name).symlink_to(path)


def answer(slug):
    """An answer that gets all points."""
    path = min((ROOT / "exercises" / slug / "samples").glob("full*.json"))
    return json.loads(path.read_text(encoding="utf-8"))["answer"]


@pytest.fixture(scope="session")
def pseudo_pages(tmp_path_factory):
    """The folder of all pages of the course with accents."""
    language = pseudo.ACCENTED
    folder = once(tmp_path_factory, "languages", lambda folder: build_whole(folder, language))
    return folder / "site" / language


@pytest.fixture(scope="session")
def pseudo_book(tmp_path_factory):
    """A small course built by ``localsdg build`` in English and from right to left."""
    return once(tmp_path_factory, "small-rtl", lambda folder: build_small(folder, pseudo.RIGHT_TO_LEFT))

"""Let Sphinx write the pages of one language; what it remembers counts once they are good."""

import importlib
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from localsdg import course
from localsdg_build import editions, inputs, order, publisher, workers
from localsdg_build.packs import model

# In the folder of executed code: without it, a build was stopped while it made the folder.
_WRITTEN_LAST = "__version__.txt"
# Sphinx and its extensions load these when the first page is read and written.
_LATE = (
    "IPython.lib.lexers",
    "localsdg_build.book.plotly_html",
    "localsdg_build.book.plotly_render",
    "myst_nb.core.execute",
    "myst_nb.sphinx_ext",
    "nbclient",
    "sphinx.ext.mathjax",
    "sphinx.search.en",
    "sphinx.writers.html5",
    "sphinx_design.extension",
    "sphinx_external_toc.events",
    "sqlalchemy.dialects.sqlite",
)


@dataclass(frozen=True)
class Site:
    """The pages of one language: made from the course ``root``, with Sphinx's memory in ``doctrees``.

    ``checkout`` is where the sources of all languages lie.
    """

    language: str
    root: Path
    checkout: Path
    doctrees: Path
    edition: editions.Edition

    def title(self) -> str:
        """The book's title in this language: its publisher's, else the course's own."""
        if ours := self.own_title():
            return ours
        if self.language == course.LANGUAGE:
            return str(course.read_yaml(self.root / "_config.yml")["title"])
        return order.title(self.root / f"{order.pages(self.root)[0]}.md")

    def own_title(self) -> str:
        """The name that the publisher gives to the course in this language, or ``""``."""
        return publisher.read(self.checkout).course.get(self.language, "")


def make(site: Site, out: Path, folder: Path, only_texts: bool) -> bool:
    """Write the pages into ``out``. Returns whether all are good.

    ``folder``: what builds remember of executed code; ``only_texts``: see ``stamped.Stamps``.
    """
    with _remembered(site.doctrees) as good:
        # One page after the other where there are few: a process more costs more than it brings.
        jobs = 1 if only_texts else (os.cpu_count() or 1) + 1
        failed = _run_sphinx(site, out, folder, jobs, only_texts)
        if not failed and _missing_pages(site.root, out):
            # Sphinx is silent about what stops one of several processes. Alone, it says it.
            failed = _run_sphinx(site, out, folder, 1, only_texts) or _missing_pages(site.root, out)
        if failed:
            print("Error: the book could not be built. The messages above say what to mend.", file=sys.stderr)
            return False
        good()
    return True


@contextmanager
def _remembered(doctrees):
    """Sphinx remembers the pages it has read, and does not repeat what it found wrong with them.

    So what it remembers counts once the pages are good, and ``good()`` is called; after a build that failed
    or was killed, the next begins with what was remembered before it.
    """
    memory, before = doctrees / "environment.pickle", doctrees / "environment.before"
    doctrees.mkdir(parents=True, exist_ok=True)
    if not before.exists():
        copy = doctrees / "environment.copy"
        shutil.copyfile(memory, copy) if memory.exists() else copy.touch()
        copy.replace(before)
    elif before.stat().st_size:
        shutil.copyfile(before, memory)
        for page in doctrees.rglob("*.doctree"):  # read by the build that failed: they are read again
            if page.stat().st_mtime_ns >= before.stat().st_mtime_ns:
                page.unlink()
    else:
        memory.unlink(missing_ok=True)
    yield before.unlink


def _missing_pages(root, out):
    return [page for page in order.pages(root) if not (out / f"{page}.html").is_file()]


def _run_sphinx(site, out, folder, jobs, only_texts):
    from localsdg_build import execute  # loads half of Jupyter, and an unchanged book needs none of it

    executed, cold = _executed(site.checkout, folder)
    with execute.ready(early=cold), workers.none_left():
        return _build_pages(site, out, executed, jobs, only_texts)


def _build_pages(site, out, executed, jobs, only_texts):
    from jupyter_book.sphinx import build_sphinx  # as above

    overrides = {
        "external_toc_path": str(site.root / "book" / "_toc.yml"),
        "latex_individualpages": False,
        "lsdg_edition": site.edition.name,
        "lsdg_live": site.edition.live,
        "lsdg_only_texts": only_texts,
        "nitpicky": True,
        "nb_execution_cache_path": str(executed),
        **_spoken(site),
    }
    return build_sphinx(
        site.root,
        out,
        path_config=site.root / "_config.yml",
        noconfig=True,
        confoverrides=overrides,
        doctreedir=site.doctrees,
        quiet=True,
        warningiserror=True,
        keep_going=True,
        jobs=jobs,
    )


def _spoken(site):
    """Settings of a language other than that of ``_config.yml``."""
    if site.language == course.LANGUAGE:
        ours = site.own_title()
        return {"project": ours, "html_title": ours} if ours else {}
    suppressed = course.read_yaml(site.root / "_config.yml")["sphinx"]["config"]["suppress_warnings"]
    title = site.title()
    return {
        "language": site.language,
        "project": title,
        "html_title": title,
        # A word of a glossary's part that is not translated yet has no entry under its new name.
        "suppress_warnings": [*suppressed, "ref.term"],
    }


def prepare_kernels(folder: Path) -> None:
    """Kernels run with settings of their own: the reader's IPython start-up files change no page."""
    profile = folder / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c = get_config()\nc.IPKernelApp.log_level = 40\n")
    os.environ["IPYTHONDIR"] = str(folder)


def has_executed(root: Path, folder: Path) -> bool:
    """Is there, among what builds remember in ``folder``, executed code that still counts?"""
    return (_memory(root, folder) / _WRITTEN_LAST).is_file()


def load(root: Path) -> None:
    """Load Sphinx and what it needs for the course ``root``, for processes that are forked then."""
    ours = course.read_yaml(root / "_config.yml")["sphinx"]["config"]["extensions"]
    for name in (*ours, "jupyter_book.sphinx", *_LATE):
        importlib.import_module(name)
    for name in importlib.import_module("sphinx.application").builtin_extensions:
        importlib.import_module(name)


def _memory(root, folder):
    return folder / "executed" / inputs.execution_hash(root)[:16]


def _known_to_checkout(root, current):
    """Begin with what the checkout has executed: a country pack only adds data, and changes few lessons."""
    if model.of_course(root) is None:
        return False
    checkout = model.checkout(root)
    known = _memory(checkout, checkout / "_build")
    if (known / _WRITTEN_LAST).is_file():
        shutil.copytree(known, current)
    return current.is_dir()


def _executed(root, folder):
    """The folder that remembers executed code, and whether it is new: so after data or packages change."""
    current = _memory(root, folder)
    if current.parent.is_dir():
        for old in current.parent.iterdir():
            if old != current:
                shutil.rmtree(old, ignore_errors=True)
    cold = not (current / _WRITTEN_LAST).is_file()
    if cold:
        shutil.rmtree(current, ignore_errors=True)
        if _known_to_checkout(root, current):
            return current, cold
        current.mkdir(parents=True)
        from jupyter_cache import get_cache  # as above

        # Made before pages are read in parallel: two readers at once would both make its tables.
        get_cache(current).db.dispose()
    return current, cold

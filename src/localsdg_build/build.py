"""Build an edition of the book: third-party files, pages, notebooks to download.

The new book is made beside the old one and takes its place when it is whole, so a build that fails or
is stopped leaves the last good book. What was executed is remembered; when nothing has changed,
nothing is done.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from localsdg import course
from localsdg_build import editions, inputs, locks, order, stamped, vendor, workers
from localsdg_build.book import content_policy
from localsdg_build.translation import staging


@dataclass(frozen=True)
class _Site:
    """The pages of one language: made from the course ``root``, with Sphinx's memory in ``doctrees``.

    ``checkout`` is where the sources of all languages lie.
    """

    language: str
    root: Path
    checkout: Path
    doctrees: Path
    edition: editions.Edition


def build_book(
    root: Path,
    say: Callable[[str], None] | None = None,
    edition: str = editions.LEARNER,
    language: str | None = None,
) -> int:
    """Build the book of the checkout ``root`` into the edition's folder below ``_build``.

    English stands at its top, each other language below its name; ``language``: of these only that one is
    made anew. Returns an exit code (0: that folder is up to date).
    """
    made_for = editions.edition(edition)
    say = say or _say
    started = time.monotonic()
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    # Two builds at once would write the same files.
    with locks.alone(folder / ".lock", lambda: say("Another build is running; waiting for it …")):
        stamps, html = stamped.Stamps(root, folder / made_for.stamp, folder / made_for.html), made_for.html
        todo = stamps.old(language)
        if not todo:
            say(f"Nothing has changed: the book in {_short(folder / html, root)} is up to date.")
            return 0
        try:
            pages = _build(root, folder, made_for, say, todo, stamps)
        except (vendor.VendorError, course.CourseError) as problem:
            print(f"Error: {problem}", file=sys.stderr)
            return 1
        if not pages:
            return 1
        stamps.write(todo)
    say(
        f"Built {pages} pages in {time.monotonic() - started:.0f} s: {_short(folder / html, root)}/index.html"
    )
    return 0


def _build(root, folder, edition, say, todo, stamps):
    """Make the book beside the old one, then swap. Returns the number of pages, 0 if something failed.

    Where since the last book only sentences or code of lessons changed, the new one is a copy of it in which
    Sphinx writes the pages that are older than their texts.
    """
    vendor.ensure(root, say)
    out, before = folder / "next", folder / edition.html
    shutil.rmtree(out, ignore_errors=True)
    only_texts = stamps.only_texts
    if only_texts or course.LANGUAGE not in todo:
        shutil.copytree(before, out)
    else:
        for kept in stamps.kept(todo):
            shutil.copytree(before / kept, out / kept)
    say("Building the pages …")
    _prepare_kernels(folder / "ipython")
    for language in todo:
        if stamps.is_other_program(language):  # Sphinx keeps what another program made of pages
            shutil.rmtree(_doctrees(folder, edition, language), ignore_errors=True)
    if course.LANGUAGE in todo:
        site = _Site(course.LANGUAGE, root, root, _doctrees(folder, edition, course.LANGUAGE), edition)
        if not _make(site, out, folder, only_texts):
            return 0
        if not only_texts:
            _write_downloads(site, out, root)
    for language in (one for one in todo if one != course.LANGUAGE):
        say(f"Building the pages in {language} …")
        shutil.rmtree(out / language, ignore_errors=True)
        if not build_language(root, language, out / language, folder, edition):
            return 0
    pages = len(list(out.rglob("*.html")))
    _swap(out, before, folder / "old")
    return pages


def build_language(root: Path, language: str, out: Path, folder: Path, edition: editions.Edition) -> bool:
    """Make the pages of a language other than English in the new folder ``out``; are all of them good?

    ``folder`` holds what builds remember. The English pages are not looked at.
    """
    staged = staging.stage(root, language, folder / "languages" / language)
    site = _Site(language, staged, root, _doctrees(folder, edition, language), edition)
    with _course_in(staged):
        if not _make(site, out, folder, only_texts=False):
            return False
        _write_downloads(site, out, root)
    shutil.rmtree(out.parent / "jupyter_execute", ignore_errors=True)  # myst-nb puts it beside the pages
    return True


def _make(site, out, folder, only_texts):
    """Let Sphinx write the pages of one language. Returns whether all are good."""
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


def _doctrees(folder, edition, language):
    return folder / (edition.doctrees if language == course.LANGUAGE else f"{edition.doctrees}-{language}")


@contextmanager
def _course_in(folder):
    """What reads the course meanwhile, here and in processes started, reads the one in ``folder``."""
    before = os.environ.get("LOCALSDG_COURSE")
    os.environ["LOCALSDG_COURSE"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["LOCALSDG_COURSE"]
        else:
            os.environ["LOCALSDG_COURSE"] = before


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
        return {}
    suppressed = course.read_yaml(site.root / "_config.yml")["sphinx"]["config"]["suppress_warnings"]
    title = _title(site)
    return {
        "language": site.language,
        "project": title,
        "html_title": title,
        # A word of a glossary's part that is not translated yet has no entry under its new name.
        "suppress_warnings": [*suppressed, "ref.term"],
    }


def _title(site):
    if site.language == course.LANGUAGE:
        return course.read_yaml(site.root / "_config.yml")["title"]
    return order.title(site.root / f"{order.pages(site.root)[0]}.md")


def _prepare_kernels(folder):
    """Kernels run with settings of their own: the reader's IPython start-up files change no page."""
    profile = folder / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c = get_config()\nc.IPKernelApp.log_level = 40\n")
    os.environ["IPYTHONDIR"] = str(folder)


def _executed(root, folder):
    """The folder that remembers executed code, and whether it is new: so after data or packages change."""
    current = folder / "executed" / inputs.execution_hash(root)[:16]
    if current.parent.is_dir():
        for old in current.parent.iterdir():
            if old != current:
                shutil.rmtree(old, ignore_errors=True)
    cold = not (current / "__version__.txt").is_file()
    if cold:  # written last: without it, a build was stopped here
        shutil.rmtree(current, ignore_errors=True)
        current.mkdir(parents=True)
        from jupyter_cache import get_cache  # as above

        # Made before pages are read in parallel: two readers at once would both make its tables.
        get_cache(current).db.dispose()
    return current, cold


def _write_downloads(site, pages, root):
    """The notebooks, and the zips with notebook and package, that pages offer to download; the start page.

    The package is the checkout's, which speaks all languages.
    """
    from localsdg_build.release import notebooks, wheel, zips  # as above: they load nbformat

    out = pages / "_exercises"
    package = wheel.build_wheel(out / "released", root).read_bytes()
    (out / "notebooks").mkdir(parents=True, exist_ok=True)
    for path in notebooks.release_all(out / "released", site.root, site.language):
        zips.build_zip(path.stem, out / "downloads", site.root, site.language, wheel=package)
        shutil.move(path, out / "notebooks" / path.name)
    shutil.rmtree(out / "released", ignore_errors=True)
    _write_start_page(site, pages)


def _write_start_page(site, out):
    """``index.html`` at the top leads to the front page that the table of contents names."""
    front = order.pages(site.root)[0] + ".html"
    title = _title(site)
    spoken = f'lang="{site.language}"' + (' dir="rtl"' if course.direction(site.language) == "rtl" else "")
    page = (
        f'<!DOCTYPE html>\n<html {spoken}><head><meta charset="utf-8"><title>{title}</title>'
        # else a browser asks for another
        f'<link rel="icon" type="image/svg+xml" href="_static/favicon.svg">'
        f'<meta http-equiv="refresh" content="0; url={front}"></head>'
        f'<body><main><h1><a href="{front}">{title}</a></h1></main></body></html>\n'
    )
    (out / "index.html").write_text(content_policy.with_policy(page), encoding="utf-8")


def _swap(new, html, old):
    shutil.rmtree(old, ignore_errors=True)
    if html.exists():
        html.rename(old)
    new.rename(html)
    shutil.rmtree(old, ignore_errors=True)


def _short(path, root):
    return path.relative_to(root).as_posix()


def _say(text):
    print(text, flush=True)

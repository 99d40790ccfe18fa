"""Build an edition of the book: third-party files, pages, notebooks to download.

The new book is made beside the old one and takes its place when it is whole, so a build that fails or
is stopped leaves the last good book. What was executed is remembered; when nothing has changed,
nothing is done.
"""

import functools
import hashlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from localsdg import course
from localsdg_build import (
    aside,
    copies,
    editions,
    inputs,
    locks,
    order,
    slide_places,
    sphinx_run,
    stamped,
    vendor,
)
from localsdg_build.book import content_policy, page_exercise
from localsdg_build.check.bibliography import remarks as aged_sources
from localsdg_build.live import jupyterlite, runtime
from localsdg_build.live import pages as live_pages
from localsdg_build.offline import release
from localsdg_build.packs import model
from localsdg_build.search import write as search
from localsdg_build.slides import write as slides
from localsdg_build.translation import elsewhere, staging


def build_book(
    root: Path,
    say: Callable[[str], None] | None = None,
    edition: str = editions.LEARNER,
    language: str | None = None,
    live: bool = False,
    shown: Callable[[], None] | None = None,
) -> int:
    """Build the book of the checkout ``root`` into the edition's folder below ``_build``.

    English stands at its top, each other language below its name; ``language``: of these only that one is
    made anew; ``live``: with live code, a book of its own. ``shown``: English is put in its place before
    the other languages are made, and this is called when it is up to date and whenever there is a new book.
    Returns an exit code (0: all is up to date).
    """
    made_for = editions.edition(edition, live)
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
        if shown and course.LANGUAGE not in todo:
            shown()
        for part in _parts(todo, english_first=shown is not None):
            pages = _without_traceback(functools.partial(_build, root, folder, made_for, say, part, stamps))
            if not pages:
                return 1
            stamps.write(part)
            took = time.monotonic() - started
            say(f"Built {pages} pages in {took:.0f} s: {_short(folder / html, root)}/index.html")
            if shown:
                shown()
        for remark in aged_sources(root) if todo else ():
            say(f"Warning: {remark}")
    return 0


def _parts(todo, english_first):
    """Which languages are put in their place together."""
    others = [one for one in todo if one != course.LANGUAGE]
    if english_first and course.LANGUAGE in todo and others:
        return [[course.LANGUAGE], others]
    return [todo] if todo else []


def _build(root, folder, edition, say, todo, stamps):
    """Make the book beside the old one, then swap. Returns the number of pages, 0 if something failed.

    Where since the last book only sentences or code of lessons changed, the new one is a copy of it in which
    Sphinx writes the pages that are older than their texts.
    """
    vendor.ensure(root, say)
    out, before, spare = folder / "next", folder / edition.html, folder / f"{edition.html}.spare"
    if stamps.only_texts or course.LANGUAGE not in todo:
        if spare.is_dir() and not out.is_dir():
            spare.rename(out)
        copies.make_like(before, out)
    else:
        shutil.rmtree(out, ignore_errors=True)
        for kept in stamps.kept(todo):
            shutil.copytree(before / kept, out / kept)
    say("Building the pages …")
    sphinx_run.prepare_kernels(folder / "ipython")
    for language in todo:
        if stamps.is_other_program(language):  # Sphinx keeps what another program made of pages
            shutil.rmtree(_doctrees(folder, edition, language), ignore_errors=True)
    if not _make_pages(root, out, folder, edition, say, todo, stamps.only_texts):
        return 0
    if edition.live:
        runtime.publish(root, out, say)
        jupyterlite.publish(root, out, say)
        live_pages.publish(root, out, [course.LANGUAGE, *stamps.languages], say)
    pages = sum(slide_places.FOLDER not in path.parts for path in out.rglob("*.html"))
    release.write(out, edition.name, root, before)
    _swap(out, before, spare)
    return pages


def _make_pages(root, out, folder, edition, say, todo, only_texts):
    """The pages of the languages ``todo``, with slides, search and downloads; are all good?

    What is downloaded is made anew if checks must know new sentences of lessons.
    """
    english, others = course.LANGUAGE in todo, [one for one in todo if one != course.LANGUAGE]
    renewed = english and (not only_texts or page_exercise.renew_marks(out / "_exercises", root))

    def make_others():
        for language in others:
            say(f"Building the pages in {language} …")
            if not build_language(root, language, out / language, folder, edition):
                return False
            slides.write(root, out, edition.name, [language], only_texts)
        return True

    if not english:
        return make_others()
    if not (others and only_texts and sphinx_run.has_executed(root, folder)):
        return _make_english(root, out, folder, edition, say, only_texts, renewed) and make_others()
    # A few pages of each language are made one after the other: the languages are made at once.
    sphinx_run.load(root)
    with aside.begun(lambda: _without_traceback(make_others)) as good:
        return _make_english(root, out, folder, edition, say, only_texts, renewed) and good()


def _make_english(root, out, folder, edition, say, only_texts, renewed):
    site = sphinx_run.Site(course.LANGUAGE, root, root, _doctrees(folder, edition, course.LANGUAGE), edition)
    if not sphinx_run.make(site, out, folder, only_texts):
        return False
    with _downloads_begun(site, out, root, renewed) as good:
        made = search.write(root, out, vendor.ensure(root), _found_in_pages(site))
        say(f"The search finds {made.places} places; who searches loads {made.bytes // 1000} kB.")
        slides.write(root, out, edition.name, [course.LANGUAGE], only_texts)
        return good()


@contextmanager
def _downloads_begun(site, out, root, renewed):
    """Make what is downloaded, if it is ``renewed``, beside what is done meanwhile; see ``aside.begun``."""
    if not renewed:
        yield lambda: True
        return
    with aside.begun(lambda: _without_traceback(lambda: _write_downloads(site, out, root))) as good:
        yield good


def _without_traceback(work):
    try:
        return work()
    except (vendor.VendorError, course.CourseError) as problem:
        print(f"Error: {problem}", file=sys.stderr)
        return False


def build_language(root: Path, language: str, out: Path, folder: Path, edition: editions.Edition) -> bool:
    """Make the pages of a language other than English in the folder ``out``; are all of them good?

    ``folder`` holds what builds remember. The English pages are not looked at. Pages that are in ``out``
    already are those of the last build: where only sentences of lessons have changed since, they stay but for
    those lessons' own.
    """
    staged = staging.stage(root, language, folder / "languages" / language)
    site = sphinx_run.Site(language, staged, root, _doctrees(folder, edition, language), edition)
    stamp = site.doctrees.with_suffix(".frame")
    # Of the staged pages: a sentence may also make a translated title an old one, which every page shows.
    frame = f"{inputs.frame_hash(staged, language, frame_of=elsewhere.frame)} {inputs.program_hash(root)}"
    # Of lessons' sentences, in the package that is downloaded; of their headings, in its notebooks.
    marks = _marks_hash(out.parent) + elsewhere.headings(staged, language)
    there = stamp.is_file() and (out / "index.html").is_file()
    made_of = stamp.read_text(encoding="utf-8").splitlines() if there else []
    only_texts, renewed = made_of[:1] == [frame], made_of[1:] != [marks]
    stamp.unlink(missing_ok=True)
    if not only_texts:
        shutil.rmtree(out, ignore_errors=True)
    with _course_in(staged):
        if not sphinx_run.make(site, out, folder, only_texts):
            return False
        renewed = not only_texts or page_exercise.renew_marks(out / "_exercises", staged) or renewed
        with _downloads_begun(site, out, root, renewed) as good:
            search.write(staged, out, vendor.ensure(root), _found_in_pages(site), language)
            if not good():
                return False
    shutil.rmtree(out.parent / "jupyter_execute", ignore_errors=True)  # myst-nb puts it beside the pages
    stamp.write_text(f"{frame}\n{marks}", encoding="utf-8")
    return True


def _marks_hash(book):
    """Of what English checks know: the package that is downloaded in all languages knows it as well."""
    found = sorted((book / "_exercises" / "checks").glob("*.json"))
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in found)).hexdigest()


def _doctrees(folder, edition, language):
    return folder / (edition.doctrees if language == course.LANGUAGE else f"{edition.doctrees}-{language}")


def _found_in_pages(site):
    """The file in which the search remembers them: beside what Sphinx remembers, and as long."""
    return site.doctrees / "search.json"


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


def _write_downloads(site, pages, root):
    """The notebooks, and the zips with notebook and package, that pages offer to download; the start page.

    The package is the checkout's, which speaks all languages.
    """
    # They load nbformat, and an unchanged book needs none of it.
    from localsdg_build.release import notebooks, wheel, zips

    out = pages / "_exercises"
    package = wheel.build_wheel(out / "released", root).read_bytes()
    (out / "notebooks").mkdir(parents=True, exist_ok=True)
    for path in notebooks.release_all(out / "released", site.root, site.language):
        zips.build_zip(path.stem, out / "downloads", site.root, site.language, wheel=package)
        shutil.move(path, out / "notebooks" / path.name)
    shutil.rmtree(out / "released", ignore_errors=True)
    _write_start_page(site, pages)
    return True


def _write_start_page(site, out):
    """``index.html`` at the top leads to the front page that the table of contents names."""
    front = order.pages(site.root)[0] + ".html"
    title = site.title()
    spoken = f'lang="{site.language}"' + (' dir="rtl"' if course.direction(site.language) == "rtl" else "")
    page = (
        f'<!DOCTYPE html>\n<html {spoken}><head><meta charset="utf-8"><title>{title}</title>'
        # else a browser asks for another
        f'<link rel="icon" type="image/svg+xml" href="_static/favicon.svg">'
        f'<meta http-equiv="refresh" content="0; url={front}"></head>'
        f'<body><main><h1><a href="{front}">{title}</a></h1></main></body></html>\n'
    )
    (out / "index.html").write_text(content_policy.with_policy(page), encoding="utf-8")


def _swap(new, html, spare):
    """The old book stays as the spare one: the next is made of it, without a copy of each file."""
    shutil.rmtree(spare, ignore_errors=True)
    with _unbroken():
        if html.exists():
            html.rename(spare)
        new.rename(html)


@contextmanager
def _unbroken():
    """Who asks this process to end meanwhile, waits."""
    asks = {signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, asks) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _short(path, root):
    """The path as it is seen from the checkout."""
    checkout = root if model.of_course(root) is None else model.checkout(root)
    return path.relative_to(checkout).as_posix()


def _say(text):
    print(text, flush=True)

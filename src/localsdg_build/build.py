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
from pathlib import Path

from localsdg import course
from localsdg_build import editions, inputs, locks, order, vendor, workers
from localsdg_build.book import content_policy


def build_book(root: Path, say: Callable[[str], None] | None = None, edition: str = editions.LEARNER) -> int:
    """Build the book of the checkout ``root`` into the edition's folder below ``_build``.

    Returns an exit code (0: that folder is up to date).
    """
    made_for = editions.edition(edition)
    say = say or _say
    started = time.monotonic()
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    # Two builds at once would write the same files.
    with locks.alone(folder / ".lock", lambda: say("Another build is running; waiting for it …")):
        wanted = [inputs.book_hash(root)]
        stamp, html = folder / made_for.stamp, folder / made_for.html
        made = stamp.read_text().split() if stamp.is_file() and (html / "index.html").is_file() else []
        if made[:1] == wanted[:1]:
            say(f"Nothing has changed: the book in {_short(html, root)} is up to date.")
            return 0
        wanted += [inputs.frame_hash(root), inputs.program_hash(root)]
        try:
            if made[2:] != wanted[2:]:  # Sphinx keeps what another program made of pages
                shutil.rmtree(folder / made_for.doctrees, ignore_errors=True)
            pages = _build(root, folder, made_for, say, only_texts=made[1:] == wanted[1:])
        except (vendor.VendorError, course.CourseError) as problem:
            print(f"Error: {problem}", file=sys.stderr)
            return 1
        if not pages:
            return 1
        stamp.write_text("\n".join(wanted))
    say(f"Built {pages} pages in {time.monotonic() - started:.0f} s: {_short(html, root)}/index.html")
    return 0


def _build(root, folder, edition, say, only_texts):
    """Make the book beside the old one, then swap. Returns the number of pages, 0 if something failed.

    ``only_texts``: since the last book only sentences or code of lessons changed, so that the new one is a
    copy of it in which Sphinx writes the pages that are older than their texts.
    """
    vendor.ensure(root, say)
    out = folder / "next"
    shutil.rmtree(out, ignore_errors=True)
    if only_texts:
        shutil.copytree(folder / edition.html, out)
    say("Building the pages …")
    _prepare_kernels(folder / "ipython")
    with _remembered(folder / edition.doctrees) as good:
        # One page after the other where there are few: a process more costs more than it brings.
        jobs = 1 if only_texts else (os.cpu_count() or 1) + 1
        failed = _run_sphinx(root, out, folder, edition, jobs, only_texts)
        if not failed and _missing_pages(root, out):
            # Sphinx is silent about what stops one of several processes. Alone, it says it.
            failed = _run_sphinx(root, out, folder, edition, 1, only_texts) or _missing_pages(root, out)
        if failed:
            print("Error: the book could not be built. The messages above say what to mend.", file=sys.stderr)
            return 0
        good()
    if not only_texts:
        _write_downloads(root, out / "_exercises")
        _write_start_page(root, out)
    pages = len(list(out.rglob("*.html")))
    _swap(out, folder / edition.html, folder / "old")
    return pages


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


def _run_sphinx(root, out, folder, edition, jobs, only_texts):
    from localsdg_build import execute  # loads half of Jupyter, and an unchanged book needs none of it

    executed, cold = _executed(root, folder)
    with execute.ready(early=cold), workers.none_left():
        return _build_pages(root, out, folder, edition, executed, jobs, only_texts)


def _build_pages(root, out, folder, edition, executed, jobs, only_texts):
    from jupyter_book.sphinx import build_sphinx  # as above

    overrides = {
        "external_toc_path": str(root / "book" / "_toc.yml"),
        "latex_individualpages": False,
        "lsdg_edition": edition.name,
        "lsdg_only_texts": only_texts,
        "nitpicky": True,
        "nb_execution_cache_path": str(executed),
    }
    return build_sphinx(
        root,
        out,
        path_config=root / "_config.yml",
        noconfig=True,
        confoverrides=overrides,
        doctreedir=folder / edition.doctrees,
        quiet=True,
        warningiserror=True,
        keep_going=True,
        jobs=jobs,
    )


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


def _write_downloads(root, out):
    """The notebooks, and the zips with notebook and package, that pages offer to download."""
    from localsdg_build.release import notebooks, wheel, zips  # as above: they load nbformat

    package = wheel.build_wheel(out / "released", root).read_bytes()
    (out / "notebooks").mkdir(parents=True, exist_ok=True)
    for path in notebooks.release_all(out / "released", root):
        zips.build_zip(path.stem, out / "downloads", root, wheel=package)
        shutil.move(path, out / "notebooks" / path.name)
    shutil.rmtree(out / "released", ignore_errors=True)


def _write_start_page(root, out):
    """``index.html`` at the top leads to the front page that the table of contents names."""
    front = order.pages(root)[0] + ".html"
    title = course.read_yaml(root / "_config.yml")["title"]
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<link rel="icon" type="image/svg+xml" href="_static/favicon.svg">'  # else a browser asks for another
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

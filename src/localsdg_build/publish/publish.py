"""Build the learner's edition and make of it a folder to publish.

The folder is made beside the old one and takes its place when it is whole and nothing is wrong with it.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from localsdg import course
from localsdg_build import build, editions, publisher
from localsdg_build.check.publishing import publishing
from localsdg_build.publish import checking, hosting, not_found, site_map

MARK = ".localsdg"  # whoever deletes the old folder must know that it is one of ours
_WORKS: list[Callable[[publisher.Publisher, Path], None]] = [not_found.write, site_map.write, hosting.write]


def publish(
    root: Path,
    out: Path,
    edition: str = editions.LEARNER,
    live: bool = False,
    say: Callable[[str], None] = print,
) -> int:
    """Make the folder ``out``; an exit code (1: it is left as it was)."""
    out = out.resolve()  # which has a name, also where it is given as "."
    if problem := _refused(out, edition):
        return _fail(problem)
    if problems := [str(one) for one in publishing(root)]:
        return _fail("\n".join(["this cannot be published so:", *problems]))
    if code := build.build_book(root, edition=edition, live=live):
        return code
    known = publisher.read(root)
    new = out.with_name(f".{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(root / "_build" / editions.edition(edition, live).html, new)
    for work in _WORKS:
        work(known, new)
    (new / MARK).write_text("Made by 'localsdg publish'. The next time, this folder is made anew.\n")
    if problems := checking.problems(new, known.address):
        shutil.rmtree(new)
        return _fail("\n".join(["these pages cannot be published:", *problems]))
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
    _tell(known, out, say)
    return 0


def _refused(out, edition):
    if edition == editions.TRAINER:
        return (
            "the trainer's edition holds expected answers and notes. It is not for a public address; show it "
            "with 'make trainer', on your own computer. To publish the learner's, leave out --edition trainer"
        )
    if out.exists() and not out.is_dir():
        return f"{out} is a file; name a folder"
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        return f"{out} holds files that this command has not made. Name a new or an empty folder"
    return ""


def _fail(problem):
    print(f"Error: {problem}", file=sys.stderr)
    return 1


def _tell(known, out, say):
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"Ready to be copied to a server: {out}, {len(files)} files, {size:.0f} MB.")
    if not known.address:
        say(
            f"There is no address in {publisher.NAME}, so there is no site map, and links in social media "
            "show no picture. All else works at any address."
        )
    spoken = ", ".join(course.languages(known.root))
    say(f"Languages: {spoken}. The book's page 'Publish this course' says what your server should know.")

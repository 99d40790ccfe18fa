"""Write packages: one for each lesson, and one for each module with all of its lessons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from localsdg import course as sources
from localsdg.course import before_after, public
from localsdg_build import order, publisher, words, zips
from localsdg_build.release import handing_in
from localsdg_build.scorm import files, manifest, page

_SOURCES = Path("book", "static", "scorm")
_CODE = "code"  # exercises of this kind are done in the notebook


@dataclass(frozen=True)
class Lesson:
    """A lesson as it stands in packages: where its page lies, what it says, which files it needs."""

    module: str
    name: str
    title: str
    page: str
    html: str
    needs: frozenset[str]


@dataclass(frozen=True)
class Package:
    """A package that was written; ``lessons``: how many are in it."""

    path: Path
    lessons: int
    bytes: int


@dataclass(frozen=True)
class Wanted:
    """What is to be written. ``module``, ``lesson``: only this one; ``""``: all."""

    module: str = ""
    lesson: str = ""
    version: str = manifest.VERSIONS[0]
    language: str = sources.LANGUAGE


def make(site: Path, out: Path, root: Path, wanted: Wanted, say: Callable[[Package], None]) -> list[Package]:
    """Write packages of the built book ``site`` into the folder ``out``; ``say`` hears of each.

    Raises ``CourseError`` where there is no such module, lesson or page.
    """
    out.mkdir(parents=True, exist_ok=True)
    done = []
    for module, lessons in _modules(root, wanted).items():
        ready = [_lesson(site, root, module, name, path, wanted) for name, path in lessons]
        groups = [[one] for one in ready]
        if len(ready) > 1 and not wanted.lesson:
            groups.append([*_tests(site, root, module, wanted), *ready])
        for group in groups:
            name = group[0].name if len(group) == 1 else module
            title = group[0].title if len(group) == 1 else _module_title(root, module, wanted.language)
            path = out / f"{module}-{name}.zip" if len(group) == 1 else out / f"{module}.zip"
            path.write_bytes(_zip(site, root, group, wanted.version, name, title))
            done.append(Package(path, len({*group} & {*ready}), path.stat().st_size))
            say(done[-1])
    return done


def _modules(root: Path, wanted: Wanted) -> dict[str, list[tuple[str, Path]]]:
    found: dict[str, list[tuple[str, Path]]] = {}
    for module, lesson, path in order.lessons(root, wanted.module or None, wanted.language):
        if wanted.lesson in ("", lesson):
            found.setdefault(module, []).append((lesson, path))
    if not found:
        asked = "/".join(part for part in (wanted.module, wanted.lesson) if part)
        raise sources.CourseError(
            root / "book" / "_toc.yml", f"no lesson of the table of contents is {asked!r}", 1
        )
    return found


def _tests(site: Path, root: Path, module: str, wanted: Wanted) -> list[Lesson]:
    """The page of the module's before-and-after test, if it has one."""
    if not before_after.has_one(root, module):
        return []
    place = root / "modules" / module / before_after.FOLDER / f"{wanted.language}.md"
    return [_lesson(site, root, module, before_after.FOLDER, place, wanted)]


def _module_title(root: Path, module: str, language: str) -> str:
    return order.title(order.in_language(root / "modules" / module, language))


def _lesson(site: Path, root: Path, module: str, name: str, path: Path, wanted: Wanted) -> Lesson:
    top = "" if wanted.language == sources.LANGUAGE else f"{wanted.language}/"
    built = f"{top}modules/{module}/{name}/{wanted.language}.html"
    if not (site / built).is_file():
        raise sources.CourseError(path, f"the built book has no page {built}", 1)
    text, is_test = (site / built).read_text(encoding="utf-8"), name == before_after.FOLDER
    title = _heading(text) if is_test else order.title(path)
    assignment = order.assignment(root, module)
    shown = [] if is_test else order.shown_exercises(path.read_text(encoding="utf-8"))
    near = frozenset(
        one.relative_to(site).as_posix() for one in (site / top / "_exercises" / "data").rglob("*")
    )
    facts = page.Facts(
        package=f"{module}/{name}/{wanted.language}",
        lesson=f"{module}/{name}",
        version=wanted.version,
        counted=tuple(counted(root, module, name, wanted.language)),
        title=title,
        test=is_test,
    )
    place = page.Place(built, near, top, publisher.read(root).address)
    said = words.scorm(wanted.language)
    hand_in = _hand_in(root, assignment, shown, wanted.language)
    html = page.made(text, facts, place, said, hand_in, assignment)
    return Lesson(
        module, name, title, built, html, frozenset(files.of_page(site, built, html, top, assignment))
    )


def counted(root: Path, module: str, lesson: str, language: str = sources.LANGUAGE) -> list[str]:
    """The exercises whose points are this lesson's: those that it shows first, but for code."""
    placed = order.placed_exercises(root, language)
    mine = [slug for slug, at, name in placed if (at, name) == (module, lesson)]
    return [slug for slug in mine if public.exercise(slug, course=root)["kind"] != _CODE]


def _hand_in(root: Path, assignment: str, shown: Sequence[str], language: str) -> dict[str, Any]:
    """What *Download my work* is told: of this lesson's exercises, which are on this page and run no code."""
    told = handing_in.page_data(assignment, root, language)
    told.pop("work", None)
    own = [{**one, "page": ""} for one in told["exercises"] if one["slug"] in shown]
    return {
        **told,
        "exercises": own,
        "python": False,
        "words": {**told["words"], **words.scorm(language)["hand_in"]},
    }


def _heading(text: str) -> str:
    """What a built page is called, where it has no source with a title."""
    heading = BeautifulSoup(text, "html.parser").select_one("h1")
    for link in heading.select(".headerlink") if heading else ():
        link.decompose()
    return heading.get_text().strip() if heading else ""


def _zip(site: Path, root: Path, lessons: Sequence[Lesson], version: str, name: str, title: str) -> bytes:
    """The bytes of a package: the same lessons make the same ones."""
    shared = dict(_shared(site, root, lessons))
    scos = [manifest.Sco(f"{one.module}-{one.name}", one.title, one.page, (one.page,)) for one in lessons]
    text = manifest.made(version, f"{lessons[0].module}-{name}", title, scos, shared)
    content: Mapping[str, bytes] = {
        manifest.NAME: text.encode(),
        **{one.page: one.html.encode() for one in lessons},
        **shared,
    }
    return zips.zipped(content.items())


def _shared(site: Path, root: Path, lessons: Sequence[Lesson]) -> Iterator[tuple[str, bytes]]:
    top = lessons[0].page.partition("modules/")[0]
    for name in sorted(set().union(*(one.needs for one in lessons))):
        yield files.packed(site, name)
    for source in sorted((root / _SOURCES).iterdir()):
        text = source.read_text(encoding="utf-8").replace('"../exercises/', '"../_exercises/')
        yield f"{top}_scorm/{source.name}", text.encode()

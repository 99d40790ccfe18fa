"""``localsdg new``: copy a template and fill in the names. What the author must write stands in ``<<…>>``."""

import re
from pathlib import Path

import yaml

from localsdg.course import CourseError, read_yaml

TEMPLATES = Path(__file__).parent / "templates"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def exercise(course: Path, slug: str, kind: str, module: str) -> list[Path]:
    """Make ``exercises/<slug>/`` for a kind that has a template. Returns the paths made."""
    template = TEMPLATES / f"exercise-{kind}"
    if not template.is_dir():
        kinds = ", ".join(
            sorted(path.name.removeprefix("exercise-") for path in TEMPLATES.glob("exercise-*"))
        )
        raise CourseError(template, f"there is no template for kind {kind!r}; write one of: {kinds}")
    names = {"SLUG": slug, "MODULE": module, "OBJECTIVE": _first_objective(course, module)}
    return copy(template, course / "exercises" / slug, slug, names)


def lesson(course: Path, slug: str, module: str) -> list[Path]:
    """Make a lesson and add it to the end of its module in ``book/_toc.yml``. Returns the paths made."""
    names = {"SLUG": slug, "OBJECTIVE": _first_objective(course, module)}
    made = copy(TEMPLATES / "lesson", course / "modules" / module / slug, slug, names)
    contents = course / "book" / "_toc.yml"
    contents.write_text(_with_lesson(contents, module, slug), encoding="utf-8")
    return [*made, contents]


def module(course: Path, slug: str) -> list[Path]:
    """Make ``modules/<slug>/``, the last of the modules in ``book/_toc.yml``. Returns the paths made."""
    contents = course / "book" / "_toc.yml"
    text = _with_module(contents, slug)
    prefix = "m" + slug.split("-")[0] if slug[0].isdigit() else slug
    made = copy(TEMPLATES / "module", course / "modules" / slug, slug, {"SLUG": slug, "PREFIX": prefix})
    contents.write_text(text, encoding="utf-8")
    return [*made, contents]


def dataset(course: Path, slug: str) -> list[Path]:
    """Make ``datasets/<slug>/``. Returns the paths made."""
    return copy(TEMPLATES / "dataset", course / "datasets" / slug, slug, {"SLUG": slug})


def _first_objective(course, module):
    path = course / "modules" / module / "module.yml"
    if not path.is_file():
        known = ", ".join(sorted(item.parent.name for item in (course / "modules").glob("*/module.yml")))
        raise CourseError(path, f"there is no module {module!r}; write one of: {known}")
    return read_yaml(path)["objectives"][0]["id"]


def copy(template: Path, target: Path, slug: str, names: dict[str, str]) -> list[Path]:
    """Copy a template into the new folder ``target``, with ``names`` for ``@NAME@``; the files made."""
    if not _SLUG.match(slug):
        raise CourseError(
            target, f"{slug!r} cannot name a folder; use small letters, digits and single hyphens"
        )
    if target.exists():
        raise CourseError(target, "this folder is there already; choose another name or remove it")
    made = []
    # An installer compiles what ends in .py, templates as well.
    files = [path for path in template.rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
    for source in sorted(files):
        text = source.read_text(encoding="utf-8")
        for name, value in names.items():
            text = text.replace(f"@{name}@", value)
        path = target / source.relative_to(template)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        made.append(path)
    return made


def _with_module(contents, slug):
    """The table of contents with a line for a module, below all that belongs to the last one."""
    lines = contents.read_text(encoding="utf-8").splitlines()
    own = [number for number, line in enumerate(lines) if "modules/" in line]
    pages = [number for number in own if lines[number].count("/") == 2]
    if not pages:
        told = f"add the first module yourself, where it belongs: '- file: modules/{slug}/en'"
        raise CourseError(contents, told)
    line = lines[pages[-1]]
    added = line[: line.index("modules/")] + f"modules/{slug}/en"
    text = "\n".join([*lines[: own[-1] + 1], added, *lines[own[-1] + 1 :]]) + "\n"
    yaml.safe_load(text)
    return text


def _with_lesson(contents, module, slug):
    """The table of contents with one more line, after the module's last; the rest as the author wrote it."""
    lines = contents.read_text(encoding="utf-8").splitlines()
    own = [number for number, line in enumerate(lines) if f"modules/{module}/" in line]
    if not own:
        raise CourseError(contents, f"add the module's page first: - file: modules/{module}/en")
    last = lines[own[-1]]
    if last.rstrip().endswith(f"modules/{module}/en"):  # the module's first lesson begins a section
        indent = last[: len(last) - len(last.lstrip())] + "  "
        added = [f"{indent}sections:", f"{indent}- file: modules/{module}/{slug}/en"]
    else:
        added = [last[: last.index("modules/")] + f"modules/{module}/{slug}/en"]
    text = "\n".join([*lines[: own[-1] + 1], *added, *lines[own[-1] + 1 :]]) + "\n"
    yaml.safe_load(text)
    return text

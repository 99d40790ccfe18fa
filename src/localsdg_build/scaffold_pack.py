"""``localsdg new pack``: a country pack in which everything that must be written is marked ``<<…>>``."""

import json
from pathlib import Path

from localsdg.course import CourseError, data, lesson_text
from localsdg.course.files import read_text
from localsdg_build import order, scaffold
from localsdg_build.packs import model
from localsdg_build.translation import parts

_MARK = "% <<write in this section what your own data shows; then delete this line>>\n"


def pack(course: Path, name: str, table: str = "", lesson: str = "") -> list[Path]:
    """Make ``packs/<name>/``; with a table and a lesson also a dataset in its place. Returns the paths made.

    ``table``: ``dataset/table`` of the course; ``lesson``: ``module/lesson``. ``CourseError``: there is none.
    """
    dataset, _, resource = table.partition("/")
    described = _described(course, dataset, resource) if table else {}
    told = _sections(course, lesson, dataset) if lesson else []
    made = scaffold.copy(scaffold.TEMPLATES / "pack", course / model.FOLDER / name, name, {})
    if not table:
        return made
    folder = course / model.FOLDER / name
    own = f"{name}-{dataset}"
    settings = folder / model.SETTINGS
    added = f"\ndataset:\n  instead_of: {table}\n  lessons: [{lesson}]\n"
    settings.write_text(read_text(settings) + added, encoding="utf-8")
    made += scaffold.copy(scaffold.TEMPLATES / "dataset", folder / model.DATASETS / own, own, {"SLUG": own})
    _same_columns(folder / model.DATASETS / own, described)
    file = folder / model.LESSONS / f"{lesson}.md"
    file.parent.mkdir(parents=True)
    file.write_text("".join(_marked(part.text, dataset, own) for part in told), encoding="utf-8")
    return [*made, file]


def _described(course, dataset, table):
    found = data.about(dataset, course)["resources"]
    for one in found:
        if one["name"] == table:
            return one
    known = ", ".join(one["name"] for one in found)
    raise CourseError(
        Path("datasets", dataset), f"there is no table {table!r}; write {dataset}/ and one of: {known}"
    )


def _sections(course, lesson, dataset):
    known = order.lesson_names(course)
    if lesson not in known:
        raise CourseError(
            Path("modules", lesson), f"there is no such lesson; write one of: {', '.join(known)}"
        )
    page = model.page(lesson)
    found = parts.read(course, page, read_text(course / page))
    told = [one for one in found if dataset in lesson_text.loaded_datasets(one.text)]
    if not told:
        raise CourseError(Path(page), f"no section of this lesson loads {dataset}; name another lesson")
    return told


def _marked(text, dataset, own):
    """A section of the lesson that the author changes, with the new data in its code."""
    heading, _, rest = text.partition("\n")
    return f"{heading}\n\n{_MARK}{rest}".replace(f'"{dataset}"', f'"{own}"')


def _same_columns(folder, described):
    """The description and the table of the new dataset, with the columns of the one that it replaces."""
    path = folder / "datapackage.json"
    about = json.loads(read_text(path))
    resource = about["resources"][0]
    resource["name"] = described["name"]
    resource["schema"] = described["schema"]
    path.write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    names = [field["name"] for field in described["schema"]["fields"]]
    rows = [",".join(names), ",".join(f"<<{name}>>" for name in names)]
    (folder / resource["path"]).write_text("\n".join(rows) + "\n", encoding="utf-8")

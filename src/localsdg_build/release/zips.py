"""What a page offers to download: a zip with the notebook, the wheel and how to open them."""

import tempfile
import zipfile
from pathlib import Path

from localsdg import course as sources
from localsdg_build import order
from localsdg_build.release import notebooks
from localsdg_build.release.wheel import add, build_wheel, wheel_name


def build_zip(
    assignment: str,
    out: Path,
    course: Path | None = None,
    language: str = sources.LANGUAGE,
    wheel: bytes | None = None,
) -> Path:
    """Write ``OUT/<assignment>.zip`` (notebook, wheel, how to open them) and return its path.

    ``wheel``: the bytes of the wheel, for who makes several zips.
    """
    course = Path(course or sources.root()).resolve()
    front = order.in_language(course / "modules" / order.assignments(course)[assignment], language)
    title = order.title(front) if front.is_file() else assignment
    readme = notebooks.fill(
        notebooks.page_words("notebook-readme.md", course, language),
        title=title,
        assignment=assignment,
        wheel=wheel_name(),
    )
    path = Path(out) / f"{assignment}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    if wheel is None:
        with tempfile.TemporaryDirectory() as folder:
            wheel = build_wheel(Path(folder), course).read_bytes()
    members = {
        f"{assignment}.ipynb": notebooks.notebook_text(assignment, course, language).encode(),
        "README.txt": (readme + "\n").encode(),
        wheel_name(): wheel,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            add(archive, f"{assignment}/{name}", content)
    return path

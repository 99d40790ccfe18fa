"""Question banks as files: one for each module, in one of the formats, beside a note on what differs."""

from collections.abc import Iterator
from pathlib import Path

from localsdg import course as sources
from localsdg_build import order, words
from localsdg_build.packs import note as pack_note
from localsdg_build.questions import bank, moodle, qti
from localsdg_build.zips import zipped

FORMATS = {"moodle": moodle.LIMITS, "qti": qti.LIMITS}
NOTE = "READ-ME.txt"


def write(
    course: Path, out: Path, modules: list[str], shape: str, language: str
) -> Iterator[tuple[Path, int]]:
    """Write the banks of ``modules`` in the format ``shape`` into the folder ``out``.

    Yields each file with the number of its questions. ``CourseError`` where the course cannot be read.
    """
    front = Path(course, "book", language, "index.md")
    title = order.title(front if front.is_file() else Path(course, "book", sources.LANGUAGE, "index.md"))
    banks = [bank.of_module(course, module, language) for module in modules]
    out.mkdir(parents=True, exist_ok=True)
    for one in banks:
        path = out / (f"{one.module}.xml" if shape == "moodle" else f"{one.module}.qti.zip")
        if shape == "moodle":
            path.write_text(moodle.document(one, title), encoding="utf-8")
        else:
            path.write_bytes(zipped(qti.files(one, title)))
        yield path, len(one.questions)
    edition = pack_note.of(course, language)
    text = note(banks, shape, language)
    (out / NOTE).write_text(f"{edition}\n\n{text}" if edition else text, encoding="utf-8")


def note(banks: list[bank.Bank], shape: str, language: str = sources.LANGUAGE) -> str:
    """What a platform does otherwise than the course, and what no bank carries."""
    said = words.questions(language)
    lines = [said[f"{shape}_import"], "", said["scores"], "", said["differs"]]
    lines += [f"- {said[key]}" for key in FORMATS[shape]]
    lines += ["", said["left_out"], *[f"- {line}" for line in bank.left_out(banks, language)]]
    return "\n".join(lines) + "\n"

"""Record what translations were made from, in ``book/<language>/translated.yml``."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from localsdg.course import CourseError
from localsdg.course.translations import RECORD, record
from localsdg_build.translation import parts

_HEAD = """# What each translation was made from: of each English file its parts, with hashes.
# Written by 'localsdg translated'. A part without a hash stands in the translation in English still.
"""


def write(course: Path, language: str, files: Iterable[str] | None = None) -> list[str]:
    """Record that these English files (all that have a translation, where none is named) are translated now.

    Returns the files recorded. Raises ``CourseError`` if a translation has not as many parts as its English.
    """
    done, known = [], dict(record(course, language))
    for file in sorted(files if files is not None else parts.files(course)):
        path = course / parts.translation(file, language)
        if not path.is_file():
            if files is not None:
                raise CourseError(path, "this translation is missing; write it first")
            known.pop(file, None)
            continue
        known[file] = _fingerprints(course, file, path)
        done.append(file)
    text = yaml.safe_dump({file: known[file] for file in sorted(known)}, sort_keys=False, allow_unicode=True)
    target = course / "book" / language / RECORD
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_HEAD + text, encoding="utf-8")
    return done


def _fingerprints(course, file, path):
    english = parts.read(course, file, (course / file).read_text(encoding="utf-8"))
    theirs = parts.read(course, file, path.read_text(encoding="utf-8"))
    if file.endswith(".yml"):
        names = {part.name for part in theirs}
        return {part.name: part.fingerprint for part in english if part.name in names}
    if len(english) != len(theirs):
        raise CourseError(
            path,
            f"this file has {len(theirs)} parts (title, headings of the second level, trainer's notes), but "
            f"{file} has {len(english)}: write as many, in the same order",
            1,
        )
    pairs = zip(english, theirs, strict=True)
    return {
        one.name: None if one.text.strip() == other.text.strip() else one.fingerprint for one, other in pairs
    }

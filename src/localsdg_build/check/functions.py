"""The rule about an exercise's check functions: all there, none too many, nothing used that they may not."""

import builtins
from collections.abc import Iterator
from pathlib import Path

from localsdg import checks
from localsdg.course import CourseError
from localsdg_build.check.code import code_problems
from localsdg_build.check.exercises import readable
from localsdg_build.check.lines import line_of, place_line
from localsdg_build.check.shapes import near


def functions(course: Path) -> Iterator[CourseError]:
    """``checks.py`` and ``hidden_checks.py`` hold exactly the named checks and no more than they may."""
    for folder, found in readable(course):
        for key, name in (("checks", "checks.py"), ("hidden_checks", "hidden_checks.py")):
            named = [check.get("id") for check in found.get(key) or [] if isinstance(check, dict)]
            path = folder / name
            if path.is_file():
                problems = list(code_problems(path))
                yield from problems or _compare(path, named, folder / "exercise.yml", key)
            elif named:
                told = f"this file is missing; {key} in exercise.yml names {', '.join(map(str, named))}"
                yield CourseError(path, told)


def _compare(path, named, settings_path, key):
    try:
        found = [check_id for check_id, _ in checks.load(path.read_text(encoding="utf-8"), str(path))]
    except (Exception, SystemExit) as problem:
        told = f"this file stops with {type(problem).__name__}: {problem}{spelling(problem)}"
        yield CourseError(path, told, line_raised(problem, str(path)) or 1)
        return
    for check_id in sorted(set(named) - set(found)):
        yield CourseError(
            path,
            f"check {check_id!r} is named in exercise.yml but not written here; write @check({check_id!r})",
            1,
        )
    for check_id in sorted(set(found) - set(named)):
        yield CourseError(
            settings_path,
            f"check {check_id!r} is written in {path.name} but not named here; add it under {key}",
            place_line(settings_path, key),
        )
    for check_id in sorted({item for item in found if found.count(item) > 1}):
        lines = path.read_text(encoding="utf-8").splitlines()
        last = [number for number, line in enumerate(lines, 1) if f'"{check_id}"' in line.replace("'", '"')]
        yield CourseError(
            path,
            f"check {check_id!r} is written twice; remove one",
            last[-1] if last else line_of(path, check_id),
        )


def line_raised(problem: BaseException, name: str) -> int | None:
    """The line of the file ``name`` where an exception came from; ``None`` if from elsewhere."""
    line, at = None, problem.__traceback__
    while at:
        if at.tb_frame.f_code.co_filename == name:
            line = at.tb_lineno
        at = at.tb_next
    return line


def spelling(problem: BaseException) -> str:
    """What to write instead of a name that there is not; ``""`` for other problems."""
    if not isinstance(problem, NameError) or not problem.name:
        return ""
    known = [name for name in (*vars(checks), *vars(builtins)) if not name.startswith("_")]
    return f"; {near(problem.name, known)}mend its spelling, or import it"

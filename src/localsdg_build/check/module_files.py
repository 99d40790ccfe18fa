"""The rule about modules: objectives with a verb and a sentence, minutes, audience."""

from localsdg.course import CourseError, read_words, read_yaml
from localsdg_build.check.lessons import modules
from localsdg_build.check.lines import key_line

BLOOM = {"remember", "understand", "apply", "analyse", "evaluate", "create"}


def module_files(course):
    """``module.yml`` names objectives with a Bloom verb, minutes, audience; ``en.md`` words them."""
    for module in modules(course):
        path = module / "module.yml"
        found = read_yaml(path)
        if not isinstance(found, dict):
            yield CourseError(
                path, "write 'key: value' lines: objectives, minutes, audience, prerequisites, assignment", 1
            )
            continue
        for key in ("objectives", "minutes", "audience", "prerequisites", "assignment"):
            if key not in found:
                yield CourseError(path, f"{key} is missing; write '{key}: …'", 1)
        yield from _objective_words(module, found)


def _objective_words(module, found):
    try:
        front, _ = read_words(module / "en.md")
    except CourseError as problem:
        yield problem
        return
    for item in found.get("objectives") or []:
        place = key_line(module / "module.yml", item.get("id", "objectives"))
        if item.get("verb") not in BLOOM:
            yield CourseError(
                module / "module.yml",
                f"objective {item.get('id')!r}: verb is one of {', '.join(sorted(BLOOM))}",
                place,
            )
        if item.get("id") not in (front.get("objectives") or {}):
            yield CourseError(
                module / "en.md",
                f"objectives.{item.get('id')} is missing; write the sentence that says what a learner can do",
                key_line(module / "en.md", "objectives"),
            )

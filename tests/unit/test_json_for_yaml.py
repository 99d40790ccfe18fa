"""A learner's package carries JSON in place of YAML, which Python in a browser reads without more."""

from pathlib import Path

import pytest

from localsdg import course
from localsdg.course import files, public
from localsdg_build.release.wheel import json_for_yaml

ROOT = Path(__file__).parents[2]


def test_the_whole_course_reads_the_same_without_yaml(monkeypatch):
    read = {}
    for name, content in public.files(ROOT).items():
        is_words = name.startswith("exercises/") and name.endswith(".md")
        if name.endswith(".yml"):
            read[name] = course.parse_yaml(content.decode(), Path(name)), json_for_yaml(name, content)
        elif is_words:
            front, _, body = content.decode()[4:].partition("\n---\n")
            read[name] = (course.parse_yaml(front, Path(name)), body), json_for_yaml(name, content)
        else:
            assert json_for_yaml(name, content) == content
    monkeypatch.setattr(files, "yaml", None)
    assert len(read) > 150
    for name, (before, made) in read.items():
        text = made.decode()
        if name.endswith(".yml"):
            assert course.parse_yaml(text, Path(name)) == before, name
        else:
            front, _, body = text[4:].partition("\n---\n")
            assert (course.parse_yaml(front, Path(name)), body) == before, name


@pytest.mark.parametrize(
    ("text", "problem"),
    [(b"day: 2026-11-28\n", "JSON cannot say this: .*date.*; put it in quotes"), (b"1: one\n", "as keys")],
)
def test_what_json_cannot_say_is_named_with_its_file(text, problem):
    with pytest.raises(course.CourseError, match=f"exercise.yml: .*{problem}"):
        json_for_yaml("exercises/x/exercise.yml", text)


def test_without_yaml_other_yaml_is_refused_with_a_sentence(monkeypatch):
    assert course.parse_yaml("{a: 1}", Path("a.yml")) == {"a": 1}  # YAML that begins like JSON
    monkeypatch.setattr(files, "yaml", None)
    assert course.parse_yaml('{"a": 1}', Path("a.yml")) == {"a": 1}
    with pytest.raises(course.CourseError, match=r"a\.yml:1: this Python reads JSON alone"):
        course.parse_yaml("a: 1", Path("a.yml"))

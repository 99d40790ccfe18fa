"""The grader's commands, and the platforms that they offer, are found and not listed."""

import click

from autograder import cli
from autograder.commands import grading, reports
from autograder.lms import base


def test_each_command_of_a_module_is_found():
    assert {grading.grade, grading.regrade, reports.export_grades} <= set(cli.main.commands.values())
    assert all(isinstance(one, click.Command) for one in cli.main.commands.values())
    assert "" not in cli.main.commands and len(cli.main.commands) == len(set(cli.main.commands.values()))


def test_export_offers_each_platform_that_takes_grades(monkeypatch):
    class Third(base.Platform):
        name, takes_grades = "third", True

    class Fourth(base.Platform):
        name = "fourth"

    found = (*base.platforms(), Third(), Fourth())
    monkeypatch.setattr(base, "platforms", lambda: found)
    (shape,) = (one for one in reports.export_grades.params if one.name == "shape")
    assert tuple(shape.type.choices) == ("canvas", "csv", "moodle", "third")


def test_who_writes_a_table_says_so():
    for one in base.platforms():
        assert one.takes_grades == (type(one).write is not base.Platform.write), one.name
        assert bool(one.takes_feedback) == (type(one).back is not base.Platform.back), one.name

"""Files to hand in, and what the intake finds of them."""

import json
import zipfile
from pathlib import Path

from autograder.intake import choosing, finding
from autograder.notebook import reading

NAME = "3-monitoring-reporting"
OTHER = "4-decentralized-cooperation"
# A worksheet of Moodle in which two learners hand in together.
TEAMS = (
    "Identifier,Full name,Email address,Status,Group,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade)\n"
    "Participant 501,Amina Bello,a@x,OK,North,,12.00,Yes,-,-\n"
    "Participant 502,Ben Okoro,b@x,OK,North,,12.00,Yes,-,-\n"
    "Participant 503,Cleo Diaz,c@x,OK,Default group,,12.00,Yes,-,-\n"
)
EMPTY = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}


def as_bytes(**more):
    """A small notebook as a file's bytes."""
    return json.dumps({**EMPTY, **more}).encode()


def marked(text):
    """A notebook that differs from others by a text."""
    return as_bytes(metadata={"x": text})


def put(folder, path, data=b"{}"):
    path = Path(folder) / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def found(*inputs, course=None, assignments=(NAME,), roster=None, tell=lambda sentence: None):
    """``{learner: (assignment, bytes or reason)}``. ``tell``: see ``finding.collect``."""
    result = {}
    for hand_in in finding.collect(inputs, list(assignments), course, roster, tell):
        try:
            result[hand_in.learner] = (hand_in.assignment, hand_in.read())
        except reading.Unreadable as problem:
            result[hand_in.learner] = (hand_in.assignment, str(problem))
    return result


def chosen(*inputs, assignments=(NAME,), roster=None, tell=lambda sentence: None):
    """``{learner: Submission}``. ``tell``: see ``finding.collect``."""
    hand_ins = finding.collect(inputs, list(assignments), None, roster, tell)
    return {one.learner: one for one in choosing.choose(hand_ins, assignments, roster, tell=tell)}

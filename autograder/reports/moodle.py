"""The grading worksheet of a Moodle assignment: downloaded there, filled here, uploaded there again.

Moodle reads the columns Identifier, Grade, Last modified (grade) and the feedback comments (HTML), and finds
the learner by the identifier alone. It leaves out rows that were changed there after the download.
"""

import csv
import io
import re

from autograder.files import CourseFolderError
from autograder.reports import cells, comments, people

COLUMNS = (
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
)
_NEEDED = ("Identifier", "Grade", "Last modified (grade)")
_IDS = ("Email address", "ID number", "Username")


def write(outcomes, template, roster, scale, say):
    """The worksheet's text. See ``export.write``."""
    if template is None:
        return _without_template(outcomes, roster, say)
    sheet = cells.Sheet(template, "The worksheet")
    places = _places(sheet)
    found = people.placed(outcomes, _rows(sheet, places), roster, say)
    comment = places.get("feedback comments")
    if comment is None:
        say(
            "The worksheet has no column Feedback comments: switch that feedback type on in Moodle to use it."
        )
    factor = cells.factor(outcomes, _maximum(sheet, places, found), "Moodle", scale)
    for row, outcome in found.items():
        sheet.set(row, places["grade"], cells.grade(outcome, factor))
        if comment is not None:
            sheet.set(row, comment, comments.html(outcome))
    _say_locked(sheet, places, found, say)
    return sheet.text()


def _places(sheet):
    """``{heading in small letters: column}``."""
    heading = [cell.strip().lower() for cell in sheet.rows[0]] if sheet.rows else []
    missing = [name for name in _NEEDED if name.lower() not in heading]
    if missing or sheet.separator != ",":
        what = f"has no column {', '.join(missing)}" if missing else "is not separated by commas"
        raise CourseFolderError(
            f"The template {what}, so Moodle would not take it. Open the assignment in Moodle (in English), "
            "choose Download grading worksheet, and give that file as it is with --template."
        )
    return {name: place for place, name in reversed(list(enumerate(heading)))}


def _rows(sheet, places):
    rows = people.Rows("the worksheet")
    for number, row in enumerate(sheet.rows[1:], 1):
        identifier = _cell(row, places, "Identifier")
        if identifier.strip():
            digits = re.search(r"\d+$", identifier.strip())
            ids = [identifier, *(_cell(row, places, name) for name in _IDS)]
            name = _cell(row, places, "Full name")
            rows.add(number, name, ids, digits.group() if digits else "")
    return rows


def _cell(row, places, name):
    place = places.get(name.lower())
    return row[place] if place is not None and place < len(row) else ""


def _maximum(sheet, places, found):
    """The points that Moodle gives at most; ``None`` if the worksheet does not say."""
    for row in found:
        text = _cell(sheet.rows[row], places, "Maximum Grade")
        if text.strip():
            maximum = cells.points(text)
            if maximum is None:
                raise CourseFolderError(
                    f"In Moodle this assignment is graded by a scale ({text}). Set its grade type to Point "
                    "there and download the worksheet again."
                )
            return maximum
    return None


def _say_locked(sheet, places, found, say):
    locked = [row for row in found if _cell(sheet.rows[row], places, "Grade can be changed").lower() == "no"]
    if locked:
        say(f"Moodle does not let {len(locked)} of these grades be changed; it will leave them as they are.")


def _without_template(outcomes, roster, say):
    say(
        "Moodle takes grades back only in its own worksheet: in the assignment choose Download grading "
        "worksheet, then export again with --template FILE."
    )
    known = people.listed(roster)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="")
    writer.writeheader()
    for outcome in outcomes:
        person = known.get(people.fold(outcome["learner"]), {})
        row = {
            "Identifier": outcome["learner"],
            "Full name": person.get("name") or outcome["learner"],
            "Email address": person.get("email"),
            "Grade": cells.grade(outcome),
            "Maximum Grade": outcome["max_score"],
            "Feedback comments": comments.html(outcome),
        }
        writer.writerow(
            {name: cells.safe(value) if name != "Grade" else value for name, value in row.items()}
        )
    return stream.getvalue()

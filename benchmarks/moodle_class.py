"""What Moodle gives of a made-up class of thirty: the zip of all submissions, and the grading worksheet.

Nobody in it is a real person. Among them: two namesakes, one whose file is cut off, one who was late, one who
handed in nothing, and texts that wait for a reader.
"""

import csv
import io
import json
import zipfile

import a_class
import graders
import honest

NAME = graders.NAME
ZIP, SHEET = "Course-Module 3-4711.zip", f"Grades-{NAME}.csv"
HEADINGS = (
    "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
)  # fmt: skip
_FIRST = ("Amina", "Boris", "Chidi", "Dalia", "Esi", "Farid", "Grace", "Hana", "Ivan", "Jun")
_LAST = ("Bello", "Okoro", "Ferreira")
COUNT = len(_FIRST) * len(_LAST)
NAMESAKES, BROKEN, LATE, ABSENT = (0, 10), 4, 7, 12  # which of them


def _answer(slug, number):
    """As in ``a_class``; texts in English, which the typefaces of every computer show."""
    made = a_class.answer(slug, number)
    return made if json.dumps(made, ensure_ascii=False).isascii() else a_class.answer(slug, number + 1)


def names():
    """``[(number in Moodle, name)]``; the second of the namesakes is called as the first."""
    made = [f"{first} {last}" for last in _LAST for first in _FIRST]
    made[NAMESAKES[1]] = made[NAMESAKES[0]]
    return list(enumerate(made, 501))


def written(blank, folder):
    """``(zip, worksheet)`` as paths in ``folder``; ``blank``: the released notebook as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    packed, sheet, rows = folder / ZIP, folder / SHEET, io.StringIO()
    table = csv.writer(rows)
    table.writerow(HEADINGS)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (number, name) in enumerate(names()):
            came = place != ABSENT
            if came:
                data = json.dumps(honest.notebook(blank, place, False, _answer))
                data = data[: len(data) // 2] if place == BROKEN else data
                archive.writestr(f"{name}_{number}_assignsubmission_file_/{NAME}.ipynb", data)
            status = "Submitted for grading - " if came else "No submission - "
            status = "Submitted for grading - 2 days late" if place == LATE else status
            day = "Thursday, 5" if place == LATE else "Tuesday, 3"
            when = f"{day} November 2026, 10:15 PM" if came else "-"
            mail = f"{name.lower().replace(' ', '.')}.{number}@example.org"
            table.writerow([f"Participant {number}", name, mail, status, "", "", "Yes", when, "-", ""])
    sheet.write_text(rows.getvalue(), encoding="utf-8")
    return packed, sheet

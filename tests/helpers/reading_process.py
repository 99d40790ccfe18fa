"""A reader as a process that can be killed: reads what waits in a course folder, each text once."""

import sys

from autograder.desk.reading import showing, writing
from autograder.desk.reading.texts import WAITING, Texts
from autograder.store.course_folder import CourseFolder

READER = "Kofi"


def main(root):
    """Read every text that waits: ``good`` for odd learners, ``weak`` for even ones."""
    folder = CourseFolder(root)
    texts = Texts(folder)
    items = texts.all(READER)
    print("ready", flush=True)
    for item in items:
        if item.state in WAITING:
            shown = showing.text(texts, item.place, READER, "en", "")
            level = "good" if int(item.place[0][-3:]) % 2 else "weak"
            told = writing.Told(READER, shown["seen"], {"clear": level}, f"Read, {item.place[0]}.")
            writing.save(folder, item.place, showing.rubric(texts.exercise(item.place)), told)


if __name__ == "__main__":
    main(sys.argv[1])

"""Start the desk: the course folder, the port, what is printed, the browser, until Ctrl+C."""

import sys
import threading
import webbrowser
from pathlib import Path

from autograder import system
from autograder.desk.app import application
from autograder.desk.desk import Desk
from autograder.desk.web import WORDS
from autograder.messages import said
from autograder.store import course_folder
from localsdg_web import serving
from localsdg_web.secret import Secret


def run(course: Path, port: int, opens_browser: bool) -> int:
    """Serve the desk of a course folder; an exit code. 1: it is no course folder, or the port is taken."""
    language = course_folder.language_of(course)
    told = WORDS.of(language)
    if course_folder.looks_foreign(course):
        print(told["start_foreign"].format(folder=course), file=sys.stderr)
        return 1
    try:
        bound = serving.bound(serving.HERE, port)
    except OSError as problem:
        why = said(system.why(problem), language)
        text = told["start_port_taken"].format(port=port, why=why, other=port + 1)
        print(text, file=sys.stderr)
        return 1
    port = bound.getsockname()[1]
    serving.end_as_interrupted()
    desk, secret = Desk(course_folder.CourseFolder(course)), Secret(port)
    address = f"http://{serving.HERE}:{port}{secret.path()}"
    print(told["start_folder"].format(folder=desk.folder.root))
    print(address)
    print(told["start_stop"], flush=True)
    if opens_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        serving.run(application(desk, secret), bound)
    finally:
        desk.run.stop()
    return 0

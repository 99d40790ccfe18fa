"""Nothing that a learner named or wrote steers the facilitator's terminal."""

import subprocess
import sys

import pytest

from autograder.commands.terminal import harmless

EVIL = "\x1b[2J\x1b]0;owned\x07\u202egnp\x9b31m"


def test_what_steers_is_shown_and_words_stay():
    assert harmless(EVIL + "\ttab\nline é 报告 نص") == (
        "\\x1b[2J\\x1b]0;owned\\x07\\u202egnp\\x9b31m\ttab\nline é 报告 نص"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", "--course", EVIL],
        ["grade", f"no-{EVIL}.zip", "--course", "course"],
        ["regrade", EVIL, "--course", "course"],
        [EVIL],
        ["override", EVIL, EVIL, "1", "--because", EVIL, "--course", "course"],
    ],
)
def test_errors_too(tmp_path, arguments):
    command = [sys.executable, "-m", "autograder.cli", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0 and done.stderr
    assert not [sign for sign in "\x1b\x07\u202e\x9b" if sign in done.stdout + done.stderr]
    assert "Traceback" not in done.stderr

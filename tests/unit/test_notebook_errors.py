"""Where a learner's cell stopped, and what was most likely meant."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from localsdg import course, notebook_errors


@pytest.fixture
def shell():
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()
    notebook_errors._watchers.clear()


@pytest.fixture
def said(shell):
    """``said(cell, ...)`` runs cells, the last of which may stop; the sentence that the check cell shows."""
    watcher = notebook_errors.Watcher(shell)
    shell.user_ns["survey"] = pd.DataFrame({"setting": ["urban"], "region": ["Coast"]})

    def run(*cells, ids=None):
        for number, cell in enumerate(cells):
            shell.run_cell(cell, store_history=True, cell_id=ids[number] if ids else None)
        stop = watcher.before("an-exercise")
        return notebook_errors.sentence(stop, course.interface_words()) if stop else None

    return run


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("x = 1\nsurvey['Settings']", "stopped at line 2: the table has no column “Settings”. Did you mean"),
        ("survey['Settings ']", "Did you mean one of these: setting?"),
        ("survey['zzz']", "Did you mean one of these: setting, region?"),
        ("\n\nsurvy.head()", "stopped at line 3: there is no variable survy. If a cell that you deleted"),
        ("survy.head()", "Did you mean one of these: survey?"),
        ("{'a': 1}['b']", "stopped at line 1: KeyError: 'b'"),
        ("def f():\n    return 1 / 0\n\nf()", "stopped at line 4: ZeroDivisionError: division by zero"),
        ("x = 1\ny = “urban”", "was not run: line 2 has the quotation mark “"),
        ("y = ‘urban’", "has the quotation mark ‘"),
        ("x = (1", "was not run: Python does not understand line 1"),
        ("x = 3,5 +", "was not run: Python does not understand line 1, “x = 3,5 +”"),
    ],
)
def test_the_line_and_the_cause_are_named(said, capsys, cell, words):
    assert words in said(cell)


def test_a_cell_that_was_mended_is_not_blamed_and_the_check_run_again_still_tells(said, capsys):
    assert said("1 / 0", "x = 1", ids="ab") is not None
    assert said() is not None  # the check cell once more, with nothing run in between
    assert said("x = 2", ids="a") is None


def test_where_cells_have_no_ids_the_last_one_counts(said, capsys):
    assert said("1 / 0", "x = 1") is None
    assert said("x = 1", "1 / 0") is not None


def test_a_wrong_column_is_not_fifty_lines(said, capsys):
    said("survey['Settings']")
    assert len(capsys.readouterr().out.splitlines()) < 5

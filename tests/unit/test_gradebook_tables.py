"""nbgrader's tables as they are described here, against nbgrader's own description of them."""

import subprocess
import sys

import pytest

from autograder.store import gradebook_tables
from autograder.store.nbgrader_api import api

TABLES = {table.name: table for table in api.Base.metadata.tables.values()}


@pytest.mark.parametrize("ours", gradebook_tables.metadata.tables.values(), ids=lambda table: table.name)
def test_tables_are_nbgraders_own(ours):
    assert described(ours) == described(TABLES[ours.name])


def described(table):
    return {
        column.name: (repr(column.type), column.nullable, column.primary_key, bool(column.unique))
        for column in table.columns
    }


def test_grading_loads_nothing_of_nbgrader():
    """A folder that is prepared needs none of it, and it takes longer to load than all the rest."""
    script = (
        "import sys; import autograder.run.grade, autograder.nbgrader.assignments; "
        "import autograder.reports.status, autograder.desk.class_pages; "
        "dear = {'nbgrader', 'nbgrader.api', 'sqlalchemy.orm', 'tornado', 'nbformat'}; "
        "print(*sorted(dear & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []

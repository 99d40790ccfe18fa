"""nbgrader's own ``Gradebook``, for those who make its tables and assignments. It takes long to load."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import inspect, text

from autograder.store.database import failures_explained, patient
from autograder.store.gradebook import COURSE_ID
from autograder.store.nbgrader_api import api


@contextlib.contextmanager
def opened(url: str) -> Iterator[api.Gradebook]:
    """nbgrader's own ``Gradebook`` at a database URL; its tables are made if they are not there."""
    with failures_explained(url):
        book = api.Gradebook(patient(url), COURSE_ID)
        try:
            _set_version(book)
            yield book
        finally:
            book.close()


def _set_version(book):
    """nbgrader notes its version after it has made the tables, or never if it was killed in between."""
    if not inspect(book.engine).has_table("alembic_version"):
        book.db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    if book.db.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 0:
        version = {"version": api.get_alembic_version()}
        book.db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:version)"), version)
    book.db.commit()


def holds(book: api.Gradebook, name: str) -> bool:
    """Whether the gradebook has the assignment and its notebook."""
    with contextlib.suppress(api.MissingEntry):
        book.find_notebook(name, name)
        return True
    return False

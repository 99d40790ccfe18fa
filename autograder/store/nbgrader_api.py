"""nbgrader's gradebook without the rest of nbgrader.

``import nbgrader.api`` first runs the ``__init__`` of nbgrader, which loads its server extensions, nbconvert
and the server of Jupyter: more than the gradebook itself costs. Here that code is left out unless somebody
has loaded it already; whoever imports nbgrader later gets all of it, with this same ``nbgrader.api``.
"""

import importlib
import importlib.util
import sys
import types
from pathlib import Path


def _load():
    if "nbgrader" in sys.modules:
        return importlib.import_module("nbgrader.api")
    found = importlib.util.find_spec("nbgrader")
    package = types.ModuleType("nbgrader")
    assert found and found.submodule_search_locations  # it is installed
    package.__path__, package.__spec__ = list(found.submodule_search_locations), found
    sys.modules["nbgrader"] = package
    try:
        return importlib.import_module("nbgrader.api")
    finally:
        del sys.modules["nbgrader"]


def _schema_version() -> str:
    """The revision of nbgrader's tables; nbgrader itself starts a process for it, by a name on ``PATH``."""
    from alembic.script import ScriptDirectory  # only for a new gradebook

    scripts = ScriptDirectory(str(Path(api.__file__).with_name("alembic")))
    return str(scripts.get_current_head())


api = _load()
api.get_alembic_version = _schema_version

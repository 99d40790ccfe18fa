"""Write files so that a reader never sees half of one."""

import json
import os
import tempfile
from pathlib import Path


class CourseFolderError(Exception):
    """A course folder cannot be used. The message says why and what to do."""


def write(path, data):
    """Replace ``path`` by ``data`` (text or bytes) in one step; folders are made."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def write_json(path, value, indent=1):
    write(path, json.dumps(value, ensure_ascii=False, indent=indent) + "\n")

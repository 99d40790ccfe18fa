"""Bytecode in the place of source: it is read in a tenth of the time, and reading is most of the wait.

The browser's own Python runs this file when the runtime is made (``bytecode.mjs``): bytecode has a version.
"""

import importlib.util
import io
import marshal
import sys
import zipfile
from collections.abc import Collection

_HEAD = importlib.util.MAGIC_NUMBER + bytes(12)  # no time and no size: there is no source to compare with
_EPOCH = (2020, 1, 1, 0, 0, 0)  # equal content, equal bytes


def compiled(wheel: bytes, modules: Collection[str]) -> bytes:
    """The wheel, or zip, with these modules (``pandas/core/api.py``) compiled; all others stay as they are.

    Bytecode is a little larger than source: only what is read in any case is worth it.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in modules:
                code = compile(content, name, "exec", dont_inherit=True)
                name, content = f"{name}c", _HEAD + marshal.dumps(code)
            member = zipfile.ZipInfo(name, _EPOCH)
            member.external_attr = 0o644 << 16
            new.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def imported(folder: str) -> set[str]:
    """Which modules in the folder of packages are imported now: ``pandas/core/api.py``."""
    files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return {
        file.removeprefix(f"{folder}/") for file in files if file.startswith(folder) and file.endswith(".py")
    }

"""Packages of this environment as wheels again: a folder of them needs no registry."""

import hashlib
import re
import zipfile
from importlib import metadata
from pathlib import Path

_NOT = re.compile(r"^\.\.|\.pyc$|/(INSTALLER|REQUESTED|direct_url\.json)$")


def wheel(name: str, out: Path) -> str:
    """Write the wheel of an installed package into ``out``; its line for a file of requirements."""
    found = metadata.distribution(name)
    tag = re.findall(r"^Tag: (\S+)", found.read_text("WHEEL"), re.M)[-1]
    path = out / f"{re.sub(r'[-_.]+', '_', name)}-{found.version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for file in found.files:
            if not _NOT.search(file.as_posix()):
                packed.write(file.locate(), file.as_posix())
    return f"{name}=={found.version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"

"""Zips that are made here: the same files make the same bytes."""

import io
import zipfile
from collections.abc import Iterable

_SAME_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A zip of ``(path in it, content)``, in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            archive.writestr(zipfile.ZipInfo(path, _SAME_TIME), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()

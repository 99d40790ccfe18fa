"""The interface's words, read once for each version of their file: a build asks for them on every page."""

import functools

from localsdg import course


def interface(language=None):
    """``interface.yml`` of a language as a dict. Do not change it: it is shared."""
    language = language or course.LANGUAGE
    path = course.root() / "book" / language / "interface.yml"
    return _read(language, path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _read(language, path, version):
    return course.read_yaml(path)

"""What a file is that is no notebook, in words for the facilitator. By its first bytes, or by its name."""

import re

# First bytes -> what the file is. The longer ones that begin like a shorter one come first.
_BEGINNINGS = [
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a packed file (zip or an office document)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)"),
    (b"Rar!", "a packed file (rar)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a packed file (xz)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a word processor's document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x80\x02}", "data of a program"),
    (b"bplist", "a saved web page or a Mac's settings"),
]
# Possessive and atomic: comments can be read in one way only, so that a thousand of them cost nothing.
_HTML = re.compile(
    r"\s*+(<\?xml[^>]*>\s*+)?((?><!--.*?-->)\s*+)*+<(!doctype html|html|head|body)\b", re.I | re.S
)
_SCRIPT = re.compile(
    r"\s*(#!.*python|# ?-\*- coding|# coding[:=]|# In\[|# %%|# ---\s*\n# jupyter:"
    r"|import \w|from \w[\w.]* import )"
)
_LINK = re.compile(r"\s*(\[InternetShortcut\]|https?://\S+\s*$)", re.I)
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.M)

ASK = "Ask for the .ipynb file of the assignment."
NO_NOTEBOOK = f"This file is not a Jupyter notebook. {ASK}"
_WEB_PAGE = (
    "This is a saved web page, not a notebook. Ask the learner for the .ipynb file: Download my work in the "
    "book, or File, Download in Jupyter."
)
_SCRIPT_FILE = (
    "This is a Python script, not a notebook: the answers outside the code are not in it. Ask the learner "
    "for the .ipynb file, without exporting it."
)
_LINK_FILE = "This is a link to a notebook, not the notebook. Ask the learner for the .ipynb file itself."
_LFS = "This is a placeholder that git keeps for a large file. Ask the learner for the .ipynb file itself."
_CONFLICTED = (
    "The notebook holds two versions that git could not merge (lines with <<<<<<< and >>>>>>>). Ask the "
    "learner to choose one, to open it in Jupyter, and to send it again."
)


def refusal_of_bytes(data: bytes) -> str | None:
    """Why bytes that are no text are no notebook; ``None`` if nothing is recognised."""
    what = _by_beginning(data)
    return f"This is {what}, not a Jupyter notebook. {ASK}" if what else None


def _by_beginning(data: bytes) -> str | None:
    if data[257:262] == b"ustar":
        return "a packed file (tar)"
    return next((what for beginning, what in _BEGINNINGS if data.startswith(beginning)), None)


def refusal_of_text(text: str) -> str:
    """Why a text that is no JSON is no notebook (always a sentence)."""
    head = text[:4000]
    if _HTML.match(head):
        return _WEB_PAGE
    if is_conflicted(text):
        return _CONFLICTED
    if _LINK.match(head):
        return _LINK_FILE
    if head.startswith("version https://git-lfs"):
        return _LFS
    if _SCRIPT.match(head):
        return _SCRIPT_FILE
    return NO_NOTEBOOK


def is_conflicted(text: str) -> bool:
    """Whether git has left the marks of a conflict in a text."""
    return text.lstrip()[:1] in ("{", "<") and bool(_CONFLICT.search(text))


# ---- By its name --------------------------------------------------------------------------------

_UNOPENED = "a packed file that is not opened here"
_ENDINGS = {
    "a PDF document": ("pdf",),
    "a document of a word processor": ("doc", "docx", "odt", "rtf", "pages"),
    "a spreadsheet": ("xls", "xlsx", "ods", "csv", "tsv"),
    "slides": ("ppt", "pptx", "odp", "key"),
    "a saved web page": ("html", "htm", "mhtml", "webarchive"),
    "a Python script": ("py",),
    _UNOPENED: ("7z", "rar", "gz", "bz2", "xz", "zst", "lz4", "lzh", "cab", "iso", "dmg"),
    "a packed file": ("zip", "tar", "tgz", "tbz", "tbz2", "txz"),
    "a picture": ("png", "jpg", "jpeg", "gif", "heic", "webp", "svg"),
    "a link": ("url", "webloc", "lnk", "desktop", "website"),
    "a link to a document in a cloud": ("gdoc", "gsheet", "gslides", "gdraw", "gform", "paper", "web"),
    "text": ("txt", "md", "json"),
}
_BY_ENDING = {ending: what for what, endings in _ENDINGS.items() for ending in endings}
# What a learner might hand in instead of a notebook; a facilitator's list or note is none of it.
_INSTEAD = {
    ending
    for what, endings in _ENDINGS.items()
    if what not in ("a spreadsheet", "text", "a picture")
    for ending in endings
}


def ending(name: str) -> str:
    """``pdf`` of ``Essay.PDF``; ``""`` where there is none."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def bare(name: str) -> str:
    """A name without an ending that is known here: ``j.doe`` stays, ``j.doe.pdf`` becomes ``j.doe``."""
    if ending(name) not in _BY_ENDING:
        return name
    shorter = name.rpartition(".")[0]
    return shorter.rpartition(".")[0] if ending(shorter) == "tar" else shorter


# ---- Files that are given as an INPUT -------------------------------------------------------------


def is_web_page(head: bytes) -> bool:
    """Whether a file begins like a web page."""
    return bool(_HTML.match(head.decode("utf-8", "replace").lstrip("\ufeff")))


def may_be_notebook(head: bytes) -> bool:
    """Whether a file that is not called so may be a notebook all the same."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    return text.startswith("{") and '"cells"' in text


def kind(name: str, head: bytes) -> str | None:
    """What a file is, in words; ``None`` if nothing is recognised."""
    return _BY_ENDING.get(ending(name)) or _by_beginning(head)


def packed(name: str, head: bytes) -> str | None:
    """``a packed file (rar)``, for one that is not opened here; else ``None``."""
    what = _by_beginning(head) or ""
    if what.startswith("a packed file") and not head.startswith(b"PK"):  # every new office document is a zip
        return what
    return f"a packed file ({ending(name)})" if _BY_ENDING.get(ending(name)) == _UNOPENED else None


def is_table(what: str | None) -> bool:
    """Whether ``kind`` said that a file is a table."""
    return what == "a spreadsheet"


def described(name: str) -> str:
    """``essay.pdf (a PDF document)``."""
    what = _BY_ENDING.get(ending(name))
    return f"{name} ({what})" if what else name


def stands_for_a_notebook(name: str) -> bool:
    """Whether somebody may have handed in this file instead of a notebook."""
    return ending(name) in _INSTEAD

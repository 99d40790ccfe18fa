"""What a file is that is no notebook, in words for the facilitator. By its first bytes, or by its name."""

import re

from autograder.messages import Message, message

# First bytes -> what the file is. The longer ones that begin like a shorter one come first.
_BEGINNINGS = [
    (b"%PDF", message("is_pdf")),
    (b"PK\x03\x04", message("is_zip")),
    (b"7z\xbc\xaf\x27\x1c", message("is_packed_as", ending="7z")),
    (b"Rar!", message("is_packed_as", ending="rar")),
    (b"\x1f\x8b", message("is_packed_as", ending="gzip")),
    (b"BZh", message("is_packed_as", ending="bzip2")),
    (b"\xfd7zXZ\x00", message("is_packed_as", ending="xz")),
    (b"\x89PNG", message("is_picture")),
    (b"\xff\xd8\xff", message("is_picture")),
    (b"GIF8", message("is_picture")),
    (b"\xd0\xcf\x11\xe0", message("is_old_office")),
    (b"{\\rtf", message("is_word")),
    (b"SQLite format 3", message("is_database")),
    (b"\x7fELF", message("is_program")),
    (b"MZ\x90\x00", message("is_program")),
    (b"\x80\x02}", message("is_data")),
    (b"bplist", message("is_settings")),
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

NO_NOTEBOOK = message("file_other")
_WEB_PAGE = message("file_web_page")
_SCRIPT_FILE = message("file_script")
_LINK_FILE = message("file_link")
_LFS = message("file_placeholder")
_CONFLICTED = message("file_conflict")


def refusal_of_bytes(data: bytes) -> str | None:
    """Why bytes that are no text are no notebook; ``None`` if nothing is recognised."""
    what = _by_beginning(data)
    return message("file_is", what=what) if what else None


def _by_beginning(data: bytes) -> Message | None:
    if data[257:262] == b"ustar":
        return message("is_packed_as", ending="tar")
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

_UNOPENED = message("is_unopened")
_ENDINGS = {
    message("is_pdf"): ("pdf",),
    message("is_document"): ("doc", "docx", "odt", "rtf", "pages"),
    message("is_spreadsheet"): ("xls", "xlsx", "ods", "csv", "tsv"),
    message("is_slides"): ("ppt", "pptx", "odp", "key"),
    message("is_web_page"): ("html", "htm", "mhtml", "webarchive"),
    message("is_script"): ("py",),
    _UNOPENED: ("7z", "rar", "gz", "bz2", "xz", "zst", "lz4", "lzh", "cab", "iso", "dmg"),
    message("is_packed"): ("zip", "tar", "tgz", "tbz", "tbz2", "txz"),
    message("is_picture"): ("png", "jpg", "jpeg", "gif", "heic", "webp", "svg"),
    message("is_link"): ("url", "webloc", "lnk", "desktop", "website"),
    message("is_cloud"): ("gdoc", "gsheet", "gslides", "gdraw", "gform", "paper", "web"),
    message("is_text"): ("txt", "md", "json"),
}
_BY_ENDING = {ending: what for what, endings in _ENDINGS.items() for ending in endings}
# What a learner might hand in instead of a notebook; a facilitator's list or note is none of it.
_INSTEAD = {
    ending
    for what, endings in _ENDINGS.items()
    if what.key not in ("is_spreadsheet", "is_text", "is_picture")
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


def kind(name: str, head: bytes) -> Message | None:
    """What a file is, in words; ``None`` if nothing is recognised."""
    return _BY_ENDING.get(ending(name)) or _by_beginning(head)


def packed(name: str, head: bytes) -> Message | None:
    """``a packed file (rar)``, for one that is not opened here; else ``None``."""
    what = _by_beginning(head)
    if what and what.key == "is_packed_as":  # not a zip, which every new office document is
        return what
    return message("is_packed_as", ending=ending(name)) if _BY_ENDING.get(ending(name)) == _UNOPENED else None


def is_table(what: Message | None) -> bool:
    """Whether ``kind`` said that a file is a table."""
    return what is not None and what.key == "is_spreadsheet"


def described(name: str) -> str:
    """``essay.pdf (a PDF document)``."""
    what = _BY_ENDING.get(ending(name))
    return message("is_named", name=name, what=what) if what else name


def stands_for_a_notebook(name: str) -> bool:
    """Whether somebody may have handed in this file instead of a notebook."""
    return ending(name) in _INSTEAD

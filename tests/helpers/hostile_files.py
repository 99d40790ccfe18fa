"""Files, folders and zips that are no honest hand-ins: each is put below a folder of inputs.

``CASES``: ``{name: (put(place, maker) -> learner ids or None, words of the reason or a score)}``. ``put``
makes files in ``place/in`` or a zip beside it; the learner is found under the id that it gives back.
"""

import contextlib
import io
import json
import os
import socket
import stat
import zipfile
from pathlib import Path

NAME = "3-monitoring-reporting"
CHOICE = "zz-who-reports"
HALF = {"answers": {"who": "vlr", "when": 4}}
FILE = f"{NAME}.ipynb"
SCORE = {CHOICE: 3}


def honest(maker):
    return json.dumps(maker.by_page({CHOICE: HALF})).encode()


def in_folder(learner, act):
    """``put`` that calls ``act(path, maker)`` where the learner's notebook would lie."""

    def put(place, maker):
        path = place / "in" / learner / FILE
        path.parent.mkdir(parents=True)
        return act(path, maker) or learner

    return put


def linked(target):
    return lambda path, maker: os.symlink(target(path), path)


def hard_link(path, maker):
    os.link(path.parents[1] / "anna" / FILE, path)


def loop(place, maker):
    (place / "in" / "loop").mkdir()
    os.symlink("..", place / "in" / "loop" / "again")
    return "loop"


def self_link(place, maker):
    (place / "in" / "selfish").mkdir()
    os.symlink(FILE, place / "in" / "selfish" / FILE)
    return "selfish"


def pipe(path, maker):
    os.mkfifo(path)


def unix_socket(path, maker):
    server = socket.socket(socket.AF_UNIX)
    with contextlib.chdir(path.parent):
        server.bind(path.name)
    server.close()


def folder_of_that_name(path, maker):
    path.mkdir()
    (path / FILE).write_bytes(honest(maker))
    return "folder"


def deep_folders(place, maker):
    """Deeper than Python may call itself; only reached step by step."""
    here = os.open(place / "in", os.O_RDONLY)
    for name in ["deep", *["d"] * 1200]:
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    with open(os.open(FILE, os.O_WRONLY | os.O_CREAT, dir_fd=here), "wb") as file:
        file.write(honest(maker))
    os.close(here)
    return "deep"


def shadowing(place, maker):
    folder = place / "in" / "shadow"
    folder.mkdir()
    (folder / FILE).write_bytes(json.dumps(maker.by_page({CHOICE: HALF}, code="average = 3")).encode())
    for name in ("pandas.py", "localsdg.py", "json.py", "sitecustomize.py", "conftest.py"):
        (folder / name).write_text("raise SystemExit")
    (folder / ".localsdg-answers.json").write_text('{"a-mean": {"variables": {"average": 3}}}')
    (folder / "nbgrader_config.py").write_text("raise SystemExit")
    return "shadow"


def named(folder, file, learner):
    def put(place, maker):
        path = place / "in" / folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(honest(maker))
        return learner

    return put


def two_ways(place, maker):
    for name, answer in (("Jos\u00e9", HALF), ("Jose\u0301", {"answers": {"when": 4}})):
        path = place / "in" / name / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(json.dumps(maker.by_page({CHOICE: answer})).encode())
    return "Jos\u00e9"


def zipped(learner, *entries, name=None, change=None):
    """``put`` that makes ``<name>.zip`` of ``entries``: a name or ``ZipInfo``, bytes or ``None`` (honest)."""

    def put(place, maker):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries:
                with contextlib.suppress(UserWarning):
                    archive.writestr(entry, honest(maker) if data is None else data)
        data = held.getvalue()
        path = place / (name or f"zip-{learner}.zip")
        path.write_bytes(change(data) if change else data)
        return learner

    return put


def info(name, kind=stat.S_IFREG):
    made = zipfile.ZipInfo(name)
    made.external_attr = (kind | 0o644) << 16
    return made


def with_password(data):
    data = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


def a_zip_of(*entries):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return held.getvalue()


def many_notebooks(place, maker):
    notebooks = [(f"n{number}/{number}.ipynb", honest(maker)) for number in range(60)]
    path = place / "in" / "greedy" / "work.zip"
    path.parent.mkdir()
    path.write_bytes(a_zip_of(*notebooks))
    return "greedy"


def zips_in_zips(place, maker):
    data = bytes(40_000_000)
    for _ in range(5):
        data = a_zip_of(("more.zip", data), (FILE, data))
    path = place / "in" / "matryoshka" / f"{NAME}.zip"
    path.parent.mkdir()
    path.write_bytes(data)
    return "matryoshka"


def cut_off(place, maker):
    path = place / "in" / "cut" / f"{NAME}.zip"
    path.parent.mkdir()
    path.write_bytes(a_zip_of((FILE, honest(maker)))[:-30])
    return "cut"


def no_zip(place, maker):
    path = place / "in" / "nozip" / f"{NAME}.zip"
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 99)
    return "nozip"


LINK, OUT = "a link", "leads outside"
CASES = {
    "link to another's notebook": (
        in_folder("link", linked(lambda path: path.parents[1] / "anna" / FILE)),
        LINK,
    ),
    "link to a secret": (in_folder("passwd", linked(lambda path: "/etc/passwd")), LINK),
    "link to a device": (in_folder("zero", linked(lambda path: "/dev/zero")), LINK),
    "link to itself": (self_link, LINK),
    "folders in a loop": (loop, LINK),
    "hard link to another's notebook": (in_folder("hard", hard_link), SCORE),
    "pipe": (in_folder("pipe", pipe), "a pipe"),
    "socket": (in_folder("socket", unix_socket), "a socket"),
    "a folder of that name": (in_folder("folder", folder_of_that_name), SCORE),
    "1200 folders deep": (deep_folders, SCORE),
    "files that shadow libraries": (shadowing, SCORE),
    "steering signs in a name": (named("es\x1b[31mc\x07\n=1", FILE, "es_[31mc__=1".replace("[", "_")), SCORE),
    "writing that turns": (named("gro\u202e\u2066yar\u200b", FILE, "gro__yar_"), SCORE),
    "a name that is an option": (named("--help", FILE, "--help"), SCORE),
    "a name of Windows": (named("CON", FILE, "_CON"), SCORE),
    "dots and spaces": (named(" ... x ..", FILE, "x"), SCORE),
    "large and small letters, one": (named("KIM", FILE, "KIM"), SCORE),
    "large and small letters, other": (named("kim", FILE, "kim"), SCORE),
    "one name in two ways": (two_ways, "different notebooks of this learner"),
    "named as two learners": (named("bea", f"carl_{FILE}", "bea"), SCORE),
    "named as the gradebook": (named("gradebook.db", FILE, "gradebook.db"), SCORE),
    "named as a table's formula": (named("=cmd|' -C calc'!A0", FILE, "=cmd_' -C calc'!A0"), SCORE),
    "zip: out of the folder": (zipped("out", (f"../../out/{FILE}", None)), OUT),
    "zip: from the root": (zipped("root", (f"/root/{FILE}", None)), OUT),
    "zip: Windows drive": (zipped("win", (f"C:\\win\\{FILE}", None)), OUT),
    "zip: Windows climbing": (zipped("climb", (f"..\\..\\climb\\{FILE}", None)), OUT),
    "zip: link": (zipped("zlink", (info(f"zlink/{FILE}", stat.S_IFLNK), b"/etc/passwd")), LINK),
    "zip: device": (zipped("zdev", (info(f"zdev/{FILE}", stat.S_IFCHR), b"")), "a device"),
    "zip: bomb": (zipped("bomb", (f"bomb/{FILE}", bytes(49_000_000))), "zip bomb"),
    "zip: larger than any": (zipped("vast", (f"vast/{FILE}", bytes(90_000_000))), "more than 50 MB"),
    "zip: bombs in bombs": (zips_in_zips, "a packed file"),
    "zip: sixty notebooks": (many_notebooks, "more than 50 notebooks"),
    "zip: none": (no_zip, "cannot be opened"),
    "zip: cut off": (cut_off, "cannot be opened"),
    "zip: one name twice": (
        zipped("twice", (f"twice/{FILE}", None), (f"twice/{FILE}", b"{}")),
        SCORE,
    ),
    "zip: password": (zipped("locked", (f"locked/{FILE}", None), change=with_password), "password"),
    "zip: endless name": (zipped("long", ("long/" + "_" * 65_000 + ".ipynb", None)), "longer than names"),
    "zip: endless copies": (
        zipped("copy", ("copy/" + " (1)" * 16_000 + ".ipynb", None)),
        "longer than names",
    ),
    "zip: endless folders": (zipped("a", ("a/" * 20_000 + FILE, None)), "longer than names"),
    "zip: steering signs": (
        zipped("z_[2Jx".replace("[", "_"), (f"z\x1b[2Jx/{FILE}", None), name="esc.zip"),
        SCORE,
    ),
}


def inputs(place, maker):
    """Make all cases below ``place``; ``(inputs, {case: learner})``. Learner ``anna`` is honest."""
    place = Path(place)
    (place / "in" / "anna").mkdir(parents=True)
    (place / "in" / "anna" / FILE).write_bytes(honest(maker))
    learners = {name: put(place, maker) for name, (put, _) in CASES.items()}
    return [place / "in", *sorted(place.glob("*.zip"))], learners

"""The process that checks answers, as the page's worker does: ``python -m localsdg_workshop.checking BOOK``.

It runs the built book's own ``judge.py`` over the built book's own checks, so phones hear what a page without
a workshop would say. One JSON line in: ``{"language", "slug", "answer", "first"}`` (the last two JSON texts);
one line out: the reply as JSON, or ``null`` where it could not be checked.
"""

import json
import sys
from pathlib import Path
from typing import Any

FOLDER = "_exercises"


def judge_of(book: Path) -> Any:
    """The function ``judge`` of a built book."""
    sources = dict(json.loads((book / FOLDER / "python.json").read_text(encoding="utf-8")))
    names: dict[str, Any] = {"__name__": "judge"}
    exec(compile(sources["judge.py"], "judge.py", "exec"), names)
    return names["judge"]


def checks_path(book: Path, language: str, slug: str) -> Path:
    """Where a built book keeps what is needed to check an exercise in a language."""
    place = book / language / FOLDER if language and language != "en" else book / FOLDER
    return place / "checks" / f"{slug}.json"


def main() -> None:
    """Answer until the input ends."""
    book = Path(sys.argv[1])
    judge, known = judge_of(book), {}
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        name = f"{asked['language']}/{asked['slug']}"
        try:
            path = checks_path(book, asked["language"], asked["slug"])
            name += f" {path.stat().st_mtime_ns}"  # the book may be built anew meanwhile
            if name not in known:
                known[name] = path.read_text(encoding="utf-8")
            reply = judge(name, known[name], asked["answer"], asked["first"])
        except Exception as problem:  # whatever a check does: the others are still to be answered
            print(f"{name}: {problem!r}", file=sys.stderr)
            reply = "null"
        sys.stdout.write(reply.replace("\n", " ") + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

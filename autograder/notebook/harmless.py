"""What learners wrote and what their code put out, as it may be shown in a facilitator's browser."""

import re

from autograder.values import Json

# What may stand in an output of the copy. Everything else (HTML, SVG, scripts) would run in the facilitator's
# browser; an image in base64 and plain text cannot.
_SAFE_TYPES = ("text/plain", "image/png", "image/jpeg")


def markdown(text: str) -> str:
    """Markdown in which HTML, links and pictures are shown as the text they are, to read and not to click.

    nbgrader's pages run what stands in a cell, follow ``javascript:``, and fetch pictures from anywhere,
    which tells others who reads a hand-in and when. MathJax makes links and styles of some TeX commands.
    """
    text = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)
    text = re.sub(r"\](?=[(\[:])", "&#93;", text)
    # Two backslashes are a new line; what follows is then a mere word.
    # Possessive, and from a run's first one on: else a long run of them would be looked through for each.
    return re.sub(rf"(?<!\\)\\++(?={_TEX_COMMANDS})", r"\\\\", text)


_TEX_COMMANDS = "(?:href|url|class|cssId|style|data|require|bbox|unicode|includegraphics|html[A-Z])"


def output(given: Json) -> Json | None:
    """An output of a learner's code, with no more in it than may be shown; ``None`` where nothing is left."""
    kind = given.get("output_type")
    if kind == "stream":
        name = "stderr" if given.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": str(given.get("text", ""))}
    if kind == "error":
        lines = [str(line) for line in given.get("traceback", []) if isinstance(line, str)]
        return {
            "output_type": "error",
            "ename": str(given.get("ename", "")),
            "evalue": str(given.get("evalue", "")),
            "traceback": lines,
        }
    data = given.get("data")
    data = data if isinstance(data, dict) else {}
    kept = {name: data[name] for name in _SAFE_TYPES if isinstance(data.get(name), str)}
    return {"output_type": "display_data", "metadata": {}, "data": kept} if kept else None

"""From the bytes of a hand-in to a notebook, or to one sentence that says why not and what to do."""

import json

LARGEST = 50_000_000  # bytes; a notebook with a dozen big figures has about 10 million
DEEPEST = 60  # levels of nesting; real notebooks have about ten, an answer a few more


class Unreadable(Exception):
    """A hand-in that cannot be graded. The message is the reason, written for the facilitator."""


def notebook(data):
    """A notebook's JSON (nbformat 4) from bytes. Raises ``Unreadable`` and nothing else."""
    loaded = _load(_decode(data))
    if not isinstance(loaded, dict) or not ("cells" in loaded or "worksheets" in loaded):
        raise Unreadable("This file is not a Jupyter notebook. Ask for the .ipynb file of the assignment.")
    _check_version(loaded)
    if not isinstance(loaded.get("cells"), list):
        raise Unreadable("The notebook's list of cells is damaged. Ask for the file again.")
    return loaded


def _decode(data):
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable("The file is empty. Ask the learner to save the notebook and send it again.")
    if len(data) > LARGEST:
        raise Unreadable(
            f"The file is larger than {LARGEST // 1_000_000} MB. Ask the learner to clear large outputs, "
            "save, and send it again."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            "The file is not UTF-8 text, so it is not a notebook as Jupyter saves it. Ask the learner to "
            "download the .ipynb from Jupyter or from the book page and send that."
        ) from None


def _load(text):
    try:
        loaded = json.loads(text, parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        if text.lstrip().startswith("{"):
            raise Unreadable(
                "The notebook is cut off or damaged (its JSON does not end properly). Ask the learner to "
                "send the file again."
            ) from None
        raise Unreadable(
            "This file is not a Jupyter notebook. Ask for the .ipynb file of the assignment."
        ) from None
    if _depth(loaded) > DEEPEST:
        raise Unreadable("The notebook is nested deeper than any real one. Ask for the original file.")
    return _without_lone_surrogates(loaded, text)


def _depth(value):
    """How deeply lists and dicts are nested (no recursion: the value may be hostile)."""
    level, row = 0, [value]
    while row and level <= DEEPEST:
        level += 1
        row = [
            child
            for item in row
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return level


def _without_lone_surrogates(loaded, text):
    """Half of a surrogate pair is no text and cannot be written to any file: it becomes ``?``."""
    if "\\ud" not in text.lower():
        return loaded
    return json.loads(json.dumps(loaded, ensure_ascii=False).encode("utf-8", "replace"))


def _check_version(loaded):
    version = loaded.get("nbformat")
    if isinstance(version, bool) or not isinstance(version, int):
        raise Unreadable("The notebook does not say its format. Open it in Jupyter, save it, grade it again.")
    if version > 4:
        raise Unreadable(
            f"The notebook has format {version}, which is newer than this grader knows (4). Save it with "
            "JupyterLab 4, or update the grader."
        )
    if version < 4 or "worksheets" in loaded:
        raise Unreadable(
            f"The notebook has the old format {version}. Open it in JupyterLab, save it, and grade it again."
        )

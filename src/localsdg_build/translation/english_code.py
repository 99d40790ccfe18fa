"""Code cells that a translation left as they are in English: what they show is English, and says so.

The build tags them; ``localsdg_build.book.untranslated`` marks what they show.
"""

from localsdg.course import lesson_text

TAG = "in-english"
_TAGS = ":tags:"


def tagged(translated: str, english: str) -> str:
    """The translated part of a page, in which code cells with the same code as in English have the tag."""
    same = {tuple(block.lines) for block in _cells(english)}
    lines = translated.splitlines(keepends=True)
    for block in reversed(_cells(translated)):  # from the end, so that lines keep their numbers
        if tuple(block.lines) not in same:
            continue
        named = block.options.get("tags", "[]").strip("[] ")
        option = f"{_TAGS} [{named + ', ' if named else ''}{TAG}]\n"
        given = next((at for at in _options(block) if lines[at].lstrip().startswith(_TAGS)), None)
        if given is None:
            lines.insert(block.line, option)
        else:
            lines[given] = option
    return "".join(lines)


def _cells(text):
    return [block for block in lesson_text.read(text).blocks if block.name == "code-cell"]


def _options(block):
    """The numbers, from 0, of the lines with a block's options."""
    return range(block.line, block.line + len(block.options))

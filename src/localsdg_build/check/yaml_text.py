"""What is wrong with a text in YAML, in words of the author's things instead of the parser's."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from localsdg.course import CourseError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_AS_BOOLEAN = {"yes", "no", "on", "off"}  # YAML reads them as true and false
_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_AFTER_QUOTE = re.compile(r"""^\s*(?:- )?(?:[\w-]+:\s+)?("[^"]*"|'[^']*')\s*[^\s,\]}#]""")
_KEY_IN_VALUE = re.compile(r"^\s*(?:- )?([\w-]+):\s+([^\"'\[{].*:(?:\s.*)?)$")


def problems(path: Path, text: str, first_line: int = 1) -> Iterator[CourseError]:
    """What is wrong with ``text``, which begins at ``first_line`` of the file ``path``."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        yield from _node_problems(path, node, first_line)
        if node is not None:
            loader.construct_document(node)
    except yaml.MarkedYAMLError as problem:
        line, told = _told(problem, text.splitlines())
        yield CourseError(path, told, first_line + line)
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position)
        told = f"the sign U+{ord(text[problem.position]):04X} cannot stand in a text; remove it"
        yield CourseError(path, told, first_line + line)
    except ValueError:
        yield from _date_problems(path, text, first_line)
    finally:
        loader.dispose()


def _date_problems(path, text, first_line):
    """YAML takes a text such as 2026-02-30 for a date, and then it is none."""
    for number, line in enumerate(text.splitlines(), first_line):
        for year, month, day in _DATE.findall(line):
            try:
                datetime.date(int(year), int(month), int(day))
            except ValueError:
                date = f"{year}-{month}-{day}"
                yield CourseError(
                    path, f'there is no day {date}; mend it, or write "{date}" in quotes', number
                )


def _node_problems(path, node, first_line):
    if isinstance(node, yaml.MappingNode):
        seen: dict = {}
        for key, value in node.value:
            line = first_line + key.start_mark.line
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                yield CourseError(
                    path, f"{key.value!r} stands twice, here and in line {seen[key.value]}; remove one", line
                )
            elif isinstance(key, yaml.ScalarNode):
                seen[key.value] = line
            yield from _node_problems(path, key, first_line)
            yield from _node_problems(path, value, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _node_problems(path, item, first_line)
    elif isinstance(node, yaml.ScalarNode):
        yield from _scalar_problems(path, node, first_line + node.start_mark.line)


def _scalar_problems(path, node, line):
    if node.tag.endswith(":bool") and node.value.lower() in _AS_BOOLEAN:
        told = f'{node.value} is read as true or false; write "{node.value}" in quotes'
        yield CourseError(path, told, line)
    elif not node.tag.startswith("tag:yaml.org,2002:"):
        yield CourseError(path, f"a text cannot begin with {node.tag!r}; write it in quotes", line)


def _told(problem, lines):
    """``(line from 0, what to write)`` for what the parser found."""
    mark, context = problem.problem_mark, problem.context or ""
    place = mark.line if mark else 0
    line = lines[place] if place < len(lines) else ""
    opened = problem.context_mark.line if problem.context_mark else place
    if "flow" in context:
        opened, sign = _unclosed(lines, place) or (opened, "[" if "sequence" in context else "{")
        closing = "]" if sign == "[" else "}"
        return opened, (
            f"the {sign} that opens here is not closed by {closing}, or a comma or a quote is "
            "missing: a text with one of : , [ ] { } # in it stands in quotes"
        )
    if "quoted scalar" in context:
        return opened, "the quote that opens here is not closed; write a second one at the end of the text"
    if "mapping values" in problem.problem:
        return place, _two_colons(line)
    if "cannot start any token" in problem.problem:
        return place, _first_sign(line[mark.column : mark.column + 1], line[mark.column :])
    if "alias" in f"{context} {problem.problem}" or "anchor" in context:
        return place, "a text cannot begin with * or &; write it in quotes"
    if "simple key" in context:
        return (
            opened,
            f"{lines[opened].strip()!r} is no 'key: value'; write a colon and a space after the key",
        )
    return _in_a_block(lines, place, opened, problem.problem)


def _unclosed(lines, last):
    """``(line, sign)`` of the first bracket that is open at the line ``last``, outside of quoted texts."""
    waiting = []
    for number, line in enumerate(lines[: last + 1]):
        for sign in re.sub(r"\"[^\"]*\"|'[^']*'|(?:^|\s)#.*", "", line):
            if sign in "[{":
                waiting.append((number, sign))
            elif sign in "]}" and waiting:
                waiting.pop()
    return waiting[0] if waiting else None


def _two_colons(line):
    found = _KEY_IN_VALUE.match(line)
    if found:
        text = found[2].replace('"', "'")
        return f'a text with a colon in it stands in quotes; write {found[1]}: "{text}"'
    return (
        "this line stands deeper than the one above, which has a value already; begin both in the same column"
    )


def _first_sign(sign, rest):
    if sign == "\t":
        return "a tab stands here; write spaces instead"
    text = rest.replace('"', "'")
    return f'a text cannot begin with {sign}; write it in quotes: "{text}"'


def _in_a_block(lines, place, opened, problem):
    line = lines[place] if place < len(lines) else ""
    odd = [number for number, text in enumerate(lines[: place + 1]) if text.count('"') % 2]
    if odd and odd[0] < place and "expected key" in problem:
        return odd[0], "the quote that opens here is not closed; write a second one at the end of the text"
    if _AFTER_QUOTE.match(line):
        return place, "words stand after the closing quote; write other quotes around the whole text"
    if "expected key" in problem or "'-' indicator" in problem:
        told = "this line does not begin in the same column as those it belongs to"
        return place, f"{told}, from line {opened + 1} on"
    return place, f"this is not valid YAML: {problem}; write 'key: value' lines, and quotes around texts"

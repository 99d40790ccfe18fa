"""A copy of a course with its words in the languages of ``pseudo``; never committed."""

import ast
import contextlib
import re
import shutil
from pathlib import Path

import fixture_course
import pseudo
import pytest
import yaml

from localsdg.course.fences import fence

# What such a directive holds is no sentence.
_CODE = {
    None, "code-cell", "code-block", "math", "bibliography", "sdg-exercise", "hand-in", "atlas",
    "dataset-list", "goals-table", "alignment-matrix", "taught",
}  # fmt: skip
_ADDRESSED = ("figure", "image")  # what stands behind the name is a file
_WORDS = {
    "title",
    "summary",
    "hints",
    "good",
    "labels",
    "feedback",
    "rubric",
    "examples",
    "objectives",  # of a page
    *("questions", "options", "why", "units"),  # of a before-and-after test
}
_OPTION = re.compile(r"^\s*:([\w-]+):\s*(.*)$")
_LEAD = re.compile(r"^(?:\s*(?:[-*+] |\d+\. |#+ |> |: ))?\s*")
_NO_WORDS = re.compile(r"^\s*(?:%(?!pip).*|\([\w-]+\)=|\{[.#][^}]*\}|(?:py|python3|venv[\\/]\S+) .*)\s*$")
# Arguments of plotly whose texts are words; others may be names of columns or values of a table.
_SHOWN = {"title", "labels", "text", "annotation_text", "ticktext", "name", "xaxis_title", "yaxis_title"}
_LEFT_BEHIND = (".git", ".venv", "_build", "node_modules", "__pycache__", ".*_cache", "tests")


def _skipped(course):
    """What is not copied: what builds leave behind, and the languages that people speak, English excepted."""
    spoken = [path.parent.name for path in course.glob("book/*/interface.yml") if path.parent.name != "en"]
    return shutil.ignore_patterns(*_LEFT_BEHIND, *spoken, *(f"{language}.md" for language in spoken))


def copy(course: Path, folder: Path, *languages: str) -> Path:
    """Copy ``course`` to ``folder`` (what only a build needs as a link) with its words in ``languages``."""
    for name in ("book", "modules", "exercises", "datasets"):
        shutil.copytree(course / name, folder / name, ignore=_skipped(course))
    for path in course.iterdir():
        if path.is_file() or path.name in ("src", ".vendor"):
            (folder / path.name).symlink_to(path)
    for language in languages or pseudo.LANGUAGES:
        write(folder, language)
    return folder


def write(course: Path, language: str) -> list[Path]:
    """Write every ``en`` file of ``course`` in ``language`` beside it. Returns the paths."""
    done = []
    for path in sorted((course / "book" / "en").iterdir()):
        done.append(course / "book" / language / path.name)
        done[-1].parent.mkdir(exist_ok=True)
        done[-1].write_text(translated(path, language), encoding="utf-8")
    for path in sorted([*course.glob("modules/**/en.md"), *course.glob("exercises/*/en.md")]):
        done.append(path.with_name(f"{language}.md"))
        done[-1].write_text(translated(path, language), encoding="utf-8")
    return done


def translated(path: Path, language: str) -> str:
    """The text of a file in ``language``."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        return pseudo.yaml_text(text, language)
    front, body = _front_matter(text)
    return front_matter(front, language) + markdown(body, language)


def _front_matter(text):
    if not text.startswith("---\n"):
        return "", text
    front, _, body = text[4:].partition("\n---\n")
    return front, body


def front_matter(front: str, language: str) -> str:
    """YAML between two lines ``---``; only the keys that hold words change."""
    if not front:
        return ""
    found = yaml.safe_load(front)
    if not _WORDS & set(found):
        return f"---\n{front}\n---\n"
    words = {key: pseudo.values(value, language) if key in _WORDS else value for key, value in found.items()}
    return f"---\n{pseudo.dumped(words)}---\n"


def markdown(text: str, language: str) -> str:
    """MyST text: code, addresses, options and names of directives stay as they are."""
    done, blocks, code = [], [], []
    for line in text.split("\n"):
        mark = fence(line)
        top = blocks[-1] if blocks else ("", "")
        if blocks and mark and mark.closes(top[0]):
            blocks.pop()
            if code:
                said = _INSIDE[top[1]]("\n".join(code), language).rstrip("\n").split("\n")
                done += [*said, *[""] * (len(code) - len(said))]  # what follows keeps its line
            done.append(line)
            code = []
        elif blocks and (top[1] in _INSIDE or top[1] in _CODE):
            (code if top[1] in _INSIDE else done).append(line)
        elif mark:
            blocks.append((mark.marks, mark.name))
            done.append(_opening(line, mark, language))
        else:
            done.append(_line(line, "glossary" in [name for _, name in blocks], language))
    return "\n".join(done)


def _opening(line, mark, language):
    if mark.name in (None, "div", *_ADDRESSED) or mark.name in _CODE or not mark.rest:
        return line
    return line.replace(mark.rest, pseudo.sentence(mark.rest, language))


def _line(line, in_glossary, language):
    if _NO_WORDS.match(line):
        return line
    if option := _OPTION.match(line):
        return (
            line.replace(option[2], pseudo.sentence(option[2], language))
            if option[1] in ("materials", "alt")
            else line
        )
    if line.startswith("|") or (in_glossary and line and not line.startswith(" ")):
        return pseudo.letters(line, language)  # cells, and terms: others name them
    lead = _LEAD.match(line)[0]
    return lead + pseudo.sentence(line[len(lead) :], language)


def shown_words(code: str, language: str) -> str:
    """The code of a cell with the texts that its figure shows as words; what filters a table stays."""
    source = code.split("\n")
    begin = next((at for at, line in enumerate(source) if not line.startswith(":")), 0)
    try:
        tree = ast.parse("\n".join(source[begin:]))
    except SyntaxError:
        return code
    found = [text for node in ast.walk(tree) if isinstance(node, ast.keyword) for text in _texts(node)]
    for text in sorted(set(found), key=lambda text: (text.lineno, text.col_offset), reverse=True):
        if text.lineno != text.end_lineno:
            continue
        line = source[begin + text.lineno - 1].encode()
        said = repr(pseudo.sentence(text.value, language)).encode()
        line = line[: text.col_offset] + said + line[text.end_col_offset :]
        source[begin + text.lineno - 1] = line.decode()
    return "\n".join(source)


def _texts(keyword):
    """The plain texts in an argument that is shown: the text itself, or those in its list or dict."""
    if keyword.arg not in _SHOWN:
        return
    value = keyword.value
    several = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", [value])
    for one in several:
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and " " in one.value.strip():
            yield one


# Directives whose body is no text of MyST: how it is translated.
_INSIDE = {"code-cell": shown_words, "drawing": pseudo.yaml_text}


@contextlib.contextmanager
def in_use(folder, files, language):
    """The fixture course with these words in English and in the language, as the course of this process."""
    place = fixture_course.make(folder / "course", files)
    write(place, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALSDG_COURSE", str(place))
        yield place

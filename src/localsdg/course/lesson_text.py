"""What a lesson's source holds: its directives with their lines, and the words that a learner reads.

Pure: reads text, knows nothing of Sphinx. It understands as much of MyST as lessons use.
"""

import ast
import re
from dataclasses import dataclass, field

from localsdg.course.fences import fence

_OPTION = re.compile(r"^\s*:([\w-]+):\s*(.*?)\s*$")
_HEADING = re.compile(r"^#+\s+(.*?)\s*$")
# What these hold is no text of the lesson: code, exercises, lists made elsewhere, what a trainer reads.
_APART = {
    "", "code", "code-block", "code-cell", "literalinclude", "raw", "math", "image", "bibliography",
    "sdg-exercise", "hand-in", "trainer-notes", "atlas", "dataset-list", "goals-table",
    "goal-cards", "goals-in-town", "my-work", "drawing", "slide",
}  # fmt: skip
_WITHOUT_WORDS = re.compile(
    r"^\s*(?:%.*|\([\w-]+\)=|\{[.#][^}]*\})\s*$"  # comments, targets, attributes
    r"|!\[[^\]]*\]\([^)]*\)"  # pictures
    r"|\{(?:cite(?::\w+)?|numref|eq)\}`[^`]*`"  # roles that show a reference
    r"|\[\^[^\]]+\]:?"  # footnote marks
    r"|\]\([^)]*\)(?:\{[^}]*\})?"  # a link's address
    r"|(?<=[^`<\s]) <[^`<>]+>(?=`)"  # a role's target
    r"|\{[\w:-]+\}(?=`)"  # a role's name
)
_LOADED = re.compile(r"""data\.(?:load|rows)\(\s*["']([^"'/]+)""")
_WORD = re.compile(r"[^\W_]+(?:[.,'’:-][^\W_]+)*")
# Scripts that put no blanks between words: Chinese, Japanese, Korean in Chinese signs.
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass
class Block:
    """A directive: its name, what stands behind the name, its options, its lines, and where it opens."""

    name: str
    argument: str
    line: int
    options: dict = field(default_factory=dict)
    lines: list = field(default_factory=list)

    def has_class(self, name: str) -> bool:
        """Is ``name`` among the classes that the author gave it?"""
        return name in self.options.get("class", "").split()


@dataclass
class LessonText:
    """A lesson taken apart: its ``blocks``, its ``headings`` as ``(text, line)``, and its ``prose`` lines."""

    blocks: list
    headings: list
    prose: list

    @property
    def words(self) -> int:
        """How many words a learner reads, without front matter, code, options and trainer's notes."""
        return sum(len(_WORD.findall(_SIGN.sub(" ", line))) for line in self.texts)

    @property
    def signs(self) -> int:
        """How many signs of Chinese or Japanese a learner reads, which are not counted among the words."""
        return sum(len(_SIGN.findall(line)) for line in self.texts)

    @property
    def texts(self) -> list[str]:
        """The lines of ``prose`` as a learner reads them: without comments, roles, addresses."""
        return [_WITHOUT_WORDS.sub(" ", line) for line in self.prose]

    @property
    def shown_exercises(self) -> list[str]:
        """Slugs of the exercises that the directive ``sdg-exercise`` shows, in order.

        Inside a block of code the directive is only shown (a recipe), and does not count.
        """
        found = [block.argument.split() for block in self.blocks if block.name == "sdg-exercise"]
        return [slugs[0] for slugs in found if len(slugs) == 1]

    @property
    def figures(self) -> list[Block]:
        """The blocks that show a figure: code cells that end with one, pictures, the interactive atlas."""
        return [block for block in self.blocks if _is_figure(block)]


def read(text: str) -> LessonText:
    """Take the text of a lesson's file apart. Lines are counted from 1, the front matter with them."""
    found = LessonText([], [], [])
    open_blocks: list[tuple[str, Block]] = []
    start = _front_matter(text)
    for number, line in enumerate(text.splitlines(), 1):
        if number <= start:
            continue
        top = open_blocks[-1][1] if open_blocks else None
        mark = fence(line)
        if open_blocks and mark and mark.closes(open_blocks[-1][0]):
            open_blocks.pop()
        elif mark and not (top and _apart(top)):
            block = Block(mark.name or "", mark.rest, number)
            open_blocks.append((mark.marks, block))
            found.blocks.append(block)
            if not _apart(block):
                found.prose += [block.argument, ""]
        else:
            _take(line, number, top, found)
    return found


def _take(line, number, top, found):
    """One line that opens and closes nothing: an option, a line of what stands apart, or prose."""
    if top and not top.lines and (option := _OPTION.match(line)):
        top.options[option[1]] = option[2]
        return
    if top:
        top.lines.append(line)
        if _apart(top):
            return
    if heading := _HEADING.match(line):
        found.headings.append((heading[1], number))
    found.prose.append(line)


def loaded_datasets(text: str) -> list[str]:
    """Names of the datasets that code in the text loads, in order; one loaded twice is there twice."""
    return _LOADED.findall(text)


def _front_matter(text):
    """The number of the line that ends the front matter, 0 without one."""
    lines = text.splitlines()
    if not lines or lines[0] != "---":
        return 0
    return lines.index("---", 1) + 1 if "---" in lines[1:] else 0


def _apart(block):
    return block.name in _APART


def _is_figure(block):
    if block.name in ("figure", "image", "atlas"):
        return True
    return block.name == "code-cell" and ends_with_figure("\n".join(block.lines))


def ends_with_figure(source: str) -> bool:
    """Does the last line of a code cell show a plotly figure? Tables and printed text are none."""
    try:
        last = ast.parse(source).body[-1]
    except (SyntaxError, IndexError):
        return False
    if not isinstance(last, ast.Expr):
        return False
    name = _root(last.value)
    return name in ("px", "go", "figures", "plotly") or name.startswith("fig")


def _root(node):
    """The name an expression begins with: ``px`` in ``px.bar(...).update(...)``."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""

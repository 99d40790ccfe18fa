"""Style sheets say where a line begins, not what is left: pages are also read from right to left."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHEETS = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.css"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]  # fmt: skip
# What may name a side, and why: {end of the path: {declaration: reason}}.
ALLOWED = {
    "site/tables.css": {
        "background: linear-gradient(to left": "the shade at a table's end is turned in languages.css",
    },
    "site/type.css": {"background: linear-gradient(to left": "code is read from left to right everywhere"},
    "site/boxes.css": {
        "background-position: 1.3rem 1.2rem": "the picture of a town is turned in languages.css"
    },
    "site/languages.css": {
        "text-align: left": "English on a page from right to left",
        "text-align: right": "the line there that says why",
        "background: linear-gradient(to right": "the shade at the end of a table from right to left",
        "background-position: right 1.3rem": "the picture of a town on a page from right to left",
    },
    "board/cards.css": {"border-width: 0 2px 2px 0": "a corner that is turned by 45° and points down"},
    "matrix/grid.css": {"border-width: 0 1.5px 1.5px 0": "a corner that is turned by 45° and points down"},
}
_SIDES = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
_OF_FOUR = {"margin", "padding", "inset", "border-width", "border-color", "border-style", "scroll-margin"}
_WORD = re.compile(r"(?<![\w-])(?:left|right)(?![\w-])")


def declarations(css):
    """``(property, value)`` of a style sheet, spaces made single."""
    css = re.sub(r"/\*.*?\*/", " ", css, flags=re.S)
    for name, value in re.findall(r"(?<=[{;\s])(-?[a-z-]+)\s*:\s*([^;{}]+)(?=[;}])", css):
        yield name, " ".join(value.split())


def names_a_side(name, value):
    """Whether a declaration is another one where lines begin at the right."""
    if _SIDES.search(name) and not name.startswith("--"):
        return True
    parts = re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)
    if name in _OF_FOUR and len(parts) == 4:
        return parts[1] != parts[3]
    if name == "border-radius" and "/" not in value:
        first, second, third, fourth = (parts * 4)[:4] if len(parts) in (1, 4) else corners(parts)
        return (first, fourth) != (second, third)
    if name in ("float", "clear", "text-align", "background", "background-position", "transform-origin"):
        moved = name == "background-position" and re.match(r"[\d.]+(?!%)[a-z]", value)
        return bool(_WORD.search(value) or moved)
    return name in ("transform", "translate") and bool(re.search(r"translateX|^-?[\d.]+[a-z]+ ", value))


def corners(parts):
    """The four corners of a shorthand of two or three values."""
    return (parts[0], parts[1], parts[2] if len(parts) == 3 else parts[0], parts[1])


def sided(path):
    found = [f"{name}: {value}" for name, value in declarations(path.read_text(encoding="utf-8"))
             if names_a_side(name, value)]  # fmt: skip
    allowed = next((one for end, one in ALLOWED.items() if path.as_posix().endswith(end)), {})
    return [one for one in found if not one.startswith(tuple(allowed))], [
        one for one in allowed if not any(text.startswith(one) for text in found)
    ]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_style_names_a_side(path):
    wrong, unused = sided(path)
    assert wrong == []
    assert unused == [], "an exception that nothing needs any more"


@pytest.mark.parametrize(
    ("declaration", "is_sided"),
    [
        ("margin-left: 1px", True),
        ("padding: 1px 2px 3px 4px", True),
        ("padding: 1px calc(1px + (2px * 2)) 3px calc(1px + (2px * 2))", False),
        ("padding: 1px 2px 3px", False),
        ("padding-inline: 1px 0", False),
        ("border-radius: 0 3px 3px 0", True),
        ("border-radius: 3px 3px 0 0", False),
        ("border-radius: 3px", False),
        ("border-top-left-radius: 3px", True),
        ("border-start-start-radius: 3px", False),
        ("float: right", True),
        ("float: inline-start", False),
        ("text-align: end", False),
        ("inset-inline-start: 0", False),
        ("left: 0", True),
        ("background-position: 1.3rem 1.2rem", True),
        ("background-position: 50% 1rem", False),
        ("transform: translateX(3px)", True),
    ],
)
def test_sides_are_told_from_what_turns_with_the_page(declaration, is_sided):
    ((name, value),) = declarations(f"a {{ {declaration}; }}")
    assert names_a_side(name, value) == is_sided


# A class that exercises and the book's pages both style, and why one rule does no harm to the other.
SHARED = {
    "lsdg-icon": "a drawing keeps its size wherever it stands",
    "lsdg-m-paper-notes": "an answer on paper, on the page My work",
    "lsdg-part": "a word before what follows: its margins hold for paragraphs alone",
}


def rules(path):
    """``[(selector, class of which it styles every element, or None)]`` of a style sheet."""
    css = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.S)
    for one in ",".join(re.findall(r"([^{}]+)\{", css)).split(","):
        alone = re.fullmatch(r"(?:\.lsdg-article )?\.(lsdg-[a-z0-9-]+)(?::[a-z-]+)?", one.strip())
        yield one, alone and alone[1]


def test_the_book_styles_no_class_of_an_exercise():
    """The cards of the front page once drew their frame around everybody's own words, too."""
    of = {
        part: [path for path in SHEETS if part in path.as_posix()]
        for part in ("localsdg/kinds/", "static/site/")
    }
    exercises = {name for path in of["localsdg/kinds/"] for one, _ in rules(path)
                 for name in re.findall(r"\.(lsdg-[a-z0-9-]+)", one)}  # fmt: skip
    book = {name for path in of["static/site/"] for _, name in rules(path) if name}
    assert len(exercises) > 50 and len(book) > 50
    assert exercises & book == set(SHARED)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_rule_for_a_language_is_for_its_own_words(path):
    """``:lang(zh) em`` also met the English on a Chinese page; ``em:lang(zh)`` does not."""
    assert [one for one, _ in rules(path) if re.search(r":lang\([^)]*\)\s*[\s>][^,]*\w", one)] == []

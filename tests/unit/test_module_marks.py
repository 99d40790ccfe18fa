"""Icon and colour of a module: the files, what `localsdg check` says of them, contrast, the menu."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import small_course

from localsdg import kinds
from localsdg_build import module_marks
from localsdg_build.book.menu import signed
from localsdg_build.drawing import icon, svg

ROOT = Path(__file__).parents[2]
GOOD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 3h9"/></svg>'
TOKENS = (Path(kinds.__file__).parent / "tokens.css").read_text(encoding="utf-8")
COLOURS = (Path(kinds.__file__).parent / "module-colours.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    " ".join(parts)
    for parts in zip(*(text.split('html[data-theme="dark"]') for text in (TOKENS, COLOURS)), strict=True)
)


def colour(sheet, name):
    return re.search(rf"--lsdg-{name}: #([0-9a-f]{{6}});", sheet)[1]


def brightness(code):
    parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_seen_on_every_ground(sheet):
    for name in module_marks.colours():
        for ground in ("paper", "raised", "sunken", "teal-wash"):
            assert contrast(colour(sheet, f"module-{name}"), colour(sheet, ground)) >= 4.5, (name, ground)


def test_the_modules_of_the_course_are_told_apart():
    found = module_marks.marks(ROOT)
    assert len(found) >= 4
    assert len({mark.style for mark in found.values()}) == len({mark.shapes for mark in found.values()}) == 4
    sheet = (ROOT / "book/static/site/modules.css").read_text(encoding="utf-8")
    styled = re.findall(r"\.lsdg-in-([a-z]+) \{ --lsdg-module: var\(--lsdg-module-\1\); \}", sheet)
    assert styled == list(module_marks.colours())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0 0 24 24", "0 0 48 48", 'write viewBox="0 0 24 24"'),
        ("<path", "<script/><path", "<script> may not stand in an icon"),
        ('d="M3', 'stroke="#123456" d="M3', "<path stroke=…>: no icon needs this"),
        ('d="M3', 'class="red" d="M3', 'write class="solid"'),
        ("<path", "<g>Goals</g><path", "holds words; an icon has none"),
        ('<path d="M3 3h9"/>', "", "there is nothing in it"),
    ],
)
def test_what_may_not_stand_in_an_icon_is_named(old, new, said):
    assert list(icon.problems(ElementTree.fromstring(GOOD))) == []
    assert said in "\n".join(icon.problems(ElementTree.fromstring(GOOD.replace(old, new))))


def test_check_names_a_wrong_icon_and_a_colour_that_is_none(tmp_path):
    small_course.make(tmp_path)
    assert module_marks.marks(tmp_path)["m"].style == "lsdg-in-teal"  # neither is asked for
    assert "M12 7c" in module_marks.marks(tmp_path)["m"].shapes
    small_course.write(tmp_path, "modules/m/icon.svg", GOOD.replace("<path", "<image/><path"))
    (problem,) = small_course.problems(tmp_path)
    assert problem.startswith("modules/m/icon.svg") and "<image> may not stand" in problem
    with pytest.raises(svg.DrawingError):
        module_marks.marks(tmp_path)
    small_course.write(tmp_path, "modules/m/icon.svg", GOOD)
    assert module_marks.marks(tmp_path)["m"].shapes == '<path d="M3 3h9" />'
    small_course.edit(tmp_path / small_course.MODULE, "assignment: m", "assignment: m\ncolour: pink")
    (problem,) = small_course.problems(tmp_path)
    assert problem.startswith(small_course.MODULE) and "plum" in problem


def test_the_menu_shows_the_icon_behind_the_title_of_the_module_also_on_its_own_page():
    marks = {name: module_marks.Mark(f"lsdg-in-{name}", name) for name in ("one", "two")}
    link = '<li class="toctree-l1{}"><a class="reference internal" href="{}">{}</a>'
    text = "".join(
        [
            link.format("", "../../book/en/about.html", "About"),
            link.format("", "../one/en.html", "First"),
            link.format(" current", "#", "Second <i>one</i>"),
        ]
    )
    found = re.findall(
        r">([^<]*(?:<i>.*?</i>)?)<svg [^>]*(lsdg-in-\w+)", signed(text, "modules/two/en", marks)
    )
    assert found == [("First", "lsdg-in-one"), ("Second <i>one</i>", "lsdg-in-two")]

"""The web fonts: as light as what style sheets ask for; ten digits of their own, and no zero with a slash."""

import re

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from localsdg.course import root
from localsdg_build import vendor
from localsdg_build.book.assets import style_sheet
from localsdg_build.book.faces import DIGITS, WEIGHTS, faces


@pytest.fixture(scope="module")
def made():
    return faces(vendor.ensure(root()))


def contours(font, sign):
    """How many closed lines draw a sign."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord(sign)]].draw(pen)
    return sum(step == "closePath" for step, _ in pen.value)


def test_a_slow_line_brings_no_letters_that_no_style_sheet_asks_for(made):
    assert sum(path.stat().st_size for path in made.values()) < 60_000
    for path in made.values():
        axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in TTFont(path)["fvar"].axes}
        assert axes == {"wght": WEIGHTS}
    own = [path.read_text() for path in (root() / "src" / "localsdg" / "kinds").rglob("*.css")]
    asked = re.findall(r"font(?:-weight)?: *([1-9]00|[1-9]\d0)\b", "\n".join([style_sheet(), *own]))
    assert len(asked) > 50 and all(WEIGHTS[0] <= int(weight) <= WEIGHTS[1] for weight in asked)


def test_letters_of_both_faces_are_all_there(made):
    modules = vendor.ensure(root()) / "@fontsource-variable"
    for name in ("source-serif-4", "atkinson-hyperlegible-next"):
        whole = TTFont(modules / name / "files" / f"{name}-latin-wght-normal.woff2")
        face = TTFont(made[f"{name.removesuffix('-hyperlegible-next')}-normal.woff2"])
        assert face.getBestCmap().keys() == whole.getBestCmap().keys()
        for table in ("GSUB", "GPOS"):
            features = [
                {one.FeatureTag for one in font[table].table.FeatureList.FeatureRecord}
                for font in (whole, face)
            ]
            assert features[0] == features[1]


def test_the_numerals_are_the_digits_alone_and_small(made):
    path = made["numerals.woff2"]
    assert path.stat().st_size < 4_000
    assert {chr(code) for code in TTFont(path).getBestCmap()} == set(DIGITS)


def test_their_zero_is_two_rings_and_that_of_the_text_face_is_not(made):
    assert contours(TTFont(made["numerals.woff2"]), "0") == 2
    assert contours(TTFont(made["atkinson-normal.woff2"]), "0") > 2, "then this font is not needed"

"""The web font of numerals: ten digits, nothing else, in all weights; and no zero with a slash."""

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from localsdg.course import root
from localsdg_build import vendor
from localsdg_build.book.numerals import DIGITS, numerals


def contours(font, sign):
    """How many closed lines draw a sign."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord(sign)]].draw(pen)
    return sum(step == "closePath" for step, _ in pen.value)


def test_the_font_holds_the_digits_alone_and_is_small():
    path = numerals(vendor.ensure(root()))
    assert path.stat().st_size < 5_000
    font = TTFont(path)
    assert {chr(code) for code in font.getBestCmap()} == set(DIGITS)
    assert font["fvar"].axes[0].axisTag == "wght" and font["fvar"].axes[0].maxValue >= 700


def test_its_zero_is_two_rings_and_that_of_the_text_face_is_not():
    modules = vendor.ensure(root())
    assert contours(TTFont(numerals(modules)), "0") == 2
    face = "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2"
    assert contours(TTFont(modules / "@fontsource-variable" / face), "0") > 2, "then this font is not needed"

"""What a page and a widget may weigh, compressed, so that a slow line carries them."""

import gzip

import pytest

from localsdg import kinds
from localsdg_build.book import assets


def weight(text):
    return len(gzip.compress(text.encode()))


def test_the_style_of_all_pages_is_light():
    assert weight(assets.style_sheet()) <= 11_000


@pytest.mark.parametrize("kind", kinds.widgets())
def test_a_widget_is_light(kind):
    assert weight(kinds.esm(kind) + kinds.css(kind)) <= 29_000

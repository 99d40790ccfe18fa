"""What travels of a widget: its modules without indentation, so that no text may run over several lines."""

import gzip
from pathlib import Path

from localsdg import kinds

SOURCES = sorted(Path(kinds.__file__).parent.glob("**/*.js"))


def test_no_text_runs_over_several_lines():
    open_lines = [
        f"{path.name}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.count("`") % 2
    ]
    assert len(SOURCES) > 20 and open_lines == []


def test_a_style_sheet_travels_without_comments_and_a_module_without_indentation():
    for text in (kinds.shared_esm(), *map(kinds.esm, kinds.widgets()), *map(kinds.own_esm, kinds.widgets())):
        assert not [line for line in text.splitlines() if line.startswith((" ", "\t"))]
    for kind in kinds.widgets():
        assert "/*" not in kinds.css(kind)


def test_what_all_kinds_share_comes_to_a_page_once():
    """What a page may weigh until its first check, 450 kB, measures ``benchmarks/slow_line.py``."""
    assert _sent(kinds.shared_esm(), kinds.shared_css()) <= 17_000
    for kind in kinds.widgets():
        assert _sent(kinds.own_esm(kind), kinds.own_css(kind)) <= 15_000
        assert "const shared_" not in kinds.own_esm(kind) and "shared_frame" in kinds.own_esm(kind)
    exported = kinds.shared_esm().splitlines()[-1]
    assert "as shared_frame" in exported and "as shared_codes" not in exported  # which one kind has


def _sent(*texts):
    return sum(len(gzip.compress(text.encode())) for text in texts)

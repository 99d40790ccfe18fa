"""What travels of a widget: its modules without indentation, so that no text may run over several lines."""

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
    for kind in kinds.widgets():
        assert "/*" not in kinds.css(kind)
        assert not [line for line in kinds.esm(kind).splitlines() if line.startswith((" ", "\t"))]

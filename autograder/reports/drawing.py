"""Small charts as SVG: no script, readable at any width, in the dark and on paper.

Places across are percentages and letters have their own size, so a chart gets narrower without its text
getting smaller. Colours are classes of the page's style sheet. Everything is escaped.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

HEIGHT, _TOP, _BOTTOM = 190, 22, 24  # pixels: the whole, above the highest column, for the labels


def columns(
    counts: Sequence[int], ticks: Sequence[tuple[float, str]], label: str, numbers: bool = True
) -> Markup:
    """Columns side by side, as for a distribution or a time line.

    ``ticks``: ``[(place 0 … 1, text)]`` below the axis. ``label``: what a screen reader says. ``numbers``:
    write each count above its column; else only the highest one.
    """
    most, floor = max(counts, default=0) or 1, HEIGHT - _BOTTOM
    width = 100 / max(1, len(counts))
    parts = [_line(0, floor, 100, floor, "axis")]
    highest = counts.index(most) if most in counts else None
    for place, count in enumerate(counts):
        high = count / most * (floor - _TOP)
        left = place * width
        parts.append(_rect(left + width * 0.08, floor - high, width * 0.84, high, "one"))
        if count and (numbers or place == highest):
            parts.append(_text(left + width / 2, floor - high - 6, count, "middle"))
    for at, text in ticks:
        anchor = "start" if at < 0.02 else "end" if at > 0.98 else "middle"
        parts += [
            _line(at * 100, floor, at * 100, floor + 5, "axis"),
            _text(at * 100, HEIGHT - 4, text, anchor),
        ]
    return _svg(parts, HEIGHT, label)


def stack(parts: Sequence[tuple[int, str]], label: str) -> Markup:
    """One bar of several parts: ``[(count, class)]``, in their order."""
    total, left, drawn = sum(count for count, _ in parts) or 1, 0.0, []
    for count, name in parts:
        width = count / total * 100
        if count:
            drawn.append(_rect(left, 0, max(width - 0.3, 0.3), 34, name))
        left += width
    return _svg(drawn, 34, label)


def bar(share: float, name: str = "one") -> Markup:
    """A bar in a table's cell, which says the number itself: nothing for a screen reader."""
    drawn = [_rect(0, 0, 100, 10, "track"), _rect(0, 0, 100 * max(0, min(1, share)), 10, name)]
    return Markup('<svg class="bar" height="10" aria-hidden="true">{}</svg>').format(Markup("").join(drawn))


def _svg(parts, height, label):
    return Markup('<svg class="chart" role="img" height="{}" aria-label="{}">{}</svg>').format(
        height, label, Markup("").join(parts)
    )


def _rect(left, top, width, height, name):
    shape = '<rect class="{}" x="{:.2f}%" y="{:.1f}" width="{:.2f}%" height="{:.1f}"/>'
    return Markup(shape.format(escape(name), left, top, width, height))


def _line(left, top, right, bottom, name):
    shape = '<line class="{}" x1="{:.2f}%" y1="{}" x2="{:.2f}%" y2="{}"/>'
    return Markup(shape.format(escape(name), left, top, right, bottom))


def _text(left, top, text, anchor):
    shape = '<text x="{:.2f}%" y="{:.1f}" text-anchor="{}">{}</text>'
    return Markup(shape.format(left, top, anchor, escape(text)))

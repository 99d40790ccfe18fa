"""The look of the course's plotly figures: one palette, light and dark, and the Goals' own colours.

A lesson needs nothing of this: the book gives every figure its look. In a notebook, ``use()`` makes
new figures look like the book's.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Told apart with the common forms of colour blindness, and at least 3:1 against the light and the
# dark page alike (a test measures both).
COLOURS = ["#1f7d86", "#c8592e", "#9a7b16", "#5672b8", "#a1538f", "#5f8a3c", "#7c8283"]
SEQUENCE = ["#e4efee", "#a9cfce", "#6dacad", "#35858a", "#0f5257", "#08363a"]
DIVERGING = ["#a8431f", "#d98a68", "#f0d3c3", "#f3efe5", "#b9d8d6", "#5a9ea0", "#0f5257"]

# The United Nations' colours of the 17 Goals; for marking Goals and data, never as decoration.
GOAL_COLOURS = {
    "1": "#e5243b",
    "2": "#dda63a",
    "3": "#4c9f38",
    "4": "#c5192d",
    "5": "#ff3a21",
    "6": "#26bde2",
    "7": "#fcc30b",
    "8": "#a21942",
    "9": "#fd6925",
    "10": "#dd1367",
    "11": "#fd9d24",
    "12": "#bf8b2e",
    "13": "#3f7e44",
    "14": "#0a97d9",
    "15": "#56c02b",
    "16": "#00689d",
    "17": "#19486a",
}

_INKS = {
    "light": {"ink": "#1f2a2e", "soft": "#4d5a5e", "line": "#ded6c7", "raised": "#ffffff"},
    "dark": {"ink": "#e8e4da", "soft": "#b3b5ac", "line": "#374144", "raised": "#1c2326"},
}
_SANS = "Numerals, 'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible', system-ui, sans-serif"


def template(mode: str = "light") -> "go.layout.Template":
    """The plotly template (``graph_objects.layout.Template``) for ``"light"`` or ``"dark"`` pages."""
    import plotly.graph_objects as go  # half a second, which who only names a colour need not wait for

    ink = _INKS[mode]
    axis = {
        "automargin": True,
        "gridcolor": ink["line"],
        "linecolor": ink["soft"],
        "zerolinecolor": ink["soft"],
        "zerolinewidth": 1,
        "tickfont": {"color": ink["soft"]},
        "title": {"font": {"color": ink["soft"], "size": 14}, "standoff": 12},
    }
    layout = {
        "colorway": COLOURS,
        "font": {"family": _SANS, "size": 14, "color": ink["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 16, "b": 8},
        "xaxis": axis,
        "yaxis": axis,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        "hoverlabel": {
            "bgcolor": ink["raised"],
            "bordercolor": ink["soft"],
            "font": {"color": ink["ink"], "family": _SANS},
        },
        "shapedefaults": {"line": {"color": ink["soft"]}},
        "colorscale": {"sequential": _scale(SEQUENCE), "diverging": _scale(DIVERGING)},
        "coloraxis": {"colorbar": {"outlinewidth": 0, "tickfont": {"color": ink["soft"]}}},
        "separators": ".,",
    }
    data = {
        "bar": [{"marker": {"line": {"width": 0}}}],
        "scatter": [{"line": {"width": 2.5}, "marker": {"size": 8}}],
    }
    return go.layout.Template(layout=layout, data=data)


def use(mode: str = "light") -> None:
    """Make the course's look the default of new figures in this notebook."""
    import plotly.io as pio  # as above

    pio.templates["localsdg"] = template(mode)
    pio.templates.default = "localsdg"


def _scale(colours):
    last = len(colours) - 1
    return [[place / last, colour] for place, colour in enumerate(colours)]

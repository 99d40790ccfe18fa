"""The numbers of a figure as a table: bars, dots beside names, one trace for each colour."""

from localsdg.figure_values import table

SIDE = {"xaxis": {"title": {"text": "million"}}, "yaxis": {"title": {"text": "place"}}}


def test_upright_bars_have_their_names_below():
    bars = [{"type": "bar", "name": "a", "x": ["2019", "2020"], "y": [1, 2.5]}]
    assert table(bars, {}) == (["", "a"], [["2019", "1"], ["2020", "2.5"]])


def test_dots_beside_names_are_read_by_the_names():
    dots = [
        {"type": "scatter", "name": "equal", "x": [5, 5], "y": ["Cobija", "Ingavi"]},
        {"type": "scatter", "name": "by head", "x": [9, 1], "y": ["Cobija", "Ingavi"]},
    ]
    rows = [["Cobija", "5", "9"], ["Ingavi", "5", "1"]]
    assert table(dots, SIDE) == (["place", "equal", "by head"], rows)


def test_traces_without_a_name_are_one_column_where_their_places_differ():
    dots = [{"type": "scatter", "x": [92], "y": ["all"]}, {"type": "scatter", "x": [47], "y": ["old"]}]
    assert table(dots, SIDE) == (["place", "million"], [["all", "92"], ["old", "47"]])
    twice = [dots[0], {"type": "scatter", "x": [47], "y": ["all"]}]
    assert table(twice, SIDE) == (["place", "million", "million"], [["all", "92", "47"]])


def test_dots_in_a_plane_have_no_table_where_one_would_be_hidden():
    assert table([{"type": "scatter", "x": [1, 1], "y": [2, 3]}], {}) == ([], [])


def test_a_drawing_says_that_its_places_are_no_numbers():
    steps = {"type": "scatter", "x": [1, 2], "y": [1, 2]}
    assert table([steps], {})[1]
    assert table([steps], {"meta": {"table": False}}) == ([], [])

"""A learner's code as the page runs it: what is shown, where it stops, what the answer is."""

import json
import re

import pytest

from localsdg import course, live

WORDS = course.interface_words()


def run(code, **more):
    return json.loads(live.run(json.dumps({"code": code, "words": WORDS, **more})))


def test_what_is_printed_and_the_last_value_are_shown_in_their_order():
    found = run("print('a')\ndisplay(2)\nimport sys\nprint('to the other', file=sys.stderr)\n1 + 2")
    assert found["outputs"] == [{"type": "text", "text": "a\n2\nto the other\n3\n"}]
    assert (found["error"], found["notes"]) == (None, [])
    assert run("1;")["outputs"] == run("None")["outputs"] == run("x = 1")["outputs"] == []


def test_a_table_is_shown_by_its_first_rows_and_says_how_many_there_are():
    code = "from localsdg import data\ntable = data.load('synthetic-lrg-survey', 'survey')\ntable"
    (table,) = run(code)["outputs"]
    assert table["type"] == "table" and table["all"][0] == 121
    assert len(table["rows"]) == live.MOST_ROWS and len(table["heads"]) == live.MOST_COLUMNS + 1
    assert table["rows"][0][:2] == ["0", "LG001"]
    missing = "import pandas as pd\npd.Series([0.1 + 0.2, None, pd.NA], name='x')"
    (column,) = run(missing)["outputs"]
    assert (column["heads"], [row[1] for row in column["rows"]]) == (["", "x"], ["0.3", "", ""])


def test_odd_tables_are_shown_too():
    code = "import pandas as pd\nimport numpy as np\n"
    code += "columns = {'a': [np.array([1, 2]), [3]], 'b': [pd.NaT, np.nan], 1: [np.float32(0.5), pd.NA]}\n"
    (table,) = run(code + "pd.DataFrame(columns)")["outputs"]
    assert table["rows"] == [["0", "[1 2]", "", "0.5"], ["1", "[3]", "", ""]]
    numbers = "[0.0, 1.23456e-7, -0.00123456789, 1e6 / 3]"
    (small,) = run(f"import pandas as pd\npd.Series({numbers}, name='x')")["outputs"]
    assert [row[1] for row in small["rows"]] == ["0", "1.235e-07", "-0.001235", "333333.333333"]
    (rows_alone,) = run("import pandas as pd\npd.DataFrame({'a': [1, 2]})[[]]")["outputs"]
    assert (rows_alone["rows"], rows_alone["all"]) == ([["0"], ["1"]], [2, 0])


def test_a_figure_comes_with_its_title_and_numbers():
    figure = "import plotly.express as px\npx.bar(x=['a', 'b'], y=[1, 2], title='Two')"
    (found,) = run(figure)["outputs"]
    assert (found["type"], found["title"], found["rows"]) == ("figure", "Two", [["a", "1"], ["b", "2"]])
    assert [one["type"] for one in run(figure + ".show()")["outputs"]] == [
        "figure"
    ]  # plotly was there before


def test_output_has_an_end_and_says_so():
    found = run("for n in range(100_000):\n    print('x' * 50)\nanswer = 1", wanted=[{"name": "answer"}])
    text, cut = found["outputs"]
    assert len(text["text"]) == live.MOST_TEXT and cut == {"type": "cut", "text": WORDS["live_cut"]}
    assert found["answer"] == {"variables": {"answer": 1}}
    shown = run("import pandas as pd\nfor n in range(50):\n    display(pd.DataFrame({'n': [n]}))")["outputs"]
    assert [one["type"] for one in shown] == ["table"] * live.MOST_SHOWN + ["cut"]
    exact = run(f"print('x' * {live.MOST_TEXT - 1})")["outputs"]
    assert [one["type"] for one in exact] == ["text"]


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("\n\nx = “a”", 3, "“"),
        ("x = 1\ny = (", 2, "y = ("),
        ("price = 1\nprint(prise)", 2, "Did you mean one of these: price"),
        ("def f():\n    return 1 / 0\n\n\nf()", 5, "ZeroDivisionError"),
        ("import pandas as pd\nt = pd.DataFrame({'Region': [1]})\nt['region']", 3, "Region"),
        ("import sys\nsys.exit()", 2, "SystemExit"),
        ("class Odd:\n    def __repr__(self):\n        raise ValueError('no')\n\n\nOdd()", 3, "no"),
    ],
)
def test_where_code_stops_is_said_with_the_learners_line(code, line, said):
    found = run(code)
    assert f"line {line}" in found["error"] and said in found["error"]
    assert "cell" not in found["error"]  # a page has none
    assert "Error" in found["python"] or "SystemExit" in found["python"]


def test_variables_are_taken_as_in_the_notebook_and_problems_are_named():
    wanted = [{"name": name, "type": "number"} for name in ("a", "b", "c", "d")]
    found = run("a = 1\nb = 3,5\nc = 'many'", wanted=wanted)
    assert found["answer"] == {"variables": {"a": 1, "b": [3, 5], "c": "many"}}
    assert len(found["notes"]) == 2 and "3.5" in found["notes"][0] and "d" in found["notes"][1]
    stopped = run("a = 1\nb = x", wanted=wanted)
    assert stopped["answer"] == {"variables": {"a": 1}} and stopped["notes"] == []


def test_nothing_is_left_for_the_next_run_and_what_comes_before_is_silent():
    assert run("kept = 1")["error"] is None
    assert "kept" in run("kept")["error"]
    found = run("print(n)", before=["n = 5\nprint('hidden')", "n += 1"])
    assert found["outputs"] == [{"type": "text", "text": "6\n"}]
    assert run("print(1)", before=["1 / 0"])["error"] == WORDS["live_before_stopped"]


def test_every_sentence_of_code_on_pages_is_there():
    """The page names keys of its own; those that Python names are above."""
    page = course.root() / "book" / "static" / "exercises"
    text = "".join(path.read_text(encoding="utf-8") for path in page.glob("live*.js"))
    named = set(re.findall(r'"(live_\w+|figure_\w+)"', text))
    assert len(named) > 20 and named <= set(WORDS)

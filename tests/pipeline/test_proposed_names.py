"""A name in a hand-in is a proposal: it is shown as one, and decides nothing."""

from autograder.notebook import proposed
from autograder.reports import anonymous, dashboard, status
from autograder.store.ledger import excusing

from .conftest import CHOICE, NAME, RIGHT

MARKUP = {"name": "<script>alert(1)</script> \u202eolleB", "email": "a@example.org"}


def named(maker, given):
    notebook = maker.by_page({CHOICE: RIGHT})
    notebook["metadata"].setdefault("localsdg", {})["proposed"] = given
    return notebook


def test_a_proposal_names_nobody_and_is_shown_as_text(maker, hand_in, graded, folder, tmp_path):
    hand_in("learner-7", named(maker, MARKUP))
    found = graded(hand_in("boris", named(maker, {"name": "learner-7"})))
    assert set(found) == {"learner-7", "boris"}
    told = status.of(folder)
    assert told["proposed"]["boris"] == [{"name": "learner-7"}]
    shown = "\n".join(status.lines(told))
    assert "Nobody has checked them" in shown and "\u202e" not in shown
    page = tmp_path / "dashboard.html"
    dashboard.write(excusing.marked(folder), page, folder.assignments())
    text = page.read_text()
    assert "&lt;script&gt;alert(1)" in text and "<script>alert" not in text and "a@example.org" in text
    for _ in anonymous.write(folder, tmp_path / "out", answers=True):
        pass
    kept = "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert NAME in kept and "example.org" not in kept and "alert" not in kept


def test_whatever_stands_there_is_cleaned():
    given = {"localsdg": {"proposed": {"name": " Ámína \n Béllo ", "email": "x"}}}
    assert proposed.of(given) == {"name": "Ámína Béllo"}
    for odd in (None, [], {"localsdg": 3}, {"localsdg": {"proposed": ["name"]}}):
        assert proposed.of(odd) == {}
    long = proposed.cleaned({"name": "a" * 5000, "email": "b" * 400 + "@c"})
    assert long == {"name": "a" * 100}
    assert proposed.cleaned({"name": "\u0000\u202e", "email": 4}) == {}

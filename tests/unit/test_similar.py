"""Which answers count as alike, and which never do."""

import json

import pytest

from autograder.reports import similar
from localsdg import course

TALE = (
    "In our town the market women counted the broken lamps and told the mayor which streets were dark. The "
    "council put the repair of forty lamps into the budget and the women now report every month what works."
)
OTHER = (
    "A school class measured how long the walk to clean water takes and drew a map of it. The district "
    "engineer used the map to choose two places for new wells and the class will measure again after "
    "the rainy season."
)


def finder(*answers, kind="text", given=""):
    found = similar.Finder({"tale": given})
    for learner, text in answers:
        found.add("tale", kind, learner, text)
    return found


def test_equal_and_nearly_equal_texts_are_found_and_others_not():
    near = TALE.replace("forty", "thirty").replace("every month", "each month")
    found = finder(("a", TALE), ("b", TALE.upper() + "  "), ("c", near), ("d", OTHER), ("e", ""))
    same, alike = found.found()
    assert (same.learners, same.share) == (("a", "b"), 1.0)
    assert set(alike.learners) == {"a", "c"} and 0.5 <= alike.share < 1
    assert found.compared["tale"] == 4


def test_what_everybody_was_given_or_most_wrote_is_no_likeness():
    assert finder(("a", TALE), ("b", TALE), given=f"Example: {TALE}").found() == []
    learners = [
        (f"l{place}", f"{TALE} {' '.join(f'w{place}x{n}' for n in range(20))}") for place in range(12)
    ]
    assert finder(*learners).found() == []


def test_short_answers_are_equal_by_chance():
    assert (
        finder(("a", "We count the wells every year."), ("b", "We count the wells every year.")).found() == []
    )


def test_code_is_compared_without_comments_and_names_of_learners():
    code = "\n".join(f"value_{n} = table[table['year'] == {n}]['rate'].mean() * {n + 3}" for n in range(6))
    commented = "# my own work\n" + code.replace("\n", "  # a step\n")
    (same,) = finder(("a", code), ("b", commented), kind="code").found()
    assert same.share == 1 and same.learners == ("a", "b")


def test_texts_without_spaces_between_words_are_compared():
    one = "我们的城市每年统计路灯并且把结果告诉市长和议会因此今年修理了四十盏路灯"
    (same,) = finder(("a", one), ("b", one)).found()
    assert same.share == 1


def test_a_crowd_of_near_copies_stays_cheap():
    words = TALE.split()
    answers = [(f"l{n:04}", " ".join([*words[: n % 30], f"x{n}", *words[n % 30 :]])) for n in range(1500)]
    answers += [(f"o{n:04}", " ".join(f"y{n}z{m}" for m in range(40))) for n in range(1600)]
    found = finder(*answers).found()
    assert 12 < len(found) <= 600


def test_free_texts_are_compared_and_neither_choices_nor_names():
    spec = {"texts": [["rows", "*", "what"], ["settings", "town"], ["cards", "*", "owner", ["council"]]]}
    assert similar.free_text({"answers": {"who": TALE}}, {"texts": []}) == ""
    answer = {
        "rows": [{"what": TALE, "who": "all"}, {"what": 3}, None],
        "settings": {"town": "Puerto Lindo"},
        "cards": [{"owner": "Ms Adeyo of the office of finance"}, {"owner": "council"}],
    }
    assert similar.free_text(answer, spec) == TALE
    for odd in (None, [], "x", {"rows": 3}, {"text": 5}):
        assert similar.free_text(odd, spec) == similar.free_text(odd, {}) == ""


@pytest.mark.parametrize(("slug", "has_texts"), [("cooperation-bicycle", True), ("check-why-report", False)])
def test_the_kind_of_an_exercise_says_where_texts_are(slug, has_texts):
    whole = course.root() / "exercises" / slug / "samples" / "full.json"
    answer = json.loads(whole.read_text("utf-8"))["answer"]
    assert bool(similar.free_text(answer, course.exercise(slug))) is has_texts

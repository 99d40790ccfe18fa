"""A text taken from the lesson is seen in both Pythons, in any language, and gets neutral words."""

import json
from pathlib import Path

import pytest

from localsdg import closed, course, reading, taken
from localsdg.course import lesson_marks
from localsdg.judge import judge
from localsdg_build.check import micropython as micropython_of_check
from localsdg_build.check.micropython import node_program

ROOT = Path(__file__).parents[2]
ASKING = [slug for slug in course.exercise_ids(ROOT) if course.exercise(slug, course=ROOT)["texts"]]
TEXTS = [
    "",
    "Nothing here is long enough.",
    "The council publishes what it spends on streets. Then it asks people what would help them (UNDP, 2023).",
    "ÉTATS ET VILLES: « À l’échelle locale, l’État agit avec les communes. » Ça suffit?",
    "Ολοι οι δήμοι δημοσιεύουν κάθε χρόνο τι ξοδεύουν. Ύστερα ρωτούν τους κατοίκους τι θα άλλαζαν.",
    "Каждый город публикует свои расходы на улицы! Ёлки стоят вдоль дороги; Юг и Север спорят об этом.",
    "我们的城市每年统计路灯并且把结果告诉市长和议会。今年修理了四十盏路灯",
    "تنشر البلدية كل عام ما تنفقه على كل شارع؟ ثم تسأل السكان ماذا يريدون أن يتغير في شارعهم",
    "हर नगर अपनी सड़कों पर होने वाला खर्च हर साल प्रकाशित करता है। फिर वह लोगों से पूछता है",
    "İstanbul and Straẞe agree\u00a0that every\u3000well is counted, 😀 and its water tested 👩‍👩‍👧",
    "(the first bracket never ends and goes on for so long that somebody might take it for a sentence",
    ")(" * 40,
]


def own_advice(records):
    return [record["message"] for record in records if record["points"] == 0 and record["id"] == "own_words"]


def with_texts(answer, old, new):
    """An answer in which each of the texts ``old`` is ``new``."""
    if isinstance(answer, dict):
        return {key: with_texts(value, old, new) for key, value in answer.items()}
    if isinstance(answer, list):
        return [with_texts(value, old, new) for value in answer]
    return new if isinstance(answer, str) and answer in old else answer


def lesson_of(slug):
    """What a learner reads in the lesson that shows an exercise: its longest paragraph."""
    paths = ROOT.glob("modules/*/*/en.md")
    (text,) = [text for path in paths if slug in (text := path.read_text("utf-8")) and _shows(text, slug)]
    paragraphs = [line for line in text.split("\n\n") if line[:1].isalpha() and "](" not in line]
    return max((line for line in paragraphs if "`" not in line), key=lambda line: len(taken.marks(line)))


def _shows(text, slug):
    return f"{{sdg-exercise}} {slug}\n" in text


def test_both_pythons_give_a_sentence_the_same_mark(tmp_path):
    sources = [Path(str(module.__file__)).read_text("utf-8") for module in (reading, taken)]
    program = "\n".join(line for line in "\n".join(sources).splitlines() if not line.startswith("from local"))
    program += (
        f"\nimport json\nfound = json.dumps([marks(text) for text in json.loads({json.dumps(TEXTS)!r})])"
    )
    folder = micropython_of_check.folder(ROOT, tmp_path, {})
    [found] = micropython_of_check.ask(node_program(), folder, [{"python": program}])
    assert found == [taken.marks(text) for text in TEXTS]
    assert [len(marks) for marks in found] == [0, 0, 2, 1, 2, 2, 1, 2, 1, 1, 1, 0]


def test_where_a_source_is_named_and_how_lines_break_makes_no_other_sentence():
    plain = taken.marks(
        "Most towns that read the plan found it useful. A second sentence stands here for the test."
    )
    assert len(plain) == 2
    named = "Most towns that\u00a0read the plan found it useful (Fox and Macleod et al., 2019)."
    assert taken.marks(f"{named}\nA second “sentence” stands here – for the test!") == plain


@pytest.mark.parametrize("slug", ASKING)
def test_a_copy_of_the_lesson_is_told_and_costs_nothing_in_both_pythons(slug, micropython, trial):
    spec = course.exercise(slug, course=ROOT)
    answer, old = max(
        ((one, closed.texts_in(one, spec["texts"])) for one in trial.samples(slug)),
        key=lambda both: len(both[1]),
    )
    assert old
    copy = with_texts(answer, old, lesson_of(slug)[:2900])
    told = judge(slug, copy, where=ROOT)
    assert own_advice(told) == ["copied"]
    assert own_advice(judge(slug, answer, where=ROOT)) in ([], ["short"], ["repeated"])
    assert sum(one["earned"] for one in told) == sum(one["earned"] for one in judge(slug, answer, where=ROOT))
    [reply] = micropython([(slug, copy)])
    assert reply["records"] == json.loads(json.dumps(told))


def test_half_of_a_text_is_enough_and_less_is_not():
    lesson = " " + " ".join(taken.marks("The council counts its wells and publishes the list every spring."))
    params = {"lesson": lesson}
    copy, own = (
        "The council counts its wells and publishes the list every spring. ",
        "We have done so since the flood of 2019, with the school. ",
    )
    assert taken.taken(copy + own + "And yes.", params) and not taken.taken(copy + own + own, params)
    assert not taken.taken(copy, {}) and not taken.taken("", params)


def test_no_sample_is_taken_for_a_copy():
    """Nobody who wrote these had the lesson before them, the experts' among them."""
    for slug in ASKING:
        for path in (ROOT / "exercises" / slug / "samples").glob("*.json"):
            answer = json.loads(path.read_text("utf-8"))["answer"]
            params = {"lesson": lesson_marks.of_exercise(slug, "en", ROOT)}
            texts = closed.texts_in(answer, course.exercise(slug, course=ROOT)["texts"])
            assert [text for text in texts if taken.taken(text, params)] == [], path

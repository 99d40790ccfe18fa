"""Forms of a workshop and the report of their answers: of the group alone, with intervals and limits."""

import shutil

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.reports import evidence
from localsdg import course
from localsdg_build import forms
from localsdg_build.book import forms_page

ROOT = course.root()
KNOWN = forms.forms(ROOT)
WORDS = forms.words(ROOT)


def run(*options):
    return CliRunner().invoke(main, ["evidence", *map(str, options)])


def table(path, name, *rows):
    head = run("--head", name).output.strip()
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


def test_forms_and_words_fit_together_in_each_language(tmp_path):
    assert list(forms.problems(ROOT)) == []
    for language in course.languages():
        said = forms.words(ROOT, language)
        for name, questions in KNOWN.items():
            assert list(said[name]["questions"]) == [one.id for one in questions]
    for name in ("book/forms.yml", "book/en/forms.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    path = tmp_path / "book/forms.yml"
    path.write_text(path.read_text().replace("{id: trust, kind: scale}", "{id: trusts, kind: scal}"))
    told = [str(one) for one in forms.problems(tmp_path)]
    assert len(told) == 3 and "write one of: scale" in told[0] and "trusts is missing" in told[1]


def test_what_the_group_said_is_shown_with_intervals(tmp_path):
    given = [(5, "right"), (4, "right"), (4, "too fast"), (3, "fast"), (5, "right"), (9, "never")]
    rows = [f"{useful},4,5,{pace},the maps,shorter days" for useful, pace in given]
    done = run("--reaction", table(tmp_path / "r.csv", "reaction", *rows))
    assert done.exit_code == 0, done.output
    # Five of 5, 4, 4, 3, 5: mean 4.2, standard deviation 0.837, t = 2.776: half an interval is 1.04.
    assert "5 answers; mean 4.2 of 5 (95 % interval 3.2 to 5.0); 1: 0, 2: 0, 3: 1, 4: 2, 5: 2" in done.output
    assert "too fast: 2 of 5, 40 %" in done.output and "2 cells hold nothing" in done.output
    assert "the maps" not in done.output and "6 texts" in done.output
    for part in ("learning", "behaviour", "followup"):
        assert WORDS[f"report_{part}"] in done.output
    assert done.output.count(WORDS["report_none"]) == 3
    assert WORDS["report_limit_1"] in done.output


@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
def test_of_fewer_than_five_nothing_is_shown(tmp_path, people, shown):
    rows = ["done,often,taken,2,31,time,a page"] * people
    output = run("--followup", table(tmp_path / "f.csv", "followup", *rows)).output
    assert (f"done: {people} of {people}" in output) == shown
    assert (f"{people} answers; half have 2 or more; {2 * people} together" in output) == shown
    assert ("fewer than 5 answers" in output) != shown


def test_wilson_s_interval():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for count, n, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
                                (1, 29, 0.0061, 0.1718)):  # fmt: skip
        found = evidence.share_interval(count, n)
        assert found == pytest.approx((low, high), abs=0.00006)


def test_a_table_without_a_question_says_how_to_begin(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("aim,task\n1,2\n", encoding="utf-8")
    done = run("--teachback", path)
    assert (
        done.exit_code == 1 and "`autograder evidence --head teachback` writes the first line" in done.output
    )


def test_each_question_is_on_paper():
    for name, questions in KNOWN.items():
        made = str(forms_page.form(name, questions, WORDS))
        assert made.count("<li>") == len(questions)
        assert made.count("☐") == sum(
            len(one.options) or {"scale": 5, "level": 4}.get(one.kind, 0) for one in questions
        )

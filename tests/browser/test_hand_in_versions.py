"""Which version an answer was given for goes into the file; what a newer course saved is not read."""

import json

import pytest
from hand_in_pages import GIVEN, SLUG, STORY, cell, download, keep, kept, load, status

from localsdg.answers import MIME, VERSION


@pytest.fixture
def page(hand_in_page):
    return hand_in_page


def test_the_version_of_the_exercise_goes_into_the_file_and_comes_back(page, tmp_path):
    keep(page, zz_who_reports=GIVEN, short_story={"text": STORY})
    key = f"localsdg-version:{SLUG}"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, '"abc"'])
    made = json.loads(download(page))
    content = cell(made, f"{SLUG}-answer")["outputs"][0]["data"][MIME]
    assert (content["version"], content["versions"]) == (VERSION, {SLUG: "abc"})
    page.evaluate("localStorage.clear()")
    load(page, tmp_path, made)
    assert page.evaluate("key => localStorage.getItem(key)", key) == '"abc"'
    content["versions"] = {}  # as an older version of the course saved it
    content["all"] = {SLUG: (other := {"answers": {"who": "vlr"}})}
    content["answer"] = other
    load(page, tmp_path, made, "older.ipynb")
    page.click(".lsdg-danger")
    assert kept(page, SLUG) == other
    assert page.evaluate("key => localStorage.getItem(key)", key) == "null"


def test_a_file_of_a_newer_version_is_not_read(page, tmp_path):
    keep(page, zz_who_reports=GIVEN)
    made = json.loads(download(page))
    content = cell(made, f"{SLUG}-answer")["outputs"][0]["data"][MIME]
    content |= {"version": VERSION + 1, "answer": {"answers": {"who": "vlr"}}, "all": {}}
    load(page, tmp_path, made)
    assert "A newer version of this course saved work.ipynb" in status(page)
    assert "lsdg-problem" in page.get_attribute(".lsdg-hand-in-status", "class")
    assert kept(page, SLUG) == GIVEN

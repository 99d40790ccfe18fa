"""The picture of who is who agrees with its tables, and its build names what is wrong in them."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from localsdg import data
from localsdg_build import dataset_tables
from localsdg_build.book import atlas
from localsdg_build.check import glossary
from localsdg_build.words import reference

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "datasets" / "who-is-who"
WORDS = reference("en")


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("build_who_is_who", FOLDER / "build.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def tables(build):
    return tuple(dataset_tables.read(build.HERE / name) for name in ("bodies.csv", "ties.csv"))


def test_the_build_writes_what_is_committed(tmp_path):
    subprocess.run([sys.executable, str(FOLDER / "build.py"), "--out", str(tmp_path)], check=True)
    for name in ("bodies.csv", "ties.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / "data" / name).read_bytes()


def test_what_the_syllabus_names_is_there():
    names = {row["id"] for row in data.rows("who-is-who/bodies", ROOT)}
    spaces = (
        "local2030 plic sdg-cities certification cif toolkit national-hubs global-hubs assessment-tool umf"
    )
    networks = "uclg learning-forum gold tot gtf world-assembly unacla"
    bodies = "un-habitat undp fao oecd uncdf g20-dwg european-commission diputacio shanghai"
    inside = "un-directors-group un-country-team"
    assert names == set(f"{spaces} {networks} {bodies} {inside}".split())


def test_every_need_finds_somebody():
    bodies = atlas.load(ROOT)
    for need in atlas.NEEDS:
        helping = [body["id"] for body in bodies if need in body["needs"]]
        assert 3 <= len(helping) < len(bodies) / 2 + 1, need


def test_each_tie_is_told_at_both_ends_as_a_sentence():
    bodies = {body["id"]: body for body in atlas.load(ROOT)}
    told = {"".join(tie["text"]) for tie in bodies["local2030"]["ties"]}
    assert "The UN Directors Group advises the Local2030 Coalition." in told
    assert told & {"".join(tie["text"]) for tie in bodies["un-directors-group"]["ties"]}
    ties = data.rows("who-is-who/ties", ROOT)
    assert sum(len(body["ties"]) for body in bodies.values()) == 2 * len(ties)
    for body in bodies.values():
        for tie in body["ties"]:
            assert re.match(r"[A-Z].+\.\Z", "".join(tie["text"])), tie


def test_each_name_has_its_entry_in_the_glossary():
    text = glossary.glossary(ROOT).read_text(encoding="utf-8")
    terms = {name for _, names in glossary.entries(text) for name in names}
    named = {body["term"] for body in atlas.load(ROOT) if body["term"]}
    assert len(named) > 20
    assert named <= terms


def test_the_picture_is_the_same_each_time_and_holds_all():
    bodies = atlas.load(ROOT)
    drawn = atlas.picture(bodies, WORDS, ROOT)
    assert drawn == atlas.picture(atlas.load(ROOT), WORDS, ROOT)
    assert drawn.count("<rect ") == len(bodies)
    assert drawn.count("<line ") == len(data.rows("who-is-who/ties", ROOT))
    for body in bodies:
        assert f'href="#atlas-{body["id"]}"' in drawn


def test_no_box_leaves_the_picture_or_covers_another():
    drawn = atlas.picture(atlas.load(ROOT), WORDS, ROOT)
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"', drawn)
    boxes = [tuple(map(float, box)) for box in found]
    for x, y, width, height in boxes:
        assert x > 0 and x + width < atlas.WIDTH
        assert y > 0 and y + height < atlas.HEIGHT
    for number, (x, y, width, height) in enumerate(boxes):
        for left, top, across, down in boxes[number + 1 :]:
            apart = x + width < left or left + across < x or y + height < top or top + down < y
            assert apart, (x, y, left, top)


def test_a_box_is_named_by_what_stands_in_it():
    drawn = atlas.picture(atlas.load(ROOT), WORDS, ROOT)
    for title, text in re.findall(r"<title>(.*?)</title>.*?<text>(.*?)</text>", drawn):
        assert title.startswith(re.sub(r"<[^>]+>", "", text)), title


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "said"),
    [
        (0, 0, "needs", "fame", "need 'fame'"),
        (0, 0, "kind", "club", "kind 'club'"),
        (0, 0, "x", "990", "un-habitat is outside the picture"),
        (0, 0, "id", "undp", "undp stands there twice"),
        (0, 0, "source", "nowhere2020", "'nowhere2020' is not in references.bib"),
        (1, 0, "to", "moon", "there is no body 'moon'"),
    ],
)
def test_the_build_names_what_is_wrong(build, tables, table, row, column, value, said):
    tables[table][row][column] = value
    sources = re.findall(r"^@\w+\{([^,]+),", build.SOURCES.read_text(encoding="utf-8"), re.MULTILINE)
    assert any(said in problem for problem in build.problems(*tables, sources))


def test_two_boxes_in_one_place_are_named(build, tables):
    tables[0][1]["x"], tables[0][1]["y"] = tables[0][0]["x"], tables[0][0]["y"]
    assert "bodies: un-habitat and undp overlap" in list(build.place_problems(tables[0]))

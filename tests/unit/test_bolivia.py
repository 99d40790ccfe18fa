"""Bolivia's 339 municipalities: all there, every figure explained, the two populations told apart."""

import csv
import importlib.util
import json
import statistics
from collections import Counter
from pathlib import Path

import pytest

from localsdg import data
from localsdg_build import dataset_tables

ROOT = Path(__file__).parents[2]


def module(dataset):
    file = ROOT / "datasets" / dataset / "build.py"
    spec = importlib.util.spec_from_file_location(f"build_{dataset.replace('-', '_')}", file)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def rows(place):
    return data.rows(place, ROOT)


def put(folder, **files):
    """Write texts as files; ``__`` in a name stands for a dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def written(tmp_path, dataset, made):
    """The tables as ``build.py`` writes them: their headers must be those of the committed tables."""
    for name, table in made.items():
        dataset_tables.write(tmp_path / name, table)
        header = (tmp_path / name).read_bytes().split(b"\n")[0]
        assert header == (ROOT / "datasets" / dataset / "data" / name).read_bytes().split(b"\n")[0], name
        assert b"\r" not in (tmp_path / name).read_bytes()


@pytest.fixture(scope="module")
def places():
    return rows("bolivia-municipalities/municipalities")


def test_all_municipalities_and_departments_are_there(places):
    assert len(places) == len({place["municipality_id"] for place in places}) == 339
    assert len({place["department"] for place in places}) == 9
    twice = Counter(place["municipality"] for place in places)
    assert len([name for name in twice if twice[name] > 1]) == 6
    assert len({(place["municipality"], place["department"]) for place in places}) == 339
    assert all(value is not None for place in places for value in place.values())


def test_the_two_populations_agree_for_the_country_and_not_for_its_places(places):
    first = sum(place["population"] for place in places)
    second = sum(place["population_gridded"] for place in places)
    assert 11.6e6 < first < second < 11.9e6
    apart = [abs(place["population_gridded"] / place["population"] - 1) > 0.1 for place in places]
    assert 0.4 < sum(apart) / 339 < 0.45
    esmeralda = next(place for place in places if place["municipality"] == "Esmeralda")
    assert (esmeralda["population"], esmeralda["population_gridded"]) == (2854, 5354)


def test_the_index_is_the_mean_of_the_goals(places):
    for place in places:
        goals = [value for name, value in place.items() if name.startswith("goal_")]
        assert len(goals) == 15
        assert place["imds"] == pytest.approx(statistics.mean(goals), abs=0.06)


def test_sizes_follow_the_population(places):
    limits = {"up to 5,000": 5000, "5,001 to 15,000": 15000, "15,001 to 50,000": 50000}
    for place in places:
        limit = limits.get(place["size"], 10**9)
        smaller = [other for other in limits.values() if other < limit]
        assert max(smaller, default=0) < place["population"] <= limit


def test_every_figure_is_explained_and_within_its_unit(places):
    about = rows("bolivia-municipalities/indicators")
    assert {row["indicator_id"] for row in about} == set(list(places[0])[-28:])
    for row in about:
        values = [place[row["indicator_id"]] for place in places]
        # "percent of programmed budget" may go above 100: the places spent more than they had planned.
        if row["unit"].startswith("percent") and row["indicator_id"] != "budget_spent":
            assert min(values) >= 0 and max(values) <= 100, row["indicator_id"]


def test_better_agrees_with_the_atlas_index(places):
    """Where most people have water, the index of Goal 6 is higher, and so on for each figure's own Goal."""
    for row in rows("bolivia-municipalities/indicators"):
        if row["goal"] not in (1, 2, 3, 4, 6, 7, 9, 11):
            continue
        figures = [place[row["indicator_id"]] for place in places]
        together = statistics.correlation(figures, [place[f"goal_{row['goal']}"] for place in places])
        assert (together > 0) == (row["better"] == "higher"), (row["indicator_id"], together)


def test_bolivias_table_is_derived_from_upstream_files(tmp_path):
    build = module("bolivia-municipalities")
    with open(ROOT / "datasets/bolivia-municipalities/data/indicators.csv", encoding="utf-8") as stream:
        columns = [row["upstream_column"] for row in csv.DictReader(stream)]
    goals = [f"index_sdg{goal}" for goal in build.GOALS]
    put(tmp_path / "regionNames", regionNames__csv="asdf_id,mun,mun_id,dep\n1,B,20,Beta\n0,A,10,Beta\n")
    put(
        tmp_path / "sdg",
        sdg__csv=f"asdf_id,imds,{','.join(goals)}\n"
        + "".join(f"{n},53.200001{',1.5' * 15}\n" for n in (0, 1)),
    )
    put(tmp_path / "pop", pop__csv="asdf_id,pop2001,pop2020\n0,1,5000.4\n1,1,70000.6\n")
    head = f"asdf_id,population_2020,urbano_2012,{','.join(columns)}\n"
    body = f"0,5000,0.0{',0.60000002' * 28}\n1,1722480,44.200001{',100' * 28}\n"
    put(tmp_path / "sdgVariables", sdgVariables__csv=head + body)
    shapes = [{"properties": {"asdf_id": n, "COORD_X": -66.12345, "COORD_Y": "-17.5"}} for n in (0, 1)]
    put(tmp_path / "maps", bolivia339geoqueryOpt__geojson=json.dumps({"features": shapes}))
    made = build.tables(tmp_path)
    first, second = made["municipalities.csv"]
    assert (first["municipality_id"], first["size"], first["water"]) == ("10", "up to 5,000", "0.6")
    assert (first["population"], first["population_gridded"], first["imds"]) == (5000, 5000, "53.2")
    assert (second["size"], second["population"], second["urban_percent"]) == (
        "more than 50,000",
        1722480,
        "44.2",
    )
    assert (second["longitude"], second["latitude"]) == ("-66.123", "-17.500")
    written(tmp_path, "bolivia-municipalities", made)

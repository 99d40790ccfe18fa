"""The Goals, targets and indicators: all of them, each once, with short titles of our own."""

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

from localsdg import data
from localsdg_build import dataset_tables

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "datasets" / "sdg-framework"


def build_module():
    spec = importlib.util.spec_from_file_location("build_sdg_framework", FOLDER / "build.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def rows(place):
    return data.rows(place, ROOT)


def test_the_framework_is_complete():
    goals, targets, entries = (rows(f"sdg-framework/{name}") for name in ("goals", "targets", "indicators"))
    assert [goal["goal"] for goal in goals] == list(range(1, 18))
    assert len(targets) == len({target["target"] for target in targets}) == 169
    assert Counter(target["kind"] for target in targets) == {"outcome": 107, "means": 62}
    assert len(entries) == len({entry["indicator"] for entry in entries}) == 248
    assert len([entry for entry in entries if not entry["repeats"]]) == 231
    assert {entry["target"] for entry in entries} <= {target["target"] for target in targets}
    without = {target["target"] for target in targets} - {entry["target"] for entry in entries}
    assert without == {"11.c"}  # its one indicator was retired
    assert sum(goal["targets"] for goal in goals) == 169
    assert sum(goal["indicators"] for goal in goals) == 248


def test_retired_indicators_are_gone_and_the_new_one_is_in():
    codes = {entry["indicator"] for entry in rows("sdg-framework/indicators")}
    assert not codes & build_module().RETIRED
    assert "11.5.3" in codes


def test_codes_are_text_in_the_order_of_the_list():
    targets = [target["target"] for target in rows("sdg-framework/targets") if target["goal"] == 8]
    assert targets == [*(f"8.{number}" for number in range(1, 11)), "8.a", "8.b"]


def test_an_indicator_that_repeats_has_one_title_everywhere():
    entries = {entry["indicator"]: entry for entry in rows("sdg-framework/indicators")}
    groups = Counter()
    for code, entry in entries.items():
        others = entry["also"].split("; ") if entry["also"] else []
        for other in others:
            assert code in entries[other]["also"].split("; ")
            assert entries[other]["title"] == entry["title"]
        if not entry["repeats"]:
            groups[1 + len(others)] += 1
    assert groups == {1: 218, 2: 9, 3: 4}


def test_titles_are_short_and_not_copied():
    for table, fewest, most in (("targets", 3, 8), ("indicators", 4, 10)):
        titles = [row["title"] for row in rows(f"sdg-framework/{table}")]
        assert all(fewest <= len(title.split()) <= most for title in titles)
        assert not [title for title in titles if title.endswith(".") or "  " in title]
    targets = [row["title"] for row in rows("sdg-framework/targets")]
    assert len(set(targets)) == 169


def test_twenty_one_targets_were_due_in_2020():
    years = Counter(target["year"] for target in rows("sdg-framework/targets"))
    assert years == {None: 87, 2017: 1, 2020: 21, 2025: 2, 2030: 58}


def test_the_frameworks_build_writes_the_committed_tables_byte_for_byte(tmp_path):
    build = build_module()
    for name, made in build.tables(FOLDER).items():
        dataset_tables.write(tmp_path / name, made)
        assert (tmp_path / name).read_bytes() == (FOLDER / "data" / name).read_bytes()


def test_a_difference_from_upstream_stops_the_build(tmp_path):
    build = build_module()
    made = build.tables(FOLDER)
    targets = {f"{row['target'].replace('.', '-')}-title": f"By {row['year']}" for row in made["targets.csv"]}
    codes = {row["indicator"] for row in made["indicators.csv"]} - build.ADDED | build.RETIRED
    entries = {f"{code.replace('.', '-')}-title": "text" for code in codes}
    (tmp_path / "global_targets.en.yml").write_text(json.dumps(targets))
    (tmp_path / "global_indicators.en.yml").write_text(json.dumps(entries))
    build.compare(made, tmp_path)
    (tmp_path / "global_indicators.en.yml").write_text(json.dumps({**entries, "3-9-4-title": "new"}))
    with pytest.raises(ValueError, match="codes of indicators"):
        build.compare(made, tmp_path)
    (tmp_path / "global_targets.en.yml").write_text(json.dumps({**targets, "6-1-title": "By 2031"}))
    with pytest.raises(ValueError, match="years differ"):
        build.compare(made, tmp_path)

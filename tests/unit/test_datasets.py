"""Datasets are described, valid, reproducible, and teach what they claim to teach."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import Package

from localsdg import data

ROOT = Path(__file__).parents[2]
DATASETS = data.names(ROOT)


def module(dataset):
    file = ROOT / "datasets" / dataset / "build.py"
    spec = importlib.util.spec_from_file_location(f"build_{dataset.replace('-', '_')}", file)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def build(dataset, out, *arguments):
    command = [sys.executable, str(ROOT / "datasets" / dataset / "build.py"), *arguments, "--out", str(out)]
    # another hash seed each time: an order that hangs on it would show
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": str(os.getpid() % 1000)})
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_package_is_valid(dataset):
    report = Package(str(ROOT / "datasets" / dataset / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_nothing_but_our_own_files_is_committed():
    listed = subprocess.run(
        ["git", "ls-files", "datasets"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    allowed = set()
    for dataset in DATASETS:
        paths = [resource["path"] for resource in data.about(dataset, ROOT)["resources"]]
        for name in ["datapackage.json", "README.md", "build.py", "facts.csv", *paths]:
            allowed.add(f"datasets/{dataset}/{name}")
    assert set(listed) <= allowed


# ---- the synthetic survey ---------------------------------------------------------------------


@pytest.mark.parametrize("dataset", ["synthetic-lrg-survey", "voluntary-reviews"])
def test_build_writes_the_committed_tables_byte_for_byte(dataset, tmp_path):
    made = build(dataset, tmp_path / "out")
    committed = {path.name: path.read_bytes() for path in (ROOT / "datasets" / dataset / "data").iterdir()}
    assert made == committed


def test_the_typed_tables_on_reviews_pass_their_own_arithmetic(tmp_path):
    source = ROOT / "datasets" / "vnr-process"
    shutil.copytree(source, tmp_path / "copy")
    subprocess.run([sys.executable, str(tmp_path / "copy" / "build.py")], check=True)
    for path in (source / "data").iterdir():
        assert (tmp_path / "copy" / "data" / path.name).read_bytes() == path.read_bytes()


def test_another_seed_gives_another_survey():
    survey = module("synthetic-lrg-survey").survey
    assert survey(1) != survey(2)
    assert survey(1) == survey(1)


def test_the_survey_says_that_it_is_synthetic():
    about = data.about("synthetic-lrg-survey", ROOT)
    readme = (ROOT / "datasets" / "synthetic-lrg-survey" / "README.md").read_text(encoding="utf-8")
    assert "ynthetic" in about["title"]
    assert "ynthetic" in data.credit("synthetic-lrg-survey", ROOT)
    assert "ynthetic" in readme.splitlines()[0]
    assert all("ynthetic" in resource["title"] for resource in about["resources"])


@pytest.fixture
def members():
    survey = data.load("synthetic-lrg-survey", "survey", ROOT)
    return survey.sort_values("received_on").drop_duplicates("government_id", keep="last")


def test_one_government_of_120_answered_twice(members):
    survey = data.load("synthetic-lrg-survey", "survey", ROOT)
    assert len(members) == 120
    assert len(survey) == 121
    twice = survey[survey["government_id"].duplicated(keep=False)].sort_values("received_on")
    assert twice["budget_thousand_units"].isna().tolist() == [True, False]


def test_who_did_not_answer_has_empty_answers(members):
    silent = members[members["answered"] == "no"]
    answers = silent.loc[:, "received_on":]
    assert answers.isna().all(axis=None)


def test_larger_governments_answer_more_often(members):
    rate = members.groupby("size")["answered"].apply(lambda column: (column == "yes").mean())
    assert rate["small"] + 0.15 < rate["medium"]
    assert rate["medium"] + 0.1 < rate["large"]


def test_small_and_large_governments_name_different_goals(members):
    named = members[members["priority_1"].notna()]
    eleven = named.groupby("size")["priority_1"].apply(lambda column: (column == 11).mean())
    six = named.groupby("size")["priority_1"].apply(lambda column: (column == 6).mean())
    assert eleven["small"] < 0.1 < 0.5 < eleven["large"]
    assert six["large"] < six["small"]


def test_few_name_a_budget_and_zero_differs_from_empty(members):
    budget = members[members["answered"] == "yes"]["budget_thousand_units"]
    assert 0.2 < (budget > 0).mean() < 0.4
    assert (budget == 0).sum() >= 5
    assert budget.isna().sum() >= 10


def test_the_strategy_is_complete_and_gives_nothing_to_a_most_named_goal(members):
    strategy = data.load("synthetic-lrg-survey", "national-strategy", ROOT).set_index("goal")
    assert strategy.index.tolist() == list(range(1, 18))
    assert strategy["weight_percent"].sum() == 100
    named = members[["priority_1", "priority_2", "priority_3"]].melt()["value"]
    assert strategy.loc[named.mode(), "weight_percent"].min() == 0


# ---- voluntary reviews ------------------------------------------------------------------------


def test_review_counts_fit_each_other():
    counts = data.load("voluntary-reviews", "counts", ROOT)
    yearly = counts[(counts["review"] == "VNR") & (counts["measure"] == "in the year")]
    until_2018 = counts[(counts["review"] == "VNR") & counts["what"].str.contains("since 2016")]
    assert yearly[yearly["year"] <= 2018]["count"].sum() == until_2018["count"].item()


def test_a_fact_without_a_source_is_refused_with_its_line(tmp_path):
    source = ROOT / "datasets" / "voluntary-reviews" / "facts.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].rsplit(",", 1)[0] + ","
    (tmp_path / "facts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="facts.csv:4: the column source_url is empty"):
        module("voluntary-reviews").tables(tmp_path)


# ---- Bristol ----------------------------------------------------------------------------------

UPSTREAM = {
    "indicator_1-2-2.csv": "Year,Group,Value\n2013,before housing costs,9\n2013,after housing costs,20.5\n"
    "2014,after housing costs,\n2015,after housing costs (ward max),50\n",
    "indicator_4-6-1.csv": "Year,Gender,Value\n2011/2012,,60\n2010/2011,Boy,50\n2010/2011,Girl,55.10\n",
    "indicator_8-5-2.csv": "Year,Equality Group,Value\n2016,16-24 Year olds,11\n2015,,5\n2015,Women,4\n",
    "indicator_10-4-2.csv": "Year,Units,Value\n2016,% race pay gap,15\n2016,% gender pay gap,16\n",
    "indicator_11-1-1.csv": "Year,Units,Value\n2010,Rough Sleeper snapshot by year,8\n"
    "2010,Statutory homeless households by financial year,99\n",
    "indicator_11-6-2.csv": "Year,Anthropogenic component,Value\n2011,,12\n2010,,11\n2010,anthropogenic,9\n",
    "indicator_12-5-1.csv": "Year,Series,Value\n2010-11,"
    '"Proportion of household waste sent for reuse, recycling or composting",37.4\n'
    "2010-11,Proportion of Municipal Waste sent to landfill,57\n",
    "indicator_13-2-2.csv": "Year,Group,Value\n2010,Tonnes CO2 per capita,6\n2010,K Tonnes of total,2230\n",
    "indicator_3-2-1.csv": "Year,Value\n2010,2.3\n",
    "indicator_3-6-1.csv": "Year,Value\n2019,2034\n2018,2469\n",
    "indicator_7-2-1.csv": "Year,Renewable energy source,Value\n2019,,5\n2019,Onshore Wind,2\n",
    "indicator_16-1-4.csv": "Year,Series,Deprivation decile,Ward,GeoCode,Value\n"
    "2017-18,Ward,,Bedminster,E05010887,82.25\n2017-18,Ward,,,,69.5\n"
    "2017-18,Deprivation,Most Deprived 10%,,,48.5\n",
    "indicator_16-7-2-a.csv": "Year,Series,Deprivation decile,Ward,GeoCode,Value\n"
    "2020-21,Ward,,Ashley,E05010885,30.5\n2020-21,Ward,,Easton,E05010896,\n",
}


@pytest.fixture
def upstream(tmp_path):
    """Made-up files in the shape of the upstream ones (which are not part of the course)."""
    folder = tmp_path / "upstream"
    folder.mkdir()
    for name, text in UPSTREAM.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_bristols_city_table_is_derived_from_upstream_files(upstream):
    city = module("bristol-sdg-indicators").tables(upstream)["city.csv"]
    found = [(row["indicator_id"], row["group"], row["year"], row["period"], row["value"]) for row in city]
    assert found == [
        ("child-poverty", "all", "2013", "2013", "20.5"),
        ("infant-deaths", "all", "2010", "2010", "2.3"),
        ("road-casualties", "all", "2018", "2018", "2469"),
        ("road-casualties", "all", "2019", "2019", "2034"),
        ("exam-passes", "all", "2011", "2011/2012", "60"),
        ("exam-passes", "girls", "2010", "2010/2011", "55.10"),
        ("exam-passes", "boys", "2010", "2010/2011", "50"),
        ("renewable-electricity", "all", "2019", "2019", "5"),
        ("unemployment", "all", "2015", "2015", "5"),
        ("unemployment", "women", "2015", "2015", "4"),
        ("unemployment", "aged 16-24", "2016", "2016", "11"),
        ("gender-pay-gap", "all", "2016", "2016", "16"),
        ("rough-sleepers", "all", "2010", "2010", "8"),
        ("fine-particles", "all", "2010", "2010", "11"),
        ("fine-particles", "all", "2011", "2011", "12"),
        ("recycling", "all", "2010", "2010-11", "37.4"),
        ("co2-per-person", "all", "2010", "2010", "6"),
        ("safe-after-dark", "all", "2017", "2017-18", "69.5"),
    ]


def test_bristols_ward_table_is_derived_from_upstream_files(upstream):
    wards = module("bristol-sdg-indicators").tables(upstream)["wards.csv"]
    assert [(row["area_type"], row["area"], row["ward_code"], row["value"]) for row in wards] == [
        ("city", "Bristol", "", "69.5"),
        ("deprivation group", "Most deprived 10%", "", "48.5"),
        ("ward", "Bedminster", "E05010887", "82.25"),
        ("ward", "Ashley", "E05010885", "30.5"),
    ]


def test_bristols_build_writes_only_the_derived_tables(upstream, tmp_path):
    made = build("bristol-sdg-indicators", tmp_path / "out", str(upstream))
    assert sorted(made) == ["city.csv", "wards.csv"]
    header = (ROOT / "datasets/bristol-sdg-indicators/data/city.csv").read_bytes().splitlines()[0]
    assert made["city.csv"].splitlines()[0] == header
    assert b"\r" not in made["city.csv"]


def test_bristols_tables_agree_with_what_is_written_about_the_indicators():
    about = data.load("bristol-sdg-indicators", "indicators", ROOT).set_index("indicator_id")
    for table in ("city", "wards"):
        rows = data.load("bristol-sdg-indicators", table, ROOT).set_index("indicator_id")
        for column in ("title", "unit", "better", "source"):
            assert (rows[column] == about[column].reindex(rows.index)).all(), (table, column)


def test_targets_that_halve_a_value_are_half_of_it():
    city = data.load("bristol-sdg-indicators", "city", ROOT)
    about = data.load("bristol-sdg-indicators", "indicators", ROOT).set_index("indicator_id")
    targets = data.load("bristol-sdg-indicators", "exercise-targets", ROOT)
    halves = targets[targets["statement"].str.contains("[Hh]alf of the 20")]
    assert len(halves) == 3
    for row in halves.to_dict("records"):
        chosen = city[(city["indicator_id"] == row["indicator_id"]) & (city["group"] == "all")]
        start = chosen[chosen["year"] == row["baseline_year"]]["value"].item()
        assert row["target_value"] == pytest.approx(start / 2)
    official = targets[targets["basis"] == "SDG target"]["indicator_id"]
    assert about.loc[official, "sdg_target_number"].notna().all()
    assumed = targets[targets["basis"] != "SDG target"]["indicator_id"]
    assert about.loc[assumed, "sdg_target_number"].isna().all()

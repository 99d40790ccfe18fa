"""The United Nations, Los Angeles, UK and other real tables: complete, consistent, traps handled.

How the tables are made is shown on small made-up files in the shape of the upstream ones, which are not
part of the course.
"""

import importlib.util
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


# ---- United Nations series --------------------------------------------------------------------

COUNTRIES = (
    "iso3,m49,country,region\nBOL,68,Bolivia,Americas\nNIU,570,Niue,Oceania\nPHL,608,Philippines,Asia\n"
)
HEAD = "geo_area,location,nature,units,year,"


def test_only_countries_with_all_three_figures_are_kept(tmp_path):
    build = module("unsd-urban-rural")
    three = "{0},allarea,e,percent,2017,50.04\n{0},urban,e,percent,2017,60\n{0},rural,e,percent,2017,0\n"
    put(
        tmp_path,
        countries__csv=COUNTRIES,
        **{"basic_water_1-4-1__csv": HEAD + "sp_acs_bsrvh2o\n" + three.format(68) + three.format(1)},
        **{"basic_sanitation_1-4-1__csv": HEAD + "sp_acs_bsrvsan\n68,allarea,e,percent,2017,50\n"},
        **{"electricity_7-1-1__csv": HEAD + "eg_elc_accs\n" + three.format(570) + three.format(608)},
    )
    made = build.tables(tmp_path, tmp_path / "countries.csv")
    found = [(row["service"], row["iso3"], row["all"], row["rural"]) for row in made["services.csv"]]
    # World (1) is no country, sanitation has no parts, and Niue's 0 is a gap written as a number
    assert found == [("basic-water", "BOL", "50.0", "0.0"), ("electricity", "PHL", "50.0", "0.0")]
    written(tmp_path, "unsd-urban-rural", made)


def test_an_average_lies_between_town_and_country():
    services = rows("unsd-urban-rural/services")
    for row in services:
        low, high = sorted((row["urban"], row["rural"]))
        outside = row["all"] < low - 0.6 or row["all"] > high + 0.6
        assert not outside or row["service"] == "electricity", row
    assert {row["iso3"] for row in services} <= {row["iso3"] for row in rows("countries/countries")}


def test_a_city_in_the_wrong_country_is_left_out(tmp_path):
    build = module("unsd-cities")
    waste = "cities,geo_area,nature,units,year,en_ref_wascol\n"
    waste += "manila,608,c,percent,2009,70\nlahore,608,c,percent,2009,77\n"
    slums = "geo_area,nature,units,year,en_lnd_slum\n1,e,percent,2018,24\n68,e,percent,2018,49.94\n"
    air = "geo_area,location,nature,units,year,en_atm_pm25\n68,allarea,e,m,2016,20.24\n68,urban,e,m,2016,21\n"
    put(
        tmp_path,
        countries__csv=COUNTRIES,
        **{"city_waste_11-6-1__csv": waste, "slum_11-1-1__csv": slums, "pm25_11-6-2__csv": air},
    )
    made = build.tables(tmp_path, tmp_path / "countries.csv")
    assert [row["city"] for row in made["waste.csv"]] == ["Manila"]
    assert [(row["country"], row["percent"]) for row in made["slums.csv"]] == [("Bolivia", "49.9")]
    assert [(row["all"], row["urban"]) for row in made["fine-particles.csv"]] == [("20.2", "21.0")]
    written(tmp_path, "unsd-cities", made)


def test_the_cities_table_names_each_city_once():
    waste, named = rows("unsd-cities/waste"), rows("unsd-cities/cities")
    assert {row["city"] for row in waste} == {row["city"] for row in named}
    assert min(row["year"] for row in waste) >= 2009
    assert min(row["all"] for row in rows("unsd-cities/fine-particles")) > 5


# ---- Los Angeles, United Kingdom --------------------------------------------------------------


def test_los_angeles_groups_have_one_name_and_false_totals_are_left_out(tmp_path):
    build = module("los-angeles-disaggregated")
    race = "Year,Race/Ethnicity,Gender,Disability Status,Units,Value\n"
    poverty = "Year,Age,Gender,Race,Units,Value\n"
    texts = {
        "indicator_8-5-2__csv": race + "2019,,,,a,5.3\n2019,,,,b,5.3\n2019,,,With any disability,b,12.5\n",
        "indicator_1-2-1__csv": poverty
        + "2022,,,,Percent by Age,18\n2022,Under 18 years,,,Percent by Age,22.1\n"
        "2019,,,,Percent by Race,16.7\n2019,,,,Percent by Education,14\n",
        "indicator_4-1-2__csv": "Year,Units,Gender,Race/ Ethnicity,Value\n"
        "2019,High school graduate or higher,,Black,89\n2019,Bachelor's degree or higher,,Black,27\n",
        "indicator_3-2-1__csv": "Year,Gender,Race/ Ethnicity,Value\n2019,Male,,83.5\n",
        "indicator_11-1-1__csv": "Year,Gender,Race/Ethnicity,Units,Value\n2020,male,,Total by Gender,27790\n"
        "2020,,,Percent of Total Population,1.04\n2016,gender non-conforming,,Total by Gender,\n",
        "indicator_10-2-1__csv": "Year,Gender,Value\n2019,Female,20.9\n",
        "indicator_5-5-2a__csv": "Year,Gender,Value\n2019,,72359\n",
        "indicator_9-c-1__csv": "Year,Age,Race/ Ethnicity,Units,Value\n2019,65 and over,,x,76.7\n",
    }
    made = build.tables(put(tmp_path / "up", **texts))
    found = [(row["indicator_id"], row["year"], row["group"], row["value"]) for row in made["groups.csv"]]
    assert found == [
        ("unemployment", "2019", "all", "5.3"),
        ("unemployment", "2019", "people with a disability", "12.5"),
        ("poverty", "2019", "all", "16.7"),
        ("poverty", "2022", "under 18", "22.1"),
        ("school-completion", "2019", "Black or African American", "89"),
        ("child-deaths", "2019", "boys", "83.5"),
        ("homelessness", "2020", "men", "27790"),
        ("low-pay", "2019", "women", "20.9"),
        ("manager-pay", "2019", "all", "72359"),
        ("broadband", "2019", "65 and over", "76.7"),
    ]
    written(tmp_path, "los-angeles-disaggregated", made)
    put(tmp_path / "up", **{"indicator_10-2-1__csv": "Year,Gender,Value\n2019,Female,20.9\n2019,Female,21\n"})
    with pytest.raises(ValueError, match="two values"):
        build.tables(tmp_path / "up")


def test_a_total_is_no_plain_mean_of_its_groups():
    poverty = [row for row in rows("los-angeles-disaggregated/groups") if row["indicator_id"] == "poverty"]
    totals = {row["year"]: row["value"] for row in poverty if row["group"] == "all"}
    assert set(totals) == set(range(2012, 2020))
    for year, total in totals.items():
        ages = [row["value"] for row in poverty if row["dimension"] == "age" and row["year"] == year]
        assert len(ages) == 3
        assert abs(statistics.mean(ages) - total) > 0.3


def test_los_angeles_tables_agree_with_what_is_written_about_them():
    about = {row["indicator_id"]: row for row in rows("los-angeles-disaggregated/indicators")}
    found = rows("los-angeles-disaggregated/groups")
    assert {row["indicator_id"] for row in found} == set(about)
    for row in found:
        assert all(row[name] == about[row["indicator_id"]][name] for name in ("title", "unit", "better"))


def test_the_uk_tables_are_derived_from_upstream_files(tmp_path):
    build = module("uk-local-authorities")
    new, old = build.NEW_METHOD, build.NEW_METHOD.replace("new", "old")
    air = "Year,Series,Region,Local authority,Deprivation decile,GeoCode,Value\n"
    air += (
        f"2021,{new},,Adur,,E1,5.5\n2018,{new},,Adur,,E1,6\n2021,{old},,Adur,,E1,4\n2021,{new},,Corby,,E2,\n"
    )
    air += f"2021,{new},,,Decile 10 (most deprived),E9,5.74\n2020,{new},London,,,E12,6\n"
    land = "Series,Country,Region,Local Authority,Welsh Unitary Authority,Scottish Council Area,Value\n"
    for series, value in zip(build.LAND.values(), ("-0.01", "0.02", "0.5"), strict=True):
        land += f"{series},Scotland,,,,Fife,{value}\n"
    net = "Year,Age,Sex,Disability status,Ethnicity,Ethnic group,Employment status,Region,"
    net += "Local Authority,Value\n2020,,,,,,,,,92.1\n2020,75 and over,,Disabled (GSS harmonised),,,,,,47\n"
    net += "2020,16 to 24,Male,,,,,,,99\n2020,,,,Asian,Indian,,,,98\n2020,,,,,,,Wales,Cardiff,93\n"
    net += "2020,,Female,,,,,,,91.1\n"
    files = {"indicator_3-9-1__csv": air, "indicator_11-3-1__csv": land, "indicator_17-8-1__csv": net}
    made = build.tables(put(tmp_path, **files))
    found = [(row["area_type"], row["area"], row["percent_2021"]) for row in made["pollution-deaths.csv"]]
    assert found == [
        ("deprivation tenth", "10 (most deprived)", "5.74"),
        ("local authority", "Adur", "5.50"),
        ("region", "London", ""),
    ]
    fife = made["land.csv"][0]
    assert (fife["area"], fife["land_growth"], fife["population_growth"], fife["ratio"]) == (
        "Fife",
        "-1.000",
        "2.000",
        "0.50",
    )
    assert [(row["dimension"], row["group"], row["percent"]) for row in made["internet.csv"]] == [
        ("age and disability", "75 and over, disabled", "47"),
        ("all", "all", "92.1"),
        ("sex", "women", "91.1"),
    ]
    written(tmp_path, "uk-local-authorities", made)


def test_the_published_ratio_hides_its_sign():
    land = rows("uk-local-authorities/land")
    shrinking = [row for row in land if row["land_growth"] * row["population_growth"] < 0]
    assert len(shrinking) > 30
    assert all(row["ratio"] >= 0 for row in shrinking)


# ---- availability, countries ------------------------------------------------------------------


def test_the_counts_of_available_data():
    files = rows("data-availability/files")
    states = Counter((row["city"], row["state"]) for row in files)
    assert states == {
        ("Bristol", "data"): 106,
        ("Bristol", "example"): 151,
        ("Los Angeles", "data"): 136,
        ("Los Angeles", "example"): 110,
        ("Los Angeles", "empty"): 1,
    }
    for row in rows("data-availability/goals"):
        mine = [file for file in files if (file["city"], file["goal"]) == (row["city"], row["goal"])]
        assert row["files"] == len(mine) == row["with_data"] + row["without_data"]
        assert row["with_data"] == len([file for file in mine if file["values"]])
        assert row["percent_with_data"] == pytest.approx(100 * row["with_data"] / len(mine), abs=0.05)


def test_an_example_is_told_from_data(tmp_path):
    build = module("data-availability")
    example = "Year,Group,Value\n" + "".join(f"{','.join(cells)}\n" for cells in build.EXAMPLE)
    put(
        tmp_path / "bristol" / "data",
        **{"indicator_1-1-1__csv": example, "indicator_10-2-1-a__csv": "Year,Value\n2015,1\n2016,\n"},
    )
    put(
        tmp_path / "los-angeles" / "data",
        **{
            "indicator_5-a-2__csv": "Year,Value\nThis is a remark,\n",
            "indicator_10-x-2__csv": "Year,Value\n1,2\n",
        },
    )
    made = build.tables(tmp_path)
    found = [
        (row["indicator"], row["local_addition"], row["state"], row["values"]) for row in made["files.csv"]
    ]
    assert found == [
        ("1.1.1", "no", "example", 0),
        ("10.2.1", "yes", "data", 1),
        ("5.a.2", "no", "empty", 0),
        ("", "yes", "data", 1),
    ]
    written(tmp_path, "data-availability", made)


def test_countries_come_from_the_list_and_have_their_groups(tmp_path):
    build = module("countries")
    head = ",".join(build.COLUMNS.values())
    put(
        tmp_path,
        countries_master__csv=f"{head}\nZWE,716,Zimbabwe,Africa,Sub,Low income,False,True,False,True,1,2\n",
    )
    made = build.tables(tmp_path)
    assert made["countries.csv"][0]["landlocked_developing"] == "yes"
    written(tmp_path, "countries", made)
    countries = rows("countries/countries")
    assert len(countries) == 248
    assert Counter(row["least_developed"] for row in countries)["yes"] in range(40, 50)
    assert Counter(row["aid_eligible"] for row in countries)["yes"] == 140
    bolivia = next(row for row in countries if row["iso3"] == "BOL")
    assert (bolivia["m49"], bolivia["landlocked_developing"], bolivia["aid_eligible"]) == (68, "yes", "yes")

"""Options are shuffled by a seed: always alike for one seed and question, in all orders over all seeds."""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from localsdg import beside
from localsdg.answer_store import Store, side_car_of
from localsdg.answers import bundle
from localsdg_build import vendor

ROOT = Path(__file__).parents[2]
CODE = """
import {{ readFileSync }} from "node:fs";
const source = encodeURIComponent(readFileSync({path}, "utf-8"));
const {{ ordered }} = await import("data:text/javascript," + source);
const found = {cases}.map(([ids, place, seed, last]) => ordered(ids, place, seed ?? undefined, last));
console.log(JSON.stringify(found));
"""


def orders(*cases):
    """What ``order.js`` makes of each ``[ids, place, seed, last]``."""
    path = json.dumps(str(ROOT / "src/localsdg/kinds/choice/order.js"))
    done = subprocess.run(
        [vendor.node() or "node", "--input-type=module", "-"],
        input=CODE.format(path=path, cases=json.dumps(cases)),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_an_order_never_changes_from_one_version_of_the_course_to_the_next():
    """What a learner has seen stays: these were written down when the order was made."""
    table = json.loads((ROOT / "tests" / "tables" / "orders.json").read_text(encoding="utf-8"))
    assert orders(*table["cases"]) == table["orders"]


def test_every_option_stands_everywhere_about_as_often():
    seeds = range(beside.ORDERS)
    found = orders(*([list("abcd"), "check-x/q/options", seed, []] for seed in seeds))
    assert all(sorted(one) == list("abcd") for one in found)
    assert len({tuple(one) for one in found}) == 24
    places = Counter((option, place) for one in found for place, option in enumerate(one))
    assert set(places) == {(option, place) for option in "abcd" for place in range(4)}
    assert all(190 < count < 310 for count in places.values()), places  # 250, and 4.4 deviations of 13.7
    other = orders(*([list("abcd"), "check-x/r/options", seed, []] for seed in seeds))
    alike = sum(one == another for one, another in zip(found, other, strict=True))
    assert alike < 90, alike  # 42 by chance: questions do not share their order


def test_options_that_are_to_stay_last_stay_last_and_without_a_seed_the_file_s_order_stands():
    ids = ["none", "a", "b", "c", "all"]
    kept = orders(*([ids, "x", seed, ["none", "all"]] for seed in range(50)))
    assert {tuple(one[3:]) for one in kept} == {("none", "all")}
    assert len({tuple(one) for one in kept}) == 6
    assert orders([ids, "x", None, ["none"]]) == [ids]


def test_options_that_are_all_named_last_keep_the_file_s_order_and_what_is_matched_with_them_is_shuffled():
    steps, events = ["s2", "s3", "s4"], ["a", "b", "c"]
    assert {tuple(one) for one in orders(*([steps, "x", seed, steps] for seed in range(50)))} == {
        ("s2", "s3", "s4")
    }
    assert len({tuple(one) for one in orders(*([events, "x", seed, steps] for seed in range(50)))}) == 6


def notebook(*contents):
    outputs = [{"output_type": "display_data", "metadata": {}, "data": one} for one in contents]
    return {"cells": [{"cell_type": "code", "outputs": outputs}]}


def save(path, content):
    path.write_text(json.dumps(content))
    return path


def test_a_notebook_has_one_seed_and_keeps_it(tmp_path):
    path = save(tmp_path / "work.ipynb", {"cells": []})
    first = Store(tmp_path, path)
    order = first.order()
    assert beside.as_order(order) == order == first.order()
    first.keep("roadmap", {"n": 1})
    assert {Store(tmp_path, path).order() for _ in range(5)} == {order}
    assert len({Store(tmp_path / str(n), None).order() for n in range(20)}) > 10  # others have others


def test_work_from_a_page_or_another_computer_brings_its_order_along(tmp_path):
    path = save(tmp_path / "work.ipynb", notebook(bundle("roadmap", None, "", order=417)))
    assert Store(tmp_path, path).order() == 417
    newest = bundle("roadmap", 1, "", {}, at=5, order=7)
    save(path, notebook(bundle("who", 1, "", {}, at=3, order=8), newest, bundle("why", 2, "", order=9)))
    store = Store(tmp_path, path)
    assert store.order() == 7
    store.keep("roadmap", {"n": 1})
    assert side_car_of(path).is_file()
    save(path, {"cells": []})
    assert Store(tmp_path, path).order() == 7


@pytest.mark.parametrize("order", [-1, 1000, 1e300, 3.5, True, "417", [], {}, None])
def test_what_is_no_seed_is_passed_over(tmp_path, order):
    content = bundle("roadmap", {"n": 1}, "")
    next(iter(content.values()))["order"] = order
    path = save(tmp_path / "work.ipynb", notebook(content))
    side_car_of(path).write_text(json.dumps({"_order": order, "who": {"n": 2}}))
    store = Store(tmp_path, path)
    assert (store.get("roadmap"), store.get("who")) == ({"n": 1}, {"n": 2})
    assert beside.as_order(store.order()) is not None


def test_a_bundle_without_a_seed_is_written_and_read_as_before():
    content = bundle("roadmap", {"n": 1}, "")
    assert not any("order" in part for part in content.values())
    assert beside.order_in([*content.values(), None, 3, []]) is None

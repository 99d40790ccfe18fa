"""Make the tables goals, targets and indicators from the hand-written list of codes and short titles.

    python datasets/sdg-framework/build.py [FOLDER] [--out FOLDER]

``facts.csv`` beside this file holds the titles; they are ours. FOLDER, if given, holds
``global_targets.en.yml`` and ``global_indicators.en.yml`` of the repository ``REPOSITORY`` at ``COMMIT``
(folder ``translations/en``): then codes and years are compared with it before anything is written.
"""

import re
from pathlib import Path

from localsdg_build.dataset_tables import read, run

REPOSITORY = "github.com/open-sdg/sdg-translations"
COMMIT = "0cda585851a5c6f04040a9a2755fbb4496c4eead"  # 19 August 2025
HERE = Path(__file__).parent

COLOURS = [
    *("#e5243b", "#dda63a", "#4c9f38", "#c5192d", "#ff3a21", "#26bde2", "#fcc30b", "#a21942", "#fd6925"),
    *("#dd1367", "#fd9d24", "#bf8b2e", "#3f7e44", "#0a97d9", "#56c02b", "#00689d", "#19486a"),
]
# The five words of the 2030 Agenda's preamble, and the Goals usually put under each.
THEMES = {
    "people": range(1, 6),
    "planet": [6, 12, 13, 14, 15],
    "prosperity": range(7, 12),
    "peace": [16],
    "partnership": [17],
}
# Upstream still holds these codes; the list of 2020 to 2024 does not. It has 11.5.3, upstream has not.
RETIRED = {"1.a.3", "8.9.2", "11.c.1", "13.3.2", "17.6.2"}
ADDED = {"11.5.3"}


def order(code):
    """Sort key: 1.2 before 1.10 before 1.a."""
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in code.split(".")]


def tables(folder):
    """The three tables as ``{file name: rows}``; ``folder`` holds ``facts.csv``."""
    facts = _facts(folder)
    by_level = {level: [code for code in facts if code.count(".") == level] for level in range(3)}
    entries = _entries(facts, by_level[2])
    return {
        "goals.csv": [_goal(code, facts, by_level[1], entries) for code in by_level[0]],
        "targets.csv": [_target(code, facts) for code in by_level[1]],
        "indicators.csv": entries,
    }


def _goal(code, facts, targets, entries):
    return {
        "goal": code,
        "title": facts[code]["title"],
        "theme": [theme for theme, goals in THEMES.items() if int(code) in goals][0],
        "colour": COLOURS[int(code) - 1],
        "targets": len([target for target in targets if target.split(".")[0] == code]),
        "indicators": len([entry for entry in entries if entry["goal"] == code]),
    }


def _target(code, facts):
    goal, last = code.split(".")
    means = goal == "17" or not last.isdigit()
    return {
        "target": code,
        "goal": goal,
        "kind": "means" if means else "outcome",
        "title": facts[code]["title"],
        "year": facts[code]["year"],
    }


def _entries(facts, codes):
    """One row a code of the global list: an indicator under several targets has several rows."""
    rows = []
    for first in codes:
        family = [first, *facts[first]["also"].split()]
        for code in family:
            rows.append(
                {
                    "indicator": code,
                    "target": code.rsplit(".", 1)[0],
                    "goal": code.split(".")[0],
                    "title": facts[first]["title"],
                    "repeats": "" if code == first else first,
                    "also": "; ".join(other for other in family if other != code),
                }
            )
    return sorted(rows, key=lambda row: order(row["indicator"]))


def _facts(folder):
    rows = read(Path(folder) / "facts.csv")
    return {row["code"]: row for row in sorted(rows, key=lambda row: order(row["code"]))}


def compare(made, upstream):
    """Raise ``ValueError`` where codes or years differ from the upstream files in the folder ``upstream``."""
    import yaml

    texts = {}
    for level in ("targets", "indicators"):
        file = Path(upstream) / f"global_{level}.en.yml"
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        texts[level] = {key.removesuffix("-title").replace("-", "."): text for key, text in found.items()}
    years = {row["target"]: row["year"] for row in made["targets.csv"]}
    codes = {row["indicator"] for row in made["indicators.csv"]}
    named = {code: re.search(r"\b[Bb]y (20\d\d)", text) for code, text in texts["targets"].items()}
    if years != {code: found.group(1) if found else "" for code, found in named.items()}:
        raise ValueError("targets or their years differ from upstream")
    if codes != set(texts["indicators"]) - RETIRED | ADDED:
        raise ValueError("the codes of indicators differ from upstream")


def compared(upstream):
    """The three tables, compared with upstream where it is given."""
    made = tables(HERE)
    if upstream:
        compare(made, upstream)
    return made


if __name__ == "__main__":
    upstream = (f"folder 'translations/en' of {REPOSITORY}, {COMMIT}", None)
    run(compared, __doc__, HERE / "data", upstream=upstream)

"""Results without names, for research or for a report."""

import csv
import json
import secrets
from pathlib import Path

from autograder.record import current

_RESULTS = ("learner", "assignment", "status", "score", "max_score", "received", "days_late")
_CHECKS = ("learner", "assignment", "exercise", "check", "hidden", "state", "earned", "points")


def write(folder, out, answers=False):
    """Write ``results.csv`` and ``checks.csv`` (and ``answers.jsonl``) into ``out``; yields a name a row.

    A learner's number is drawn by lot and kept nowhere. Names, file names, comments and reasons (which may
    quote a file's name) are left out; times are rounded to the day.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    numbers = {}
    with (
        open(out / "results.csv", "w", newline="", encoding="utf-8") as results_file,
        open(out / "checks.csv", "w", newline="", encoding="utf-8") as checks_file,
    ):
        results, checks = csv.writer(results_file), csv.writer(checks_file)
        results.writerow(_RESULTS)
        checks.writerow(_CHECKS)
        for found, entry in _shuffled(folder):
            number = numbers.setdefault(found["learner"], f"L{secrets.token_hex(5)}")
            results.writerow(_result(number, found, entry))
            yield "results.csv"
            for row in _checks(number, found):
                checks.writerow(row)
                yield "checks.csv"
            if answers:
                with open(out / "answers.jsonl", "a", encoding="utf-8") as lines:
                    kept = {"learner": number, "assignment": found["assignment"], "answers": entry["answers"]}
                    lines.write(json.dumps(kept, ensure_ascii=False) + "\n")
                yield "answers.jsonl"


def _shuffled(folder):
    """In an order that says nothing: the ledger's is by name."""
    found = list(current(folder))
    secrets.SystemRandom().shuffle(found)
    return found


def _result(number, found, entry):
    late = found["late"]["days"] if found.get("late") else 0
    received = entry["received"][:10]
    return [number, found["assignment"], found["status"], found["score"], found["max_score"], received, late]


def _checks(number, found):
    for exercise in found["exercises"]:
        for record in exercise["checks"]:
            hidden = "yes" if record.get("hidden") else "no"
            told = [record["id"], hidden, record["state"], record["earned"], record["points"]]
            yield [number, found["assignment"], exercise["id"], *told]

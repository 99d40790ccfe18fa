"""How many feedback records name the part they speak of, for each exercise: those get a mark and *Show me*.

usage: .venv/bin/python benchmarks/marks.py

All samples of all exercises are checked; records of checks that are wholly met are left out.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

import feedback_parts  # noqa: E402

if __name__ == "__main__":
    found = feedback_parts.shares()
    for slug, (named, records) in found.items():
        print(f"{slug:44} {named:4} of {records}")
    named, records = (sum(numbers) for numbers in zip(*found.values(), strict=True))
    print(f"{'all':44} {named:4} of {records}  ({named / records:.0%})")

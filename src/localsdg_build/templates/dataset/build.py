"""<<Run it once: the rows of data/table.csv are only an example.>>

Make data/table.csv from the upstream files: python datasets/@SLUG@/build.py FOLDER_WITH_UPSTREAM_FILES

Upstream: <<file, publisher, version or commit>>
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(upstream):
    with open(Path(upstream) / "<<file>>.csv", encoding="utf-8", newline="") as source:
        rows = [{"year": row["Year"], "value_percent": row["Value"]} for row in csv.DictReader(source)]
    with open(HERE / "data" / "table.csv", "w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, ["year", "value_percent"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1])

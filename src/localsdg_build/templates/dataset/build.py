"""<<Run it once: the rows of data/table.csv are only an example.>>

Make data/table.csv from the upstream files: python datasets/@SLUG@/build.py FOLDER_WITH_UPSTREAM_FILES

Upstream: <<file, publisher, version or commit>>
"""

from pathlib import Path

from localsdg_build.dataset_tables import read, run

HERE = Path(__file__).parent


def tables(upstream):
    """``{file name: rows}``; ``upstream`` is the folder."""
    source = read(Path(upstream) / "<<file>>.csv")
    return {"table.csv": [{"year": row["Year"], "value_percent": row["Value"]} for row in source]}


if __name__ == "__main__":
    run(tables, __doc__, HERE / "data", upstream="folder with the upstream files")

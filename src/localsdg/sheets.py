"""What checks of sheets share. For both Pythons.

The answer of kind ``sheet`` is ``{"rows": [{"id": of a given row, column: value, ...}, ...]}``.
"""

from localsdg.reading import as_list, as_text


def given_rows(answer, params, most):
    """``{id: row}`` of the rows that the exercise gives, the first where one comes twice, else ``{}``.

    ``most``: how many rows of an answer are looked at.
    """
    found = {}
    for row in as_list(answer, "rows")[:most]:
        name = as_text(row, "id")
        if name in params["row_ids"] and name not in found:
            found[name] = row
    return {name: found.get(name, {}) for name in params["row_ids"]}


def column_options(params, column):
    """What can be chosen in a column."""
    return [one["options"] for one in params["columns"] if one["id"] == column][0]

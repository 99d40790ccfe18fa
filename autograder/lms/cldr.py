"""What the CLDR says of each language alone, without what it inherits from others."""

import functools
import pickle
from typing import Any


def languages() -> list[str]:
    """The names of all languages, regions and scripts that there is data of."""
    from babel import localedata  # a tenth of a second that only tables with words or letters of these need

    return localedata.locale_identifiers()


@functools.cache
def of(language: str) -> dict[str, Any]:
    """The data of one of them, as a dict."""
    from babel import localedata  # see above

    # Not by ``localedata.load``: it would give this, without what it inherits, to all who ask later.
    with open(localedata.resolve_locale_filename(language), "rb") as stream:
        found: dict[str, Any] = pickle.load(stream)
    return found

"""The types of the files that we serve: a system may know others for them, or none."""

import mimetypes

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".ipynb": "application/x-ipynb+json",
    ".csv": "text/csv",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
# What shrinks when it is compressed, besides text. Fonts, pictures and zips are compressed already.
SHRINK = frozenset({"application/wasm", "application/json", "application/x-ipynb+json", "image/svg+xml"})


def register() -> None:
    """Let Python's ``mimetypes`` know them."""
    for suffix, kind in TYPES.items():
        mimetypes.add_type(kind, suffix)

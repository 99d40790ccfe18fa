"""What stands in a PDF."""

import contextlib
import re
import zlib

import pypdfium2


def unpacked(content):
    """All bytes of it, its packed parts as well."""
    parts = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    return b"".join(parts)


def text(content):
    """The words on its pages, one blank between two."""
    with contextlib.closing(pypdfium2.PdfDocument(content)) as found:
        return " ".join("".join(page.get_textpage().get_text_bounded() for page in found).split())

"""``sitemap.xml`` and ``robots.txt``, where the course's address is known: they hold whole addresses."""

import html
import re
from pathlib import Path
from xml.sax.saxutils import quoteattr

from localsdg_build.publisher import Publisher

_OWN = re.compile(r'<link rel="canonical" href="([^"]+)"')
_OTHER = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"')
_HIDDEN = re.compile(r'<meta name="robots" content="noindex"')
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def write(known: Publisher, out: Path) -> None:
    """Write both, from what the pages say of themselves; nothing where there is no address."""
    if not known.address:
        return
    entries = []
    for path in sorted(out.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        own = _OWN.search(text)
        if own and path.name != "genindex.html" and not _HIDDEN.search(text):
            entries.append(_entry(html.unescape(own[1]), _OTHER.findall(text)))
    (out / "sitemap.xml").write_text(f"{_HEAD}{''.join(entries)}</urlset>\n", encoding="utf-8")
    (out / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {known.address}sitemap.xml\n")


def _entry(address, versions):
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(html.unescape(href))}/>\n'
        for language, href in versions
    )
    return f"<url><loc>{html.escape(address)}</loc>\n{links}</url>\n"

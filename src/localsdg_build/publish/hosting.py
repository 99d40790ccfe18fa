"""What hosts read: how long files are kept, and what is sent with them.

``_headers`` is for hosts such as Netlify and Cloudflare Pages, ``.htaccess`` for Apache, ``.nojekyll`` for
GitHub Pages, which else leaves out folders with an underscore. The page *Publish this course* says the same
to nginx.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from localsdg_build.publish import not_found
from localsdg_build.publisher import Publisher

ASK = "no-cache"  # asked each time, answered in a few bytes where nothing has changed
# Below these, another content has another address, or nothing that matters changes.
KEPT = ("_static/fonts/", "_static/vendor/", "_search/texts-")
KEEP = "public, max-age=2592000"
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
_APACHE = """# How long browsers keep files, and what is sent with them. For Apache 2.4.
AddDefaultCharset utf-8
AddType text/javascript .js .mjs
AddType application/wasm .wasm
AddType application/json .ipynb
{lost}<IfModule mod_headers.c>
{always}
  Header set Cache-Control "{ask}"
  SetEnvIf Request_URI "/({kept})" lsdg_kept
  Header set Cache-Control "{keep}" env=lsdg_kept
</IfModule>
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/plain text/javascript application/javascript
  AddOutputFilterByType DEFLATE application/json application/wasm image/svg+xml application/xml
</IfModule>
"""


def write(known: Publisher, out: Path) -> None:
    """Write the files."""
    path = urlsplit(known.address).path or "/"
    (out / ".nojekyll").touch()
    lines = ["/*", *(f"  {name}: {value}" for name, value in ALWAYS.items()), f"  Cache-Control: {ASK}"]
    for folder in _folders(out):
        lines += [f"/{folder}*", "  ! Cache-Control", f"  Cache-Control: {KEEP}"]
    (out / "_headers").write_text("\n".join(lines) + "\n", encoding="utf-8")
    apache = _APACHE.format(
        lost=f"ErrorDocument 404 {path}{not_found.NAME}\n" if known.address else "",
        always="\n".join(f'  Header set {name} "{value}"' for name, value in ALWAYS.items()),
        ask=ASK,
        keep=KEEP,
        kept="|".join(re.escape(name).replace("\\-", "-") for name in KEPT),
    )
    (out / ".htaccess").write_text(apache, encoding="utf-8")


def _folders(out):
    """``KEPT`` at the top and below each language."""
    places = ["", *(f"{path.parent.name}/" for path in sorted(out.glob("*/search.html")))]
    return [f"{place}{name}" for place in places for name in KEPT]

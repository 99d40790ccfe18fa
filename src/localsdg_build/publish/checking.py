"""What a published folder must not hold: addresses that only work at home, and notes for trainers."""

import html
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from localsdg_build.publish import not_found

_SCRIPTS = re.compile(r"(<script\b[^>]*>).*?</script>", re.S)
_TAG = re.compile(r"<(a|link|script|img|source|iframe|form)\b([^>]*)>")
_ADDRESS = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_NOT_LOADED = re.compile(r'\brel="(?:canonical|alternate)"')
_MOST = 10


def problems(out: Path, address: str) -> list[str]:
    """``page: what is wrong``, at most ten. ``address``: the course's own, which pages may name."""
    found: list[str] = []
    for path in sorted(out.rglob("*.html")):
        name = path.relative_to(out).as_posix()
        text = _SCRIPTS.sub(r"\1", path.read_text(encoding="utf-8", errors="replace"))
        if 'class="lsdg-trainer' in text or "lsdg-trainer docutils" in text:
            found.append(f"{name}: holds notes for trainers")
        if name != not_found.NAME:
            found += [f"{name}: {told}" for told in _addresses(out, path, text, address)]
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _addresses(out, path, text, address):
    for tag, attributes in _TAG.findall(text):
        given = _ADDRESS.search(attributes)
        if given is None or _NOT_LOADED.search(attributes):
            continue
        target = html.unescape(given[1])
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            if tag != "a" and parts.scheme != "data":
                yield f"loads {target} from another host"
        elif parts.path.startswith("/"):
            yield f"the address {target} works at the top of a host only"
        elif parts.path and not _is_there(out, path.parent / unquote(parts.path)):
            yield f"there is no file {target}"


def _is_there(out, target):
    found = target.resolve()
    return found.is_relative_to(out.resolve()) and (found.is_file() or (found / "index.html").is_file())

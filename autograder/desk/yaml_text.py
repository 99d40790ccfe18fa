"""YAML that people wrote, with other values: comments, order and spelling of what is not touched stay."""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*$", re.M)
_NOTHING = ("", "~", "null")


class _AsTexts(VersionedResolver):
    """Numbers, dates and words stay texts, as ``course_yml`` reads them: nothing is spelled anew."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and value not in _NOTHING:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def edited(text: str, wanted: dict[str, Any]) -> str:
    """``text`` with the values ``wanted``: texts, lists of texts, dicts of these. Empty: the key goes.

    What is not in ``wanted`` stays. A comment that stood with a key that goes is kept at the end.
    """
    yaml = _yaml()
    found = yaml.load(text.removeprefix("\ufeff"))
    top = found if isinstance(found, CommentedMap) else CommentedMap()
    if not _put(top, wanted):
        return text
    stream = io.StringIO()
    if top:
        yaml.dump(top, stream)
    made = stream.getvalue()
    for comment in _COMMENT.findall(text):
        if made.count(comment) < text.count(comment):
            made += f"{comment}\n"
    return made


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _AsTexts
    yaml.preserve_quotes = True
    yaml.width = 1 << 16
    return yaml


def _put(into: CommentedMap, wanted: dict[str, Any]) -> bool:
    """Whether anything changed."""
    changed = False
    for key, value in wanted.items():
        if isinstance(value, dict):
            inner = into.get(key)
            is_new = not isinstance(inner, CommentedMap)
            inner = CommentedMap() if is_new else inner
            changed |= _put(inner, value)
            if is_new and inner:
                into[key] = inner
            elif not inner and key in into:
                del into[key]
                changed = True
        elif _plain(into.get(key)) != value:
            if value:
                into[key] = _listed(value) if isinstance(value, list) else value
                changed = True
            elif key in into:
                del into[key]
                changed = True
    return changed


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [str(one) for one in value]
    return "" if value is None else str(value)


def _listed(value: list[str]) -> CommentedSeq:
    made = CommentedSeq(value)
    made.fa.set_flow_style()
    return made

"""Words on slides: how many there are, and how items are shared out so that no slide has too many. Pure."""

import math
import re
from collections.abc import Iterable

from localsdg_build import markdown_html

MOST = 40  # words of a slide, its title among them
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=\S)|(?<=[。！？；])")
_WORD = re.compile(r"[^\W_]+(?:[.,'’:/%-]*[^\W_]+)*")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SIGNS_A_WORD = 1.6


def count(text: str) -> int:
    """How many words a Markdown text shows; signs of Chinese and Japanese count as parts of words."""
    shown = markdown_html.words(text)
    return len(_WORD.findall(_SIGN.sub(" ", shown))) + math.ceil(len(_SIGN.findall(shown)) / _SIGNS_A_WORD)


def packed(items: Iterable[str], room: int, most: int = 5) -> list[list[str]]:
    """The items in groups of at most ``room`` words and ``most`` items; a longer one is parted."""
    groups: list[list[str]] = []
    used = 0
    for item in (part for whole in items for part in _parted(whole, room)):
        words = count(item)
        if not groups or used + words > room or len(groups[-1]) == most:
            groups.append([])
            used = 0
        groups[-1].append(item)
        used += words
    return groups


def _parted(item, room):
    """The item, or its sentences put together to as few parts as have room."""
    if count(item) <= room:
        return [item]
    parts = [""]
    for sentence in _SENTENCE.split(item):
        blank = "" if parts[-1].endswith(("。", "！", "？", "；")) else " "
        together = f"{parts[-1]}{blank}{sentence}".strip()
        if count(together) <= room or not parts[-1]:
            parts[-1] = together
        else:
            parts.append(sentence)
    return parts


def first_sentence(text: str) -> str:
    """A text's first sentence."""
    return re.split(r"(?<=[.!?])\s+(?=\S)|(?<=[。！？])", text.strip(), maxsplit=1)[0]

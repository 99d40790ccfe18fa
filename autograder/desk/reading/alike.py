"""Texts of one exercise that are alike, side by side, with what is alike marked: a hint to look, no proof."""

import difflib
import re
from collections.abc import Mapping

from autograder.reports import similar

_RUN = 4  # words in a row from which on they are marked
_LONGEST = 2000  # words that are compared
# A word with what follows it; a sign of scripts without spaces is a word.
_SIGN = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_PIECES = re.compile(rf"(?:{_SIGN}|\w+?(?={_SIGN})|\w+)\W*|\W+")

Pieces = list[tuple[str, bool]]  # text, and whether it is alike


def found(texts: Mapping[str, str], given: str, exercise: str) -> list[similar.Alike]:
    """Groups and pairs among ``texts`` (by name), the most alike first; ``given``: what all were given."""
    finder = similar.Finder({exercise: given})
    for name, text in texts.items():
        finder.add(exercise, "text", name, text)
    return finder.found()


def partners(groups: list[similar.Alike], name: str) -> list[tuple[str, float]]:
    """``[(another one's name, share of what both wrote), ...]`` of one text, the most alike first."""
    best: dict[str, float] = {}
    for one in groups:
        if name in one.learners:
            for other in one.learners:
                if other != name:
                    best[other] = max(best.get(other, 0.0), one.share)
    return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))


def marked(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, of which those are marked that stand in the other text too."""
    left, right = _PIECES.findall(one)[:_LONGEST], _PIECES.findall(other)[:_LONGEST]
    matcher = difflib.SequenceMatcher(None, _plain(left), _plain(right), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _RUN]
    return (
        _pieces(left, [(block.a, block.size) for block in blocks]),
        _pieces(right, [(block.b, block.size) for block in blocks]),
    )


def _plain(pieces):
    return [re.sub(r"\W+", "", piece).casefold() for piece in pieces]


def _pieces(pieces: list[str], runs: list[tuple[int, int]]) -> Pieces:
    made: Pieces = []
    at = 0
    for start, size in runs:
        made += [("".join(pieces[at:start]), False), ("".join(pieces[start : start + size]), True)]
        at = start + size
    return [piece for piece in [*made, ("".join(pieces[at:]), False)] if piece[0]]

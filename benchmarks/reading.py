"""How lessons read: words in a sentence, short sentences, and Flesch's reading ease, for each and for all.

usage: .venv/bin/python benchmarks/reading.py [MODULE or LESSON]

What a learner reads as running text counts: paragraphs and items of lists, not headings, tables, code,
exercises and trainer's notes. Reading ease is Flesch's formula (1948), 206.835 - 1.015 x words in a sentence
- 84.6 x syllables in a word; syllables are counted by groups of vowels, which is near for English. 60 is
plain English. Aims are told, and enforced nowhere: a figure is no reason to spoil a sentence.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from measure import ROOT, report

from localsdg.course import lesson_text

WORDS, SHORT, EASE = (13, 16), 0.15, 60  # aims: mean words from-to, at most so many short ones, at least
FEW = 6  # words of a short sentence
_NO_TEXT = re.compile(r"^\s*(?:#|\||\(.*\)=\s*$|%|:::|```|\$\$)")
_ROLE = re.compile(r"\{(?:cite(?::\w+)?|numref|eq)\}`[^`]*`|!\[[^\]]*\]\([^)]*\)|\[\^[^\]]+\]")
_TARGET = re.compile(r"\{[\w:-]+\}(?=`)|(?<=\S) <[^<>`]+>(?=`)|\]\([^)]*\)(?:\{[^}]*\})?|[`*_\[\]]")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_END = re.compile(r"(?<=[.!?:…])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|approx|No|Dr|Mr|Mrs|Ms|St|vs|p|pp|art|Art|cf|al|ca)\.$")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúäöüàèêôûãõ]+")


@dataclass
class Reading:
    """What was counted in a text."""

    sentences: int = 0
    short: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: "Reading") -> "Reading":
        return Reading(
            *(one + two for one, two in zip(vars(self).values(), vars(other).values(), strict=True))
        )

    @property
    def mean(self) -> float:
        return self.words / self.sentences

    @property
    def share(self) -> float:
        return self.short / self.sentences

    @property
    def ease(self) -> float:
        return 206.835 - 1.015 * self.mean - 84.6 * self.syllables / self.words


def of(text: str) -> Reading:
    """What is counted in the source of a lesson."""
    found = Reading()
    for sentence in sentences(text):
        words = _WORD.findall(sentence)
        if words:
            found += Reading(1, len(words) <= FEW, len(words), sum(map(syllables, words)))
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a lesson's running text."""
    blocks, open_block = [], [""]
    for line in [*lesson_text.read(text).prose, ""]:
        line = _TARGET.sub("", _ROLE.sub("", line)).rstrip()
        if not line.strip() or _NO_TEXT.match(line) or _ITEM.match(line):
            blocks.append(" ".join(open_block))
            open_block = []
        if not _NO_TEXT.match(line):
            open_block.append(_ITEM.sub("", line).strip())
    return [one for block in [*blocks, " ".join(open_block)] for one in _split(block)]


def _split(block):
    made = []
    for part in _END.split(block.strip()):
        if made and (_ABBREVIATED.search(made[-1]) or made[-1].endswith(":")):
            made[-1] += " " + part
        elif part:
            made.append(part)
    return made


def syllables(word: str) -> int:
    """Groups of vowels, without a silent *e*; a number counts as one."""
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    if groups > 1 and word.endswith("e") and not word.endswith(("le", "ee")):
        groups -= 1
    if groups > 1 and word.endswith(("es", "ed")) and not re.search(r"[sxzctdg]h?(?:es|ed)$", word):
        groups -= 1
    return max(1, groups)


def main(part: str = "") -> bool:
    lessons = {
        path.parent.relative_to(ROOT / "modules").as_posix(): of(path.read_text(encoding="utf-8"))
        for path in sorted(Path(ROOT, "modules").glob("*/*/en.md"))
        if part in str(path)
    }
    print(f"{'words':>8}{'short':>8}{'ease':>7}")
    for name, found in lessons.items():
        print(f"{found.mean:8.1f}{found.share:8.0%}{found.ease:7.0f}  {name}")
    found = sum(lessons.values(), Reading())
    figures = {"words": found.words, "mean": round(found.mean, 1), "short": round(found.share, 3)}
    line = (
        f"{found.mean:.1f} words a sentence (aim {WORDS[0]} to {WORDS[1]}), {found.share:.0%} with {FEW} or "
        f"fewer (aim at most {SHORT:.0%}), reading ease {found.ease:.0f} (aim at least {EASE})."
    )
    report("reading", {**figures, "ease": round(found.ease, 1)}, line)
    return WORDS[0] <= found.mean <= WORDS[1] and found.share <= SHORT and found.ease >= EASE


if __name__ == "__main__":
    main(*sys.argv[1:2])

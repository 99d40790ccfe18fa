"""Hand-ins whose free texts or code look alike: a hint to look, never a proof.

Compared are shingles (runs of words) of code and of free texts. What the exercise gives (prompt, starter) and
what most of the cohort wrote is left out first. MinHash and locality-sensitive hashing (datasketch) find the
candidates, so the work grows with the number of hand-ins, not with its square.
"""

import json
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.notebook.released import belongs_to, cells, nbgrader, source
from autograder.store.course_folder import CourseFolder
from localsdg.closed import telling, texts_in

TEXT_LEAST, CODE_LEAST = 0.5, 0.8  # how much two must share; solutions of one task are alike by nature
_RUN = {"text": 3, "code": 5}  # words in a shingle
_OWN = 8  # shingles of one's own below which nothing is compared: short answers are equal by chance
_SAMPLE = 1000  # hand-ins that tell what most of the cohort wrote
_NEIGHBOURS, _MOST = 12, 500  # compared at most: for one hand-in, pairs found for one exercise
_LONGEST = 20_000  # letters of one answer that are read
_PERMUTATIONS = 48

# A sign of these scripts counts as a word: they are written without spaces.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")
_TOKEN = re.compile(r"#.*|\w+|[^\w\s]")


@dataclass(frozen=True)
class Alike:
    """Learners whose answers to an exercise are alike: ``share`` (0 … 1) of what both wrote; 1: the same."""

    exercise: str
    learners: tuple[str, ...]
    share: float


class Finder:
    """Collects answers, then finds those that are alike.

    ``given``: ``{exercise: what everybody was given}``. ``compared``: how many answers, by exercise.
    """

    def __init__(self, given: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self._given = dict(given)
        self._answers: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.compared = Counter[str]()

    def add(self, exercise: str, kind: str, learner: str, text: str) -> None:
        """``kind``: ``text`` or ``code``."""
        if text and text.strip():
            self._answers.setdefault((exercise, kind), []).append((learner, text[:_LONGEST]))

    def found(self) -> list[Alike]:
        """``Alike`` for all exercises, the most alike first."""
        found = []
        for (exercise, kind), answers in self._answers.items():
            given = _shingles(_words(self._given.get(exercise, ""), kind), kind)
            common = _common([text for _, text in answers], kind) | given
            found += self._of_exercise(exercise, kind, answers, common)
        return sorted(found, key=lambda one: (-one.share, -len(one.learners), one.exercise, one.learners))

    def _of_exercise(self, exercise, kind, answers, common):
        same: dict[int, tuple[array, list[str]]] = {}
        found = []
        for learner, text in answers:
            words = _words(text, kind)
            own = _shingles(words, kind) - common
            if len(own) >= _OWN:
                self.compared[exercise] += 1
                same.setdefault(hash(tuple(words)), (array("I", own), []))[1].append(learner)
        groups = [(own, sorted(learners)) for own, learners in same.values()]
        found += [Alike(exercise, tuple(learners), 1.0) for _, learners in groups if len(learners) > 1]
        for one, other, share in _near(groups, CODE_LEAST if kind == "code" else TEXT_LEAST):
            found.append(Alike(exercise, (groups[one][1][0], groups[other][1][0]), share))
        return found


def _near(groups: Sequence[tuple[array, list[str]]], least: float) -> Iterator[tuple[int, int, float]]:
    """``(place, place, share)`` of different answers that share at least ``least``."""
    if len(groups) < 2:
        return
    # A third of a second that is spent only where there is something to compare.
    from datasketch import MinHash, MinHashLSH

    blank = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
    index = MinHashLSH(threshold=least, num_perm=_PERMUTATIONS)
    pairs = 0
    for place, (own, _) in enumerate(groups):
        print_ = blank.copy()
        print_.update_batch(own)
        candidates = sorted(index.query(print_))
        for other in candidates[:_NEIGHBOURS]:
            share = _jaccard(own, groups[other][0])
            if share >= least:
                yield other, place, share
                pairs += 1
        if pairs >= _MOST:
            return
        # A crowd of answers that are all alike is told by its first ones; more would make this quadratic.
        if len(candidates) < _NEIGHBOURS:
            index.insert(place, print_, check_duplication=False)


def _jaccard(one, other):
    one, other = set(one), set(other)
    return len(one & other) / len(one | other)


def _common(texts, kind):
    """Shingles that most of the cohort wrote (a sample tells): they say nothing about two learners."""
    step = max(1, len(texts) // _SAMPLE)
    sample = texts[::step]
    seen = Counter[int]()
    for text in sample:
        seen.update(_shingles(_words(text, kind), kind))
    limit = max(5, len(sample) / 2)
    return {shingle for shingle, count in seen.items() if count > limit}


def _shingles(words, kind):
    run = _RUN[kind]
    return {zlib.crc32(" ".join(words[at : at + run]).encode("utf-8", "replace"))
            for at in range(len(words) - run + 1)}  # fmt: skip


def _words(text, kind):
    if kind == "code":
        return [token for token in _TOKEN.findall(text) if not token.startswith("#")]
    return _WORD.findall(text.casefold())


# ---- What is compared ---------------------------------------------------------------------------


def free_text(answer: Any, spec: dict[str, Any]) -> str:
    """The words that a learner chose freely in an answer; ``""`` where answers must be equal by design.

    Not the names among them, which are alike wherever two learners work in one town.
    """
    return "\n".join(texts_in(answer, telling(spec.get("texts"))))


def code_reader(folder: CourseFolder) -> Callable[[str, str], dict[str | None, str]]:
    """``read(learner, assignment)`` -> ``{exercise: code}``, from the copies in ``autograded``."""

    def read(learner, assignment):
        try:
            notebook = json.loads(folder.autograded(learner, assignment).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        written = [cell for cell in cells(notebook) if cell.get("cell_type") == "code"]
        return {belongs_to(cell): source(cell) for cell in written if nbgrader(cell).get("solution")}

    return read

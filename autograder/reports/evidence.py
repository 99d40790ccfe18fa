"""What a workshop changed: reaction, learning, behaviour, of the group alone, with intervals.

Answers to forms (``localsdg_build.forms``) come as tables, a row for each person. Under ``gains.LEAST``
answers nothing is shown of a question, and texts are never repeated: words tell who wrote them.
"""

import math
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.lms import tables
from autograder.messages import message
from autograder.notebook.wording import fill
from autograder.reports import gains
from localsdg_build import forms

_Z = statistics.NormalDist().inv_cdf(0.975)


@dataclass
class Answers:
    """What a table holds: by question the answers that it allows, and how many cells it does not allow."""

    values: dict[str, list[Any]]
    ignored: int = 0


def read(path: Path, questions: list[forms.Question], words: dict[str, Any], name: str) -> Answers:
    """The answers in a table whose headings are the questions' ids.

    An option is written by its id or as the form says it. Raises ``TableError`` where a heading is missing.
    """
    heads, rows = tables.read(path)
    missing = [one.id for one in questions if one.id not in heads]
    if missing:
        raise tables.TableError(path, 1, message("evidence_no_column", name=repr(missing[0]), form=name))
    found = Answers({one.id: [] for one in questions})
    for _, row in rows:
        for one in questions:
            text = row[one.id].strip()
            value = _value(one, text, (words[name].get("options") or {}).get(one.id) or {})
            if value is not None:
                found.values[one.id].append(value)
            elif text:
                found.ignored += 1
    return found


def _value(question, text, told):
    if question.kind == forms.TEXT:
        return text or None
    if question.kind == forms.CHOICE:
        meant = {said.casefold(): option for option, said in told.items()}
        option = meant.get(text.casefold(), text)
        return option if option in question.options else None
    if not text.isdecimal() or len(text) > 6:
        return None
    low, high = forms.RANGES.get(question.kind, (0, 999_999))
    return int(text) if low <= int(text) <= high else None


def lines(
    words: dict[str, Any],
    known: dict[str, list[forms.Question]],
    given: dict[str, Answers],
    added: gains.Gains | None,
    language: str,
) -> Iterator[str]:
    """The report, as Markdown; ``given``: by form, ``added``: before-and-after tests of a course."""
    yield f"# {words['report_title']}"
    for part in ("reaction", "learning", "teachback", "followup"):
        title = "behaviour" if part == "teachback" else part
        yield f"\n## {words[f'report_{title}']}\n"
        if part == "learning":
            yield from _learning(words, added, language)
        elif part in given:
            yield from _form(words, words[part], known[part], given[part])
        else:
            yield f"- {words['report_none']}"
    yield f"\n## {words['report_limits']}\n"
    yield from (f"- {words[key]}" for key in sorted(words) if key.startswith("report_limit_"))


def _form(words, said, questions, answers):
    for one in questions:
        yield f"- **{said['questions'][one.id]}**"
        values = answers.values[one.id]
        if len(values) < gains.LEAST:
            yield f"  - {fill(words['report_few'], least=gains.LEAST)}"
        else:
            yield from (f"  - {text}" for text in _told(words, said, one, values))
    if answers.ignored:
        yield f"- {fill(words['report_ignored'], count=answers.ignored)}"


def _told(words, said, question, values):
    n = len(values)
    if question.kind == forms.TEXT:
        yield fill(words["report_text"], n=n)
    elif question.kind == forms.NUMBER:
        yield fill(words["report_number"], n=n, median=f"{statistics.median(values):g}", sum=sum(values))
    elif question.kind == forms.CHOICE:
        counts = Counter(values)
        for option in question.options:
            low, high = share_interval(counts[option], n)
            numbers = {"share": counts[option] / n, "low": low, "high": high}
            shown = {key: f"{100 * value:.0f}" for key, value in numbers.items()}
            told = said["options"][question.id][option]
            yield fill(words["report_choice"], option=told, count=counts[option], n=n, **shown)
    else:
        bottom, top = forms.RANGES[question.kind]
        low, high = mean_interval(values, bottom, top)
        counts = Counter(values)
        spread = ", ".join(f"{one}: {counts[one]}" for one in range(bottom, top + 1))
        mean = f"{statistics.fmean(values):.1f}"
        ends = {"low": f"{low:.1f}", "high": f"{high:.1f}"}
        yield fill(words["report_scale"], n=n, mean=mean, top=top, counts=spread, **ends)


def share_interval(count: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share: E. B. Wilson, "Probable Inference, the Law of Succession, and
    Statistical Inference", Journal of the American Statistical Association 22 (1927), 209–212.
    """
    share, z = count / n, _Z
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_interval(values: list[int], bottom: int, top: int) -> tuple[float, float]:
    """The t interval (95 %) for a mean of two values or more, kept within the scale."""
    half = gains.t_quantile(len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    middle = statistics.fmean(values)
    return max(float(bottom), middle - half), min(float(top), middle + half)


def _learning(words, added, language):
    shown = False
    for assignment, module in sorted(added.modules.items()) if added else ():
        told = gains.sentences(assignment, language)
        for row in module.rows() if module.items else ():
            shown = True
            name = told.get(row.objective, row.objective) if row.objective else words["report_whole"]
            numbers = (row.before, row.after, row.gain, row.low, row.high)
            if any(one is None for one in numbers):
                yield f"- {name}: {fill(words['report_few'], least=gains.LEAST)}"
                continue
            before, after, gain, low, high = (100 * one for one in numbers)
            text = {"before": f"{before:.0f}", "after": f"{after:.0f}"}
            text |= {"gain": f"{gain:+.0f}", "low": f"{low:+.0f}", "high": f"{high:+.0f}"}
            yield f"- {fill(words['report_gain'], name=name, n=row.n, **text)}"
    if not shown:
        yield f"- {words['report_no_tests' if added else 'report_none']}"

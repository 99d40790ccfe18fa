"""Answers as a whole class gives them: each learner's own, and only what is easily alike is alike.

Learners of one course know much: to a knowledge check's question two of three choose what is right, so of a
large class many hand in the same whole check. Whoever fills a table or a board, or writes, has an answer of
their own. ``equal_share`` tells how many answers have been given before.
"""

import functools
import json
import random

import graders  # noqa: F401 - it knows where tests keep what is shared

import honest  # isort: skip

RIGHT = 2 / 3  # of the questions of a knowledge check; teachers aim at 0.6 to 0.8
OWN = 1 / 4  # of the places of a table or a board, that are not as in the sample which it is made from


def answer(slug, number):
    """The answer of the ``number``-th learner to an exercise: made from its samples, the same each time."""
    samples, luck = _samples(slug), random.Random(f"{slug} {number}")
    if not slug.startswith("check-"):
        chosen = samples[number % len(samples)]
        return _own(_mixed(chosen, samples, OWN, luck), number)
    return _mixed(_best(slug), samples, 1 - RIGHT, luck)


def equal_share(blank, count):
    """The share of answers to widgets that another of ``count`` learners has given before, in percent."""
    tags = [cell["metadata"].get("localsdg", {}) for cell in blank["cells"]]
    slugs = [one["exercise"] for one in tags if one.get("role") == "answer" and one.get("kind") != "code"]
    slugs = [slug for slug in slugs if slug not in honest.SOLUTIONS]
    given = [f"{slug} {json.dumps(answer(slug, number))}" for slug in slugs for number in range(count)]
    return round(100 * (1 - len(set(given)) / len(given)))


@functools.cache
def _samples(slug):
    return [one["answer"] for one in honest.samples(slug)]


@functools.cache
def _best(slug):
    return max(honest.samples(slug), key=lambda one: one["score"] or 0)["answer"]


def _mixed(value, others, share, luck):
    """An answer in which a ``share`` of the places holds what one of ``others`` has at that place."""
    if isinstance(value, dict):
        having = {key: [one[key] for one in others if _has(one, key)] for key in value}
        return {key: _mixed(inner, having[key], share, luck) for key, inner in value.items()}
    if isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value):
        every = [one for other in others if isinstance(other, list) for one in other if _has(one, "id")]
        same = [[other for other in every if other["id"] == one["id"]] for one in value]
        return [_mixed(one, beside, share, luck) for one, beside in zip(value, same, strict=True)]
    alike = [one for one in others if type(one) is type(value)]
    return luck.choice(alike) if alike and luck.random() < share else value


def _has(value, key):
    return isinstance(value, dict) and key in value


def _own(value, number):
    """The same with a word of the learner's own in each text that has several words."""
    if isinstance(value, dict):
        return {key: _own(inner, number) for key, inner in value.items()}
    if isinstance(value, list):
        return [_own(inner, number) for inner in value]
    if not isinstance(value, str) or " " not in value:
        return value
    return f"{value} {_word(number)}"


def _word(number):
    letters = ""
    while number >= 0:
        letters, number = "aeioulmnrst"[number % 11] + letters, number // 11 - 1
    return f"Town{letters}"

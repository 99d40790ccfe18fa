"""Ways to find a learner of the list by a number or a name, the strictest first.

``KEYS``: what each way finds a learner by; the first are platforms' numbers. ``LOOK_UPS``: what a name is
turned into to look for it, one for each of the ``KEYS`` but the first.
"""

from autograder.intake import comparing


def _ids(learner):
    return {learner.id, learner.given, *learner.other_ids}


KEYS = (
    lambda learner: set(learner.lms_ids),
    lambda learner: {learner.id, comparing.composed(learner.given)},
    lambda learner: {comparing.folded(one) for one in _ids(learner)},
    lambda learner: {comparing.folded(learner.email)} - {""},
    lambda learner: {comparing.words(learner.name)} - {()},
    lambda learner: comparing.turned(learner.name),
    lambda learner: (
        {comparing.words(comparing.without_accents(one)) for one in (*_ids(learner), learner.name)} - {()}
    ),
    lambda learner: comparing.turned(comparing.without_accents(learner.name)),
)
LOOK_UPS = (
    comparing.composed,
    comparing.folded,
    comparing.folded,
    comparing.words,
    comparing.squashed,
    lambda name: comparing.words(comparing.without_accents(name)),
    lambda name: comparing.squashed(comparing.without_accents(name)),
)

"""One correction for chance, for checks whose choices a blind click also hits. For both Pythons."""


def above_chance(share, expected):
    """What a share of hits is worth beyond that of blind clicks: 0 at ``expected``, 1 at 1, straight between.

    ``expected``: the share, from 0 up to but not 1, that blind clicks hit on average: 1 of n where one of n
    choices is right. Below it is 0, so that a bad day costs no more than a blind one.
    """
    return max(0, (share - expected) / (1 - expected))

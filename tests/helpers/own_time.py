"""How long something takes without the time that other programs of this computer take meanwhile."""

import resource

import psutil


class OwnTime:
    """``with OwnTime() as took: …``, then ``took.seconds``.

    On a quiet computer that is the time on the clock, whether it works or waits. On a busy one it is less:
    what others used of the processors is left out, also while it waits. So a limit fails for the code alone.
    """

    def __enter__(self):
        self._begin = _seconds()
        return self

    def __exit__(self, *problem):
        self.seconds = _seconds() - self._begin


def _seconds():
    """What this process, the children that it has waited for, and nobody used, for each processor."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    whole = psutil.cpu_times()
    unused = whole.idle + getattr(whole, "iowait", 0)
    return (sum(one.ru_utime + one.ru_stime for one in used) + unused) / psutil.cpu_count()

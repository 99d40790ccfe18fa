"""Bound how long our own work on an answer may take: one can be made to keep a check busy for hours."""

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Iterator


class TooLong(BaseException):
    """Time is up. No ``Exception``, so that nobody on the way takes it for a wrong answer."""


def _stop(number, frame):
    raise TooLong


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooLong`` in what is done here after ``seconds`` of wall time.

    In a process's main thread a signal does it, which also ends a long search by a regular expression. In
    another thread (a cluster's worker) it is raised between two steps of Python's own. One may stand within
    another; the inner one has no more time than the outer one has left.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _by_signal(seconds):
            yield
    else:
        with _by_another_thread(seconds):
            yield


_inside = [False]  # whether the signal is ours already: setting it costs more than all else here


@contextlib.contextmanager
def _by_signal(seconds):
    start, is_inner = time.monotonic(), _inside[0]
    if not is_inner:
        before, _inside[0] = signal.signal(signal.SIGALRM, _stop), True
    left, again = signal.setitimer(signal.ITIMER_REAL, seconds)
    if left and left < seconds:
        signal.setitimer(signal.ITIMER_REAL, left)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if not is_inner:
            _inside[0] = False
            signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - start), 0.001), again)


@contextlib.contextmanager
def _by_another_thread(seconds):
    worker, lock, state = threading.get_ident(), threading.Lock(), {"open": True, "raised": False}

    def stop():
        with lock:
            if state["open"]:
                state["raised"] = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(TooLong))

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    with contextlib.suppress(RuntimeError):  # no threads in a browser: there nothing is bounded
        timer.start()
    try:
        yield
        with lock:
            state["open"] = False
        while state["raised"]:  # it was raised just now and has not come yet: it must not meet what follows
            time.sleep(0.001)
    finally:
        state["open"] = False
        timer.cancel()

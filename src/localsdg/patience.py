"""Bound how long our own work on an answer may take: one can be made to keep a check busy for hours."""

import contextlib
import ctypes
import signal
import threading
import time


class TooLong(BaseException):
    """Time is up. No ``Exception``, so that nobody on the way takes it for a wrong answer."""


def _stop(number, frame):
    raise TooLong


def time_limit(seconds: float) -> contextlib.AbstractContextManager[None]:
    """Raise ``TooLong`` in what is done here after ``seconds`` of wall time.

    In a process's main thread a signal does it, which also ends a long search by a regular expression. In
    another thread (a cluster's worker) it is raised between two steps of Python's own. One may stand within
    another; the inner one has no more time than the outer one has left.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        return _BySignal(seconds)
    return _by_another_thread(seconds)


class _BySignal:
    """A class, which costs half of what a generator costs: a grader asks for one a dozen times a hand-in."""

    _is_ours = False  # whether the signal is ours already: setting it costs more than all else here

    def __init__(self, seconds):
        self._seconds = seconds

    def __enter__(self):
        self._start, self._is_inner = time.monotonic(), _BySignal._is_ours
        if not self._is_inner:
            self._before, _BySignal._is_ours = signal.signal(signal.SIGALRM, _stop), True
        self._left, self._again = signal.setitimer(signal.ITIMER_REAL, self._seconds)
        if self._left and self._left < self._seconds:
            signal.setitimer(signal.ITIMER_REAL, self._left)

    def __exit__(self, *problem):
        if not self._is_inner or not self._left:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if not self._is_inner:
            _BySignal._is_ours = False
            signal.signal(signal.SIGALRM, self._before)
        if self._left:
            left = self._left - (time.monotonic() - self._start)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), self._again)


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

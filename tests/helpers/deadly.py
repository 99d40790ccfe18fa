"""A worker that dies of one learner's hand-in. In a file of its own: workers load it again and again."""

import os
import signal


def dies(learner, assignment, data):
    """What a worker does instead of judging (in the worker)."""
    from autograder.run import local_executor, worker

    if learner == "learner-02":
        os.kill(os.getpid(), signal.SIGKILL)
    return worker.grade_one(local_executor._SETUP, learner, assignment, data)

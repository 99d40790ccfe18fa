"""A worker that dies of one learner's hand-in. In a file of its own: workers load it again and again."""

import os
import signal


def dies(jobs):
    """What a worker does instead of judging (in the worker)."""
    from autograder.run import local_executor

    if any(job.learner == "learner-02" for job in jobs):
        os.kill(os.getpid(), signal.SIGKILL)
    return local_executor._do(jobs)

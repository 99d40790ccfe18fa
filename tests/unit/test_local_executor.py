"""How jobs are handed to workers: one by one, and together where they are quick."""

from concurrent.futures import Future

import pytest

from autograder.run.local_executor import TOGETHER, Job, LocalPool


class AtOnce:
    """In place of processes: each job is done when it is handed over, in so many ``seconds``."""

    def __init__(self, seconds):
        self.seconds, self.sizes = seconds, []

    def submit(self, function, jobs):
        self.sizes.append(len(jobs))
        future = Future()
        future.set_result(([job.key for job in jobs], self.seconds * len(jobs)))
        return future

    def shutdown(self, **_):
        pass


def handed_over(count, seconds):
    pool = LocalPool("{}", workers=2)
    pool._processes = AtOnce(seconds)
    jobs = [Job(str(number), "amina", "check", b"{}") for number in range(count)]
    answered = list(pool.run(jobs))
    pool.close()
    assert sorted(int(text) for _, text in answered) == list(range(count))
    assert all(job.key == text for job, text in answered)
    return pool._processes.sizes


@pytest.mark.parametrize(("seconds", "most"), [(0.01, TOGETHER), (0.03, 3), (0.5, 1)])
def test_quick_jobs_go_together_after_the_first_ones(seconds, most):
    sizes = handed_over(60, seconds)
    assert sizes[0] == 1 and max(sizes) == most
    assert seconds * most <= 0.1 or most == 1

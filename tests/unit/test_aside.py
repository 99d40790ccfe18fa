"""Work beside this process: its end is told, and it does not outlive what it was begun for."""

import multiprocessing
import time

import pytest

from localsdg_build import aside


def _raise():
    raise RuntimeError("no")


@pytest.mark.parametrize(("work", "good"), [(lambda: True, True), (lambda: False, False), (_raise, False)])
def test_it_is_told_whether_work_went_well(work, good):
    with aside.begun(work) as ended:
        assert ended() is good


def test_work_goes_on_meanwhile(tmp_path):
    with aside.begun(lambda: (tmp_path / "begun").mkdir() is None) as ended:
        until = time.monotonic() + 60
        while not (tmp_path / "begun").is_dir() and time.monotonic() < until:
            time.sleep(0.01)
        assert (tmp_path / "begun").is_dir() and ended()


def test_work_that_nobody_waits_for_is_stopped(tmp_path):
    before = set(multiprocessing.active_children())
    with pytest.raises(KeyError), aside.begun(lambda: time.sleep(600) or (tmp_path / "done").mkdir()):
        raise KeyError
    assert set(multiprocessing.active_children()) == before
    assert not (tmp_path / "done").exists()

"""Tests in several processes (``pytest -n 2``) of one session: what stays together, and what runs alone.

A test is sent to any process by itself, with two exceptions. Tests that share a fixture made in their file
stay together, so that it is made once. A test marked ``alone`` measures time or needs the whole computer:
such tests run one after the other when all others are done, in one process, while nothing else runs. One
marked ``early`` makes what tests in other processes would wait for, or takes so long that nothing should be
left waiting for it at the end.

Without ``-n`` nothing here has any effect but ``once``.
"""

import fcntl
import inspect
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

# Long tests first: many short ones at the end let all processes end at the same time.
ROOMS = ("pipeline", "browser", "exercises", "unit")
ALONE = "alone "
_PLAN = pytest.StashKey[tempfile.TemporaryDirectory]()


def once(tmp_path_factory, name, make):
    """The folder ``name`` that all test processes share; the first that asks fills it by ``make(folder)``."""
    base = tmp_path_factory.getbasetemp()
    base = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    base.mkdir(exist_ok=True)
    folder, done = base / name, base / f"{name}.done"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


# ---- In each process: which tests belong together ---------------------------------------------------


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Order the tests as they are to be sent, and leave word of what stays together."""
    if not hasattr(config, "workerinput"):
        return
    units = {item.nodeid: unit_of(item) for item in items}
    together = list(units.values())
    alone = {unit for unit in together if unit.startswith(ALONE)}
    early = {units[item.nodeid] for item in items if item.get_closest_marker("early")}
    first = {unit: place for place, unit in reversed(list(enumerate(together)))}

    def place(item):
        unit = units[item.nodeid]
        room = Path(item.path).parent.name
        known = ROOMS.index(room) if room in ROOMS else len(ROOMS)
        return unit in alone, unit not in early, known, unit == item.nodeid, first[unit]

    items.sort(key=place)
    plan = Path(config.workerinput["plan"], config.workerinput["workerid"])
    plan.write_text(json.dumps(units), encoding="utf-8")


def unit_of(item):
    """The unit that a test is sent in: its own name, or its file's if it shares a fixture made there."""
    if item.get_closest_marker("alone"):
        return ALONE + item.nodeid
    made = [one for found in item._fixtureinfo.name2fixturedefs.values() for one in found]
    shares = any(one.scope != "function" and Path(inspect.getfile(one.func)) == item.path for one in made)
    return item.nodeid.split("::")[0] if shares else item.nodeid


# ---- In the process that sends them -------------------------------------------------------------


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.stash[_PLAN] = tempfile.TemporaryDirectory(prefix="localsdg-tests-")


def pytest_unconfigure(config):
    if _PLAN in config.stash:
        config.stash[_PLAN].cleanup()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["plan"] = node.config.stash[_PLAN].name


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One process more than there are processors: a third of a test's time is waiting."""
    return min((os.cpu_count() or 1) + 1, 4)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") == "load":
        return Scheduler(config, log)


class Scheduler(LoadScopeScheduling):
    """Sends each process units until none is left, and then the ``alone`` ones to the last process.

    A process starts a test only when it knows what comes after it. So one test that is to be alone can be
    sent early: it waits until the next is sent, and that is when the other processes have ended.
    """

    def _split_scope(self, nodeid):
        if not hasattr(self, "_units"):
            plan = next(Path(self.config.stash[_PLAN].name).iterdir())
            self._units = json.loads(plan.read_text(encoding="utf-8"))
        return self._units[nodeid]

    def schedule(self):
        if self.collection is None and self._check_nodes_have_same_collection():
            self.collection = next(iter(self.registered_collections.values()))
            for nodeid in self.collection:
                self.workqueue.setdefault(self._split_scope(nodeid), {})[nodeid] = False
        if self.collection:
            for node in 2 * self.nodes:  # the unit that it begins with, and one to come after it
                self._reschedule(node)

    def _reschedule(self, node):
        if node.shutting_down or node not in self.registered_collections:
            return
        others = [one for one in self.nodes if one is not node]
        together = next((unit for unit in self.workqueue if not unit.startswith(ALONE)), None)
        if together is not None:
            self.workqueue.move_to_end(together, last=False)
            super()._reschedule(node)
        elif not self.workqueue and not (self._holds_alone(node) and others):
            super()._reschedule(node)
        elif any(not one.shutting_down for one in others):
            node.shutdown()
        elif not others:
            while self.workqueue:
                self._assign_work_unit(node)
            node.shutdown()
        elif not self._holds_alone(node):
            self._assign_work_unit(node)

    def _holds_alone(self, node):
        return any(unit.startswith(ALONE) for unit in self.assigned_work[node])

    @property
    def tests_finished(self):
        waiting = len(self.nodes) > 1 and any(map(self._holds_alone, self.nodes))
        return not waiting and super().tests_finished

    def remove_node(self, node):
        """A process has ended. What one that died had still to run is sent again, but not what it died of."""
        units = self.assigned_work.pop(node)
        left = [(unit, nodeid) for unit, tests in units.items() for nodeid, done in tests.items() if not done]
        if left:
            unit, died_of = left[0]
            units[unit][died_of] = True
            self.workqueue.update({unit: units[unit] for unit, _ in left[1:]})
        for one in self.nodes:
            self._reschedule(one)
        return left[0][1] if left else None

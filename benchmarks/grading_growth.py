"""How time and memory grow with the number of hand-ins: 100, 1,000, 10,000, widgets only, one core."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import graders
from measure import browser, report

SIZES = (100, 1_000, 10_000)
RERUN = 0.02  # of the first run's time, where nothing has changed
LINEAR = 1.25  # the seconds for one hand-in among 10,000, against those among 1,000
OPEN = 2.0  # seconds until Chromium has opened the dashboard


def main():
    figures = {}
    with tempfile.TemporaryDirectory(prefix="localsdg-bench-") as folder:
        folder = Path(folder)
        blank = graders.prepared(folder / "empty")
        for size in SIZES:
            hand_ins = graders.write_hand_ins(blank, folder / f"in-{size}", size, code=False)
            course = folder / f"course-{size}"
            shutil.copytree(folder / "empty", course)
            figures[str(size)] = _of(hand_ins, course)
        figures |= _dashboard(folder / f"course-{SIZES[-1]}", folder / "dashboard.html")
    growth = _each(figures, SIZES[-1]) / _each(figures, SIZES[-2])
    figures["growth"] = round(growth, 2)
    largest = figures[str(SIZES[-1])]
    rerun = largest["rerun_s"] / largest["s"]
    figures["rerun_share"] = round(rerun, 4)
    line = (
        f"{SIZES[-1]:,} hand-ins: {largest['s']} s, {largest['peak_mb']} MB; each costs {growth:.2f} × what "
        f"it costs among {SIZES[-2]:,} (aim {LINEAR}). A re-run takes {100 * rerun:.1f} % of it (aim 2 %). "
        f"The dashboard opens in {figures['dashboard_opens_s']} s (aim {OPEN:g})."
    )
    report("grading_growth", figures, line)
    return growth <= LINEAR and rerun <= RERUN and figures["dashboard_opens_s"] < OPEN


def _of(hand_ins, course):
    command = [sys.executable, "-m", "autograder.cli", "grade", str(hand_ins), "--course", str(course)]
    command = [*graders.on(1), *command, "--workers", "1"]
    seconds, peak = graders.measured(command)
    time.sleep(2.5)  # a file that is younger than two seconds is read again, to be sure
    again, _ = graders.measured(command)
    return {"s": round(seconds, 1), "peak_mb": round(peak), "rerun_s": round(again, 2)}


def _each(figures, size):
    return figures[str(size)]["s"] / size


def _dashboard(course, path):
    command = [
        sys.executable,
        "-m",
        "autograder.cli",
        "report",
        "--course",
        str(course),
        "--output",
        str(path),
    ]
    seconds, peak = graders.measured(command)
    with browser() as chromium:
        page = chromium.new_page()
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        opened = time.perf_counter() - start
    size = path.stat().st_size / 1e6
    return {
        "dashboard_made_s": round(seconds, 1),
        "dashboard_peak_mb": round(peak),
        "dashboard_mb": round(size, 2),
        "dashboard_opens_s": round(opened, 2),
    }

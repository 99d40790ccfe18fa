"""How soon a lesson can be read and its exercise used on a slow line, on a phone that is new to it.

The book is served through a line of 1.6 Mbit/s with 150 ms for each round trip, made here: Chromium's own
brake does not reach workers. A learner is played: reads, touches the exercise, answers, checks.
"""

import asyncio
import contextlib
import threading
import time
from contextlib import contextmanager

from measure import HTML, MODULE, Wire, browser, median, report, served

RATE, TRIP = 1_600_000 / 8, 0.150  # bytes a second, seconds
ROUNDS = 5
PAGE, SLUG = f"{MODULE}/reporting-roadmap/en.html", "reporting-roadmap"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
AIMS = {"text_s": 1.0, "usable_s": 1.8, "shift": 0.02, "first_check_s": 0.5, "bytes": 450_000}
_SHIFT = """() => new Promise(done => {
  new PerformanceObserver((list) => {
    done(list.getEntries().filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 500);
})"""
_TEXT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_USABLE = "() => performance.getEntriesByName('lsdg-ready')[0]?.startTime"
_CHECK = """slug => new Promise(done => {
  const place = document.querySelector(`[data-exercise="${slug}"]`);
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (!place.querySelector(".lsdg-record")) return;
    watch.disconnect();
    done((performance.now() - began) / 1000);
  }).observe(place, { subtree: true, childList: true });
  place.querySelector(".lsdg-check").click();
})"""


class Line:
    """A slow line to a server on this computer: one rate for all connections, a delay for each direction."""

    def __init__(self, port):
        self.port, self.free_at = port, 0.0

    async def carry(self, reader, writer):
        """Carry one connection; its first byte waits a round trip, as a handshake does."""
        await asyncio.sleep(TRIP)
        back, there = await asyncio.open_connection("127.0.0.1", self.port)
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(self._pass(reader, there, False), self._pass(back, writer, True))

    async def _pass(self, source, target, slow):
        waiting = asyncio.Queue()
        sender = asyncio.create_task(self._deliver(waiting, target))
        while chunk := await source.read(2_000):
            due = time.monotonic()
            if slow:
                self.free_at = due = max(due, self.free_at) + len(chunk) / RATE
            await waiting.put((due + TRIP / 2, chunk))
            await asyncio.sleep(max(0, due - time.monotonic() - 0.05))
        await waiting.put((0, b""))
        await sender

    @staticmethod
    async def _deliver(waiting, target):
        while True:
            due, chunk = await waiting.get()
            if not chunk:
                target.close()
                return
            await asyncio.sleep(max(0, due - time.monotonic()))
            target.write(chunk)
            await target.drain()


@contextmanager
def slow(address):
    """The address of a slow line to the server at ``address``."""
    line, loop = Line(int(address.rsplit(":", 1)[1])), asyncio.new_event_loop()
    started, port = threading.Event(), []

    async def run():
        server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
        port.append(server.sockets[0].getsockname()[1])
        started.set()
        await asyncio.Event().wait()

    task = loop.create_task(run())

    def work():
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    threading.Thread(target=work, daemon=True).start()
    started.wait()
    try:
        yield f"http://127.0.0.1:{port[0]}"
    finally:
        loop.call_soon_threadsafe(task.cancel)


def visit(chromium, address):
    """One cold visit: ``{text_s, usable_s, shift, first_check_s, bytes}``."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    wire = Wire(page)
    page.goto(f"{address}/{PAGE}", wait_until="commit", timeout=60_000)
    page.wait_for_function(_USABLE, timeout=60_000)
    found = {"text_s": page.evaluate(_TEXT) / 1000, "usable_s": page.evaluate(_USABLE) / 1000}
    page.wait_for_timeout(1_000)
    found["shift"] = page.evaluate(_SHIFT)
    exercise = page.locator(f'[data-exercise="{SLUG}"]')
    exercise.locator("button").first.tap()
    page.wait_for_timeout(4_000)  # nobody answers faster
    found["first_check_s"] = page.evaluate(_CHECK, SLUG)
    page.wait_for_timeout(300)
    found["bytes"] = wire.total()
    context.close()
    return found


def main():
    with served(HTML) as fast, slow(fast) as address, browser() as chromium:
        chromium.new_context().new_page().goto(fast)  # the first page of a browser is slow for everybody
        visits = [visit(chromium, address) for _ in range(ROUNDS)]
    figures = {name: median([one[name] for one in visits]) for name in AIMS}
    report(
        "slow_line",
        figures,
        f"At 1.6 Mbit/s and 150 ms: text after {figures['text_s']} s (at most {AIMS['text_s']}), exercise "
        f"usable after {figures['usable_s']} s ({AIMS['usable_s']}), shift {figures['shift']} "
        f"({AIMS['shift']}), first check {figures['first_check_s']} s after the click "
        f"({AIMS['first_check_s']}), {figures['bytes'] / 1000:.0f} kB until then "
        f"({AIMS['bytes'] / 1000:.0f}).",
    )
    return all(figures[name] <= aim for name, aim in AIMS.items())


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)

"""From a workshop's QR code to the first answer that the trainer's laptop has acknowledged, on a new phone.

A person is played in Chromium: opens the address of the code, reads, types a name, joins, reads the poll that
is asked, and chooses. The pauses of a person are part of the time; the rest is laptop, line and phone.
"""

import sys
import tempfile
import time

from measure import ROOT, browser, median, report
from slow_line import PHONE

sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from workshop_server import Workshop  # noqa: E402 (what tests ask a server with)

ROUNDS = 3
AIM = 20.0  # seconds
LOOKS = 3.0  # seconds until somebody knows what the page to join asks for
NAME, TYPES = "Amina B.", 0.35  # seconds for each letter on a phone
CHOOSES = 4.0  # seconds to read the poll, and to decide
SLOWER = 4  # how many times a cheap phone is slower than this processor
POLL = "Has your town reported on the Goals? | yes | no | I do not know"


def main():
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        workshop = Workshop(folder, ROOT)
        try:
            line, _ = workshop.board()
            line.tell(do="poll", line=POLL)
            line.hear("watching")
            found = [joined(chromium, workshop) for _ in range(ROUNDS)]
        finally:
            workshop.stop()
    person = LOOKS + TYPES * len(NAME) + CHOOSES
    figures = {"first_answer_s": median(found), "person_s": round(person, 1)}
    said = f"{figures['first_answer_s']} s, {figures['person_s']} of them a person's pauses"
    report("first_answer", figures, f"From the QR code to the first answer: {said}.")
    return figures["first_answer_s"] <= AIM


def joined(chromium, workshop):
    """Seconds from opening the address to the acknowledged answer, in a browser that is new to it."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    begun = time.perf_counter()
    page.goto(f"{workshop.address}/j/{workshop.code}")
    page.wait_for_selector("#name:focus")
    page.wait_for_timeout(1000 * LOOKS)
    page.type("#name", NAME, delay=1000 * TYPES)
    page.tap("#join button")
    page.wait_for_selector(".lsdg-ws-dialog[open] input")
    page.wait_for_timeout(1000 * CHOOSES)
    page.tap(".lsdg-ws-dialog label >> nth=1")
    # Its mark is kept when the laptop has acknowledged it, and not before (kept.js).
    page.wait_for_function("() => 'lsdg-poll:p1' in JSON.parse(localStorage.getItem('lsdg-workshop')).marks")
    seconds = time.perf_counter() - begun
    context.close()
    return seconds


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

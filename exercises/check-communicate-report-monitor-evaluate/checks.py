"""Knowledge check of the lesson "Communicate, report, monitor, evaluate"."""

from localsdg.checks import matching, number, single

JOBS = {"friday": "monitoring", "march": "reporting", "university": "evaluation", "market": "communication"}

matching("four", JOBS)
# from 200 (2026, as signed) to 150; whoever begins with the 240 of 2025 gets 37.5
number("baseline", 25, 0.4)
single("criterion", "ministry")
single("judge", "audit")
single("falling", "tell")

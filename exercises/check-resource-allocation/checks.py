"""Knowledge check of the lesson "Resource allocation"."""

from localsdg.checks import matching, multiple, number, single

matching("sources", {"clinic": "leave", "pumps": "debt", "parking": "users", "signs": "purpose"})
single("warehouse", "drains")
# The lesson's hall: 6 million to build, 0.45 million a year to run; 6 + 22 x 0.45.
number("hall", 15.9, 0.05)
# The lesson's figure: 2.50 million by need, 0.73 by head.
number("sena", 1.77, 0.035)
single("hills", "hills")
multiple("programme", ["rooms", "wait"])

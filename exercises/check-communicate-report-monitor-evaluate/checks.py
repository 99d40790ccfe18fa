"""Knowledge check of the lesson "Communicate, report, monitor, evaluate"."""

from localsdg.checks import matching, number, single

JOBS = {"plates": "monitoring", "june": "reporting", "rice": "communication", "college": "evaluation"}
CRITERIA = {"books": "coherence", "kitchens": "efficiency", "learn": "impact", "left": "sustainability"}

matching("meals", JOBS)
# won from 29 to 46 taps, lost again from 46 to 33: 13 of 17 are 76.5
number("lost_again", 76, 1)
matching("criteria", CRITERIA)
single("could_judge", "college_apart")
single("rings", "four_things")

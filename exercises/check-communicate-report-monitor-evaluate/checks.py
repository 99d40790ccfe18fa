"""Knowledge check of the lesson "Communicate, report, monitor, evaluate"."""

from localsdg.checks import matching, number, single

JOBS = {"plates": "monitoring", "june": "reporting", "rice": "communication", "college": "evaluation"}
CRITERIA = {"books": "coherence", "kitchens": "efficiency", "learn": "impact", "left": "sustainability"}

matching("meals", JOBS)
# won from 29 to 46 taps, lost again from 46 to 33: 13 of 17 are 76.5, so 76 and 77 are right as well
number("lost_again", 76.5, 0.6)
matching("criteria", CRITERIA)
single("could_judge", "college_apart")
single("rings", "four_things")

"""Knowledge check of the lesson "Needs assessment"."""

from localsdg.checks import matching, multiple, number, single

multiple("cards", ["sellers", "deaf"])
matching("findings", {"drains": "letters", "asthma": "few", "roofs": "beneath", "quarter": "later"})
# 100 - 10.9 = 89.1 percent of the population map's 36,704 are 32,703; in thousands 33,000.
number("sanitation", 32700, 300)
single("vaccinated", "record")

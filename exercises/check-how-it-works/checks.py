"""Knowledge check of the lesson "How cooperation works"."""

from localsdg.checks import matching, number, single

WORK = {
    "drains": "agency",
    "wards": "direct",
    "waste": "network",
    "bookkeepers": "indirect",
    "pumps": "indirect",
}

matching("work", WORK)
matching("guards", {"second": "sleeps", "foreman": "unlearned", "ballot": "drifts", "trial": "talks"})
single("triangular", "lab")
single("comes_next", "ask_them")
# 12 percent in municipalities of 5,001 to 15,000 people and 22 in those of 15,001 to 50,000: 33.96 in all
number("middle", 34, 0.6)

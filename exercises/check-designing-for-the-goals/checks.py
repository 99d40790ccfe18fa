"""Knowledge check of the lesson "Designing cooperation for the Goals"."""

from localsdg.checks import matching, multiple, single

single("market", "other_hand")
single("gain", "learn")
multiple("before", ["exit", "harm", "apart"])
matching("evidence", {"praise": "said", "drawer": "written", "drill": "done", "nobody": "nothing"})
single("weakest", "mend")

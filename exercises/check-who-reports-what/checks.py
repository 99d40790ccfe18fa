"""Knowledge check of the lesson "Who reports what"."""

from localsdg.checks import matching, multiple, single

matching("kinds", {"city": "vlr", "association": "vsr", "minister": "vnr", "yearbook": "none"})
single("small_town", "survey")
single("status", "useful")
matching(
    "roles",
    {"kit": "awareness", "message": "advocacy", "coaching": "implementation", "figures": "monitoring"},
)
multiple("mechanism", ["committee", "working_groups"])

"""Checks of the exercise "Goal detective"."""

from localsdg.checks import matching, multiple, single

matching(
    "targets",
    {"rough": "t11-1", "register": "t16-9", "particles": "t3-9", "dark": "t16-1", "compost": "t12-5"},
)
matching("indicators", {"water": "i6-1-1", "land": "i11-3-1", "online": "i17-8-1", "crash": "i3-6-1"})
single("tip", "i1161")
multiple("several", ["t42", "t54", "t85"])
single("managers", "proxy_pay")

"""Checks of the exercise "Goal detective"."""

from localsdg.checks import matching, multiple, single

matching(
    "targets",
    {"rough": "11.1", "register": "16.9", "particles": "3.9", "dark": "16.1", "compost": "12.5"},
)
matching("indicators", {"water": "6.1.1", "land": "11.3.1", "online": "17.8.1", "crash": "3.6.1"})
single("lorry", "i1161")
multiple("several", ["t42", "t54", "t85"])
single("managers", "proxy_pay")

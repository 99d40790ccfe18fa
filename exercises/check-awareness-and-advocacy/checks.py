"""Knowledge check of the lesson "Making the Goals known, and asking for what you need"."""

from localsdg.checks import matching, multiple, single

single("aim", "meeting")
matching("means", {"older": "radio", "pupils": "measuring", "newcomers": "trusted"})
multiple("gender", ["time", "separate", "matter"])
single("advocacy", "fare")
single("measure", "took_part")

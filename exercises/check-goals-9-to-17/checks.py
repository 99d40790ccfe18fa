"""Knowledge check of the lesson "Goals 9 to 17: the place and its town hall"."""

from localsdg.checks import matching, number, single

matching("levers", {"plates": "buy", "ledger": "open", "slope": "plan", "pumps": "run", "vans": "run"})
# 47.1 of 37.4 percent are 125.9; a reader of the words below the figure writes 26.
number("recycling_rise", 25.9, 0.6)
single("masts", "whose")
single("pipes", "spread")
matching("placed", {"cage": "g14", "woods": "g15", "siren": "g13", "account": "g16", "jam": "g12"})

"""``localsdg check``: the rules, one a file; ``rules.py`` has their order."""

"""Translations: what of each English file they hold, how old that is; a course whole in one language."""

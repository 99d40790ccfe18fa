"""Advice on the dossier of a town, in any language: how long it is, and whether it is the task itself."""

from localsdg.checks import own_words, within_words

within_words("length")
own_words("own_words", 1)

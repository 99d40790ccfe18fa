"""The course on paper: exercises, cards to cut, answer keys, rubrics and forms as PDF.

One HTML template a kind of exercise (``templates/kind-<kind>.html.j2``), filled from what the exercise's
files say; WeasyPrint makes pages of it. WeasyPrint needs Pango, so it is no part of what builds the book.
"""

"""Drawings of lessons: `drawing.svg` beside a lesson's text, and the words that the text puts into it."""

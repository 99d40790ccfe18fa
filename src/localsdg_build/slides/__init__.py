"""Slides of the lessons: a deck each, made of what a lesson's source marks.

Prose is not cut into slides. A deck shows what the source has set apart already: objectives, questions,
drawings, figures, cases, exercises, key points, and the points that an author wrote for slides. Notes for
trainers are in files of their own, which the trainer's edition alone has.
"""

"""The server of a workshop: phones join by a code, work goes to the trainer's laptop, the board shows it.

It stands on ``localsdg_web`` and serves the learner's built book; it knows nothing of the grader, for which
it writes hand-ins (``export``).
"""

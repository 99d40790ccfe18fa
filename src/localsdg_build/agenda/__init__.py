"""The planner of a workshop: from the time there is and the people who come to a timetable that adds up.

``facts.py`` reads what the lessons say of their sessions. The rest plans with it and knows no files: the
modules named in ``page.MODULES`` run in the page's MicroPython as well, so that there is one planner, and
one list of rules for plans that a trainer has changed.
"""

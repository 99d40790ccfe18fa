"""The commands of ``autograder``: options, messages and exit codes. The work is in other modules."""

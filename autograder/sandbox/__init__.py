"""The only room in which a learner's code runs. Everything that comes out of it is distrusted."""

from autograder.sandbox.bubblewrap import missing
from autograder.sandbox.limits import Limits
from autograder.sandbox.results import Ran
from autograder.sandbox.warm import WarmProcess, WarmProcessDied

__all__ = ["Limits", "Ran", "WarmProcess", "WarmProcessDied", "missing"]

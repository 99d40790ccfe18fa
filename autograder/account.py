"""The account that uses the program: all that the history can know of who did something."""

import getpass
import os


def who(program: str = "autograder") -> str:
    """Who uses the program, as the history names them."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = str(os.getuid()) if hasattr(os, "getuid") else "somebody"
    return f"{name}, by {program}"

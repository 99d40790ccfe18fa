"""What the server and the warm process say to each other over their line."""

BUILD, STOP = "build", "stop"  # asked
SHOWN = "shown"  # told, each time when a new book is in its place; a build's end is told by its exit code
OTHER_PROGRAM = 4  # the exit code where what the process has in memory is not the program of today

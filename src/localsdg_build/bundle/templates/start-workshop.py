"""Start a workshop from this folder; it needs Python alone, and no network.

python start-workshop.py [--lan | --here] [--data FOLDER] [--port NUMBER]
python start-workshop.py export OUT     (what the workshop made, into the folder OUT)
python start-workshop.py wipe NAMES     (removes people; stop the workshop first)
"""

import os
import sys

sys.dont_write_bytecode = True  # the folder may lie on a stick that is only read
program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "program")
if not os.path.isfile(os.path.join(program, "starter.py")):
    sys.exit("Unpack the whole zip file first, then start the file in the unpacked folder.")
sys.path.insert(0, program)

import starter  # noqa: E402 (it lies in the folder)

sys.exit(starter.main("localsdg_workshop", sys.argv[1:]))

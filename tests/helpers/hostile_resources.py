"""Code that would use up time, memory, disk and output: ``{name: (code, what must come of it)}``."""

from hostile_words import MAYBE, MEMORY, RIGHT, TIME, WRONG, stopped

RESOURCES = {
    "endless loop": ("while True: pass", TIME),
    "endless loop that swallows everything": (
        """
        import signal
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            try:
                while True: pass
            except BaseException: pass
        """,
        TIME,
    ),
    "sleep in C": (
        "import time\nwhile True:\n    try: time.sleep(10**6)\n    except BaseException: pass",
        TIME,
    ),
    "regex catastrophe": ("import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')", TIME),
    "huge power": ("average = 7 ** 10 ** 9", MEMORY),
    "memory by lists": ("average = []\nwhile True: average.append('x' * 10**6)", MEMORY),
    "memory by numpy": ("import numpy\naverage = numpy.ones(1 << 29)", MEMORY),
    "memory by bytes": ("average = b'x' * (1 << 40)", MEMORY),
    "memory that is swallowed": (
        "keep = []\nwhile True:\n    try: keep.append(bytearray(10**7))\n    except MemoryError: pass",
        MEMORY,
    ),
    "fork bomb": (
        "import os\naverage = 3\nfor n in range(10**5):\n    try: os.fork()\n    except OSError: pass",
        RIGHT,
    ),
    "thread bomb": (
        """
        import threading, time
        average = 3
        threading.stack_size(1 << 16)
        while True: threading.Thread(target=time.sleep, args=(60,)).start()
        """,
        MAYBE,
    ),
    "print without end": ("while True: print('x' * 1000)", TIME),
    "print much": ("for n in range(300_000): print(n)\naverage = 3", RIGHT),
    "standard error": ("import sys\naverage = 3\nfor n in range(10**5): sys.stderr.write('no' * 99)", RIGHT),
    "below Python": (
        "import os\naverage = 3\nfor n in range(2000): os.write(1, bytes(10**5)), os.write(2, bytes(10**5))",
        RIGHT,
    ),
    "a million displays": (
        "average = 3\nfrom IPython.display import display\n"
        "for n in range(10**6): display({'text/plain': 'x' * 90}, raw=True)",
        MAYBE,
    ),
    "a million answers": (
        "average = 3\nfrom IPython.display import display\nfrom localsdg.answers import bundle\n"
        "for n in range(10**6): display(bundle('zz-who-reports', {'n': n}, 'x' * 90), raw=True)",
        stopped("longer than", "more than can be kept", "memory", "died"),
    ),
    "a figure of ten million points": (
        "import numpy, plotly.express as px\naverage = 3\nx = numpy.arange(10**7)\npx.scatter(x=x, y=x)",
        MAYBE,
    ),
    "huge file": (
        """
        average = 3
        for act in (lambda f: f.truncate(1 << 50), lambda f: [f.write(bytes(10**6)) for n in range(10**4)]):
            try:
                with open("big", "wb") as file: act(file)
            except OSError: pass
        """,
        RIGHT,
    ),
    "many files": (
        "average = 3\ntry:\n    for n in range(10**6): open(f'{n}', 'w').close()\nexcept OSError: pass",
        RIGHT,
    ),
    "many open files": (
        "average = 3\nkeep = []\ntry:\n    while True: keep.append(open('/dev/null'))\nexcept OSError: pass",
        RIGHT,
    ),
    "deep folders": (
        "import os\naverage = 3\ntry:\n    while True: os.mkdir('d'); os.chdir('d')\nexcept OSError: pass",
        RIGHT,
    ),
    "deep recursion": (
        "import sys\naverage = 3\nsys.setrecursionlimit(10**9)\ndef f(): return f()\nf()",
        MAYBE,
    ),
    "recursion while shown": (
        "average = 3\nclass A:\n    def __repr__(self): return repr(self)\nA()",
        RIGHT,
    ),
    "shown without end": (
        "average = 3\nclass A:\n    def __repr__(self):\n        while True: pass\nA()",
        TIME,
    ),
    "an error that does not end": (
        "average = 3\nclass E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
        MAYBE,
    ),
    "huge number": ("average = 10 ** 10 ** 6", WRONG),
    "huge list": ("average = list(range(10**6))", WRONG),
    "huge text": ("average = 'x' * 10**8", WRONG),
    "huge table": (
        "import numpy, pandas\naverage = 3\ntable = pandas.DataFrame(numpy.zeros((10**6, 3)))",
        RIGHT,
    ),
    "endless iterator": ("import itertools\naverage = itertools.count()", WRONG),
    "list that lies about its length": (
        "class L(list):\n    def __len__(self): return 1\n"
        "    def __iter__(self):\n        while True: yield 1\naverage = L([1])",
        MEMORY,
    ),
    "a class that never answers": (
        "class A:\n    @property\n    def __class__(self):\n        while True: pass\naverage = A()",
        TIME,
    ),
}

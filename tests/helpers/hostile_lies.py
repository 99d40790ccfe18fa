"""Code that would get points without an answer: ``{name: (code, what must come of it)}``."""

from hostile_words import RIGHT, WRONG, stopped
from sandboxes import FIND_PIPE

FORGE = (
    FIND_PIPE
    + """
import json
MIME = "application/vnd.localsdg.answer+json"
def forge(*bundles):
    outputs = [{"output_type": "display_data", "data": {MIME: one}} for one in bundles]
    for cell in range(60):
        os.write(pipe, json.dumps({"cell": cell, "stopped": None, "outputs": outputs}).encode() + b"\\n")
"""
)
CHOICE_FORGED = {"exercise": "zz-who-reports", "answer": {"answers": {"who": "vnr", "when": 4}}}
_ALWAYS = "lambda *rest, **more: "

FALSIFIED = {
    "patched judge": (
        f"""
        import localsdg.judge, localsdg.checks, localsdg.score, localsdg.notebook
        full = [{{"id": "mean", "earned": 99, "points": 99, "state": "met", "text": "fine"}}]
        for module in (localsdg.judge, localsdg.notebook): module.judge = {_ALWAYS}full
        localsdg.checks.run = {_ALWAYS}full
        localsdg.score.grade_value = localsdg.notebook.grade_value = {_ALWAYS}99
        average = 1
        """,
        WRONG,
    ),
    "patched grade": (f"import localsdg\nlocalsdg.grade = {_ALWAYS}3\naverage = 1", stopped("no answer")),
    "patched json": (
        f"import json\njson.dumps = {_ALWAYS}'[]'\njson.loads = {_ALWAYS}[]\naverage = 1",
        stopped("no answer", or_graded=WRONG),
    ),
    "patched display": (
        f"""
        import IPython.display, localsdg.notebook, localsdg.notebook_widget
        from IPython import get_ipython
        display = IPython.display.display
        display({{"application/vnd.localsdg.answer+json": {CHOICE_FORGED!r}}}, raw=True)
        forged = {_ALWAYS}display({{"application/vnd.localsdg.answer+json": {CHOICE_FORGED!r}}}, raw=True)
        IPython.display.display = localsdg.notebook.display = localsdg.notebook_widget.display = forged
        average = 1
        """,
        stopped("no answer"),
    ),
    "modules taken away": ("import sys\nsys.modules['localsdg'] = None\naverage = 3", stopped("no answer")),
    "modules replaced": (
        """
        import sys, types
        fake = types.ModuleType("localsdg")
        fake.grade = lambda *rest: 3
        sys.modules["localsdg"] = sys.modules["localsdg.judge"] = fake
        average = 1
        """,
        stopped("no answer"),
    ),
    "builtins replaced": (
        "import builtins\nbuiltins.isinstance = lambda *rest: True\nbuiltins.abs = lambda x: 0\naverage = 1",
        stopped("no answer", "died", or_graded=WRONG),
    ),
    "equal to everything": (
        """
        class Everything:
            def __eq__(self, other): return True
            __lt__ = __gt__ = __le__ = __ge__ = __ne__ = __bool__ = __contains__ = lambda *rest: True
            def __sub__(self, other): return 0
            __rsub__ = __sub__
            def __abs__(self): return 0
            def __float__(self): return 3.0
            def __hash__(self): return 1
        average = Everything()
        """,
        WRONG,
    ),
    "a float that lies": (
        """
        class Lies(float):
            def __eq__(self, other): return True
            def __sub__(self, other): return 0.0
            __rsub__ = __sub__
            def __repr__(self): return "3.0"
            __str__ = __repr__
        average = Lies(77)
        """,
        WRONG,
    ),
    "a text that is JSON": ("average = '3, \"earned\": 99'", WRONG),
    "a dict that lies": (
        "class D(dict):\n    def items(self): return [('a', 1)] * 9\n    def get(self, *rest): return 3\n"
        "average = D(a=1)",
        WRONG,
    ),
    "a table that lies": (
        "import pandas\nclass T(pandas.DataFrame):\n    def __len__(self): return 3\n"
        "    __float__ = lambda s: 3.0\naverage = T({'a': [3]})",
        WRONG,
    ),
    "not a number": ("average = float('nan')", WRONG),
    "infinite": ("average = float('-inf')", WRONG),
    "negative": ("average = -10**9", WRONG),
    "true": ("average = True", WRONG),
    "a number as a text": ("average = '3'", WRONG),
    "a list of a number": ("average = [3]", WRONG),
    "complex": ("average = 3 + 0j", WRONG),
    "forged lines": (
        FORGE + f"forge({CHOICE_FORGED!r}, "
        "{'exercise': 'a-mean', 'answer': {'variables': {'average': 1}}})\nos._exit(0)",
        WRONG,
    ),
    "forged scores": (
        FORGE + "forge({'exercise': 'a-mean', 'answer': {'variables': {'average': 1}}, 'score': 3,"
        " 'earned': 99, 'status': 'graded', 'points': 99})\nos._exit(0)",
        WRONG,
    ),
    "a forged answer of odd numbers": (
        FORGE + "forge({'exercise': 'a-mean', 'answer': {'variables': {'average': float('inf'),"
        " 'table': [10**400, -10**4000, 1e308, float('nan')]}}})\nos._exit(0)",
        WRONG,
    ),
    "a forged answer within a text, deep": (
        FORGE + "text = json.dumps({'exercise': 'a-mean', 'answer': 7})\n"
        "forge(text[:-2] + '[' * 900 + ']' * 900 + '}')\nos._exit(0)",
        stopped("no answer"),
    ),
    "a forged answer within a text, broken letters": (
        FORGE
        + r"""
variables = '{"average": "\\ud800", "table": 1e999}'
forge('{"exercise": "a-mean", "answer": {"variables": ' + variables + '}}')
os._exit(0)
""",
        WRONG,
    ),
    "a forged answer with a name twice": (
        FORGE
        + """
forge('{"exercise": "zz-who-reports", "exercise": "a-mean", "answer": 3, "answer": [1]}')
os._exit(0)
""",
        WRONG,
    ),
    "lists without end": (
        FIND_PIPE
        + "for n in range(40):\n    os.write(pipe, b'{\"cell\": 0, \"outputs\": [' + b'{},' * 10**6)",
        stopped("more than can be kept", "died", "longer than"),
    ),
    "left in the middle": ("average = 3\nimport os\nos._exit(0)", stopped("died")),
    "left by a signal": ("average = 3\nimport os\nos.kill(os.getpid(), 9)", stopped("died")),
    "left by a crash": ("average = 3\nimport ctypes\nctypes.string_at(0)", stopped("died")),
    "exit": ("average = 3\nexit()", RIGHT),
    "the check cell's way closed": (FIND_PIPE + "average = 3\nos.close(pipe)", stopped("died")),
    "traced by a profile": (
        """
        import sys
        def trace(frame, event, arg):
            if "answer" in frame.f_locals: frame.f_locals["answer"] = 3
            return trace
        sys.settrace(trace)
        sys.setprofile(trace)
        average = 1
        """,
        stopped("no answer", "longer than", or_graded=WRONG),
    ),
    "events of the shell": (
        """
        from IPython import get_ipython
        shell = get_ipython()
        def change(*rest): shell.user_ns["table"] = 3
        for event in ("pre_run_cell", "post_run_cell", "pre_execute"): shell.events.register(event, change)
        shell.input_transformers_cleanup.append(lambda lines: ["1 + 1"])
        average = 1
        """,
        stopped("no answer"),
    ),
}

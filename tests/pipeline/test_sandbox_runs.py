"""What goes into a run and comes out of it, what the next run finds, and who may grade. On a real kernel."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sandboxes import FIND_PIPE, run, says, text, warm

from autograder import sandbox
from autograder.notebook.answers import bundles_of

from .conftest import CHECKOUT

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def process(small_course_folder):
    assert sandbox.missing() is None
    with warm(small_course_folder) as started:
        yield started


# ---- One after the other --------------------------------------------------------------------


def test_one_run_leaves_nothing_to_the_next(process):
    source = """
    import os, sys, json, pandas, localsdg.judge, builtins
    open("left", "w").write("x"); open("/tmp/left", "w").write("x")
    os.environ["LEFT"] = "x"; sys.path.append("/left"); left = 1
    json.dumps = pandas.DataFrame = localsdg.judge.judge = builtins.sum = None
    sys.modules["localsdg"] = None
    """
    assert says(process, textwrap.dedent(source)) == ""
    source = """
    import os, sys, json, pandas, localsdg.judge
    print(os.listdir("/tmp"), os.listdir(), os.environ.get("LEFT"), "/left" in sys.path, "left" in globals())
    print(None in (json.dumps, pandas.DataFrame, localsdg.judge.judge, sum), In[1:] == In[-1:])
    """
    assert says(process, textwrap.dedent(source)) == "['work'] [] None False False\nFalse True\n"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("!ls", "!ls"),
        ("!pip install pandas", "!pip install pandas"),
        ("files = !ls", "!ls"),
        ("%pip install pandas", "%pip install pandas"),
        ("%conda install pandas", "%conda install pandas"),
        ("%uv pip install pandas", "%uv pip install pandas"),
        ("%matplotlib inline", "%matplotlib inline"),
        ("%matplotlib", "%matplotlib"),
    ],
)
def test_a_line_that_does_nothing_here_is_skipped_and_the_rest_is_run(process, line, shown):
    said = says(process, f"{line}\nprint(6 * 7)\n")
    assert said.startswith(f"[Skipped: {shown}\nWhere code is graded") and said.endswith("42\n")
    assert "restart the kernel" not in said


@pytest.mark.parametrize(
    "line",
    [
        "%config InlineBackend.figure_format = 'retina'", "%load_ext autoreload", "%autoreload 2", "%pdb on",
        "from google.colab import drive", "from google.colab import files as f, output",
        "import google.colab", "from google.colab.output import x", "%nbextension enable", "%pylab inline",
    ],
)  # fmt: skip
def test_what_only_another_program_knows_is_passed_by(process, line):
    said = says(process, f"{line}\nprint(6 * 7)\n")
    assert said.startswith(f"[Skipped: {line}\nIt does nothing") and said.endswith("42\n")


def test_colab_does_nothing_and_is_not_said_to_be_there(process):
    used = "from google.colab import drive\ndrive.mount('/content/drive')\nprint('on')\n"
    assert "google.colab.drive.mount(…)" in says(process, used) and says(process, used).endswith("on\n")
    asked = "try:\n    import google.colab\n    print(True)\nexcept ImportError:\n    print(False)\n"
    assert says(process, asked) == "False\n"


@pytest.mark.parametrize(
    ("source", "end"),
    [
        ("%timeit -n 1 -r 1 sum(range(9))\nprint(6 * 7)\n", "42\n"),
        ("%%time\nx = 6 * 7\nprint(x)\n", ""),
        ("%%capture kept\nprint(1)", ""),
        ("display(6 * 7)\nprint(42)\n", "42\n"),
        ("%pylab\nprint(int(np.sum(arange(4))))\n", "6\n"),
    ],
)
def test_magics_that_do_something_do_it(process, source, end):
    ran = run(process, source, "print('Error' if 'x' in globals() and x != 42 else 'ok')")
    assert not any(one["output_type"] == "error" for one in ran.outputs[0]), ran.outputs
    assert text(ran, 1) == "ok\n" and (not end or text(ran).endswith(end))


def test_a_cell_for_another_program_is_skipped(process):
    ran = run(process, "%%bash\ntouch made", "import os; print(os.listdir())")
    assert text(ran).startswith("[Skipped: %%bash\n") and text(ran, 1) == "[]\n"


def test_a_check_opens_no_file_of_the_course_again(process):
    """The exercise was read while the process warmed up; code that holds all descriptors is checked too."""
    hold = (
        "average = 3\nkeep = []\ntry:\n    while True: keep.append(open('/dev/null'))\nexcept OSError: pass"
    )
    check = 'from localsdg import grade\ngrade("a-mean", globals())'
    for _ in range(2):
        ran = run(process, hold, check)
        assert (
            text(ran, 1).endswith("3") and bundles_of(ran.outputs[1])["a-mean"]["variables"]["average"] == 3
        )


def test_nothing_is_left_running(process):
    source = """
    import os, signal, threading, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for number in range(5):
        threading.Thread(target=time.sleep, args=(300,)).start()
    os.setsid() if os.getsid(0) != os.getpid() else None
    """
    assert run(process, textwrap.dedent(source)).ending is None
    assert Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text() == ""


# ---- What comes in and out ------------------------------------------------------------------


def test_outputs_are_those_of_a_notebook(process):
    ran = run(
        process,
        "import sys\nprint('one')\nprint('two', file=sys.stderr)\n3",
        "import plotly.express as px\npx.bar(x=['a'], y=[1])",
        "import pandas\npandas.DataFrame({'a': [1]})",
        "1 / 0",
    )
    assert [output["output_type"] for output in ran.outputs[0]] == ["stream", "stream", "execute_result"]
    assert "application/vnd.plotly.v1+json" in ran.outputs[1][0]["data"]
    assert {"text/html", "text/plain"} <= set(ran.outputs[2][0]["data"])
    assert ran.outputs[3][0]["ename"] == "ZeroDivisionError"
    assert (ran.ending, ran.stopped) == (None, {})


def test_a_figure_may_be_shown_and_notebooks_be_read(process):
    ran = run(
        process,
        "import plotly.express as px\npx.line(x=[1], y=[1]).show()",
        "import nbformat; nbformat.v4.new_notebook()",
    )
    assert "application/vnd.plotly.v1+json" in ran.outputs[0][0]["data"]
    assert "nbformat_minor" in text(ran, 1)


def test_nobody_types(process):
    assert "EOFError" in says(process, "input('Your name?')")


def test_noise_beside_python_does_no_harm(process):
    assert (
        says(process, "import os\nfor n in (1, 2):\n    os.write(n, b'\\xff' * 100_000)\n'fine'") == "'fine'"
    )


@pytest.mark.parametrize(
    "forged",
    [
        b"\n",
        b'{"cell": 0, "outputs": [{"data": {"text/plain": "forged"}}]}\n',
        b'{"cell": 0, "outputs": [' + b"[" * 200_000 + b"\n",
        b'{"cell": 0, "outputs": [' + b'{"a":' * 300 + b"1" + b"}" * 300 + b"]}\n",
        b'{"cell": 1e400, "outputs": []}\n{"cell": true, "outputs": []}\n{"cell": -1, "outputs": []}\n',
        b'{"cell": 0, "outputs": [{"a": NaN, "b": 1e999, "c": -Infinity, "d": "\\ud800"}]}\n',
        b'{"cell": 0, "outputs": ' + b"9" * 10_000 + b"}\n",
        b"\xff\xfe\x00{" + bytes(range(256)) + b"\n",
        b'{"cell": 0, "outputs"',
        b'[]\nnull\n1\n"x"\n',
    ],
    ids=["empty", "other", "deep", "deeper", "index", "numbers", "digits", "bytes", "cut off", "no object"],
)
def test_forged_results_do_no_harm(process, forged):
    ran = run(process, FIND_PIPE + f"\nos.write(pipe, {forged!r})", "'still here'")
    for outputs in ran.outputs.values():
        json.dumps(outputs, allow_nan=False, ensure_ascii=False).encode()
    assert set(ran.outputs) <= {0, 1}
    assert says(process, "'fine'") == "'fine'"


def test_a_closed_way_of_results_ends_the_run_with_a_sentence(process):
    ran = run(process, FIND_PIPE + "\nos.close(pipe)", "1")
    assert "died" in ran.ending and ran.outputs == {}


# ---- Who grades -----------------------------------------------------------------------------

_SCRIPT = """
import os, sys, tempfile
from autograder import sandbox
from autograder.sandbox import execute
from localsdg import course
assert sandbox.missing() is None, sandbox.missing()
with tempfile.TemporaryDirectory() as folder:
    with sandbox.WarmProcess(execute.copy_public_course(course.root(), folder)) as warm:
        ran = warm.run(["import os; (os.getuid(), os.listdir('/proc'))", "os.fork()"], {}, sandbox.Limits())
        print(os.getuid(), ran.outputs[0][0]["data"]["text/plain"], ran.outputs[1][0]["ename"], ran.ending)
"""
_AS_NOBODY = """
set -e
hold=$(mktemp -d)
mount --bind "$1" "$hold"
mount -t tmpfs -o mode=755 tmpfs "$2"
mkdir -p "$1"
mount --bind "$hold" "$1"
shift 2
exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
"""


def test_an_ordinary_user_can_grade(tmp_path):
    """Root's tests run this as nobody, with the Python they use moved to where nobody may read it."""
    command, user = [sys.executable, "-c", _SCRIPT], os.getuid()
    if user == 0:
        prefix, user = Path(os.path.realpath(sys.base_prefix)), 65534
        closed = [folder for folder in reversed(prefix.parents) if not folder.stat().st_mode & 0o001]
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        if closed:
            command = ["unshare", "--mount", "sh", "-c", _AS_NOBODY, "sh", prefix, closed[0], *command[4:]]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/")
    assert done.stdout == f"{user} (1000, []) PermissionError None\n", done.stderr
    assert shutil.which("bwrap")

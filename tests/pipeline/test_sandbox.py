"""What a learner's code can see, reach and change: itself, and nothing else. On a real kernel."""

import os
import platform
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sandboxes import run, says, warm

from autograder import sandbox
from autograder.sandbox import bubblewrap, syscalls
from localsdg import course

from .conftest import CHECKOUT

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def process(small_course_folder):
    assert sandbox.missing() is None
    with warm(small_course_folder) as started:
        yield started


# ---- Files ----------------------------------------------------------------------------------


def test_nothing_of_this_computer_is_visible(process, tmp_path, folder):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for place in (CHECKOUT, secret, folder.gradebook, folder.root, "/etc/passwd", "/var", "/sys", "/home"):
        assert Path(place).exists() or str(place) in ("/home",)
        assert says(process, f"import os; os.path.lexists({str(place)!r})") == "False"


def test_the_home_folder_holds_at_most_the_python_that_runs(process):
    source = f"""
    import os
    for folder, _, names in os.walk({str(Path.home())!r}):
        for name in names:
            if not folder.startswith({os.path.realpath(sys.base_prefix) + "/"!r}):
                print(folder, name)
    """
    assert says(process, textwrap.dedent(source)) == ""


def test_neither_hidden_checks_nor_samples_nor_the_grader_are_visible(process):
    source = """
    import os
    masked = ["/packages/0/" + name for name in ("autograder", "localsdg_build", "localsdg_web")]
    for top in ("/course", "/code", "/tmp", "/etc", *masked):
        for folder, _, names in os.walk(top):
            for name in names: print(os.path.join(folder, name))
    """
    names = says(process, textwrap.dedent(source)).splitlines()
    assert "/course/exercises/a-mean/checks.py" in names and "/code/inside/main.py" in names
    assert not [name for name in names if "hidden" in name or "samples" in name or "autograder" in name]
    assert not [
        name
        for name in names
        if name.startswith("/code/") and name.split("/")[2] not in ("inside", "localsdg")
    ]


def test_what_hidden_checks_are_called_is_worth_and_say_is_not_visible(process, small_course_folder):
    spec = course.exercise("zz-who-reports", course=small_course_folder)
    (hidden,) = spec["hidden_checks"]
    sentence = next(iter(spec["words"]["feedback"][hidden["id"]].values()))
    source = """
    import pathlib
    for path in sorted(pathlib.Path("/course/exercises/zz-who-reports").iterdir()): print(path.read_text())
    """
    said = says(process, textwrap.dedent(source))
    assert "from localsdg.checks import" in said and '"title": "Who' in said
    assert hidden["id"] not in said and "hidden" not in said and sentence not in said


SIGNALS = """
import fcntl, os, signal
for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGINT, signal.SIGUSR1, signal.SIGHUP):
    for target in (0, -1):
        if number != signal.SIGSTOP or target == 0:
            signal.signal(number, signal.SIG_IGN) if number != signal.SIGSTOP else None
            try:
                os.kill(target, number)
            except OSError: pass
    try:
        os.setpriority(os.PRIO_PGRP, 0, 19)
    except OSError: pass
"""


def test_no_signal_reaches_the_warm_process(process):
    """A group of processes goes beyond a namespace: a signal to it could end or stop the warm one."""
    before = process.pid
    run(process, SIGNALS, "'after'", cell=1)
    assert says(process, "1") == "1"
    assert process.pid == before and os.getpriority(os.PRIO_PROCESS, before) < 19


def test_no_module_of_the_grader_can_be_imported(process):
    assert "No module named 'autograder" in says(process, "import autograder.notebook.answers")


def test_writing_is_possible_in_tmp_alone(process):
    source = """
    import os
    tops = ["/code", "/course", "/dev", "/etc", "/proc", "/tmp"]
    folders = [os.path.join(one, name) for top in tops for one, names, _ in os.walk(top) for name in names]
    folders += ["/", *tops, "/usr/lib", "/packages", "/packages/0", os.path.dirname(os.__file__)]
    for folder in folders:
        try:
            open(folder + "/new", "w").close()
            print(folder)
        except OSError:
            pass
    """
    assert set(says(process, textwrap.dedent(source)).splitlines()) == {"/tmp", "/tmp/work"}


def test_devices_can_be_used_but_not_changed(process):
    source = """
    import os
    assert len(open("/dev/urandom", "rb").read(8)) == 8 and open("/dev/null", "w").write("x") == 1
    for change in (os.chmod, 0), (os.remove,), (os.utime,), (os.chown, 1000, 1000):
        try:
            change[0]("/dev/null", *change[1:])
            print("changed")
        except OSError as problem:
            print(type(problem).__name__)
    """
    assert "changed" not in says(process, textwrap.dedent(source))
    assert os.stat("/dev/null").st_mode & 0o666 == 0o666


def test_files_that_go_in_are_there(process):
    assert says(process, "open('a.json').read()", put={"a.json": b"{}"}) == "'{}'"


# ---- Processes and the network --------------------------------------------------------------


def test_no_other_process_is_visible(process):
    assert says(process, "import os\nprint(os.listdir('/proc'), os.getpid(), os.getuid())") == "[] 1 1000\n"
    outcome = says(process, "import os, signal\nfor n in range(2, 3000):\n    os.kill(n, 0)")
    assert "ProcessLookupError" in outcome


@pytest.mark.parametrize(
    "source",
    [
        "import os; os.fork()",
        "import subprocess; subprocess.run(['/usr/bin/true'])",
        "import os, sys; os.execv(sys.executable, ['python'])",
        "import os; os.system('true') == 0 or 1/0",
        "import multiprocessing; multiprocessing.get_context('fork').Process(target=print).start()",
    ],
)
def test_no_process_can_be_started(process, source):
    outcome = says(process, source)
    assert "PermissionError" in outcome or "ZeroDivisionError" in outcome


def test_threads_and_event_loops_can_be_used(process):
    source = """
    import asyncio, threading
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(8) as pool:
        print(sum(pool.map(abs, range(-9, 0))))
    await asyncio.sleep(0.01)
    """
    assert says(process, textwrap.dedent(source)) == "45\n"


def test_there_is_no_network_not_even_to_this_computer(process):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        source = f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=3)"
        assert "PermissionError" in says(process, source)
        # The outer room has none either, if one day the kernel's filter had a hole.
        command, environment = bubblewrap.confined(None, ["-c", source])
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert "ConnectionRefusedError" in done.stderr or "unreachable" in done.stderr
    for kind in ("AF_UNIX", "AF_INET6", "AF_NETLINK"):
        assert "PermissionError" in says(process, f"import socket; socket.socket(socket.{kind})")


def _numbers():
    """``{name: number}`` of the refused calls that this machine has."""
    import pyseccomp

    found = dict(syscalls.NUMBERS)
    for name in syscalls.REFUSED:
        try:
            number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), name)
        except ValueError:
            continue
        if number >= 0:
            found[name] = number
    return found


def test_the_kernel_refuses_what_it_is_told_to_refuse(process):
    numbers = _numbers()
    assert {"execve", "ptrace", "mount", "unshare", "setns", "keyctl", "bpf", "socket"} <= set(numbers)
    source = f"""
    import ctypes, errno
    libc = ctypes.CDLL(None, use_errno=True)
    for name, number in {numbers!r}.items():
        ctypes.set_errno(0)
        if libc.syscall(number, 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != errno.EPERM:
            print(name, ctypes.get_errno())
    """
    assert says(process, textwrap.dedent(source)) == ""


def test_only_threads_can_be_cloned(process):
    import pyseccomp

    clone, clone3 = (pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) for name in ("clone", "clone3"))
    source = f"""
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)  # 470 is a call of a kernel to come
    calls = [({clone}, 17), ({clone}, 0x10000000), ({clone}, 0x20000 | 17), ({clone3}, 0), (470, 0)]
    for number, flags in calls:
        print(libc.syscall(number, flags, 0, 0, 0, 0), ctypes.get_errno())
    """
    assert says(process, textwrap.dedent(source)) == "-1 1\n-1 1\n-1 1\n-1 38\n-1 38\n"


@pytest.mark.skipif(
    platform.machine() != "x86_64", reason="calls of another kind exist on this processor alone"
)
def test_calls_of_the_other_kind_kill(process):
    source = """
    import ctypes, mmap
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(b"\\xb8\\x02\\x00\\x00\\x00\\xcd\\x80\\xc3")  # mov eax, 2 (fork); int 0x80; ret
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
    """
    assert "SIGSYS" in run(process, textwrap.dedent(source)).ending


def test_no_right_is_left(process):
    source = """
    import ctypes, os
    libc = ctypes.CDLL(None)
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, data)
    print(list(data), [n for n in range(41) if libc.prctl(23, n, 0, 0, 0)], libc.prctl(39, 0, 0, 0, 0))
    """
    assert says(process, textwrap.dedent(source)) == "[0, 0, 0, 0, 0, 0] [] 1\n"


def test_nothing_is_open_but_the_way_of_the_results(process):
    source = """
    import os, stat
    for number in range(1000):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        kind = "pipe" if stat.S_ISFIFO(mode) else "device" if stat.S_ISCHR(mode) else oct(mode)
        print(number if number < 3 else "more", kind)
    """
    assert says(process, textwrap.dedent(source)) == "0 device\n1 device\n2 device\nmore pipe\n"


def test_the_facilitators_environment_is_not_passed_on(small_course_folder, monkeypatch):
    monkeypatch.setenv("LMS_PASSWORD", "secret")
    with warm(small_course_folder) as started:
        assert says(started, "import os\n'LMS_PASSWORD' in os.environ") == "False"

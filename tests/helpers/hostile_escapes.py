"""Code that would read, reach or change what is not its own: ``{name: code}``.

The test fills names in double angle brackets. ``GOT`` in a cell's output is a hole.
"""

# attempt(f) says what came of it; whatever f gives that is true is a hole.
ATTEMPT = """
import ctypes, glob, os, signal, socket, stat, sys
libc = ctypes.CDLL(None, use_errno=True)
def attempt(f, *arguments):
    try:
        found = f(*arguments)
        print("GOT" if found else "nothing", f, arguments, found)
    except BaseException as problem:
        print(type(problem).__name__, problem)
def text(path):
    return open(path, "rb").read()
"""

ESCAPES = {
    "read the system's files": """
        for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.ssh/id_rsa", "/var/log/syslog"):
            attempt(text, path)
        attempt(os.listdir, "/home")
        """,
    "read the checkout": """
        rooms = [f"/packages/0/{name}" for name in ("localsdg_build", "localsdg_web", "autograder")]
        for top in ("/course", "/code", "/tmp", "<<checkout>>", *rooms):
            attempt(lambda: glob.glob(top + "/**/hidden_checks.py", recursive=True))
            attempt(lambda: glob.glob(top + "/**/samples/*.json", recursive=True))
        attempt(text, "<<checkout>>/README.md")
        from localsdg import course, judge
        attempt(lambda: course.hidden_checks_source("zz-who-reports"))
        attempt(lambda: judge.judge_all("zz-who-reports", {"answers": {"when": 4}})[1])
        """,
    "read gradebook and others": """
        for path in ("<<course>>/gradebook.db", "<<inputs>>", "<<course>>/submitted"):
            attempt(os.lstat, path)
        attempt(text, "<<secret>>")
        for top in ("/course", "/code", "/tmp", "/var", "/home", "<<inputs>>", "<<course>>"):
            attempt(lambda: glob.glob(top + "/**/*.ipynb", recursive=True))
            attempt(lambda: glob.glob(top + "/**/gradebook.db", recursive=True))
        """,
    "read the environment": """
        attempt(lambda: [name for name in os.environ if "SECRET" in name])
        for path in glob.glob("/proc/*/environ") + [f"/proc/{n}/environ" for n in range(3000)]:
            attempt(text, path)
        """,
    "read through proc": """
        for n in ["self", "1", str(os.getppid()), "thread-self"]:
            for name in ("mem", "root/etc/passwd", "cwd", "exe", "maps", "cmdline"):
                attempt(os.stat, f"/proc/{n}/{name}")
            attempt(os.listdir, f"/proc/{n}/fd")
        for path in ("/proc/kcore", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/sys/kernel"):
            attempt(os.stat, path)
        """,
    "use what is open": """
        def reach(number):
            mode = os.fstat(number).st_mode
            return stat.S_ISSOCK(mode) or stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        for number in range(1024):
            attempt(reach, number)
        """,
    "network": """
        attempt(socket.gethostbyname, "localhost")
        attempt(lambda: socket.getaddrinfo("example.org", 80))
        attempt(lambda: socket.create_connection(("127.0.0.1", <<port>>), timeout=2))
        def send():
            return socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", <<port>>))
        attempt(send)
        import urllib.request
        attempt(lambda: urllib.request.urlopen("http://127.0.0.1:<<port>>/").read())
        """,
    "sockets of the host": """
        def knock(address):
            one = socket.socket(socket.AF_UNIX)
            one.connect(address)
            return True
        attempt(knock, "<<socket>>")
        attempt(knock, "\\0<<abstract>>")
        one, other = socket.socketpair()
        attempt(lambda: one.connect("\\0<<abstract>>") or True)
        attempt(lambda: one.sendto(b"x", "<<socket>>"))
        """,
    "trace processes": """
        for pid in [0, 1, os.getppid(), <<victim>>, *range(2, 200)]:
            attempt(lambda: libc.ptrace(16, pid, 0, 0) == 0)
            attempt(lambda: libc.process_vm_readv(pid, None, 0, None, 0, 0) >= 0)
            attempt(lambda: libc.syscall(434, pid, 0) >= 0)
        """,
    "mount and unshare": """
        attempt(lambda: libc.mount(b"/", b"/tmp/work", None, 4096, None) == 0)
        attempt(lambda: libc.umount2(b"/proc", 2) == 0 or libc.umount2(b"/tmp", 2) == 0)
        for flag in (0x00020000, 0x10000000, 0x20000000, 0x40000000):
            attempt(lambda: libc.unshare(flag) == 0)
        attempt(lambda: os.chroot("/tmp") or True)
        attempt(lambda: libc.syscall(155, b"/", b"/tmp") == 0)
        attempt(lambda: libc.setns(0, 0) == 0)
        """,
    "kill everybody": """
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for pid in [-1, 0, os.getppid(), <<victim>>, *range(2, 500)]:
            for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGINT):
                if pid not in (0, -1) or number == signal.SIGTERM:
                    attempt(lambda: os.kill(pid, number) or pid > 1)
        attempt(lambda: libc.syscall(424, 3, 9, 0, 0) == 0)
        """,
    "become root": """
        attempt(lambda: os.setuid(0) or True)
        attempt(lambda: os.setgroups([0]) or True)
        attempt(lambda: os.setresuid(0, 0, 0) or True)
        open("s", "w").close()
        os.chmod("s", 0o4755)
        attempt(lambda: os.chown("s", 0, 0) or True)
        attempt(lambda: libc.prctl(47, 2, 21, 0, 0) == 0)
        attempt(lambda: os.nice(-5) or True)
        """,
    "links in the working folder": """
        for target in ("<<canary>>", "<<course>>/gradebook.db", "/etc/passwd", "/course/exercises"):
            for name in (".localsdg-answers.json", "link"):
                attempt(lambda: os.path.lexists(name) and os.remove(name))
                os.symlink(target, name)
                attempt(text, name)
                attempt(lambda: open(name, "a").write("owned"))
            attempt(lambda: os.link(target, "hard") or True)
        """,
    "shadow the libraries": """
        for name in ("pandas", "localsdg", "json", "IPython", "plotly", "sitecustomize", "numpy"):
            for folder in (".", "/tmp"):
                open(f"{folder}/{name}.py", "w").write("raise SystemExit('shadowed')")
        os.makedirs("localsdg", exist_ok=True)
        open("localsdg/__init__.py", "w").write("raise SystemExit('shadowed')")
        import localsdg.answers
        """,
    "write to the libraries": """
        import pandas, localsdg
        for folder in (os.path.dirname(pandas.__file__), os.path.dirname(localsdg.__file__), "/code",
                       "/course", os.path.dirname(os.__file__), "/packages/0", "/usr/lib", "/dev/shm", "/"):
            attempt(lambda: open(folder + "/usercustomize.py", "w").write("1"))
            attempt(lambda: os.rename(folder, folder + "-away") or True)
        for path in (pandas.__file__, localsdg.__file__, "/code/inside/shell.py", sys.executable):
            attempt(lambda: open(path, "a").write("x"))
            attempt(lambda: os.chmod(path, 0o777) or True)
            attempt(lambda: os.remove(path) or True)
        """,
    "outlive the run": """
        import atexit, threading, time
        def later():
            while True: time.sleep(0.1)
        atexit.register(later)
        threading.Thread(target=later).start()
        threading.Thread(target=later, daemon=True).start()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        attempt(lambda: os.setsid() and False)
        class Last:
            def __del__(self): later()
        keep = Last()
        """,
    "start programs": """
        import subprocess
        for program in (sys.executable, "/bin/sh", "/usr/bin/true", "/usr/bin/bwrap"):
            attempt(lambda: subprocess.run([program, "-c", "1"]).returncode == 0)
            attempt(lambda: os.execv(program, [program]))
            attempt(lambda: os.posix_spawn(program, [program], {}) and True)
        attempt(lambda: libc.system(b"true") == 0)
        attempt(lambda: os.popen("echo GO" + "T").read())
        attempt(lambda: os.system("touch <<canary>>-touched") == 0)
        """,
    "raw system calls": """
        import platform
        if platform.machine() == "x86_64":
            calls = {41: (2, 1, 0), 57: (), 58: (), 59: (b"/bin/sh", 0, 0), 101: (16, 1, 0, 0), 165: (),
                     248: (), 250: (), 272: (0x10000000,), 310: (1,), 319: (b"x", 0), 321: (), 323: (1,),
                     425: (8, 0), 434: (1, 0), 435: (0, 0), 442: (), 463: ()}
            for number, arguments in calls.items():
                attempt(lambda: libc.syscall(number, *arguments, 0, 0) >= 0)
        """,
    "devices and terminals": """
        for name in ("mem", "kmem", "sda", "vda", "tty", "console", "ptmx", "kvm", "fuse", "loop0"):
            attempt(os.open, f"/dev/{name}", os.O_RDWR)
            attempt(lambda: os.mknod("d", 0o600 | stat.S_IFBLK, os.makedev(8, 0)) or True)
        import fcntl
        attempt(lambda: fcntl.ioctl(0, 0x5412, b"x") == b"x")
        """,
    "memory that others share": """
        from multiprocessing import shared_memory
        attempt(lambda: shared_memory.SharedMemory("x", create=True, size=100) and True)
        attempt(lambda: libc.shmget(1, 4096, 0o1666) >= 0)
        attempt(lambda: libc.msgget(1, 0o1666) >= 0)
        """,
    "find others in the memory": """
        import gc
        mark = "".join(["HONEST", "-WORK"])
        def others():
            for one in gc.get_objects():
                items = list(one.values()) if isinstance(one, dict) else one
                if isinstance(items, (list, tuple)):
                    for item in items:
                        if type(item) is str and item is not mark and len(item) < 10**6 and mark in item:
                            return item
        attempt(others)
        """,
    "scan the memory": """
        import re
        reading, writing = os.pipe()  # writing from where nothing is says so and does not kill
        libc.sbrk.restype, libc.sbrk.argtypes = ctypes.c_void_p, (ctypes.c_ssize_t,)
        libc.write.argtypes = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t
        def scan(start, end, wanted=rb"HONEST-WORK-[7]", step=1 << 12):
            for place in range(start, end, step):
                count = libc.write(writing, place, step)
                if count > 0:
                    found = re.search(wanted, os.read(reading, step))
                    if found:
                        return found[0]
        mine = "-".join(["HONEST", "WORK", "1"])  # would it be found?
        near = id(mine) & ~0xfff
        assert scan(near, near + 8192, rb"HONEST-WORK-[1]", 8192)  # it may lie across two pages
        top = libc.sbrk(0) & ~0xfff
        attempt(scan, top - (1 << 27), top)
        attempt(scan, near - (1 << 28), near + (1 << 28))
        """,
    "find what the warm process has": """
        import gc
        for one in gc.get_objects():
            if type(one).__name__ in ("Warm", "socket") and type(one).__module__ in ("__main__", "socket"):
                attempt(lambda: one.control.send(b"j") if hasattr(one, "control") else one.send(b"j"))
        frame = sys._getframe()
        while frame:
            for name in ("self", "given", "job", "results", "limits"):
                if name in frame.f_locals and name == "limits":
                    frame.f_locals[name].update(cell=10**6, notebook=10**6, memory=1 << 50)
            frame = frame.f_back
        import resource
        attempt(lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)) or True)
        attempt(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096)) or True)
        """,
    "change the clock and the name": """
        import time
        attempt(lambda: time.clock_settime(time.CLOCK_REALTIME, 0) or True)
        attempt(lambda: socket.sethostname("owned") or True)
        attempt(lambda: libc.reboot(0x1234567) == 0)
        """,
}

"""``make test`` on a computer that lacks programs: it installs them, or says the one line to type."""

import subprocess
import sys

import pytest

from localsdg_build import test_tools

# Stands for apt-get: it writes down what it was asked for and "installs" programs of the packages' names.
APT = """#!/bin/sh
echo "$DEBIAN_FRONTEND: $*" >> {folder}/asked
for last; do :; done
[ "$last" = update ] && exit {update}
for package; do case $package in
  chromium) printf '#!/bin/sh\\n' > {folder}/chromium; chmod +x {folder}/chromium;;
  bubblewrap) printf '#!/bin/sh\\n' > {folder}/bwrap; chmod +x {folder}/bwrap;;
esac; done
exit 0
"""

# Stands for apt-cache: it knows all packages but that one.
LISTS = '#!/bin/sh\n[ "$2" = {unknown} ] || echo "Package: $2"\n'


@pytest.fixture
def computer(tmp_path, monkeypatch):
    """``computer(program=script, ...)``: a computer with these programs on its PATH and a few of the system.

    Run ``test_tools`` on it with what it gives; ``asked`` is what its apt-get was asked for.
    """

    def make(unknown="none", **programs):
        if "apt_get" in programs:
            programs["apt_cache"] = LISTS.format(unknown=unknown)
        for name, script in programs.items():
            path = tmp_path / name.replace("_", "-")
            path.write_text(script)
            path.chmod(0o755)
        for name in ("env", "true", "sh", "chmod", "printf"):
            (tmp_path / name).symlink_to(f"/usr/bin/{name}" if name != "sh" else "/bin/sh")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("CHROMIUM", raising=False)
        return tmp_path

    return make


def apt(folder, update=0):
    return APT.format(folder=folder, update=update)


def asked(folder):
    path = folder / "asked"
    return path.read_text().splitlines() if path.exists() else []


def only(monkeypatch, *names):
    """The other tools are there or not as this computer has it; these tests are about ``names``."""
    monkeypatch.setattr(test_tools, "NEEDED", tuple(tool for tool in test_tools.NEEDED if tool.name in names))


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(test_tools.os, "getuid", lambda: 0)


@pytest.fixture
def as_user(monkeypatch):
    monkeypatch.setattr(test_tools.os, "getuid", lambda: 1000)


def test_root_gets_what_is_missing_and_nothing_else(computer, tmp_path, monkeypatch, as_root, capfd):
    only(monkeypatch, "Chromium", "bubblewrap")
    folder = computer(apt_get=apt(tmp_path), chromium_browser="#!/bin/sh\n")
    assert test_tools.main() == 0
    assert asked(folder) == [
        "noninteractive: -qq -o DPkg::Lock::Timeout=300 update",
        "noninteractive: -qq -o DPkg::Lock::Timeout=300 install -y bubblewrap",
    ]
    said = capfd.readouterr().out.splitlines()
    assert said == [
        "Missing on this computer: bubblewrap, in which learners' code runs.",
        "Installing the packages bubblewrap (with apt-get) …",
    ]


def test_lists_that_cannot_be_renewed_are_no_reason_to_stop(computer, tmp_path, monkeypatch, as_root):
    only(monkeypatch, "bubblewrap")
    computer(apt_get=apt(tmp_path, update=100))
    assert test_tools.main() == 0


def test_what_a_system_has_no_package_of_keeps_nobody_from_the_rest(
    computer, tmp_path, monkeypatch, as_root, capfd
):
    only(monkeypatch, "Firefox", "Chromium", "bubblewrap")
    monkeypatch.delenv("FIREFOX", raising=False)
    folder = computer(unknown="firefox-esr", apt_get=apt(tmp_path))
    assert test_tools.main() == 1
    assert asked(folder)[1].endswith("install -y chromium bubblewrap")
    assert capfd.readouterr().err == (
        "No package here has this name; install it in another way: Firefox (firefox-esr)\n"
    )


def test_a_user_with_sudo_gets_it_too(computer, tmp_path, monkeypatch, as_user):
    only(monkeypatch, "Chromium", "bubblewrap")
    folder = computer(apt_get=apt(tmp_path), sudo='#!/bin/sh\n[ "$1" = -n ] && shift && exec "$@"\n')
    assert test_tools.main() == 0
    assert asked(folder)[1].endswith("install -y chromium bubblewrap")


@pytest.mark.parametrize("sudo", [{}, {"sudo": "#!/bin/sh\nexit 1\n"}], ids=["no sudo", "with a password"])
def test_a_user_without_the_right_is_told_the_one_line(computer, tmp_path, monkeypatch, as_user, capfd, sudo):
    only(monkeypatch, "Chromium", "bubblewrap")
    folder = computer(apt_get=apt(tmp_path), **sudo)
    assert test_tools.main() == 1
    assert asked(folder) == []
    assert "sudo apt-get install -y chromium bubblewrap\n" in capfd.readouterr().err


def test_what_apt_could_not_install_is_said(computer, monkeypatch, as_root, capfd):
    only(monkeypatch, "bubblewrap")
    computer(apt_get="#!/bin/sh\nexit 100\n")
    assert test_tools.main() == 1
    assert "sudo apt-get install -y bubblewrap\n" in capfd.readouterr().err


def test_a_system_without_apt_is_told_the_names(computer, monkeypatch, as_root, capfd):
    only(monkeypatch, "bubblewrap")
    computer()
    assert test_tools.main() == 1
    said = capfd.readouterr()
    assert "Missing on this computer: bubblewrap" in said.out and "apt-get install" in said.err


def test_it_needs_nothing_but_the_standard_library():
    """It is there before a package is; and nothing is asked where all is there."""
    code = f"import runpy; print(runpy.run_path({test_tools.__file__!r})['main'] is not None)"
    done = subprocess.run([sys.executable, "-S", "-I", "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("True\n", "")

"""The course's own small server: right types, compressed, for this computer alone."""

import gzip
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from localsdg_build import editions
from localsdg_build.serve import serve_book

SERVE = "import sys; from pathlib import Path; from localsdg_build.serve import serve_book; "
SERVE += "sys.exit(serve_book(Path(sys.argv[1]), int(sys.argv[2])))"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>Book</title>" + "<p>text</p>" * 500)
    (tmp_path / "worker.js").write_text("// " + "x" * 2000)
    (tmp_path / "python.mjs").write_text("// " + "x" * 2000)
    (tmp_path / "python.wasm").write_bytes(b"\0asm" + b"\0" * 5000)
    (tmp_path / "font.woff2").write_bytes(b"wOF2" + b"\0" * 5000)
    return tmp_path


@pytest.fixture
def address(folder):
    command = [sys.executable, "-c", SERVE, str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline()).group()
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
        assert server.stderr.read() == ""  # Ctrl+C ends quietly


def get(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.headers, answer.read()


@pytest.mark.parametrize(
    ("name", "kind", "compressed"),
    [
        ("", "text/html", True),
        ("worker.js", "text/javascript", True),
        ("python.mjs", "text/javascript", True),
        ("python.wasm", "application/wasm", True),
        ("font.woff2", "font/woff2", False),
    ],
)
def test_types_and_compression(address, folder, name, kind, compressed):
    headers, body = get(f"{address}/{name}", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Type"].split(";")[0] == kind
    assert (headers["Content-Encoding"] == "gzip") is compressed
    content = (folder / (name or "index.html")).read_bytes()
    assert (gzip.decompress(body) if compressed else body) == content


def test_an_address_with_a_checksum_is_kept_for_long_and_others_are_asked_again(address):
    kept, _ = get(f"{address}/worker.js?v=1a2b3c")
    assert "max-age=31536000" in kept["Cache-Control"]
    asked, _ = get(f"{address}/worker.js")
    assert asked["Cache-Control"] == "no-cache"
    with pytest.raises(urllib.error.HTTPError) as same:
        get(f"{address}/worker.js", **{"If-None-Match": asked["Etag"]})
    assert same.value.code == 304
    same.value.close()


def test_a_missing_page_says_so(address):
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(f"{address}/nothing.html")
    assert missing.value.code == 404
    assert b"there is no page at this address" in missing.value.read()
    missing.value.close()


def test_nothing_outside_the_folder_is_served(address):
    for path in ("/../../../../etc/hosts", "/%2e%2e/%2e%2e/etc/hosts"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(address + path)
        assert refused.value.code in (403, 404)
        refused.value.close()


@pytest.mark.parametrize(
    ("path", "code"),
    [("/%00", 404), ("/index.html%00.png", 404), ("/a%00/b", 404), ("/" + "x" * 3000, 404), ("/%ff%fe", 400)],
)
def test_an_address_that_no_file_can_have_is_not_found(address, path, code):
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(address + path)
    assert missing.value.code == code
    missing.value.close()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "", "[::2]"]
)
def test_another_name_for_this_computer_is_not_answered(address, host):
    """Else a page of another site could read the trainer's edition by a name that it makes point here."""
    port = address.rpartition(":")[2]
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(address, Host=host.format(port=port))
    assert refused.value.code in (400, 421)
    assert b"<p>text</p>" not in refused.value.read()
    refused.value.close()


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST"])
def test_this_computer_s_own_names_are_answered(address, host):
    port = address.rpartition(":")[2]
    assert b"<p>text</p>" in get(address, Host=host.format(port=port))[1]


def test_a_port_in_use_is_told_in_one_line(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", SERVE, folder, port], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("name", editions.NAMES)
def test_without_a_book_it_says_how_to_build_one(tmp_path, capsys, name, live):
    folder = tmp_path / editions.edition(name, live).html
    assert serve_book(folder, 0) == 1
    said = capsys.readouterr().err
    edition = "" if name == editions.LEARNER else f" EDITION={name}"
    assert said.endswith(f"make {'live' if live else 'build'}{edition}\n") and folder.name in said

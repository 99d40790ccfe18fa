"""Feedback as PDF: what learners wrote is text in it, nothing is fetched, one page holds up no other."""

import contextlib
import io
import socket
import sys
import threading
import zipfile

import pdf_words
import pytest
from click.testing import CliRunner
from desk_page import Page
from hostile_markup import PAYLOADS

from autograder.cli import main
from autograder.errors import CourseFolderError
from autograder.reports import paper
from localsdg_build.handouts import pdf

from .conftest import CHOICE, HALF, NAME, grade_all

EVIL = "<b>amina {{ 7 * 7 }} 'x"
ODD = " ".join(PAYLOADS.values()).replace("\x00", "") + " 我们数了水井 été " + "x" * 300
READY = 'print(\'{"lacks": ""}\', flush=True); '
SLOW = (
    "import sys, json, time\n" + READY + "\nfor line in sys.stdin:\n"
    "    time.sleep(60) if 'slow' in line else sys.exit() if 'dies' in line else print("
    "json.dumps({'pdf': 'UERG'}), flush=True)"
)


def test_a_pdf_for_each_learner_by_command_and_at_the_desk(maker, hand_in, folder):
    hand_in(EVIL, maker.by_page({CHOICE: HALF}, text=ODD))
    grade_all([hand_in("boris", maker.by_page({CHOICE: HALF}))], folder)
    done = CliRunner().invoke(main, ["feedback", "--pdf", "--course", str(folder.root)])
    assert done.exit_code == 0 and "2 of them as PDF" in done.output, done.output
    found = {path.parents[1].name: path.read_bytes() for path in folder.root.glob("feedback/*/*/*.pdf")}
    assert len(found) == 2
    (odd,) = (data for name, data in found.items() if name != "boris")
    inside, read = pdf_words.unpacked(odd), pdf_words.text(odd)
    assert b"pdfuaid" in inside and b"/Lang (en)" in inside and b"/EmbeddedFile" not in inside
    assert "<script>RUN</script>" in read and "我们数了水井" in read and "{{ RUN }}" in read
    reply = Page(folder.root).enter().client.get("/give/pdf")
    assert reply.status_code == 200, reply.text
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        given = {archive.read(name) for name in archive.namelist()}
    assert given == set(found.values())  # those that were there


def test_a_pdf_does_not_outlive_its_page(maker, hand_in, folder):
    grade_all([hand_in("amina", maker.by_page({CHOICE: HALF}))], folder)
    CliRunner().invoke(main, ["feedback", "--course", str(folder.root)])
    printed = folder.feedback("amina", NAME).with_suffix(".pdf")
    printed.write_bytes(b"of before")
    CliRunner().invoke(main, ["feedback", "--course", str(folder.root)])
    assert printed.exists()  # nothing changed
    grade_all([hand_in("amina", maker.by_page({CHOICE: {"answers": {}}}))], folder)
    CliRunner().invoke(main, ["feedback", "--course", str(folder.root)])
    assert not printed.exists()


def test_nothing_is_fetched_whatever_a_page_asks_for(tmp_path):
    """Even where markup came through: neither from the network nor from this computer."""
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_note, args=(server, asked), daemon=True).start()
        place = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        data = pdf.of_strangers(
            f"<title>T</title><link rel=stylesheet href={place}><img src={place}>"
            f"<object data={place}></object>"
            f"<style>@import url({place}); body {{ background: url({place}) }}</style>"
            f"<a rel=attachment href={secret.as_uri()}>a</a><img src={secret.as_uri()}>",
            "",
        )
    assert data.startswith(b"%PDF") and asked == [] and b"/EmbeddedFile" not in pdf_words.unpacked(data)


def _note(server, asked):
    with contextlib.suppress(OSError):
        while True:
            asked.append(server.accept())


def test_a_page_that_takes_too_long_or_too_much_is_left_out_and_the_next_is_made():
    with paper.Printer([sys.executable, "-c", SLOW], patience=5) as printer:
        assert [printer.pdf(one) for one in ("slow", "a", "dies", "b")] == [None, b"PDF", None, b"PDF"]
        assert printer.pdf("x" * (2 << 20)) is None


@pytest.mark.parametrize("lacks, word", [("pango", "Pango"), ("weasyprint", "make handouts")])
def test_what_must_be_installed_is_said(lacks, word):
    told = f'print(\'{{"lacks": "{lacks}"}}\')'
    with pytest.raises(CourseFolderError, match=word), paper.Printer([sys.executable, "-c", told]):
        pass

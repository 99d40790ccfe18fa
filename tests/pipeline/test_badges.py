"""Badges: who gets one, what it says, and that nobody can change it. Verified by others, too."""

import base64
import html
import json
import re
import stat
from datetime import UTC, datetime, timedelta

import open_badge
import pytest
from click.testing import CliRunner
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from openbadgeslib.ob3.did import did_key_from_pem
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from autograder import cli, messages
from autograder.badges import keys, status, tokens, verifying
from autograder.errors import CourseFolderError
from autograder.reports import record_page

from .conftest import CHOICE, HALF, NAME, RIGHT, STORY, by_hand, grade_all

SAID = messages.words("en", "badge.yml")
LIST = "https://example.org/badges/status.jwt"
ASKED = f"""badge:
  issuer: Association of Towns
  points: 50
  teachback: teachback.csv
  status: {LIST}
  page: https://example.org/book/en/badge.html
"""


def run(*arguments, code=0):
    done = CliRunner().invoke(cli.main, [str(one) for one in arguments])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def course(maker, hand_in, folder, tmp_path):
    """Amina met all; Ben has no session, Cleo waits for a reader, Dora has too few points."""
    hand_in("amina", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hand_in("ben", maker.by_page({CHOICE: RIGHT}, text=STORY))
    hand_in("cleo", maker.by_page({CHOICE: RIGHT}, text=STORY))
    grade_all([hand_in("dora", maker.by_page({CHOICE: HALF}))], folder)
    by_hand(folder, "amina", 4)
    by_hand(folder, "ben", 4)
    (folder.root / "course.yml").write_text(ASKED)
    (folder.root / "teachback.csv").write_text("learner,date\namina,2026-11-20\ncleo,\ndora,\n")
    run("badge", "--new-key", tmp_path / "key.pem")
    return folder


@pytest.fixture
def issued(course, tmp_path):
    """``issued(chosen)``: Amina's badge once it is issued, with what she chose to show (rows of a table)."""

    def issue(*chosen):
        (tmp_path / "chosen.csv").write_text("\n".join(["learner,name,points,record", *chosen]) + "\n")
        arguments = (
            "--course",
            course.root,
            "--key",
            tmp_path / "key.pem",
            "--names",
            tmp_path / "chosen.csv",
        )
        run("badge", *arguments)
        return course.root / "badges" / "amina"

    return issue


def payload(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=="))


# ---- Keys -------------------------------


def test_a_key_is_its_owners_alone_and_its_name_is_the_standards(tmp_path):
    path = tmp_path / "key.pem"
    said = run("badge", "--new-key", path)
    key = keys.read(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and key.did in said
    assert key.did == did_key_from_pem(public_pem(key)) and keys.of_did(key.did) == key.private.public_key()
    before = path.read_bytes()
    assert "is there already" in run("badge", "--new-key", path, code=1) and path.read_bytes() == before
    path.chmod(0o644)
    with pytest.raises(CourseFolderError, match="chmod 600"):
        keys.read(path)
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(CourseFolderError, match="no Ed25519 key"):
        keys.read(path)
    for name in ("", "did:web:example.org", "did:key:z0", f"{key.did}1", f"did:key:z{'1' * 90}"):
        assert keys.of_did(name) is None


def public_pem(key):
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


# ---- Who gets one -------------------------------


def test_who_met_it_is_told_with_what_others_lack(course):
    said = run("badge", "--course", course.root)
    assert "amina: met." in said and "1 of 4 met" in said
    assert "ben: not yet. no session of ben is in teachback.csv." in said
    assert f"cleo: not yet. {NAME}: waits for a person." in said
    assert re.search(rf"dora: not yet\. {NAME}: \d+ of \d+ points, 50 percent are asked for\.", said)
    assert not (course.root / "badges").exists()


def test_nothing_that_a_learner_names_decides(course, maker, hand_in, tmp_path):
    """A hand-in that calls itself somebody's who met it earns nothing, and its name is on no badge."""
    notebook = maker.by_page({CHOICE: HALF})
    notebook["metadata"].setdefault("localsdg", {})["learner"] = {
        "name": "amina",
        "email": "amina@example.org",
    }
    grade_all([hand_in("eve", notebook)], course)
    said = run("badge", "--course", course.root, "--key", tmp_path / "key.pem")
    assert "eve: not yet." in said and not (course.root / "badges" / "eve").exists()


UNUSABLE = {
    "": "does not say what a badge asks for",
    "badge: {issuer: X, pionts: 50}": "pionts in badge is not known",
    "badge: {points: 50}": "say in badge who issues it",
    "badge: {issuer: X, points: 101}": "a number from 0 to 100",
    "badge: {issuer: X, modules: '9'}": "there is no module 9",
    "badge: {issuer: X, status: example.org}": "write an address with https://",
    "badge: {issuer: X, teachback: none.csv}": "none.csv cannot be read",
    "badge: {issuer: X, teachback: course.yml}": "has no column learner",
}


def test_settings_that_cannot_be_used_are_named(course):
    for asked, said in UNUSABLE.items():
        (course.root / "course.yml").write_text(asked)
        assert said in run("badge", "--course", course.root, code=1)


def test_a_session_of_nobody_known_is_named_with_its_line(course):
    (course.root / "teachback.csv").write_text("learner\namina\nanima\n")
    assert "line 3: anima" in run("badge", "--course", course.root, code=1)


# ---- What it says, and that it holds -------------------------------


def test_a_badge_is_verified_here_and_by_others(issued, tmp_path):
    where = issued()
    token, did = (where / "badge.jwt").read_text(), keys.read(tmp_path / "key.pem").did
    listed = (where.parent / status.FILE).read_text()
    verifier = OB3Verifier.for_issuer_did(did)
    credential = verifier.verify(token)
    verifier.check_status(credential, verify_list=True, download=lambda address: listed.encode())
    assert credential.achievement.criteria_narrative.startswith("At least 50 percent of the points")
    assert OB3Verifier.extract_token_from_svg((where / "badge.svg").read_bytes()) == token
    # An implementation that shares nothing with ours but the standard: the key by its coordinates.
    raw = keys.of_did(did).public_bytes_raw()
    jwk = JWK(kty="OKP", crv="Ed25519", x=base64.urlsafe_b64encode(raw).decode().rstrip("="))
    signed = JWS()
    signed.deserialize(token, jwk)
    assert json.loads(signed.payload)["id"] == credential.id
    for name in ("badge.jwt", "badge.svg", "badge.html"):
        assert SAID["valid"] in run("verify", where / name)


def test_one_changed_letter_is_said_clearly(issued, tmp_path):
    where = issued("amina,Amina Bello,yes")
    token = (where / "badge.jwt").read_text()
    did = keys.read(tmp_path / "key.pem").did
    sentences = {SAID[key] for key in ("changed", "damaged", "other_key", "no_badge")}
    header, body, signature = token.split(".")
    last = len(token) - 1  # two of its bits say nothing: not every other letter there is another signature
    for place in [*range(0, last, 37), len(header), len(header) + 1 + len(body), last - 1]:
        letter = "A" if token[place] != "A" else "B"
        edited = token[:place] + letter + token[place + 1 :]
        with pytest.raises(tokens.Invalid) as problem:
            verifying.verify(edited)
        assert SAID[problem.value.key] in sentences
        with pytest.raises(OB3VerificationError):
            OB3Verifier.for_issuer_did(did).verify(edited)
    page = (
        (where / "badge.html").read_text().replace(token, f"{header}.{body[:200]}x{body[201:]}.{signature}")
    )
    (tmp_path / "edited.html").write_text(page)
    said = run("verify", tmp_path / "edited.html", code=1)
    assert SAID["changed"] in said or SAID["damaged"] in said
    # Whoever edits and signs anew signs with a key of their own: it is another issuer's badge, and says so.
    forged = tokens.signed({**payload(token), "name": "Other"}, keys.new(tmp_path / "other.pem"))
    with pytest.raises(tokens.Invalid, match="changed"):
        verifying.verify(forged)


def test_it_holds_what_the_learner_chose_and_no_more(issued):
    badge = payload((issued() / "badge.jwt").read_text())
    text = json.dumps(badge)
    assert "amina" not in text.casefold() and "identifier" not in text and "result" not in text
    assert SAID["page_nobody"] in (issued() / "badge.html").read_text()


def test_a_name_and_points_are_there_where_they_were_chosen(issued):
    where = issued("amina,Amina Bello,yes", "ben,Ben,")
    badge = verifying.verify((where / "badge.html").read_text()).badge
    assert verifying.told(badge)["learner"] == "Amina Bello"
    ((title, earned, most),) = verifying.results(badge)
    assert 0 < float(earned) <= float(most) and title
    page = (where / "badge.html").read_text()
    assert "Amina Bello" in page and "<svg" in page and f"{earned} of {most} points" in page
    # The QR code holds the page's address with the badge behind #, which no browser sends.
    code = tokens.packed((where / "badge.jwt").read_text())
    assert len(code) < 1500 and "#b=" not in page.split("<svg")[0]


def test_the_record_is_shown_by_objective_where_it_was_chosen(issued, course):
    where = issued("amina,Amina Bello,,yes")
    badge = verifying.verify((where / "badge.jwt").read_text()).badge
    rows = verifying.results(badge)
    (module, *_), record = rows[0], record_page.of(course, "amina")
    objectives = [row for row in rows[1:] if not row[0].startswith("Judged by a person")]
    (judged,) = [row for row in rows[1:] if row[0].startswith("Judged by a person")]
    assert [row[0] for row in objectives] == ["Say why towns report."] and judged[1:] == ("4", "4")
    hidden = 1  # a check that stays closed
    assert float(rows[0][1]) == sum(float(row[1]) for row in [*objectives, judged]) + hidden
    # It is the one record: the same sentences and points stand on its own page.
    for title, earned, most in objectives:
        assert title in html.unescape(record) and f"{earned} of {most}" in record
    page = (where / "badge.html").read_text()
    for text in (module, judged[0], SAID["page_chosen"], SAID["done"], objectives[0][0]):
        assert text in html.unescape(page)
    assert badge["credentialSubject"]["activityEndDate"] <= badge["validFrom"]


@pytest.mark.parametrize("chosen", ["", "amina,Amina Bello,yes", "amina,Amina,yes,yes"])
def test_it_is_as_the_standard_says(issued, course, chosen):
    badge = payload((issued(chosen) / "badge.jwt").read_text())
    assert open_badge.problems(badge) == []
    subject = badge["credentialSubject"]
    for wrong in (
        {**badge, "credentialSubject": {**subject, "achivement": {}}},
        {**badge, "issuer": {"type": ["Profile"]}},
        {**badge, "validFrom": "2026"},
        {
            **badge,
            "credentialSubject": {**subject, "result": [{"type": ["Result"], "resultDescription": "?"}]},
        },
    ):
        assert open_badge.problems(wrong)


def test_dates_are_heeded(issued, tmp_path):
    token = (issued() / "badge.jwt").read_text()
    badge, key, now = payload(token), keys.read(tmp_path / "key.pem"), datetime.now(UTC)
    with pytest.raises(tokens.Invalid, match="not_yet"):
        verifying.verify(token, now=now - timedelta(days=1))
    ended = tokens.signed({**badge, "validUntil": "2020-01-01T00:00:00Z"}, key)
    with pytest.raises(tokens.Invalid, match="expired"):
        verifying.verify(ended)
    for wrong in ({"validFrom": "soon"}, {"type": ["VerifiableCredential"]}, {"jti": "urn:uuid:0"}):
        with pytest.raises(tokens.Invalid, match="no_badge"):
            verifying.verify(tokens.signed({**badge, **wrong}, key))


# ---- Revoking -------------------------------


def test_a_revoked_badge_is_in_the_list_and_a_new_one_may_be_issued(issued, course, tmp_path):
    where, key = issued(), tmp_path / "key.pem"
    token, listed = (where / "badge.jwt").read_text(), where.parent / status.FILE
    assert "has a badge already" in run("badge", "--course", course.root, "--key", key)
    assert (where / "badge.jwt").read_text() == token
    assert SAID["not_revoked"] in run("verify", where / "badge.jwt", "--list", listed)
    old = listed.read_text()
    said = run("badge", "--course", course.root, "--key", key, "--revoke", "amina")
    assert LIST in said and "is revoked" in said
    assert SAID["revoked"] in run("verify", where / "badge.jwt", "--list", listed, code=1)
    did = keys.read(key).did
    credential = OB3Verifier.for_issuer_did(did).verify(token)
    with pytest.raises(OB3VerificationError, match="revocation"):
        OB3Verifier.for_issuer_did(did).check_status(
            credential, verify_list=True, download=lambda address: listed.read_bytes()
        )
    # Lists that are not the one: another key's, another address's, a badge.
    other = status.write(tmp_path, LIST, keys.new(tmp_path / "other.pem"), datetime.now(UTC))
    for text in (other.read_text(), token, "none"):
        with pytest.raises(tokens.Invalid):
            verifying.verify(token, text)
    assert (
        verifying.verify(token, old).listed == verifying.LISTED
    )  # whoever has an old list does not learn it
    assert "is revoked already" in run(
        "badge", "--course", course.root, "--key", key, "--revoke", "amina", code=1
    )
    run("badge", "--course", course.root, "--key", key)
    assert (where / "badge.jwt").read_text() != token


def test_without_a_list_nothing_can_be_revoked(course, tmp_path):
    (course.root / "course.yml").write_text("badge: {issuer: X, points: 50, years: 2}")
    run("badge", "--course", course.root, "--key", tmp_path / "key.pem", "--learner", "amina")
    where = course.root / "badges" / "amina"
    badge = payload((where / "badge.jwt").read_text())
    assert "credentialStatus" not in badge and badge["validUntil"][:4] == str(int(badge["validFrom"][:4]) + 2)
    assert SAID["no_list"] in run("verify", where / "badge.svg")
    said = run("badge", "--course", course.root, "--key", tmp_path / "key.pem", "--revoke", "amina", code=1)
    assert "cannot" in said or "nobody could learn" in said
    assert "<svg" not in (where / "badge.html").read_text()  # no page is known that a code could open


def test_who_is_forgotten_has_no_badge_here_and_the_place_in_the_list_stays_taken(issued, course):
    where = issued()
    taken = status.numbers(where.parent)
    run("forget", "amina", "--course", course.root, "--yes")
    assert not where.exists() and status.numbers(where.parent) == taken

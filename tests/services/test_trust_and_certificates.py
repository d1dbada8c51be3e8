"""Whom to believe: one root, a register that grows, certificates withdrawn, and what a reader pins."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from tests.services.desk_builders import ASHA, SAFE, TestDesk, a_desk, refusal
from tests.services.signing_keys import SECRET, Keys, plant

from panel_desk.domain.errors import Reason
from panel_desk.domain.verification import Verdict
from panel_desk.services.verifying import Verifying
from panel_desk.signing.authority import Root, make_root
from panel_desk.signing.register import read_trust_file
from panel_desk.vault import archive


@pytest.fixture
def reader(tmp_path: Path) -> Verifying:
    """A reader who has imported nothing yet."""
    return Verifying(tmp_path / "settings" / "trusted.paneltrust")


def written(at: TestDesk, path: Path) -> Path:
    path.write_bytes(at.desk.certificates.trust_file(SECRET))
    return path


def test_a_root_is_founded_and_certificates_are_issued_by_it(at: TestDesk) -> None:
    fingerprint = at.desk.certificates.found_root("Fictional Borough Council", SECRET)
    person = at.person("Dana Prior")
    issued = at.desk.certificates.issue(
        ASHA, person, roles=("chair",), panels=(SAFE,), root_passphrase=SECRET, passphrase="another passphrase"
    )
    trust = read_trust_file(at.desk.certificates.trust_file(SECRET))
    assert [(e.fingerprint, e.name, e.role, e.panels) for e in trust.register] == [
        (issued, "Dana Prior", "chair", (SAFE,))
    ]
    assert Verifying.fingerprint(trust).replace(" ", "").lower() == fingerprint.replace(" ", "").lower()


def test_a_second_root_is_refused(signing: TestDesk) -> None:
    before = signing.desk.book.db.conn.execute("SELECT * FROM kept_name ORDER BY name").fetchall()
    with refusal(Reason.SIGNING, "already"):
        signing.desk.certificates.found_root("Fictional Borough Council", SECRET)
    assert signing.desk.book.db.conn.execute("SELECT * FROM kept_name ORDER BY name").fetchall() == before


def test_without_a_root_nothing_is_issued(at: TestDesk) -> None:
    with refusal(Reason.SIGNING, "no signing root"):
        at.desk.certificates.trust_file(SECRET)
    with refusal(Reason.SIGNING, "no signing root"):
        at.desk.certificates.issue(
            ASHA, at.person("Dana Prior"), roles=(), panels=(), root_passphrase=SECRET, passphrase=SECRET
        )


def test_a_wrong_root_passphrase_issues_nothing(signing: TestDesk) -> None:
    head = signing.desk.book.head()
    with refusal(Reason.WRONG_KEY):
        signing.desk.certificates.issue(
            ASHA, signing.person("Marta Lee"), roles=(), panels=(), root_passphrase="wrong", passphrase=SECRET
        )
    assert signing.desk.book.head() == head


def test_an_unknown_certificate_is_not_withdrawn(signing: TestDesk) -> None:
    with refusal(Reason.NOT_FOUND):
        signing.desk.certificates.revoke(ASHA, "0" * 64, "lost")


def test_every_edition_of_the_trust_file_has_a_higher_number(signing: TestDesk) -> None:
    serials = [read_trust_file(signing.desk.certificates.trust_file(SECRET)).serial for _ in range(3)]
    assert serials == [1, 2, 3]


def test_a_withdrawn_certificate_makes_its_signer_unknown_with_the_new_trust_file_only(
    signing: TestDesk, keys: Keys
) -> None:
    meeting_id = signing.approved()
    before = read_trust_file(signing.desk.certificates.trust_file(SECRET))
    pdf = signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    signing.desk.certificates.revoke(ASHA, keys.people["Dana Prior"].fingerprint, "the key was lost")
    after = read_trust_file(signing.desk.certificates.trust_file(SECRET))
    now, check = signing.clock(), Verifying().verify
    assert check(pdf, now=now, trust=before).verdict is Verdict.INCOMPLETE
    assert check(pdf, now=now, trust=after).verdict is Verdict.UNKNOWN_SIGNER


def test_the_first_trust_file_is_taken_by_its_fingerprint_only(
    signing: TestDesk, reader: Verifying, tmp_path: Path
) -> None:
    path = written(signing, tmp_path / "a.paneltrust")
    assert reader.pinned() is None
    with refusal():
        reader.pin(path, None)
    with refusal(match="not the expected one"):
        reader.pin(path, "0" * 64)
    assert reader.pinned() is None
    spoken = reader.fingerprint(reader.read_trust(path))
    assert reader.pin(path, spoken) == reader.pinned()


def test_later_editions_of_a_pinned_root_need_no_fingerprint_and_older_ones_are_refused(
    signing: TestDesk, reader: Verifying, tmp_path: Path
) -> None:
    older, newer = (written(signing, tmp_path / name) for name in ("1.paneltrust", "2.paneltrust"))
    reader.pin(older, reader.fingerprint(reader.read_trust(older)))
    assert reader.pin(newer, None).serial == 2
    with refusal(match="older"):
        reader.pin(older, None)
    assert reader.pinned() == reader.read_trust(newer)


def test_another_councils_trust_file_does_not_slip_in(signing: TestDesk, reader: Verifying, tmp_path: Path) -> None:
    held = written(signing, tmp_path / "ours.paneltrust")
    reader.pin(held, reader.fingerprint(reader.read_trust(held)))
    ours = reader.read_trust(held)
    other = make_root("Another Council", SECRET, ours.issued_at)
    foreign = tmp_path / "theirs.paneltrust"
    foreign.write_bytes(_trust_of(other, signing))
    with refusal(match="not known here"):
        reader.pin(foreign, None)
    assert reader.pinned() == ours


def _trust_of(root: Root, at: TestDesk) -> bytes:
    """A whole trust file of another root, made by a desk of its own."""
    with a_desk(at.clock) as other:
        archive.keep(other.desk.book.vault, root.p12_bytes, now=at.clock(), name="signing/root.p12")
        return other.desk.certificates.trust_file(SECRET)


def test_a_pinned_trust_is_used_where_none_is_named(signing: TestDesk, reader: Verifying, tmp_path: Path) -> None:
    meeting_id = signing.approved()
    pdf = signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    assert reader.verify(pdf, now=signing.clock()).verdict is Verdict.UNKNOWN_SIGNER
    path = written(signing, tmp_path / "a.paneltrust")
    reader.pin(path, reader.fingerprint(reader.read_trust(path)))
    assert reader.verify(pdf, now=signing.clock()).verdict is Verdict.INCOMPLETE


def test_a_place_that_cannot_hold_the_trust_file_is_told(signing: TestDesk, tmp_path: Path) -> None:
    (tmp_path / "settings").symlink_to(tmp_path / "a disk that is not there")
    reader = Verifying(tmp_path / "settings" / "trusted.paneltrust")
    path = written(signing, tmp_path / "a.paneltrust")
    trust = reader.read_trust(path)
    with refusal(Reason.STORAGE, "cannot be kept"):
        reader.pin(path, reader.fingerprint(trust))


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 100, b"%PDF-1.7"])
def test_what_is_no_trust_file_is_refused(reader: Verifying, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.paneltrust"
    path.write_bytes(content)
    with refusal(Reason.BAD_FILE):
        reader.read_trust(path)


@pytest.mark.parametrize("name", ["", "missing.pdf", "folder"])
def test_a_file_that_cannot_be_had_is_told(reader: Verifying, tmp_path: Path, signing: TestDesk, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with refusal(Reason.NOT_FOUND if name == "missing.pdf" else Reason.BAD_FILE):
        reader.verify_file(tmp_path / name, now=signing.clock())


def test_any_bytes_are_an_answer_and_no_error(reader: Verifying, signing: TestDesk) -> None:
    found = [reader.verify(content, now=signing.clock()).verdict for content in (b"", b"%PDF-1.7\n", bytes(1000))]
    assert found == [Verdict.DAMAGED] * 3


def test_a_planted_desk_is_as_one_that_issued_itself(at: TestDesk, keys: Keys) -> None:
    plant(at, keys)
    assert at.desk.auditing.audit().is_whole


@pytest.mark.parametrize(
    ("reason", "flag"),
    [
        ("key-lost", x509.ReasonFlags.key_compromise),
        ("left", x509.ReasonFlags.affiliation_changed),
        ("replaced", x509.ReasonFlags.superseded),
    ],
)
def test_why_a_certificate_was_withdrawn_reaches_the_revocation_list(
    signing: TestDesk, keys: Keys, reason: str, flag: x509.ReasonFlags
) -> None:
    signing.desk.certificates.revoke(ASHA, keys.people["Dana Prior"].fingerprint, reason)
    trust = read_trust_file(signing.desk.certificates.trust_file(SECRET))
    (entry,) = x509.load_der_x509_crl(trust.revocation_list)
    assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason is flag


@pytest.mark.parametrize("days", [-1, 731])
def test_a_certificate_ends_neither_before_today_nor_after_two_years(signing: TestDesk, days: int) -> None:
    ends = signing.desk.book.now().date() + timedelta(days=days)
    with refusal(match="within two years"):
        signing.desk.certificates.issue(
            ASHA,
            signing.person("Dana Prior"),
            roles=["chair"],
            panels=[],
            root_passphrase=SECRET,
            passphrase=SECRET,
            valid_to=ends,
        )


def test_nobody_signs_after_the_last_day_that_the_register_gives(signing: TestDesk) -> None:
    dana, last = signing.person("Dana Prior"), signing.desk.book.now().date() + timedelta(days=30)
    signing.desk.certificates.issue(
        ASHA, dana, roles=["chair"], panels=[], root_passphrase=SECRET, passphrase=SECRET, valid_to=last
    )
    at_noon = datetime.combine(last, time(12), UTC)
    assert signing.desk.certificates.entitled(dana, "chair", SAFE, at_noon)
    with refusal(Reason.SIGNING, "is not valid today"):
        signing.desk.certificates.entitled(dana, "chair", SAFE, at_noon + timedelta(days=1))

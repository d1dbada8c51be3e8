"""What is green, what a missing or older trust file makes of it, and how times are told."""

from __future__ import annotations

import asyncio
import json
import subprocess
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.signing.building import (
    NOW,
    PASSPHRASE,
    SIGNED_AT,
    Council,
    a_certificate,
    a_key_file,
    a_trust_file,
    an_entry,
    arguments,
    der,
    make_minutes,
    root_certificate,
)

from panel_desk.domain.verification import Answer, Question, TimeKind, Verdict, Verification
from panel_desk.signing.archive import archive
from panel_desk.signing.authority import REVOCATION_LIST_DAYS, RevocationReason, Revoked
from panel_desk.signing.identity import open_identity
from panel_desk.signing.register import Trust, read_trust_file
from panel_desk.signing.revisions import open_untrusted, record_at
from panel_desk.signing.sign import approve


def answer(found: Verification, question: Question) -> Answer:
    """One answer."""
    return next(finding.answer for finding in found.findings if finding.question == question)


def test_minutes_signed_by_the_chair_alone_are_genuine(council: Council, chair_only: bytes) -> None:
    found = council.check(chair_only)

    assert (found.verdict, found.expected, found.found) == (Verdict.GENUINE, 1, 1)
    assert found.title == "SAFE minutes, 22 October 2026"
    assert found.signed_revision == chair_only


def test_minutes_signed_by_chair_and_approver_are_genuine(council: Council, good: bytes) -> None:
    found = council.check(good)

    assert found.verdict == Verdict.GENUINE
    assert [(one.signer, one.role) for one in found.signatures] == [
        ("Dana Prior", "chair"),
        ("DS Imran Khan", "approver:police"),
    ]
    assert all(one.sound and one.signed_at == SIGNED_AT for one in found.signatures)
    assert found.changes == ()


def test_every_question_is_answered_once_in_the_order_of_the_screen(council: Council, good: bytes) -> None:
    assert [finding.question for finding in council.check(good).findings] == list(Question)


def test_three_signatures_the_last_of_which_locks_are_genuine(council: Council) -> None:
    certified = council.certified(council.minutes(("Approval-health", "Approval-police")))
    twice = council.approved(certified, council.identity("Abena"), field="Approval-health")

    assert council.check(certified).verdict == Verdict.INCOMPLETE
    assert council.check(twice).verdict == Verdict.INCOMPLETE
    assert council.check(council.approved(twice)).verdict == Verdict.GENUINE


def test_a_stated_time_is_not_called_proven(council: Council, good: bytes) -> None:
    found = council.check(good)

    assert answer(found, Question.TIME) == Answer.UNSURE
    assert {one.time for one in found.signatures} == {TimeKind.STATED}


def test_a_time_stamp_proves_the_time(council: Council) -> None:
    pdf = council.certified(council.minutes(approvals=()), timestamper=council.tsa)
    found = council.check(pdf)

    assert found.verdict == Verdict.GENUINE
    assert answer(found, Question.TIME) == Answer.YES
    assert found.signatures[0].time == TimeKind.PROVEN


def test_a_time_stamp_of_an_unknown_authority_is_not_believed(council: Council, impostor: Council) -> None:
    pdf = council.certified(council.minutes(approvals=()), timestamper=impostor.tsa)
    found = council.check(pdf)

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert answer(found, Question.TIME) == Answer.NO
    assert found.signatures[0].time == TimeKind.STATED


@pytest.mark.parametrize("times", [1, 2])
def test_archived_minutes_are_genuine_and_may_be_archived_again(council: Council, good: bytes, times: int) -> None:
    pdf = good
    for _ in range(times):
        pdf = archive(pdf, council.trust, timestamper=council.tsa, now=NOW)
    found = council.check(pdf)

    assert found.verdict == Verdict.GENUINE
    assert found.found == 2
    assert answer(found, Question.TIME) == Answer.YES


def test_an_archive_under_an_unknown_time_stamp_is_not_green(council: Council, impostor: Council, good: bytes) -> None:
    found = council.check(archive(good, council.trust, timestamper=impostor.tsa, now=NOW))

    assert found.verdict == Verdict.UNKNOWN_SIGNER


def test_an_imported_rsa_key_of_the_organisations_root_signs_genuine_minutes(council: Council) -> None:
    key = rsa.generate_private_key(65537, 2048)
    certificate = a_certificate(key, council.root.key, "Dana Prior", root_certificate(council.root))
    identity = open_identity(a_key_file(key, certificate), PASSPHRASE, now=NOW)
    trust = _listing(council, identity.fingerprint)

    pdf = council.certified(council.minutes(approvals=()), identity)

    assert council.check(pdf, trust=trust).verdict == Verdict.GENUINE


def test_an_imported_key_of_another_listed_authority_signs_genuine_minutes(council: Council) -> None:
    authority_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    authority = a_certificate(authority_key, authority_key, "Fictional Staff Authority", None, authority=True)
    certificate = a_certificate(key, authority_key, "Dana Prior", authority)
    identity = open_identity(a_key_file(key, certificate, [authority]), PASSPHRASE, now=NOW)
    pdf = council.certified(council.minutes(approvals=()), identity)

    listed = _listing(council, identity.fingerprint, other_roots=(der(authority),))
    assert council.check(pdf, trust=listed).verdict == Verdict.GENUINE
    assert council.check(pdf, trust=_listing(council, identity.fingerprint)).verdict == Verdict.UNKNOWN_SIGNER


def test_without_a_trust_file_nobody_is_known(council: Council, good: bytes) -> None:
    found = council.check(good, trust=None)

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert answer(found, Question.KNOWN_SIGNER) == Answer.UNSURE
    assert answer(found, Question.UNCHANGED) == Answer.YES
    assert [one.signer for one in found.signatures] == ["Dana Prior", "DS Imran Khan"]


def test_an_outdated_list_of_withdrawn_certificates_is_said_and_not_green(council: Council, good: bytes) -> None:
    later = council.trust.issued_at + timedelta(days=REVOCATION_LIST_DAYS, seconds=1)
    found = council.check(good, now=later)

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert answer(found, Question.KNOWN_SIGNER) == Answer.UNSURE
    assert any("out of date since" in sentence for sentence in found.sentences)


def test_minutes_stay_genuine_after_the_signers_certificate_ran_out(council: Council, good: bytes) -> None:
    years_later = NOW + timedelta(days=3 * 365)
    trust = _fresh(council, issued_at=years_later)

    assert council.check(good, now=years_later, trust=trust).verdict == Verdict.GENUINE


def test_a_role_that_had_ended_when_it_was_used_does_not_count(council: Council, chair_only: bytes) -> None:
    entry = an_entry(council.people["Dana"], valid_to=(SIGNED_AT - timedelta(days=1)).date())
    trust = read_trust_file(a_trust_file(council.root, [entry]))

    assert council.check(chair_only, trust=trust).verdict == Verdict.UNKNOWN_SIGNER


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [(RevocationReason.LEFT, Verdict.GENUINE), (RevocationReason.KEY_LOST, Verdict.UNKNOWN_SIGNER)],
)
def test_a_proven_time_before_the_withdrawal_saves_a_signature_unless_the_key_was_lost(
    council: Council, reason: RevocationReason, verdict: Verdict
) -> None:
    pdf = council.certified(council.minutes(approvals=()), timestamper=council.tsa)
    revoked = Revoked(council.people["Dana"].certificate_der, SIGNED_AT + timedelta(minutes=1), reason)

    assert council.check(pdf, trust=_fresh(council, revoked=[revoked])).verdict == verdict


def test_a_time_in_the_future_is_not_believed(council: Council) -> None:
    pdf = council.certified(council.minutes(approvals=()), at=NOW + timedelta(days=2))
    found = council.check(pdf)

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert answer(found, Question.TIME) == Answer.NO


def test_the_record_held_here_must_be_the_record_inside(council: Council) -> None:
    pdf = council.certified(council.minutes(approvals=()))
    held = _record_in(pdf)

    assert council.check(pdf, held_record=held).verdict == Verdict.GENUINE
    assert council.check(pdf, held_record=held + b" ").verdict == Verdict.CHANGED


def test_signed_minutes_without_a_record_inside_are_incomplete(council: Council) -> None:
    pdf = council.certified(council.minutes(approvals=(), expected_signatures="none"))
    found = council.check(pdf)

    assert found.verdict == Verdict.INCOMPLETE
    assert answer(found, Question.RECORD_INSIDE) == Answer.UNSURE


def test_times_are_shown_in_the_readers_zone(council: Council, good: bytes) -> None:
    found = council.check(good, now=NOW.astimezone(ZoneInfo("Europe/Paris")))

    assert any("22 November 2026, 09:54 CET" in sentence for sentence in found.sentences)


def test_signing_and_checking_work_where_a_loop_is_running(council: Council) -> None:
    async def inside() -> Verdict:
        return council.check(council.approved(council.certified(council.minutes()))).verdict

    assert asyncio.run(inside()) == Verdict.GENUINE


def test_poppler_agrees_that_the_file_is_signed_twice(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(good)
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout

    assert told.count("Signature Validation: Signature is Valid.") == 2
    assert told.count("Signature Type: ETSI.CAdES.detached") == 2
    assert told.count("Total document signed") == 1


def test_a_signature_only_adds_to_the_file(council: Council) -> None:
    minutes = council.minutes()
    certified = council.certified(minutes)

    assert certified.startswith(minutes)
    assert council.approved(certified).startswith(certified)


def test_minutes_of_forty_pages_are_genuine(council: Council) -> None:
    pdf = approve(
        council.certified(make_minutes(pages=40)),
        council.identity("Imran"),
        **arguments("Approval-police"),  # type: ignore[arg-type]
    )

    assert council.check(pdf).verdict == Verdict.GENUINE


def _listing(council: Council, fingerprint: str, other_roots: tuple[bytes, ...] = ()) -> Trust:
    dana = council.people["Dana"]
    entry = an_entry(type(dana)(dana.p12_bytes, dana.certificate_der, fingerprint))
    return read_trust_file(a_trust_file(council.root, [entry], other_roots=other_roots))


def _fresh(council: Council, **changes: object) -> Trust:
    """The same register and authorities in a newer edition."""
    parts = {"timestamp_roots": council.trust.timestamp_roots, "issued_at": NOW, **changes}
    return read_trust_file(a_trust_file(council.root, council.trust.register, **parts))  # type: ignore[arg-type]


def _record_in(pdf: bytes) -> bytes:
    record = record_at(open_untrusted(pdf).at(0))
    assert record is not None
    assert json.loads(record)["panel"] == "SAFE"
    return record

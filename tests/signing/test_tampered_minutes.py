"""No tampered copy is green, and each gets the verdict and the sentence that fits."""

from __future__ import annotations

import pytest
from tests.signing import tampering
from tests.signing.building import NOW, Council, a_person, a_trust_file, an_entry

from panel_desk.domain.verification import Answer, Question, Verdict, Verification
from panel_desk.signing.authority import RevocationReason, Revoked
from panel_desk.signing.certificates import fingerprint_of
from panel_desk.signing.register import Trust, read_trust_file

_EXPECTED = {
    "page byte flipped": Verdict.CHANGED,
    "CMS byte flipped": Verdict.CHANGED,
    "update overlays text": Verdict.CHANGED,
    "update adds an annotation": Verdict.CHANGED,
    "update swaps the JSON": Verdict.CHANGED,
    "XMP title changed": Verdict.CHANGED,
    "signed field moved": Verdict.CHANGED,
    "shadow objects": Verdict.CHANGED,
    "stripped and re-saved": Verdict.NOT_SIGNED,
    "ByteRange emptied": Verdict.CHANGED,
    "cut back": Verdict.INCOMPLETE,
    "garbage after EOF": Verdict.CHANGED,
}
_TOLD = {
    "update overlays text": "The text or drawing on page 1 was changed or covered.",
    "update adds an annotation": "A text box was added on page 1.",
    "update swaps the JSON": "The machine-readable record inside the file was exchanged or removed.",
    "XMP title changed": "The title or other properties of the file were changed.",
    "signed field moved": "The signature field “Approval-police” was moved or resized.",
    "shadow objects": "A font, picture or drawing used on pages 1, 2 and 3 was replaced.",
    "garbage after EOF": "23 bytes were added behind the end of the file.",
}


def answer(found: Verification, question: Question) -> tuple[Answer, str]:
    """One answer with its sentence."""
    finding = next(finding for finding in found.findings if finding.question == question)
    return finding.answer, finding.sentence


@pytest.mark.parametrize("name", tampering.TAMPERINGS)
def test_a_tampered_copy_gets_its_verdict(council: Council, good: bytes, name: str) -> None:
    tampered = tampering.TAMPERINGS[name](good)

    assert tampered != good
    assert council.check(tampered).verdict == _EXPECTED[name]


@pytest.mark.parametrize("name", _TOLD)
def test_what_was_changed_is_told_in_a_sentence(council: Council, good: bytes, name: str) -> None:
    assert _TOLD[name] in council.check(tampering.TAMPERINGS[name](good)).changes


@pytest.mark.parametrize("name", _TOLD)
def test_a_changed_copy_still_gives_the_signed_version(council: Council, good: bytes, name: str) -> None:
    assert council.check(tampering.TAMPERINGS[name](good)).signed_revision == good


def test_a_waiting_field_that_was_moved_after_the_chair_signed_is_a_change(council: Council) -> None:
    certified = council.certified(council.minutes())

    found = council.check(tampering.move_empty_field(certified))

    assert found.verdict == Verdict.CHANGED
    assert found.changes == ("The signature field “Approval-police” was moved or resized.",)
    assert found.signed_revision == certified


def test_another_authority_with_the_same_names_is_unknown(council: Council, impostor: Council) -> None:
    found = council.check(tampering.sign_again_with_another_ca(impostor))

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert answer(found, Question.UNCHANGED)[0] == Answer.YES
    assert not any(signature.sound for signature in found.signatures)


@pytest.mark.parametrize("with_distribution_point", [True, False], ids=["with CRLDP", "without CRLDP"])
def test_a_withdrawn_chair_is_unknown(council: Council, *, with_distribution_point: bool) -> None:
    pdf, certificate = tampering.sign_when_revoked(council, with_distribution_point=with_distribution_point)
    found = council.check(pdf, trust=_trusting(council, certificate, revoked=True))

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert "The certificate of Dana Prior was withdrawn on 21 November 2026." in found.sentences
    assert council.check(pdf, trust=_trusting(council, certificate, revoked=False)).verdict == Verdict.GENUINE


def test_a_certificate_without_non_repudiation_is_unknown(council: Council) -> None:
    pdf, certificate = tampering.sign_without_non_repudiation(council)

    found = council.check(pdf, trust=_trusting(council, certificate, revoked=False))

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert "not meant for signatures that bind a person" in answer(found, Question.KNOWN_SIGNER)[1]


def test_an_outsiders_extra_field_is_a_change(council: Council) -> None:
    certified = council.certified(council.minutes())
    pdf = tampering.add_field_of(certified, tampering.outsiders_key())

    found = council.check(pdf)

    assert found.verdict == Verdict.CHANGED
    assert any("Approval-mine" in change for change in found.changes)
    assert found.signed_revision == certified


def test_an_insiders_extra_field_is_a_change(council: Council, chair_only: bytes) -> None:
    found = council.check(tampering.add_field_of(chair_only, council.identity("Imran").signer))

    assert found.verdict == Verdict.CHANGED
    assert found.changes == ("The field “Approval-mine” does not belong to these minutes.",)
    assert found.signed_revision == chair_only


def test_an_insider_who_signs_as_the_chair_is_unknown(council: Council) -> None:
    found = council.check(council.certified(council.minutes(approvals=()), council.identity("Joel")))

    assert found.verdict == Verdict.UNKNOWN_SIGNER


def test_a_listed_approver_who_signs_as_the_chair_is_not_the_chair(council: Council) -> None:
    found = council.check(council.certified(council.minutes(approvals=()), council.identity("Imran")))

    assert found.verdict == Verdict.UNKNOWN_SIGNER
    assert answer(found, Question.KNOWN_SIGNER)[0] == Answer.YES
    assert answer(found, Question.ROLE) == (
        Answer.NO,
        "DS Imran Khan signed as “Chair”, but was not listed in that role for this panel on that day.",
    )


def test_minutes_that_name_an_approver_as_their_chair_are_not_believed(council: Council) -> None:
    expected = [{"field": "Chair", "role": "approver:police", "label": "Chair"}]
    pdf = council.certified(council.minutes(approvals=(), expected_signatures=expected), council.identity("Imran"))

    assert council.check(pdf).verdict == Verdict.UNKNOWN_SIGNER


def test_minutes_signed_without_certifying_are_incomplete(council: Council) -> None:
    pdf = tampering.raw_signature(council.minutes(approvals=()), council.identity("Dana").signer, "Chair")

    assert council.check(pdf).verdict == Verdict.INCOMPLETE


def test_a_chair_of_another_panel_is_not_this_panels_chair(council: Council) -> None:
    pdf = council.certified(council.minutes(approvals=(), panel="MACE"))

    assert council.check(pdf).verdict == Verdict.UNKNOWN_SIGNER


def test_an_approval_after_the_closing_signature_is_a_change(council: Council) -> None:
    certified = council.certified(council.minutes(("Approval-health", "Approval-police")))
    closed = tampering.raw_signature(certified, council.identity("Imran").signer, "Approval-police")
    late = tampering.raw_signature(closed, council.identity("Abena").signer, "Approval-health")

    assert council.check(closed).verdict == Verdict.INCOMPLETE
    assert council.check(late).verdict == Verdict.CHANGED
    assert council.check(late).signed_revision == closed


def test_bytes_that_no_signature_covers_are_a_change_however_harmless(council: Council, good: bytes) -> None:
    found = council.check(tampering.add_unsigned_store(good))

    assert found.verdict == Verdict.CHANGED
    assert answer(found, Question.UNCHANGED)[1] == "The signatures do not cover the whole file."
    assert found.signed_revision == good


def test_signatures_removed_by_an_update_are_missed(council: Council, good: bytes) -> None:
    def change(writer: tampering.Editing) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    found = council.check(tampering.updated(good, change))

    assert found.verdict == Verdict.CHANGED
    assert found.signed_revision == good


def test_a_title_in_the_properties_or_a_stamp_is_never_shown(council: Council) -> None:
    pdf = council.certified(council.minutes(approvals=(), title="SAFE minutes, 22 October 2026"))

    assert council.check(tampering.change_xmp_title(pdf)).title == "SAFE minutes, 22 October 2026"


def _trusting(council: Council, certificate: bytes, *, revoked: bool) -> Trust:
    dana = a_person(council.root)
    listed = an_entry(type(dana)(dana.p12_bytes, certificate, fingerprint_of(certificate)))
    withdrawn = [Revoked(certificate, NOW.replace(day=21), RevocationReason.LEFT)] if revoked else []
    return read_trust_file(a_trust_file(council.root, [listed], issued_at=NOW, revoked=withdrawn))

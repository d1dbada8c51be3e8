"""Checks any PDF offline: one verdict, green only when all answers are yes; never raises on what it is given."""

from __future__ import annotations

import re
from datetime import datetime

from msgspec import structs

from panel_desk.domain.verification import (
    Answer,
    Finding,
    Question,
    SignatureFound,
    TimeKind,
    Verdict,
    Verification,
)
from panel_desk.signing.evidence import Evidence, gather
from panel_desk.signing.questions import answers
from panel_desk.signing.register import Trust
from panel_desk.signing.revisions import DAMAGE, UnreadableError, open_untrusted
from panel_desk.signing.soundness import Examined
from panel_desk.signing.wording import plain

_UNDAMAGED = {Verdict.GENUINE, Verdict.INCOMPLETE}
_MOST_ATTEMPTS = 8
_SIGNED_RANGE = re.compile(rb"/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}\d{1,12}\s{1,9}(\d{1,12})\s{1,9}(\d{1,12})\s{0,9}\]")


def verify(
    untrusted_pdf: bytes, trust: Trust | None, *, now: datetime, held_record: bytes | None = None
) -> Verification:
    """Checks a PDF against what a reader believes.

    Nothing is fetched, and no certificate counts for being inside the file. The title comes from the signed record, the
    names from the register or the certificates.

    Args:
        untrusted_pdf: Any bytes.
        trust: From ``register.accept_trust_file``; without it no file can be genuine.
        now: The moment of checking, aware; its zone is used to show times.
        held_record: The machine-readable minutes as this desk holds them; then the file must carry the same.

    Returns:
        The verdict with the questions answered apart. Never raises on what is in the bytes.
    """
    verification = _verify_once(untrusted_pdf, trust, now, held_record)
    if verification.verdict in _UNDAMAGED:
        return _with_signed_revision(verification, untrusted_pdf)
    if trust is None or verification.verdict == Verdict.NOT_SIGNED:
        return verification
    return _with_signed_revision(verification, _last_sound_revision(untrusted_pdf, trust, now, held_record))


def _verify_once(untrusted_pdf: bytes, trust: Trust | None, now: datetime, held_record: bytes | None) -> Verification:
    try:
        opened = open_untrusted(untrusted_pdf)
        evidence = gather(opened, trust, now)
    except UnreadableError as error:
        return _without_signatures(Verdict.DAMAGED, Answer.UNSURE, error.sentence)
    except DAMAGE:
        sentence = "This PDF is damaged: parts of it cannot be read, so its signatures cannot be checked."
        return _without_signatures(Verdict.DAMAGED, Answer.UNSURE, sentence)
    if not evidence.signatures and not evidence.signatures_removed:
        return _without_signatures(Verdict.NOT_SIGNED, Answer.NO, _unsigned(opened.behind_the_end))
    findings = answers(evidence, held_record)
    expected = () if evidence.said is None else evidence.said.expected_signatures
    return Verification(
        verdict=_verdict({finding.question: finding.answer for finding in findings}),
        expected=len(expected),
        found=len(evidence.signatures),
        signatures=tuple(_shown(one, evidence) for one in evidence.signatures),
        findings=findings,
        changes=evidence.changes,
        title="" if evidence.said is None else plain(evidence.said.title, 300),
        record=evidence.record,
    )


def _verdict(answer: dict[Question, Answer]) -> Verdict:
    """One word for all the answers; the gravest comes first."""
    if answer[Question.UNCHANGED] != Answer.YES or answer[Question.RECORD_INSIDE] == Answer.NO:
        return Verdict.CHANGED
    if answer[Question.KNOWN_SIGNER] != Answer.YES or Answer.NO in {answer[Question.ROLE], answer[Question.TIME]}:
        return Verdict.UNKNOWN_SIGNER
    certain = (Question.SIGNED, Question.ROLE, Question.COMPLETE, Question.RECORD_INSIDE)
    if any(answer[question] != Answer.YES for question in certain):
        return Verdict.INCOMPLETE
    return Verdict.GENUINE


def _shown(signature: Examined, evidence: Evidence) -> SignatureFound:
    entry = evidence.entry_for(signature)
    entries = evidence.entries(signature)
    role = entry.role if entry else entries[0].role if entries else ""
    return SignatureFound(
        field=plain(signature.field),
        signer=evidence.name_of(signature),
        role=plain(role),
        signed_at=signature.signed_at,
        time=TimeKind.PROVEN if signature.proven_at else TimeKind.STATED,
        sound=signature.readable and signature.intact and signature.permitted and signature.trusted,
    )


def _last_sound_revision(untrusted_pdf: bytes, trust: Trust, now: datetime, held_record: bytes | None) -> bytes | None:
    """The longest beginning of a changed file that is itself undamaged and signed by whoever presided."""
    said = {int(found[1]) + int(found[2]) for found in _SIGNED_RANGE.finditer(untrusted_pdf)}
    ends = sorted((end for end in said if end < len(untrusted_pdf)), reverse=True)
    for end in ends[:_MOST_ATTEMPTS]:
        beginning = untrusted_pdf[:end]
        if _verify_once(beginning, trust, now, held_record).verdict in _UNDAMAGED:
            return beginning
    return None


def _with_signed_revision(verification: Verification, revision: bytes | None) -> Verification:
    return structs.replace(verification, signed_revision=revision)


def _unsigned(behind_the_end: int) -> str:
    if behind_the_end:
        return (
            "This PDF carries no signature that can be read, and what follows its end mark may be one that was cut off."
        )
    return "This PDF carries no signature."


def _without_signatures(verdict: Verdict, answer: Answer, sentence: str) -> Verification:
    return Verification(
        verdict=verdict,
        expected=0,
        found=0,
        signatures=(),
        findings=(Finding(Question.SIGNED, answer, sentence),),
        changes=(),
    )

"""Answers the questions of the verify screen one by one, each in a plain sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from panel_desk.domain.verification import Answer, Finding, Question
from panel_desk.signing.certificates import CertificateFacts
from panel_desk.signing.evidence import Evidence
from panel_desk.signing.revisions import RecordInside
from panel_desk.signing.soundness import Examined
from panel_desk.signing.wording import day, listed, plain, time_of_day

_CLOCK_SLACK = timedelta(minutes=10)
_ORDER_SLACK = timedelta(days=1)
"""Two signers' clocks may differ this much before an approval counts as dated back."""


def answers(evidence: Evidence, held_record: bytes | None) -> tuple[Finding, ...]:
    """All questions in the order of the screen.

    Args:
        evidence: Of a file that has, or had, signatures.
        held_record: The machine-readable minutes as this desk holds them, if it does.
    """
    return (
        _signed(evidence),
        _unchanged(evidence),
        _known_signer(evidence),
        _role(evidence),
        _time(evidence),
        _complete(evidence),
        _record_inside(evidence, held_record),
    )


def _signed(evidence: Evidence) -> Finding:
    names = [evidence.name_of(one) or "an unreadable signature" for one in evidence.signatures]
    if not names:
        return Finding(Question.SIGNED, Answer.NO, "The signatures of this file were removed.")
    return Finding(Question.SIGNED, Answer.YES, f"Signed by {listed(names)}.")


def _unchanged(evidence: Evidence) -> Finding:
    if evidence.is_unchanged:
        return Finding(Question.UNCHANGED, Answer.YES, "Nothing was changed after signing.")
    broken = [f"“{plain(one.field, 60)}”" for one in evidence.everything if not (one.readable and one.intact)]
    if len(broken) > 1:
        sentence = f"The signatures in the fields {listed(broken)} are broken: the file or the signatures were altered."
    elif broken:
        sentence = f"The signature in the field {broken[0]} is broken: the file or the signature was altered."
    elif evidence.changes and not evidence.is_only_longer:
        sentence = "This file was changed after it was signed."
    elif any(one.locks for one in evidence.signatures[:-1]):
        sentence = "Somebody signed after the signature that closed these minutes."
    else:
        sentence = "The signatures do not cover the whole file."
    return Finding(Question.UNCHANGED, Answer.NO, sentence)


def _known_signer(evidence: Evidence) -> Finding:
    if evidence.trust is None or evidence.withdrawals is None:
        sentence = "Nobody can be recognised here without the organisation’s trust file."
        return Finding(Question.KNOWN_SIGNER, Answer.UNSURE, sentence)
    for signature in evidence.signatures:
        doubt = _doubt_about(signature, evidence)
        if doubt:
            return Finding(Question.KNOWN_SIGNER, Answer.NO, doubt)
    if not evidence.signatures:
        return Finding(Question.KNOWN_SIGNER, Answer.NO, "Nobody’s signature is left.")
    until = evidence.withdrawals.current_until
    if evidence.withdrawals.is_out_of_date(evidence.now):
        since = f" since {day(until)}" if until else ""
        sentence = (
            f"The list of withdrawn certificates is out of date{since}: someone may have been withdrawn meanwhile."
            f" Ask {plain(evidence.trust.organisation)} for a newer trust file."
        )
        return Finding(Question.KNOWN_SIGNER, Answer.UNSURE, sentence)
    sentence = f"Every signature is by a person whom {plain(evidence.trust.organisation)} lists."
    return Finding(Question.KNOWN_SIGNER, Answer.YES, sentence)


def _doubt_about(signature: Examined, evidence: Evidence) -> str:
    """Why a signature's certificate is not accepted; empty where it is."""
    certificate, withdrawals = signature.certificate, evidence.withdrawals
    if certificate is None or withdrawals is None:
        return f"Who signed in the field “{plain(signature.field, 60)}” cannot be read."
    who = evidence.name_of(signature) or "Somebody"
    if not signature.intact:
        return f"Whether {who} signed cannot be told, because the signature is broken."
    if not certificate.may_sign_minutes:
        return f"{who} signed with a certificate that is not meant for signatures that bind a person."
    if withdrawals.undoes(certificate.der, evidence.existed_by(signature)):
        on = withdrawals.withdrawn_on(certificate.der)
        return f"The certificate of {who} was withdrawn{f' on {day(on)}' if on else ''}."
    if not evidence.entries(signature):
        return f"{who} signed with a certificate that the register does not list: the name may be borrowed."
    return _doubt_about_validity(signature, certificate, who)


def _doubt_about_validity(signature: Examined, certificate: CertificateFacts, who: str) -> str:
    at = signature.signed_at
    if at is None:
        return f"{who} signed without saying when, so whether the certificate was valid then cannot be told."
    if not certificate.valid_from <= at <= certificate.valid_to:
        return f"The certificate of {who} was not valid on {day(at)}, when it was used."
    if not signature.trusted:
        return f"The certificate of {who} was not issued by an authority that the trust file names."
    return ""


def _role(evidence: Evidence) -> Finding:
    if evidence.trust is None:
        return Finding(Question.ROLE, Answer.UNSURE, "Roles cannot be told without the organisation’s trust file.")
    if evidence.said is None:
        return Finding(Question.ROLE, Answer.UNSURE, "The file does not say which roles had to sign.")
    held = []
    for signature in evidence.signatures:
        doubt = _doubt_about_role(signature, evidence)
        if doubt:
            return Finding(Question.ROLE, Answer.NO, doubt)
        held.append(f"{evidence.name_of(signature) or 'Somebody'} as {_wanted(signature, evidence)}")
    if not held:
        return Finding(Question.ROLE, Answer.NO, "Nobody’s signature is left.")
    return Finding(Question.ROLE, Answer.YES, f"{listed(held)}: listed in that role on the day of signing.")


def _doubt_about_role(signature: Examined, evidence: Evidence) -> str:
    """Why a signer's role is not accepted; empty where it is."""
    who, wanted = evidence.name_of(signature) or "Somebody", _wanted(signature, evidence)
    if signature.certificate is None:
        return f"Who signed as “{wanted}” cannot be read."
    if signature.signed_at is None:
        return f"{who} signed as “{wanted}” without saying when, so whether they held that role cannot be told."
    if evidence.entry_for(signature) is None:
        return f"{who} signed as “{wanted}”, but was not listed in that role for this panel on that day."
    return ""


def _wanted(signature: Examined, evidence: Evidence) -> str:
    expected = evidence.expected_in(signature.field)
    return plain(expected.label or expected.role, 60) if expected else plain(signature.field, 60)


def _time(evidence: Evidence) -> Finding:
    doubt = _doubt_about_time(evidence)
    if doubt:
        return Finding(Question.TIME, Answer.NO, doubt)
    last = max(one.signed_at for one in evidence.signatures if one.signed_at is not None)
    if all(one.proven_at is not None for one in evidence.signatures):
        return Finding(Question.TIME, Answer.YES, f"Signed by {_shown(last, evidence)}; a time-stamp proves it.")
    archived = min((one.proven_at for one in evidence.time_stamps if one.proven_at), default=None)
    if archived is not None:
        sentence = f"A time-stamp proves that all was signed by {_shown(archived, evidence)}."
        return Finding(Question.TIME, Answer.YES, sentence)
    sentence = f"Last signed {_shown(last, evidence)}, as the signer’s computer states; no time-stamp proves it."
    return Finding(Question.TIME, Answer.UNSURE, sentence)


def _doubt_about_time(evidence: Evidence) -> str:
    """Why the times of signing are not accepted; empty where they are."""
    doubtful = any(one.time_in_doubt for one in evidence.signatures)
    if doubtful or not all(one.trusted for one in evidence.time_stamps):
        return "A time-stamp is broken or comes from an authority that is not known here."
    times = [one.signed_at for one in evidence.signatures]
    if not times or None in times:
        return "A signature does not say when it was made."
    last = max(time for time in times if time is not None)
    if last > evidence.now + _CLOCK_SLACK:
        return f"A signature states a time that has not come yet: {_shown(last, evidence)}."
    return _dated_back(evidence)


def _dated_back(evidence: Evidence) -> str:
    """An approval that claims to be older than the signature it approves; empty where none does."""
    first, *later = evidence.signatures
    for signature in later:
        if first.signed_at is None or signature.signed_at is None:
            continue
        if signature.signed_at < first.signed_at - _ORDER_SLACK:
            who = evidence.name_of(signature) or "Somebody"
            return f"{who} states a time before the minutes were first signed: {_shown(signature.signed_at, evidence)}."
    return ""


def _complete(evidence: Evidence) -> Finding:
    if evidence.said is None or not evidence.said.expected_signatures:
        return Finding(Question.COMPLETE, Answer.UNSURE, "The file does not say which signatures belong to it.")
    expected = evidence.said.expected_signatures
    first = evidence.signatures[0]
    if not first.certifies or first.field != expected[0].field:
        sentence = "The first signature is not the presiding one that closes the text."
        return Finding(Question.COMPLETE, Answer.NO, sentence)
    signed = {one.field for one in evidence.signatures if one.readable}
    missing = [plain(one.label or one.field, 60) for one in expected if one.field not in signed]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        sentence = f"{len(missing)} of {len(expected)} signatures {verb} missing: {listed(missing)}."
        if any(not one.readable for one in evidence.signatures):
            sentence = f"{len(missing)} of {len(expected)} signatures {verb} missing or unreadable: {listed(missing)}."
        return Finding(Question.COMPLETE, Answer.NO, sentence)
    if len(evidence.signatures) != len(expected):
        return Finding(Question.COMPLETE, Answer.NO, "There are more signatures than the minutes expect.")
    return Finding(Question.COMPLETE, Answer.YES, f"All {len(expected)} expected signatures are there.")


def _record_inside(evidence: Evidence, held_record: bytes | None) -> Finding:
    if evidence.record is None or evidence.said is None:
        sentence = "The signed file holds no machine-readable record of the minutes."
        return Finding(Question.RECORD_INSIDE, Answer.UNSURE, sentence)
    if held_record is None:
        sentence = f"The record inside is the one that was signed{_which(evidence.said)}."
        return Finding(Question.RECORD_INSIDE, Answer.YES, sentence)
    if held_record != evidence.record:
        sentence = "The record inside is not the one this desk holds for these minutes."
        return Finding(Question.RECORD_INSIDE, Answer.NO, sentence)
    sentence = f"The record inside is the one that was signed and the one this desk holds{_which(evidence.said)}."
    return Finding(Question.RECORD_INSIDE, Answer.YES, sentence)


def _which(said: RecordInside) -> str:
    """Which meeting's minutes they are: genuine minutes of another meeting may carry this one's file name."""
    try:
        held = f"held on {day(date.fromisoformat(said.held_on))}"
    except ValueError:
        held = ""
    told = ", ".join(part for part in (plain(said.meeting, 60), held) if part)
    return f": {told}" if told else ""


def _shown(moment: datetime, evidence: Evidence) -> str:
    return time_of_day(moment.astimezone(evidence.now.tzinfo or UTC))

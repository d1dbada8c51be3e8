"""The verdict and the questions of the verify screen in words, each with its tone and its icon."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.calendar import moment_words
from panel_desk.domain.verification import Answer, Finding, Question, SignatureFound, TimeKind, Verdict, Verification
from panel_desk.services.verifying import OpenedFile
from panel_desk.ui.theme.tones import Tone


class VerdictView(Struct, frozen=True, kw_only=True):
    """The whole answer."""

    title: str
    sentence: str
    tone: Tone
    icon: str


class QuestionView(Struct, frozen=True, kw_only=True):
    """One question answered."""

    question: Question
    title: str
    detail: str
    tone: Tone
    icon: str
    lines: tuple[str, ...] = ()
    """Each change, or each signature, on a line of its own."""


_VERDICTS = {
    Verdict.GENUINE: VerdictView(
        title="Genuine",
        sentence="Signed by whom it says, and unchanged since.",
        tone=Tone.GREEN,
        icon="shield-check",
    ),
    Verdict.CHANGED: VerdictView(
        title="Changed after signing",
        sentence="Do not rely on the pages as they are.",
        tone=Tone.RED,
        icon="shield-alert",
    ),
    Verdict.UNKNOWN_SIGNER: VerdictView(
        title="Signer not confirmed",
        sentence="It is signed, but not by somebody who is known here to be entitled to.",
        tone=Tone.RED,
        icon="shield-alert",
    ),
    Verdict.INCOMPLETE: VerdictView(
        title="Not complete yet",
        sentence="What is signed is genuine, but not everything is there.",
        tone=Tone.AMBER,
        icon="circle-alert",
    ),
    Verdict.NOT_SIGNED: VerdictView(
        title="Not signed",
        sentence="Nothing proves who made this file, or that it is as it was made. A draft looks like this too.",
        tone=Tone.RED,
        icon="shield-alert",
    ),
    Verdict.DAMAGED: VerdictView(
        title="Cannot be checked",
        sentence="Ask for the file again: it cannot be read as signed minutes.",
        tone=Tone.RED,
        icon="file-x",
    ),
}
_TITLES = {
    (Question.SIGNED, Answer.YES): "It was signed",
    (Question.SIGNED, Answer.NO): "It is not signed",
    (Question.SIGNED, Answer.UNSURE): "Whether it was signed cannot be told",
    (Question.UNCHANGED, Answer.YES): "It is as it was signed",
    (Question.UNCHANGED, Answer.NO): "It is not as it was signed",
    (Question.UNCHANGED, Answer.UNSURE): "Whether it was changed cannot be told",
    (Question.KNOWN_SIGNER, Answer.YES): "Known here",
    (Question.KNOWN_SIGNER, Answer.NO): "Not known here",
    (Question.KNOWN_SIGNER, Answer.UNSURE): "Who signed is not known here",
    (Question.ROLE, Answer.YES): "Entitled to sign",
    (Question.ROLE, Answer.NO): "Not entitled to sign",
    (Question.ROLE, Answer.UNSURE): "In which role cannot be told",
    (Question.TIME, Answer.YES): "When, proven",
    (Question.TIME, Answer.NO): "The time is wrong",
    (Question.TIME, Answer.UNSURE): "When, as stated",
    (Question.COMPLETE, Answer.YES): "Complete",
    (Question.COMPLETE, Answer.NO): "Not complete",
    (Question.COMPLETE, Answer.UNSURE): "Whether it is complete cannot be told",
    (Question.RECORD_INSIDE, Answer.YES): "The record inside",
    (Question.RECORD_INSIDE, Answer.NO): "The record inside is another",
    (Question.RECORD_INSIDE, Answer.UNSURE): "No record inside",
}
_LOOKS = {
    Answer.YES: (Tone.GREEN, "circle-check"),
    Answer.NO: (Tone.RED, "circle-x"),
    Answer.UNSURE: (Tone.AMBER, "circle-question-mark"),
}
_MARKS = {Answer.YES: "Yes", Answer.NO: "NO", Answer.UNSURE: "Not told"}


def verdict_of(found: Verification) -> VerdictView:
    """The whole answer in words."""
    said = _VERDICTS[found.verdict]
    known = next((f.answer for f in found.findings if f.question is Question.KNOWN_SIGNER), None)
    if found.verdict is Verdict.UNKNOWN_SIGNER and known is Answer.UNSURE:
        return VerdictView(
            title="Signed, by whom is not known here",
            sentence="Nothing was changed after signing. A current trust file tells whether the signers are known.",
            tone=Tone.AMBER,
            icon="circle-alert",
        )
    if found.verdict is Verdict.CHANGED and found.signed_revision is not None:
        return VerdictView(
            title=said.title,
            sentence=f"{said.sentence} The version that was signed can be opened below.",
            tone=said.tone,
            icon=said.icon,
        )
    return said


def questions_of(found: Verification) -> tuple[QuestionView, ...]:
    """Every question that was asked, in order."""
    return tuple(_question(finding, found) for finding in found.findings)


def _question(finding: Finding, found: Verification) -> QuestionView:
    tone, icon = _LOOKS[finding.answer]
    title = _TITLES[finding.question, finding.answer]
    lines: tuple[str, ...] = ()
    detail = finding.sentence
    match finding.question:
        case Question.TIME if finding.answer is not Answer.NO:
            # A stated time is usual: it is told, and is nothing to worry about.
            tone, icon = (Tone.GREEN if finding.answer is Answer.YES else Tone.NEUTRAL), "clock"
        case Question.COMPLETE if finding.answer is not Answer.UNSURE:
            title = f"{found.found} of {found.expected} signatures"
            tone, icon = (tone, icon) if finding.answer is Answer.YES else (Tone.AMBER, "circle-alert")
        case Question.UNCHANGED:
            lines = found.changes
        case Question.SIGNED:
            lines = tuple(signature_words(one) for one in found.signatures)
            detail = "" if lines else detail
        case _:
            pass
    return QuestionView(question=finding.question, title=title, detail=detail, tone=tone, icon=icon, lines=lines)


def signature_words(one: SignatureFound) -> str:
    """``Dana Prior, chair, 22 November 2026, 16:04``."""
    role = one.role.removeprefix("approver:")
    role = f"approver for {role.replace('-', ' ')}" if role != one.role else role
    when = moment_words(one.signed_at) if one.signed_at is not None else "no time given"
    proven = " (proven)" if one.time is TimeKind.PROVEN else ""
    return ", ".join(filter(None, (one.signer or "Unreadable", role, f"{when}{proven}")))


def report(opened: OpenedFile, found: Verification, checked_at: datetime, trusted: str) -> str:
    """Everything that was found as plain text."""
    verdict = verdict_of(found)
    lines = [
        f"{opened.name}: {verdict.title}",
        verdict.sentence,
        "",
        *(f"{_MARKS[f.answer]}: {f.sentence}" for f in found.findings),
        *(f"Changed: {change}" for change in found.changes),
        *(f"Signature: {signature_words(one)}" for one in found.signatures),
        "",
        f"Checked {moment_words(checked_at)} with Panel Desk"
        + (f", trusting {trusted}." if trusted else ", without a trust file."),
        f"Fingerprint of the file (SHA-256): {opened.sha256}",
    ]
    return "\n".join(lines) + "\n"

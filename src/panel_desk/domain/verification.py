"""What checking a PDF found: each question answered apart, and one verdict that is green only when all are."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct


class Verdict(Enum):
    """The whole answer. Only ``GENUINE`` is green."""

    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown-signer"
    INCOMPLETE = "incomplete"
    NOT_SIGNED = "not-signed"
    DAMAGED = "damaged"


class Question(Enum):
    """The questions of the verify screen, in the order they are shown."""

    SIGNED = "signed"
    UNCHANGED = "unchanged"
    KNOWN_SIGNER = "known-signer"
    ROLE = "role"
    TIME = "time"
    COMPLETE = "complete"
    RECORD_INSIDE = "record-inside"
    """Is the machine-readable record of the signed revision whole, and the one held (where one is held)?"""


class Answer(Enum):
    """How one question came out."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    """Cannot be told from what is at hand, for example without a trust file."""


class Finding(Struct, frozen=True):
    """One question with its answer in plain words."""

    question: Question
    answer: Answer
    sentence: str


class TimeKind(Enum):
    """Whether the signing time is proven by a time-stamp or only stated by the signer's computer."""

    STATED = "stated"
    PROVEN = "proven"


class SignatureFound(Struct, frozen=True):
    """One signature as found in the file; names come from the certificate, never from the stamp's text."""

    field: str
    signer: str
    role: str
    """The role the register gives this certificate; empty where it is not listed."""
    signed_at: datetime | None
    time: TimeKind
    sound: bool
    """Intact, valid, trusted and within its permissions."""


class Verification(Struct, frozen=True):
    """Everything that was asked of a PDF and what came out."""

    verdict: Verdict
    expected: int
    found: int
    signatures: tuple[SignatureFound, ...]
    findings: tuple[Finding, ...]
    changes: tuple[str, ...]
    """What was changed after signing, one sentence each."""
    title: str = ""
    """Of the minutes, from the signed record inside; empty where there is none."""
    signed_revision: bytes | None = None
    """The bytes as last soundly signed, to open instead of a changed file; None where there is none."""
    record: bytes | None = None
    """The machine-readable minutes of the first signed revision; only as good as the verdict."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All findings in words, in the order of the questions."""
        return tuple(finding.sentence for finding in self.findings)

"""The machine-readable record that travels inside the signed PDF: what a program, or a later desk, reads back.

Schema 1: ``schema``, ``meeting_id``, ``meeting`` (reference), ``panel``, ``panel_name``, ``title``, ``held_on``,
``revision``, ``state``, ``expected_signatures`` (field, role, label), ``journal_head``, ``council``, ``fictional``,
and ``sections`` as the minutes have them. Names of children are not in it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from panel_desk.domain.minutes.minutes import Minutes, MinutesSection, MinutesState, SignatureBlock

RECORD_NAME = "minutes.json"
"""The attachment's name inside the PDF."""


class MinutesRecord(Struct, frozen=True, kw_only=True):
    """Schema 1 of the attached record."""

    schema: Literal[1]
    meeting_id: str
    meeting: str
    panel: str
    panel_name: str
    title: str
    held_on: date
    revision: int
    state: MinutesState
    expected_signatures: tuple[SignatureBlock, ...]
    journal_head: str
    council: str
    fictional: bool
    sections: tuple[MinutesSection, ...]


def record_of(minutes: Minutes) -> bytes:
    """The record of the minutes as UTF-8 JSON, the same bytes for the same minutes."""
    record = MinutesRecord(
        schema=1,
        meeting_id=minutes.meeting_id,
        meeting=minutes.reference,
        panel=minutes.panel,
        panel_name=minutes.panel_name,
        title=minutes.title,
        held_on=minutes.held_on,
        revision=minutes.revision,
        state=minutes.state,
        expected_signatures=minutes.signatures,
        journal_head=minutes.journal_head,
        council=minutes.council,
        fictional=minutes.fictional,
        sections=minutes.sections,
    )
    return msgspec.json.format(msgspec.json.encode(record), indent=1)


def read_record(untrusted_json: bytes) -> MinutesRecord:
    """The record that a PDF carries.

    Raises:
        msgspec.ValidationError: where it is no record of schema 1; of another it names ``$.schema``.
        msgspec.DecodeError, UnicodeDecodeError, RecursionError: where it is no JSON.
    """
    return msgspec.json.decode(untrusted_json, type=MinutesRecord)

"""The record inside the PDF: the same bytes each time, read back whole, without a child's name, of one schema."""

from __future__ import annotations

import json

import msgspec
import pytest
from msgspec.structs import replace
from tests.unit.builders import AGENDA, a_decision_event, a_risk
from tests.unit.composed import a_sitting, minutes_of, the_action

from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.minutes import Minutes, SignatureBlock
from panel_desk.domain.minutes.minutes_record import MinutesRecord, read_record, record_of


def some_minutes(state: MeetingState = MeetingState.APPROVED) -> Minutes:
    meeting = a_sitting(a_decision_event(), state=state)
    earlier = the_action(reference="SAFE-2026-10/04")
    return replace(minutes_of(meeting, the_action(), carried=(earlier,)), council="Fictional Borough Council")


def raw(**changes: object) -> bytes:
    """The record with some of its keys changed; None takes a key out."""
    told = json.loads(record_of(some_minutes())) | changes
    return json.dumps({key: value for key, value in told.items() if value is not None}).encode()


def test_the_same_minutes_give_the_same_bytes() -> None:
    minutes = some_minutes()
    assert record_of(minutes) == record_of(replace(minutes, composed_at=minutes.composed_at.replace(year=2027)))
    assert record_of(minutes) != record_of(replace(minutes, revision=2))


def test_what_is_read_back_is_what_was_written() -> None:
    minutes = some_minutes()
    record = read_record(record_of(minutes))
    shared = set(MinutesRecord.__struct_fields__) & set(Minutes.__struct_fields__)
    assert {key: getattr(record, key) for key in shared} == {key: getattr(minutes, key) for key in shared}
    assert (record.schema, record.meeting) == (1, "SAFE-2026-11")
    assert msgspec.json.format(msgspec.json.encode(record), indent=1) == record_of(minutes)


def test_the_record_says_who_is_to_sign_and_where_the_journal_stood() -> None:
    record = read_record(record_of(some_minutes()))
    assert record.expected_signatures == (
        SignatureBlock(field="Chair", role="chair", label="Chair"),
        SignatureBlock(field="Approval-police", role="approver:police", label="Approved for Police"),
    )
    assert (record.journal_head, record.council, record.fictional) == ("12:ab", "Fictional Borough Council", False)


def test_a_drafts_record_expects_nobody() -> None:
    assert read_record(record_of(some_minutes(MeetingState.DRAFT))).expected_signatures == ()


def test_the_name_key_is_not_in_the_record() -> None:
    child = AGENDA[1]
    assert child.child is not None
    named = replace(child, child=replace(child.child, name="Zebedee Quillfeather", risk=a_risk()))
    minutes = minutes_of(a_sitting(items=(named,)))
    assert minutes.name_key == (("J.M.", "104233", "Zebedee Quillfeather"),)
    assert b"name_key" not in record_of(minutes)
    assert b"Zebedee" not in record_of(minutes)


@pytest.mark.parametrize("schema", [0, 2, "1", 1.5, True, None])
def test_another_schema_is_refused_and_the_failure_names_it(schema: object) -> None:
    with pytest.raises(msgspec.ValidationError, match="schema"):
        read_record(raw(schema=schema))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"held_on": "yesterday"}, r"\$\.held_on"),
        ({"state": "final"}, r"\$\.state"),
        ({"revision": "2"}, r"\$\.revision"),
        ({"sections": None}, "sections"),
        ({"expected_signatures": [{"field": "Chair"}]}, r"\$\.expected_signatures\[0\]"),
    ],
)
def test_a_record_that_lacks_something_or_says_it_wrongly_is_refused(changes: dict[str, object], named: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=named):
        read_record(raw(**changes))


@pytest.mark.parametrize("untrusted", [b"", b"{", b"[]", b"\xff\xfe{}", b'{"schema": "\xff"}', b"[" * 100_000])
def test_what_is_no_json_is_refused_in_the_ways_that_are_announced(untrusted: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError, RecursionError)):
        read_record(untrusted)


def test_what_a_later_desk_adds_does_not_hinder_reading() -> None:
    assert read_record(raw(venue="Committee room 2")).meeting == "SAFE-2026-11"

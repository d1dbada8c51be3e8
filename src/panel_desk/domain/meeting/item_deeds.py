"""The deeds inside one item: the written record, declarations of interest, dissent.

Each function gives the event to record, or refuses with a sentence.
"""

from __future__ import annotations

from datetime import datetime

from panel_desk.domain.errors import DeskError, refused
from panel_desk.domain.events.items import (
    DissentRecorded,
    InterestDeclared,
    NoteRecorded,
    NoteSection,
    SteppedBack,
    SteppedOut,
)
from panel_desk.domain.ids import ItemId, PersonId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import RECORDING, WRITING, Interest, Meeting

LONGEST_NOTE = 100_000
"""Characters in one part of an item; about thirty pages."""


def write(meeting: Meeting, item_id: ItemId, section: NoteSection, text: str) -> NoteRecorded:
    """The text of one part of an item, whole; allowed until the minutes are circulated."""
    meeting.need(*WRITING, to="change what was said")
    meeting.item(item_id)
    if len(text) > LONGEST_NOTE:
        raise refused(
            f"The text has {len(text):,} characters; one part of an item holds {LONGEST_NOTE:,}.",
            "Shorten it, or put the rest under another part. Nothing you typed is lost.",
        )
    return NoteRecorded(meeting_id=meeting.id, item_id=item_id, section=section, text=text)


def declare(meeting: Meeting, item_id: ItemId, person_id: PersonId, nature: str, at: datetime) -> InterestDeclared:
    """Someone declares an interest in an item, with its nature."""
    meeting.need(*RECORDING, to="record a declaration")
    name = meeting.person(person_id).name
    if not nature.strip():
        raise refused(f"What interest does {name} declare?", "Its nature is minuted.")
    if _declared(meeting, item_id, person_id) is not None:
        raise refused(f"{name} has declared an interest in {meeting.number(item_id)} already.")
    return InterestDeclared(meeting_id=meeting.id, item_id=item_id, person_id=person_id, nature=nature.strip(), at=at)


def refuse_other_nature(meeting: Meeting, item_id: ItemId, person_id: PersonId, nature: str) -> None:
    """Who declared before and steps out again does so for the same interest: the minutes print the nature once.

    Raises:
        DeskError: where another nature is given than the one recorded; none is the same.
    """
    declared = _declared(meeting, item_id, person_id)
    given = nature.strip().rstrip(".")
    if declared is None or not given or given.casefold() == declared.nature.strip().rstrip(".").casefold():
        return
    raise refused(
        f"{meeting.person(person_id).name} has declared an interest in {meeting.number(item_id)} already: "
        f"“{declared.nature}”.",
        "To step out again, give that nature. What is new in it is written under the item.",
    )


def step_out(meeting: Meeting, item_id: ItemId, person_id: PersonId, at: datetime) -> SteppedOut:
    """Who declared an interest leaves the room for the item."""
    meeting.need(*RECORDING, to="record that someone stepped out")
    interest = _required(meeting, item_id, person_id)
    if interest.is_out:
        raise refused(f"{meeting.person(person_id).name} has stepped out already.")
    if not any(a.in_room for a in meeting.attendance if a.person.id == person_id):
        raise refused(f"{meeting.person(person_id).name} is not in the room.")
    if at < interest.declared_at:
        raise refused("Nobody steps out before declaring the interest.", "Check the time.")
    return SteppedOut(meeting_id=meeting.id, item_id=item_id, person_id=person_id, at=at)


def step_back(meeting: Meeting, item_id: ItemId, person_id: PersonId, at: datetime) -> SteppedBack:
    """Who had stepped out comes back."""
    meeting.need(*RECORDING, to="record that someone came back")
    interest = _required(meeting, item_id, person_id)
    if not interest.is_out or interest.out_at is None:
        raise refused(f"{meeting.person(person_id).name} has not stepped out.")
    if at < interest.out_at:
        raise refused("Nobody comes back before stepping out.", "Check the time.")
    return SteppedBack(meeting_id=meeting.id, item_id=item_id, person_id=person_id, at=at)


def dissent(meeting: Meeting, item_id: ItemId, person_id: PersonId, words: str) -> DissentRecorded:
    """A member, or who sits for one, does not agree with what the panel decided on the item."""
    meeting.need(*RECORDING, to="record dissent")
    if not meeting.item(item_id).decisions:
        raise _nothing_decided(meeting, item_id)
    name = meeting.person(person_id).name
    if not any(quorum.has_voice(meeting, a) for a in meeting.attendance if a.person.id == person_id):
        raise refused(
            f"{name} did not attend {meeting.reference} as a member, and so has no part in the decision.",
            "What others say is written under the item.",
        )
    interest = _declared(meeting, item_id, person_id)
    if interest is not None and interest.is_out:
        raise refused(f"{name} stepped out of {meeting.number(item_id)}, and so has no part in the decision.")
    if not words.strip():
        raise refused(f"What does {name} hold instead?", "Dissent is minuted in words.")
    return DissentRecorded(meeting_id=meeting.id, item_id=item_id, person_id=person_id, words=words.strip())


def _nothing_decided(meeting: Meeting, item_id: ItemId) -> DeskError:
    return refused(f"Nothing has been decided on {meeting.number(item_id)} yet.", "Record the decision first.")


def _declared(meeting: Meeting, item_id: ItemId, person_id: PersonId) -> Interest | None:
    return next((i for i in meeting.item(item_id).interests if i.person_id == person_id), None)


def _required(meeting: Meeting, item_id: ItemId, person_id: PersonId) -> Interest:
    interest = _declared(meeting, item_id, person_id)
    if interest is None:
        raise refused(
            f"{meeting.person(person_id).name} has declared no interest in {meeting.number(item_id)}.",
            "Record the declaration first.",
        )
    return interest

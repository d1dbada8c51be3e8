"""Which agencies may go before the end, and after which item: told from quorum, presenters and open actions."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from tests.unit.builders import (
    ABENA,
    AGENDA,
    CSC,
    DANA,
    EDUCATION,
    EVERYBODY,
    HEALTH,
    HOUSING,
    IMRAN,
    JM,
    LIST,
    MARTA,
    PARK,
    POLICE,
    RUTH,
    WELCOME,
    a_child_item,
    a_concern_item,
    a_definition,
    a_meeting,
    a_person,
    a_standing_item,
    at,
    planned,
    then,
)

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.events.items import InterestDeclared, SteppedOut
from panel_desk.domain.events.meetings import Invited, ItemStarted, MemberLeft
from panel_desk.domain.ids import AgencyKey, ItemId, PersonId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.people import Role
from panel_desk.domain.room.pace import MayGo, pace

KA = ItemId("ka")
ROOM = (*EVERYBODY, RUTH)
SEATED = (*LIST, Invited(person=RUTH, role=Role.CORE_MEMBER))
LONG = (
    a_standing_item(),
    a_child_item("jm"),
    a_child_item("ka", local_id="200130"),
    a_concern_item(),
    a_standing_item("aob", "close"),
)
"""1 · 4.1 · 4.2 · 5.1 · 6: five minutes, ten each, five."""


def told(meeting: Meeting, now: datetime | None = None, **owing: AgencyKey) -> dict[str, str]:
    """Each agency that may go, with the number of the item after which."""
    now = now or at(1)
    owed = {ItemId(item): frozenset({agency}) for item, agency in owing.items()}
    return {free.agency: free.after for free in pace(meeting, now, owed).may_go}


def sitting(
    items: tuple[AgendaItem, ...] = LONG, *, on: ItemId = WELCOME, quorum: tuple[tuple[str, ...], ...] | None = None
) -> Meeting:
    definition = a_definition(quorum=quorum) if quorum is not None else a_definition()
    return a_meeting(
        MeetingState.IN_SESSION,
        ItemStarted(item_id=on, at=at(0)),
        plan=planned(definition=definition, invited=SEATED),
        items=items,
        room=ROOM,
        started=(),
    )


def presented(item: AgendaItem, by: str) -> tuple[AgendaItem, ...]:
    """The agenda with another presenter of one item."""
    return tuple(replace(item, presenter=by) if known.id == item.id else known for known in LONG)


def test_the_quorum_is_kept_to_the_last_item_that_is_decided_and_the_chair_to_the_end() -> None:
    assert told(sitting()) == {EDUCATION: "1", HOUSING: "1", POLICE: "5.1", HEALTH: "5.1"}


def test_everybody_stays_while_the_meeting_is_being_opened() -> None:
    first = pace(sitting(), at(1)).may_go[0]
    assert first == MayGo(agency=EDUCATION, name="Education", after="1", after_id=WELCOME, at=at(5))


@pytest.mark.parametrize(
    ("presenter", "agency", "after"),
    [
        ("Education", EDUCATION, "4.2"),
        ("education", EDUCATION, "4.2"),
        ("Marta Lee", EDUCATION, "4.2"),
        ("Marta Lee, School safeguarding", EDUCATION, "4.2"),
        ("Health and Housing", HOUSING, "4.2"),
        ("Somebody Else", EDUCATION, "1"),
        ("", EDUCATION, "1"),
        ("Marta", EDUCATION, "1"),
    ],
)
def test_who_presents_stays_for_it(presenter: str, agency: AgencyKey, after: str) -> None:
    assert told(sitting(presented(LONG[2], presenter)))[agency] == after


def test_a_name_that_two_agencies_share_keeps_neither() -> None:
    other = Invited(person=a_person("Marta Lee", HOUSING), role=Role.READER)
    plan = planned(invited=(*SEATED, replace(other, person=replace(other.person, id=PersonId("another")))))
    items = presented(LONG[2], "Marta Lee")
    meeting = a_meeting(MeetingState.IN_SESSION, plan=plan, items=items, room=ROOM, started=(WELCOME,))
    assert (told(meeting, at(11))[EDUCATION], told(meeting, at(11))[HOUSING]) == ("1", "1")


def test_who_leads_on_a_concern_stays_for_it() -> None:
    park = LONG[3]
    assert park.concern is not None
    led = replace(park, concern=replace(park.concern, lead_agency="Housing"))
    assert told(sitting((*LONG[:3], led, LONG[4])))[HOUSING] == "5.1"


def test_who_owes_something_on_a_child_stays_for_it() -> None:
    assert told(sitting(), ka=EDUCATION)[EDUCATION] == "4.2"


def test_who_is_needed_for_nothing_any_more_may_go_now() -> None:
    now = pace(then(sitting(), ItemStarted(item_id=JM, at=at(5))), at(6)).may_go[0]
    assert (now.agency, now.after, now.after_id, now.at) == (EDUCATION, "", None, at(6))


def test_an_opening_item_that_was_passed_over_keeps_nobody() -> None:
    assert told(sitting(on=JM))[EDUCATION] == ""


def test_nobody_is_told_of_the_very_last_item() -> None:
    plan = planned(invited=SEATED)
    last = a_meeting(MeetingState.IN_SESSION, plan=plan, items=AGENDA[1:2], room=ROOM, started=(JM,))
    assert {one.agency for one in pace(last, at(11)).may_go} == {EDUCATION, HOUSING}
    assert all(one.after == "" for one in pace(last, at(11)).may_go)


def test_of_a_group_of_two_the_one_that_stays_longer_anyway_keeps_the_quorum() -> None:
    either = (("chair",), ("police", "education"))
    assert told(sitting(quorum=either)) == {HEALTH: "1", EDUCATION: "1", HOUSING: "1", POLICE: "5.1"}
    assert told(sitting(quorum=either), ka=EDUCATION) == {POLICE: "1", HEALTH: "1", HOUSING: "1", EDUCATION: "5.1"}


def test_an_agency_whose_only_member_has_left_is_not_told_of() -> None:
    gone = then(sitting(), MemberLeft(person_id=MARTA.id, at=at(1)))
    assert EDUCATION not in told(gone)


def test_who_stepped_out_of_one_item_is_still_in_the_meeting() -> None:
    out = then(
        sitting(on=JM),
        InterestDeclared(meeting_id=planned().meeting_id, item_id=JM, person_id=MARTA.id, nature="a niece", at=at(1)),
        SteppedOut(meeting_id=planned().meeting_id, item_id=JM, person_id=MARTA.id, at=at(1)),
    )
    assert EDUCATION in told(out)


def test_the_deputys_agency_stays_to_the_end_where_the_deputy_presides() -> None:
    meeting = a_meeting(
        MeetingState.IN_SESSION, items=LONG, room=(IMRAN, ABENA, MARTA, DANA), presiding=IMRAN, started=(WELCOME,)
    )
    assert told(meeting, at(11)) == {EDUCATION: "1", CSC: "5.1", HEALTH: "5.1"}


@pytest.mark.parametrize("state", [MeetingState.AGENDA_ISSUED, MeetingState.ADJOURNED, MeetingState.CLOSED])
def test_only_while_the_meeting_sits_is_anybody_told(state: MeetingState) -> None:
    assert pace(a_meeting(state, items=LONG, room=ROOM), at(31)).may_go == ()


def test_the_time_is_that_of_the_items_before_it_too() -> None:
    free = {one.agency: one.at for one in pace(sitting(on=KA), at(4), {PARK: frozenset({EDUCATION})}).may_go}
    # Left: 4.2 with 6 minutes, 5.1 with 10; then the last, and the first two, which were passed over.
    assert free == {HOUSING: at(4), EDUCATION: at(20)}

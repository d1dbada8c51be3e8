"""Roles are enforced where deeds are kept: every role, every kind of event, and what becomes of roles taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from msgspec import Struct
from tests.services.desk_builders import (
    ASHA,
    CSC,
    HEALTH,
    MACE,
    NOVEMBER,
    POLICE,
    SAFE,
    HeldClock,
    TestDesk,
    a_profile,
    refusal,
)

from panel_desk.domain.events import DeedUndone, Event, MeetingEvent
from panel_desk.domain.events.actions import ActionRecorded, ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.events.minutes import MinutesSigned
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PersonId
from panel_desk.domain.people import Person, Role
from panel_desk.domain.permissions import FOUNDER, NEEDED, PERMITTED, Permission, RoleHeld
from panel_desk.services.desk import Desk

SECRET = "correct horse battery staple"


def test_every_kind_of_event_has_its_permission() -> None:
    kinds = {*get_args(Event), *get_args(MeetingEvent)} - {DeedUndone}
    assert {kind.__name__ for kind in kinds - NEEDED.keys()} == set()


def test_every_role_stands_in_the_table_and_every_permission_is_somebodys() -> None:
    assert PERMITTED.keys() == set(Role)
    assert frozenset().union(*PERMITTED.values()) == set(Permission)


class Cast(Struct, frozen=True):
    """Somebody in each role at SAFE, and a meeting in session with an action of the police."""

    at: TestDesk
    people: dict[Role, Person]
    meeting_id: MeetingId
    reference: str

    def item(self) -> ItemId:
        return self.at.desk.meetings.meeting(self.meeting_id).items[0].id


@pytest.fixture
def cast(at: TestDesk) -> Cast:
    people = {Role.ADMINISTRATOR: at.person("Asha Rahman"), Role.CHAIR: at.person("Dana Prior")}
    people |= {Role.DEPUTY: at.person("Imran Khan"), Role.CORE_MEMBER: at.person("Abena Osei")}
    others = {Role.PRESENTER: "Ife Bello", Role.OBSERVER: "Alex Morgan", Role.READER: "R. Castellan"}
    for role, name in others.items():
        people[role] = at.desk.people.add(ASHA, name, CSC)
        at.desk.people.seat(ASHA, SAFE, people[role], role)
    at.bring(a_profile())
    meeting_id = at.opened()
    event = at.ask(meeting_id)[0].event
    assert isinstance(event, ActionRecorded)
    return Cast(at, people, meeting_id, event.reference)


Deed = Callable[[Cast, PersonId], object]
DEEDS: dict[str, Deed] = {
    "a list": lambda c, who: c.at.desk.importing.add(
        who, c.at.desk.importing.preview(a_profile(), "list.csv"), a_profile()
    ),
    "a panel": lambda c, who: c.at.desk.people.seat(who, SAFE, c.at.person("Ife Bello"), Role.PRESENTER),
    "a person": lambda c, who: c.at.desk.people.add(who, "Joel Hart", AgencyKey("youth-justice")),
    "a meeting": lambda c, who: c.at.desk.meetings.adjourn(who, c.meeting_id, "the alarm went"),
    "a decision": lambda c, who: c.at.desk.meetings.write(
        who, c.meeting_id, c.at.cases(c.meeting_id)[0].id, NoteSection.DISCUSSION, "The plan works."
    ),
    "an action": lambda c, who: c.at.desk.meetings.ask(
        who, c.meeting_id, c.item(), what="Call the school", agency=POLICE, due_on=date(2026, 10, 30)
    ),
    "news in the room": lambda c, who: c.at.desk.actions.postpone(
        who, c.reference, date(2026, 12, 1), "it was ill", meeting_id=c.meeting_id
    ),
    "news of any agency": lambda c, who: c.at.desk.actions.postpone(who, c.reference, date(2026, 12, 1), "it was ill"),
    "a copy": lambda c, who: c.at.desk.publishing.send_minutes(who, c.meeting_id, "the chair"),
}
ALLOWED = {
    Role.ADMINISTRATOR: set(DEEDS),
    Role.CHAIR: {"a decision", "an action", "news in the room", "news of any agency"},
    Role.DEPUTY: {"news of any agency"},  # somebody else presides
    Role.CORE_MEMBER: set(),
    Role.PRESENTER: set(),
    Role.OBSERVER: set(),
    Role.READER: set(),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("deed", list(DEEDS))
def test_a_deed_is_done_or_refused_by_role(cast: Cast, role: Role, deed: str) -> None:
    before = cast.at.desk.book.head()
    if deed in ALLOWED[role]:
        DEEDS[deed](cast, cast.people[role].id)
        assert cast.at.desk.book.head() != before
        return
    with refusal(match="may not|acts in the chair"):
        DEEDS[deed](cast, cast.people[role].id)
    assert cast.at.desk.book.head() == before


def test_the_refusal_names_the_role_and_whom_to_ask(cast: Cast) -> None:
    with refusal(match=r"^A reader may not record decisions\. Ask the administrator\.$"):
        DEEDS["a decision"](cast, cast.people[Role.READER].id)
    with refusal(match=r"^The chair may not add case lists\. Ask the administrator\.$"):
        DEEDS["a list"](cast, cast.people[Role.CHAIR].id)


def test_somebody_unknown_to_the_desk_does_nothing(cast: Cast) -> None:
    with refusal(match="no role at this desk"):
        DEEDS["a decision"](cast, PersonId("nobody"))


def test_a_chair_is_chair_of_that_panel_only(at: TestDesk) -> None:
    ruth = at.desk.people.add(ASHA, "Ruth Bell", AgencyKey("csc"))
    at.desk.people.seat(ASHA, MACE, ruth, Role.CHAIR)
    mace, safe = at.planned(MACE), at.planned(SAFE)
    at.desk.agendas.lock(ruth.id, mace, ruth.id)
    with refusal(match="The chair of MACE may not approve or re-open agendas at SAFE"):
        at.desk.agendas.lock(ruth.id, safe, at.person("Dana Prior").id)
    assert (at.desk.may(ruth.id, Permission.RULE, MACE), at.desk.may(ruth.id, Permission.RULE, SAFE)) == (True, False)
    assert at.desk.may(ruth.id, Permission.RULE)


def test_a_core_member_tells_of_their_own_agencys_actions_only(cast: Cast) -> None:
    deeds, done = cast.at.desk.actions, ActionStatus.COMPLETE
    day = date(2026, 10, 23)
    khan = cast.at.desk.people.add(ASHA, "Joel Hart", POLICE)
    cast.at.desk.people.seat(ASHA, SAFE, khan, Role.CORE_MEMBER)
    with refusal(match="A core member may not follow actions of every agency"):
        deeds.set_status(cast.people[Role.CORE_MEMBER].id, cast.reference, done, on=day, reason="it was done")
    with refusal(match="A core member may not"):
        deeds.postpone(khan.id, cast.reference, date(2026, 12, 1), "the owner was ill")
    with refusal(match="A core member may not"):
        deeds.set_status(khan.id, cast.reference, done, on=day, reason="it was done", meeting_id=cast.meeting_id)
    deeds.set_status(khan.id, cast.reference, done, on=day, reason="it was done")
    assert deeds.by_reference(cast.reference).status is done


def test_the_deputy_acts_where_the_deputy_presides(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id, imran = at.opened(presiding="Imran Khan"), at.person("Imran Khan")
    item = at.cases(meeting_id)[0]
    at.desk.meetings.write(imran.id, meeting_id, item.id, NoteSection.DISCUSSION, "The plan works.")
    assert at.desk.meetings.meeting(meeting_id).item(item.id).notes


@pytest.mark.parametrize("leaves", ["for good", "for an interest"])
def test_the_deputy_acts_while_the_chair_is_out_of_the_room(cast: Cast, leaves: str) -> None:
    meetings, dana = cast.at.desk.meetings, cast.people[Role.CHAIR].id
    item = cast.at.cases(cast.meeting_id)[0].id
    meetings.turn_to(ASHA, cast.meeting_id, item)
    if leaves == "for good":
        meetings.leave(ASHA, cast.meeting_id, dana)
    else:
        meetings.declare(ASHA, cast.meeting_id, item, dana, "knows the family")
        meetings.step_out(ASHA, cast.meeting_id, item, dana)
    DEEDS["a decision"](cast, cast.people[Role.DEPUTY].id)
    DEEDS["an action"](cast, cast.people[Role.DEPUTY].id)
    if leaves == "for good":
        meetings.arrive(ASHA, cast.meeting_id, dana)
    else:
        meetings.step_back(ASHA, cast.meeting_id, item, dana)
    with refusal(match="somebody else presides"):
        DEEDS["an action"](cast, cast.people[Role.DEPUTY].id)


def test_taking_back_is_as_much_as_doing(cast: Cast) -> None:
    deed = cast.at.bring(a_profile(), "again.csv")
    with refusal(match="The chair may not add case lists"):
        cast.at.desk.importing.undo(cast.people[Role.CHAIR].id, deed)
    cast.at.desk.importing.undo(ASHA, deed)


def test_who_was_chair_when_a_meeting_was_planned_stays_so_for_it(at: TestDesk) -> None:
    meeting_id, dana = at.planned(), at.person("Dana Prior")
    ruth = at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.desk.people.seat(ASHA, SAFE, ruth, Role.CHAIR)
    later = at.planned(SAFE, NOVEMBER)
    at.desk.agendas.lock(dana.id, meeting_id, dana.id)
    with refusal(match="may not approve"):
        at.desk.agendas.lock(dana.id, later, ruth.id)
    at.desk.agendas.lock(ruth.id, later, ruth.id)


def test_who_presided_signs_although_another_chairs_now(signing: TestDesk) -> None:
    meeting_id, dana = signing.approved(), signing.person("Dana Prior")
    ruth = signing.desk.people.add(ASHA, "Ruth Bell", CSC)
    signing.desk.people.seat(ASHA, SAFE, ruth, Role.CHAIR)
    assert signing.desk.publishing.sign(meeting_id, dana, SECRET).startswith(b"%PDF")


def test_a_signer_may_stand_on_the_list_of_a_later_meeting_only(at: TestDesk) -> None:
    october, dana = at.planned(), at.person("Dana Prior")
    ruth = at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.desk.people.seat(ASHA, SAFE, ruth, Role.CHAIR)
    at.planned(SAFE, NOVEMBER)
    at.desk.people.seat(ASHA, SAFE, dana, Role.CHAIR)
    signed = MinutesSigned(
        meeting_id=october,
        revision=1,
        signer=ruth.id,
        signer_name=ruth.name,
        certificate="",
        pdf_sha256="",
        at=at.clock(),
    )
    at.desk.book.permitting.refuse(ruth.id, f"meeting/{october}", signed)
    with refusal(match="may not approve"):
        at.desk.agendas.lock(ruth.id, october, dana.id)


def test_an_invitation_makes_nobody_administrator(at: TestDesk) -> None:
    meeting_id, asha = at.planned(), at.person("Asha Rahman")
    ruth = at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.desk.people.give_role(ASHA, ruth, Role.ADMINISTRATOR)
    at.desk.people.take_role(ruth.id, asha, Role.ADMINISTRATOR)
    with refusal(match="may not change agendas"):
        at.desk.agendas.build(ASHA, meeting_id)


# Roles given and taken back


def test_the_founder_does_nothing_once_there_is_an_administrator(at: TestDesk) -> None:
    with refusal(match="may not set up"):
        at.desk.people.add(FOUNDER, "Ruth Bell", HEALTH)


def test_the_founder_does_everything_before() -> None:
    with Desk.in_memory(HeldClock()) as desk:
        desk.people.found(FOUNDER, "Fictional Borough Council")
        desk.people.define_shipped_panels(FOUNDER)
        assert [who.person.id for who in desk.people.possible_at_desk()] == [FOUNDER]
        asha = desk.people.add(FOUNDER, "Asha Rahman", CSC)
        desk.people.give_role(FOUNDER, asha, Role.ADMINISTRATOR)
        assert [who.person for who in desk.people.possible_at_desk()] == [asha]
        assert desk.roles_of(FOUNDER) == ()


def test_a_role_taken_back_is_gone_at_once(at: TestDesk) -> None:
    dana = at.person("Dana Prior")
    at.desk.people.unseat(ASHA, SAFE, dana, Role.CHAIR)
    assert at.desk.roles_of(dana.id) == (RoleHeld(role=Role.CHAIR, panel=MACE),)
    with refusal(match=r"Dana Prior is not chair of SAFE\."):
        at.desk.people.unseat(ASHA, SAFE, dana, Role.CHAIR)


def test_the_last_administrator_cannot_be_removed(at: TestDesk) -> None:
    asha, before = at.person("Asha Rahman"), at.desk.book.head()
    with refusal(match="Asha Rahman is the last administrator"):
        at.desk.people.take_role(ASHA, asha, Role.ADMINISTRATOR)
    assert at.desk.book.head() == before
    at.desk.people.unseat(ASHA, MACE, asha, Role.ADMINISTRATOR)
    with refusal(match="Asha Rahman is the last administrator"):
        at.desk.people.unseat(ASHA, SAFE, asha, Role.ADMINISTRATOR)


def test_one_of_two_administrators_goes(at: TestDesk) -> None:
    ruth, asha = at.desk.people.add(ASHA, "Ruth Bell", CSC), at.person("Asha Rahman")
    at.desk.people.give_role(ASHA, ruth, Role.ADMINISTRATOR)
    at.desk.people.take_role(ASHA, asha, Role.ADMINISTRATOR)
    assert at.desk.roles_of(ASHA) == ()
    with refusal(match="may not set up"):
        at.desk.people.add(ASHA, "Joel Hart", CSC)
    with refusal(match="Ruth Bell is the last administrator"):
        at.desk.people.take_role(ruth.id, ruth, Role.ADMINISTRATOR)


def test_a_role_is_taken_back_although_its_holder_changed_agency(at: TestDesk) -> None:
    moved = at.desk.people.add(ASHA, "Ruth Bell", HEALTH)
    at.desk.people.seat(ASHA, SAFE, moved, Role.OBSERVER)
    at.desk.people.unseat(ASHA, SAFE, Person(id=moved.id, name=moved.name, agency=POLICE), Role.OBSERVER)
    assert at.desk.roles_of(moved.id) == ()


def test_two_of_one_agency_may_present_and_one_may_chair(at: TestDesk) -> None:
    for name in ("Ife Bello", "Alex Morgan"):
        person = at.desk.people.add(ASHA, name, CSC)
        at.desk.people.seat(ASHA, SAFE, person, Role.PRESENTER)
        at.desk.people.seat(ASHA, SAFE, person, Role.CHAIR)
    held = [at.desk.roles_of(at.person(name).id) for name in ("Ife Bello", "Alex Morgan", "Dana Prior")]
    assert [[one.role for one in roles if one.panel == SAFE] for roles in held] == [
        [Role.PRESENTER],
        [Role.CHAIR, Role.PRESENTER],
        [],
    ]


def test_those_who_can_work_at_the_desk_are_named_by_role(at: TestDesk) -> None:
    ife = at.desk.people.add(ASHA, "Ife Bello", CSC)
    at.desk.people.seat(ASHA, SAFE, ife, Role.READER)
    possible = [(who.person.name, who.role, who.panels) for who in at.desk.people.possible_at_desk()]
    both = (MACE, SAFE)
    assert possible == [
        ("Asha Rahman", Role.ADMINISTRATOR, both),
        ("Dana Prior", Role.CHAIR, both),
        ("Imran Khan", Role.DEPUTY, both),
        ("Abena Osei", Role.CORE_MEMBER, both),
        ("Marta Lee", Role.CORE_MEMBER, both),
    ]


def _take_list(cast: Cast, who: PersonId, path: Path, references: list[str]) -> None:
    day = date(2026, 10, 23)
    cast.at.desk.action_lists.export(who, path, references, day, title="Actions", recipient="Dana Prior")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CHAIR, Role.DEPUTY])
def test_who_follows_all_actions_takes_lists_of_them(cast: Cast, role: Role, tmp_path: Path) -> None:
    _take_list(cast, cast.people[role].id, tmp_path / "actions.csv", [cast.reference])
    (row,) = cast.at.desk.exporting.made()
    assert row.recipient == "Dana Prior"


def test_a_core_member_takes_a_list_of_their_own_agencys_actions_and_no_other(cast: Cast, tmp_path: Path) -> None:
    police = cast.at.desk.people.add(ASHA, "Joel Hart", POLICE)
    cast.at.desk.people.seat(ASHA, SAFE, police, Role.CORE_MEMBER)
    health, path = cast.people[Role.CORE_MEMBER], tmp_path / "actions.csv"
    with refusal(match=r"^A core member may not export or print lists\. Ask the administrator\.$"):
        _take_list(cast, health.id, path, [cast.reference])
    with refusal(match="A core member may not export or print lists"):
        cast.at.desk.exporting.table(police.id, path, ["Child"], [["K.A."]], title="All", marking="", recipient="me")
    assert not path.exists()
    _take_list(cast, police.id, path, [cast.reference])
    assert cast.reference in path.read_text(encoding="utf-8-sig")


def test_who_only_reads_takes_no_list(cast: Cast, tmp_path: Path) -> None:
    with refusal(match="A reader may not export or print lists"):
        _take_list(cast, cast.people[Role.READER].id, tmp_path / "actions.csv", [cast.reference])
    assert cast.at.desk.exporting.made() == ()

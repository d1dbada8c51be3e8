"""A council's own panel works from candidates to minutes; a definition that cannot be used changes nothing."""

from __future__ import annotations

import pytest
from tests.services.desk_builders import (
    ASHA,
    CSC,
    HEALTH,
    MACE,
    NOVEMBER,
    OCTOBER,
    POLICE,
    SAFE,
    TestDesk,
    a_profile,
    child,
    refusal,
)

from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import AgencyKey, ItemId, MeetingId, PanelKey
from panel_desk.domain.minutes.minutes import MinutesItem, Resolved
from panel_desk.domain.people import Role

OWN = """
key = "SAFE"
name = "Circle"
full_name = "Our circle around the child"
marking = "OFFICIAL"
slot_minutes = 60
cases_per_meeting = 2
quorum = [["chair"], ["voluntary", "health"]]
approvals = ["voluntary"]

[risk_scale]
name = "traffic lights"
levels = ["Green", "Amber", "Red"]

[[sections]]
key = "opening"
title = "Opening"

[[sections]]
key = "interests"
title = "Interests"
kind = "declarations"

[[sections]]
key = "log"
title = "What we promised"
kind = "action log"

[[sections]]
key = "children"
title = "Children"
kind = "children"
minutes = 20
reasons = ["not yet discussed", "review due"]

[[seats]]
agency = "csc"
name = "Family help"
chairs = true

[[seats]]
agency = "health"
name = "Nursing"

[[seats]]
agency = "voluntary"
name = "The Lighthouse"

[[outcomes]]
key = "walk-on"
words = "to walk on together"
verb = "RESOLVED"

[[outcomes]]
key = "brighter"
words = "to turn the light up"
needs_level = true
raises_risk = true

[[outcomes]]
key = "later"
words = "the child to another day"
verb = "DEFERRED"
needs_review = false
defers = true
"""


@pytest.fixture
def own(at: TestDesk) -> TestDesk:
    """A desk whose SAFE panel is the council's own."""
    at.desk.people.define_panel(ASHA, OWN, where="own.toml")
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    return at


def in_session(at: TestDesk) -> MeetingId:
    """The circle sits: the chair alone is in the room."""
    meeting_id = at.issued()
    at.clock.set(OCTOBER)
    at.desk.meetings.open(ASHA, meeting_id, at.person("Dana Prior").id)
    for item in at.cases(meeting_id):
        at.desk.meetings.turn_to(ASHA, meeting_id, item.id)
    return meeting_id


def told(at: TestDesk, meeting_id: MeetingId, item_id: ItemId) -> MinutesItem:
    sections = at.desk.minutes.value(meeting_id).sections
    return next(item for section in sections for item in section.items if item.item_id == item_id)


def test_a_councils_own_sections_make_its_agenda(own: TestDesk) -> None:
    agenda = own.desk.agendas.value(own.planned())
    assert [(s.number, s.title, len(s.items)) for s in agenda.sections] == [
        (1, "Opening", 1),
        (2, "Interests", 1),
        (3, "What we promised", 1),
        (4, "Children", 2),
    ]
    assert (agenda.panel_name, agenda.marking) == ("Circle", "OFFICIAL")


def test_a_councils_own_number_of_cases_is_kept(own: TestDesk) -> None:
    own.bring(a_profile(*(child(str(number)) for number in range(101, 106))))
    meeting_id = own.planned()
    assert len(own.cases(meeting_id)) == 2
    assert len(own.desk.agendas.candidates(meeting_id)) == 3


def test_a_councils_own_quorum_is_counted(own: TestDesk) -> None:
    meeting_id = in_session(own)
    first, second = own.cases(meeting_id)
    facts = {"outcome": "walk-on", "reason": "it is early", "review_on": NOVEMBER}
    own.decide(meeting_id, first, **facts)
    own.desk.meetings.attend(ASHA, meeting_id, own.person("Abena Osei"))
    own.decide(meeting_id, second, **facts)
    made = [item.decisions[0].decision for item in own.cases(meeting_id)]
    assert [(d.quorate, set(d.missing)) for d in made] == [(False, {"voluntary", "health"}), (True, set())]


def test_a_councils_own_outcomes_and_scale_stand_in_the_minutes(own: TestDesk) -> None:
    meeting_id = in_session(own)
    first, second = own.cases(meeting_id)
    own.decide(meeting_id, first, outcome="brighter", level="amber", reason="she is seen with adults")
    own.decide(meeting_id, second, outcome="later", reason="time was short", review_on=None)
    own.desk.meetings.close(ASHA, meeting_id)
    resolved = [b for item in (first, second) for b in told(own, meeting_id, item.id).blocks if isinstance(b, Resolved)]
    assert "to turn the light up, because she is seen with adults" in resolved[0].words
    assert "Amber" in resolved[0].risk
    assert resolved[1].verb == "DEFERRED"


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"outcome": "continue"}, "not an outcome of the Circle"),
        ({"outcome": "brighter", "level": "High"}, "not a level of the traffic lights"),
        ({"outcome": "brighter"}, "To which level"),
        ({"outcome": "walk-on", "review_on": None}, "When does the panel look again"),
    ],
)
def test_what_the_councils_own_rules_do_not_know_is_refused(
    own: TestDesk, changes: dict[str, object], match: str
) -> None:
    meeting_id = in_session(own)
    with refusal(match=match):
        own.decide(meeting_id, own.cases(meeting_id)[0], **changes)


def test_minutes_of_a_councils_own_panel_are_printed_and_signed_by_its_own_approvals(own: TestDesk) -> None:
    meeting_id = own.opened()
    for item in own.cases(meeting_id):
        own.decide(meeting_id, item, outcome="walk-on")
    own.close(meeting_id)
    own.desk.minutes.draft(ASHA, meeting_id)
    own.desk.minutes.circulate(ASHA, meeting_id)
    own.desk.minutes.approve(ASHA, meeting_id, own.opened(SAFE, NOVEMBER))
    assert own.desk.publishing.minutes_pdf(meeting_id).pages
    fields = [block.field for block in own.desk.minutes.value(meeting_id).signatures]
    assert fields == ["Chair", "Approval-voluntary"]


def test_a_meeting_planned_before_keeps_the_definition_it_was_planned_with(at: TestDesk) -> None:
    at.bring(a_profile())
    before = at.opened()
    at.desk.people.define_panel(ASHA, OWN, where="own.toml")
    at.decide(before, at.cases(before)[0], outcome="continue")
    assert at.desk.minutes.value(before).panel_name == "SAFE panel"
    assert at.desk.meetings.meeting(at.planned(SAFE, NOVEMBER)).definition.name == "Circle"


def test_another_panels_definition_is_left_alone(own: TestDesk) -> None:
    assert own.desk.people.panel(SAFE).name == "Circle"
    assert own.desk.people.panel(MACE).outcome("continue")


BAD = {
    "no TOML": ("key = ", "cannot be used"),
    "a word too many": (OWN.replace("slot_minutes", "slot_hours"), "slot_hours"),
    "a kind that is none": (OWN.replace('kind = "children"', 'kind = "kids"'), "kids"),
    "nobody chairs": (OWN.replace("chairs = true", ""), "no seat that chairs"),
    "a quorum of strangers": (OWN.replace('"voluntary", "health"]', '"army"]'), "army"),
    "an approval of strangers": (OWN.replace('["voluntary"]', '["army"]'), "army"),
    "a section named twice": (OWN.replace('key = "interests"', 'key = "opening"'), "twice"),
    "an outcome named twice": (OWN.replace('key = "later"', 'key = "walk-on"'), "twice"),
    "a seat named twice": (OWN.replace('agency = "voluntary"', 'agency = "csc"'), "twice"),
    "a scale without levels": (OWN.replace('["Green", "Amber", "Red"]', "[]"), "without levels"),
}


@pytest.mark.parametrize("how", BAD)
def test_a_definition_that_cannot_be_used_leaves_the_old_one(at: TestDesk, how: str) -> None:
    text, match = BAD[how]
    head = at.desk.book.head()
    with refusal(Reason.BAD_FILE, match):
        at.desk.people.define_panel(ASHA, text, where="own.toml")
    assert at.desk.people.panel(SAFE).name == "SAFE panel"
    assert at.desk.book.head() == head


def test_an_agency_sits_once_its_seat_is_defined(at: TestDesk) -> None:
    person = at.desk.people.add(ASHA, "Ruth Bell", AgencyKey("lighthouse"))
    with refusal(match="no seat"):
        at.desk.people.seat(ASHA, SAFE, person)
    at.desk.people.define_panel(ASHA, OWN.replace("voluntary", "lighthouse"), where="own.toml")
    at.desk.people.seat(ASHA, SAFE, person)
    invited = at.desk.meetings.meeting(at.planned()).planned.invited
    assert "Ruth Bell" in {i.person.name for i in invited}


def test_who_only_reads_or_observes_needs_no_seat(at: TestDesk) -> None:
    person = at.desk.people.add(ASHA, "Alex Morgan", AgencyKey("inspectorate"))
    at.desk.people.seat(ASHA, SAFE, person, Role.READER)
    meeting = at.desk.meetings.meeting(at.planned())
    assert meeting.role(person.id) is Role.READER


def test_a_person_has_a_name_and_an_unknown_panel_no_seats(at: TestDesk) -> None:
    with refusal(match="name"):
        at.desk.people.add(ASHA, "  ", CSC)
    with refusal(Reason.NOT_FOUND, "no panel"):
        at.desk.people.seat(ASHA, PanelKey("NONE"), at.person("Dana Prior"))
    with refusal(match="For which council"):
        at.desk.people.found(ASHA, " ")


def test_a_name_that_nobody_or_more_than_one_has_is_told_apart(at: TestDesk) -> None:
    at.desk.people.add(ASHA, "Joel Hart", HEALTH)
    assert at.person("joel hart").agency == HEALTH
    at.desk.people.add(ASHA, "Joel Hart", POLICE)
    with refusal(Reason.NOT_FOUND, "More than one"):
        at.person("Joel Hart")
    with refusal(Reason.NOT_FOUND, "Nobody"):
        at.person("R. Castellan")

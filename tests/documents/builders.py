"""Agendas, minutes and sheets with valid defaults, as rich as the twelve items of a real evening; all of it made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from panel_desk.domain.agendas.agenda import (
    ActionLine,
    Agenda,
    AgendaItem,
    AgendaSection,
    ChildBrief,
    ConcernBrief,
    ListedBecause,
    NumberedItem,
)
from panel_desk.domain.children.cases import ConcernKind, ExploitationType
from panel_desk.domain.ids import ChildId, ConcernId, ItemId, MeetingId, PanelKey
from panel_desk.domain.minutes.minutes import (
    ActionSheet,
    ActionTable,
    AttendanceLine,
    AttendanceTable,
    Block,
    Minutes,
    MinutesItem,
    MinutesSection,
    MinutesState,
    Resolved,
    SignatureBlock,
    Text,
)
from panel_desk.domain.panels import ListingReason, SectionKind
from panel_desk.domain.risk import RiskAssessment

MEETING_DAY = date(2026, 11, 26)
MADE_AT = datetime(2026, 12, 10, 10, 6, tzinfo=UTC)
HANDLING = "Named recipients only. Do not copy or forward without the chair’s agreement."
CSE, CCE = ExploitationType.CSE, ExploitationType.CCE
COUNTY_LINES, ONLINE, GANGS = ExploitationType.COUNTY_LINES, ExploitationType.ONLINE, ExploitationType.GANGS


def _with(facts: dict[str, Any], changes: dict[str, object]) -> dict[str, Any]:
    return facts | changes


def a_risk(level: str = "High", on: date = date(2026, 10, 29)) -> RiskAssessment:
    return RiskAssessment(scale="SAFE scale", level=level, assessed_on=on, by="SAFE panel")


def a_child(initials: str = "J.M.", local_id: str = "104233", **changes: object) -> ChildBrief:
    facts: dict[str, Any] = {
        "name": f"{initials[0]}-name {initials[2]}-surname",
        "age": 15,
        "types": (CCE, COUNTY_LINES),
        "risk": a_risk(),
    }
    facts |= {"child_id": ChildId(f"child-{local_id}"), "local_id": local_id, "initials": initials}
    return ChildBrief(**_with(facts, changes))


def an_action(number: int = 7, **changes: object) -> ActionLine:
    facts: dict[str, Any] = {
        "reference": f"SAFE-2026-11/{number:02d}",
        "what": "Share the two nominals with the MACE coordinator",
        "owner": "Police, Khan",
        "agency": "Police",
        "due_on": date(2026, 12, 1),
        "status": "Open",
    }
    return ActionLine(**_with(facts, changes))


def carried_actions() -> tuple[ActionLine, ...]:
    return (
        an_action(
            4,
            reference="SAFE-2026-10/04",
            what="Attendance plan for J.M.",
            owner="School, Lee",
            due_on=date(2026, 11, 10),
            status="Overdue by 16 days",
            overdue=True,
            about="J.M. (104233)",
        ),
        an_action(
            6,
            reference="SAFE-2026-10/06",
            what="Placement visit for R.T.",
            owner="Children’s social care, Bello",
            due_on=date(2026, 11, 20),
            status="Not possible, circumstances changed",
            reason="Moved on 14 November.",
            about="R.T. (104290)",
        ),
        an_action(
            3,
            reference="SAFE-2026-10/03",
            what="Disruption plan for two nominals",
            due_on=date(2026, 11, 12),
            status="Complete",
            reason="11 November.",
        ),
    )


def a_decision(**changes: object) -> Resolved:
    facts: dict[str, Any] = {
        "verb": "AGREED",
        "words": "to step up to MACE, because three children now name the same location and the pattern of episodes "
        "has not changed.",
        "risk": "Risk stays High.",
        "held_by": "Held by: I. Bello, Adolescent Safeguarding Team 1.",
        "review": "Review 10 December 2026.",
    }
    return Resolved(**_with(facts, changes))


_CHILDREN = (
    ("6.1", a_child("B.W.", "104311", age=13, types=(CSE, ONLINE), risk=a_risk("Medium"))),
    ("6.2", a_child("C.V.", "104318", age=16, types=(CCE,), risk=None)),
    ("7.1", a_child()),
    ("7.2", a_child("T.O.", "104281", age=14, types=(CSE, ONLINE), risk=a_risk(on=date(2026, 9, 3)))),
    ("7.3", a_child("H.Q.", "104250", age=15, types=(CCE, GANGS), risk=a_risk("Medium"))),
    ("7.4", a_child("E.P.", "104262", age=17, types=(CCE,), risk=a_risk("Medium"))),
    ("7.5", a_child("M.F.", "104204", age=16, types=(CSE,), risk=a_risk("Standard"))),
)


def child_blocks(*, stepped_up: bool) -> tuple[Block, ...]:
    """What was said and decided about one child."""
    last = (
        a_decision()
        if stepped_up
        else a_decision(
            words="to continue on SAFE, because no interview has been held yet.",
            dissent=("Dissent: Health – would step up now.",),
        )
    )
    return (
        Text(label="Listed because", text="4 missing episodes since 24 August; review due.", muted=True),
        Text(label="Risk before", text="High (SAFE scale), since 29 October.", muted=True),
        Text(
            text="Police reported two sightings near the bus station with two older males known to the force. J.M. "
            "returned on 9 November with a new phone and would not say who paid for it. The school confirmed 41 % "
            "attendance this half term; the agreed plan has not started."
        ),
        Text(
            label="Voice of the child.",
            text="J.M. told the return interviewer that “it is easier to go than to say no”, and would like one adult "
            "who stays the same.",
        ),
        Text(label="Strengths.", text="Close to an aunt; keeps boxing sessions on Tuesdays."),
        Text(
            label="Analysis.",
            text="The pattern of episodes and gifts points to debt bondage. Three children now name the same location.",
        ),
        last,
        ActionTable(
            lines=(
                an_action(7),
                an_action(
                    8,
                    what="Start the attendance plan and confirm in writing",
                    owner="School, Lee",
                    due_on=date(2026, 11, 27),
                ),
                an_action(9, what="Check the red Corsa with ANPR", due_on=date(2026, 11, 27)),
            )
        ),
    )


def an_item(number: str = "7.1", heading: str = "", *blocks: Block, local_id: str = "") -> MinutesItem:
    return MinutesItem(
        item_id=ItemId(f"item-{number}"), number=number, heading=heading, blocks=blocks, local_id=local_id
    )


def an_attendance() -> AttendanceTable:
    lines = (
        ("Dana Prior", "Children’s social care, chair", "Present"),
        ("DS Imran Khan", "Police", "Present"),
        ("Abena Osei", "Health, designated nurse", "Present, left 11:26 after item 7.4"),
        ("Marta Lee", "School, safeguarding lead", "For items 6.1 to 7.1"),
        ("Joel Hart", "Youth justice", "Present; declared an interest in 7.1, out 10:31 to 10:52"),
        ("Ruth Bell", "Housing", "Apologies, information sent 24 November"),
    )
    return AttendanceTable(lines=tuple(AttendanceLine(name=n, agency_and_role=r, attendance=a) for n, r, a in lines))


def _children(section: int) -> tuple[MinutesItem, ...]:
    return tuple(
        an_item(number, child.heading, *child_blocks(stepped_up=number == "7.1"), local_id=child.local_id)
        for number, child in _CHILDREN
        if number.startswith(f"{section}.")
    )


def _sections() -> tuple[MinutesSection, ...]:
    quorum = (
        "Quorum (council, police and health) was met for every item. The confidentiality statement was read at 10:02."
    )
    return (
        MinutesSection(number=1, title="Attendance", items=(an_item("1", "", an_attendance(), Text(text=quorum)),)),
        MinutesSection(
            number=2,
            title="Declarations of interest",
            items=(an_item("2", "", Text(text="Joel Hart, item 7.1: family connection. He left for the item.")),),
        ),
        MinutesSection(
            number=3,
            title="Minutes of 29 October 2026",
            items=(
                an_item("3", "", Text(text="The minutes were AGREED as a correct record and signed by the chair.")),
            ),
        ),
        MinutesSection(
            number=4,
            title="Actions from earlier meetings",
            items=(an_item("4", "", ActionTable(lines=carried_actions(), carried=True)),),
        ),
        MinutesSection(number=5, title="Urgent and currently missing", items=()),
        MinutesSection(number=6, title="New referrals", items=_children(6)),
        MinutesSection(number=7, title="Reviews", items=_children(7)),
        MinutesSection(
            number=8, title="Any other business", items=(an_item("8", "", Text(text="Nothing was raised.")),)
        ),
    )


CHAIR_AND_POLICE = (
    SignatureBlock(field="Chair", role="chair", label="Chair"),
    SignatureBlock(field="Approval-police", role="approver:police", label="Approved for Police"),
)


def some_minutes(**changes: object) -> Minutes:
    """Approved minutes of seven children with two signature fields."""
    facts: dict[str, Any] = {
        "meeting_id": MeetingId("meeting-1"),
        "panel": PanelKey("SAFE"),
        "panel_name": "SAFE panel",
        "reference": "SAFE-2026-11",
        "title": "SAFE panel: minutes",
        "facts": (
            ("Meeting", "SAFE-2026-11, Thursday 26 November 2026, 10:00 to 12:31"),
            ("Place", "Civic Centre, room 6, and by video"),
            ("Chair", "Dana Prior, Head of Service (confirmed at SAFE-2026-12 by Dana Prior)"),
            ("Minutes", "Asha Rahman, panel administrator"),
        ),
        "held_on": MEETING_DAY,
        "state": MinutesState.APPROVED,
        "revision": 2,
        "marking": "OFFICIAL-SENSITIVE",
        "handling": f"{HANDLING} Children are shown by initials and local number.",
        "sections": _sections(),
        "signatures": CHAIR_AND_POLICE,
        "composed_at": MADE_AT,
        "name_key": tuple((child.initials, child.local_id, child.name) for _, child in _CHILDREN),
        "journal_head": "4f" * 32,
        "council": "Fictional Borough Council",
    }
    return Minutes(**_with(facts, changes))


def minutes_of(*blocks: Block, **changes: object) -> Minutes:
    """Minutes with one item that holds these blocks."""
    item = an_item("7.1", "J.M. (104233), 15 years", *blocks)
    return some_minutes(**({"sections": (MinutesSection(number=7, title="Reviews", items=(item,)),)} | changes))


def an_agenda_item(
    title: str = "Welcome, confidentiality, apologies", minutes: int = 5, **changes: object
) -> AgendaItem:
    facts: dict[str, Any] = {"section": "welcome", "presenter": "Chair"}
    return AgendaItem(id=ItemId(f"item-{title}"), title=title, minutes=minutes, **_with(facts, changes))


def _standing(number: int, title: str, minutes: int, presenter: str = "Chair") -> AgendaSection:
    item = an_agenda_item(title, minutes, presenter=presenter)
    return AgendaSection(
        number=number,
        title=title,
        kind=SectionKind.STANDING,
        minutes=minutes,
        items=(NumberedItem(str(number), item),),
    )


def _listed(section: int, title: str, reason: ListingReason, sentence: str) -> AgendaSection:
    because = (ListedBecause(reason=reason, sentence=sentence),)
    items = tuple(
        NumberedItem(number, an_agenda_item(child.heading, 10, child=child, because=because, presenter="I. Bello"))
        for number, child in _CHILDREN
        if number.startswith(f"{section}.")
    )
    return AgendaSection(number=section, title=title, kind=SectionKind.CHILDREN, minutes=10 * len(items), items=items)


def _places() -> AgendaSection:
    bus_station = ConcernBrief(
        concern_id=ConcernId("place-1"),
        kind=ConcernKind.LOCATION,
        name="Bus station, north side",
        concern="Three children name it",
        lead_agency="Police",
    )
    item = an_agenda_item(
        "Bus station",
        5,
        concern=bus_station,
        presenter="Police",
        late_reason="Sighting reported this morning.",
        link="see 7.1",
    )
    return AgendaSection(
        number=8,
        title="Locations",
        kind=SectionKind.LOCATIONS,
        minutes=5,
        items=(NumberedItem("8.1", item),),
    )


def an_agenda(**changes: object) -> Agenda:
    """An issued agenda of 108 minutes in a slot of 150."""
    sections = (
        _standing(1, "Welcome, confidentiality, apologies", 5),
        _standing(2, "Declarations of interest", 3),
        _standing(3, "Minutes of 29 October", 5),
        _standing(4, "Actions: 1 overdue, 2 due", 10, "A. Rahman"),
        _listed(6, "New referrals", ListingReason.NEW_REFERRAL, "New referral from Police, 12 November"),
        _listed(7, "Reviews, by risk", ListingReason.REGULARLY_MISSING, "4 missing episodes since 31 July; review due"),
        _places(),
        _standing(9, "Links to pass up to MACE", 5),
        _standing(11, "Any other business, next date", 5),
    )
    facts: dict[str, Any] = {
        "meeting_id": MeetingId("meeting-1"),
        "panel": PanelKey("SAFE"),
        "panel_name": "SAFE panel",
        "reference": "SAFE-2026-11",
        "held_on": MEETING_DAY,
        "starts_at": time(10, 0),
        "ends_at": time(12, 30),
        "place": "Civic Centre, room 6, and by video",
        "chair": "Dana Prior, Head of Service",
        "issued": 2,
        "marking": "OFFICIAL-SENSITIVE",
        "handling": HANDLING,
        "confidentiality": "What is said here is shared for the safety of children, and stays with those who need it.",
        "safeguarding_note": "Immediate risk to a child: call the police or the MASH now.",
        "sections": sections,
        "actions": carried_actions(),
        "invited": (
            ("Children’s social care", "Dana Prior"),
            ("Police", "DS Imran Khan"),
            ("Health", "Abena Osei"),
            ("Education", "Marta Lee"),
            ("Youth justice", "Joel Hart"),
            ("Housing", "Ruth Bell"),
        ),
        "slot_minutes": 150,
        "council": "Fictional Borough Council",
    }
    return Agenda(**_with(facts, changes))


def an_action_sheet(**changes: object) -> ActionSheet:
    """The sheet of the police."""
    facts: dict[str, Any] = {
        "meeting_id": MeetingId("meeting-1"),
        "panel_name": "SAFE panel",
        "reference": "SAFE-2026-11",
        "held_on": MEETING_DAY,
        "agency": "Police",
        "marking": "OFFICIAL-SENSITIVE",
        "handling": HANDLING,
        "decisions": (("7.1", "J.M. (104233), 15 years · CCE, county lines", a_decision()),),
        "actions": (
            an_action(7, about="J.M. (104233)"),
            an_action(9, what="Check the red Corsa with ANPR", due_on=date(2026, 11, 27), about="J.M. (104233)"),
        ),
        "carried": (carried_actions()[2],),
        "made_at": MADE_AT,
        "council": "Fictional Borough Council",
    }
    return ActionSheet(**_with(facts, changes))

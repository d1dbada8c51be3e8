"""Valid values for tests: a panel, its people and a meeting that has come as far as a test needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from panel_desk.domain.agendas.agenda import AgendaItem, ChildBrief, ConcernBrief
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.events import MeetingEvent
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import DecisionRecorded
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaLocked,
    AgendaProposed,
    AttendanceKind,
    AttendanceRecorded,
    Invited,
    ItemStarted,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingClosed,
    MeetingOpened,
    MeetingPlanned,
)
from panel_desk.domain.events.minutes import MinutesApproved, MinutesCirculated, MinutesDrafted, MinutesSigned
from panel_desk.domain.ids import (
    ActionId,
    AgencyKey,
    ChildId,
    ConcernId,
    DecisionId,
    ItemId,
    MeetingId,
    PanelKey,
    PersonId,
    new_id,
)
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.meeting.progress import after, meeting_from
from panel_desk.domain.panels import Outcome, PanelDefinition, Seat, Section, SectionKind
from panel_desk.domain.people import Person, Role
from panel_desk.domain.risk import RiskAssessment, RiskScale

ENGLAND = ZoneInfo("Europe/London")
HELD_ON = date(2026, 11, 26)
TEN = datetime(2026, 11, 26, 10, 0, tzinfo=ENGLAND)
"""When the meeting of the builders opens."""
NEXT_ON = date(2026, 12, 17)
REVIEW_ON = date(2026, 12, 10)

CSC, POLICE, HEALTH = AgencyKey("csc"), AgencyKey("police"), AgencyKey("health")
EDUCATION, HOUSING, CHAIR_KEY = AgencyKey("education"), AgencyKey("housing"), AgencyKey("chair")

SCALE = RiskScale(name="SAFE scale", levels=("None", "Standard", "Medium", "High"))
OTHER_SCALE = RiskScale(name="MACE categories", levels=("Category 1", "Category 2", "Category 3"))


def at(minutes: int) -> datetime:
    """So many minutes into the meeting."""
    return TEN + timedelta(minutes=minutes)


@contextmanager
def refused(words: str, reason: Reason = Reason.NOT_ALLOWED) -> Iterator[None]:
    """The deed inside is refused, for that reason, in a sentence (or remedy) that holds these words."""
    with pytest.raises(DeskError) as caught:
        yield
    assert words in str(caught.value)
    assert caught.value.reason is reason
    assert caught.value.sentence.endswith((".", "?"))


def a_person(name: str, agency: AgencyKey = CSC, title: str = "") -> Person:
    """A professional whose identifier is made from the name."""
    return Person(id=PersonId(name.lower().replace(" ", "-")), name=name, agency=agency, title=title)


DANA = a_person("Dana Prior", CSC, "Head of Service")
IMRAN = a_person("Imran Khan", POLICE, "Detective sergeant")
ABENA = a_person("Abena Osei", HEALTH, "Designated nurse")
MARTA = a_person("Marta Lee", EDUCATION, "School safeguarding lead")
RUTH = a_person("Ruth Bell", HOUSING)
ASHA = a_person("Asha Rahman", CSC, "Panel administrator")
IFE = a_person("Ife Bello", CSC, "Social worker")
JOEL = a_person("Joel Hart", AgencyKey("youth-justice"))

LIST = (
    Invited(person=DANA, role=Role.CHAIR),
    Invited(person=IMRAN, role=Role.DEPUTY),
    Invited(person=ABENA, role=Role.CORE_MEMBER),
    Invited(person=MARTA, role=Role.CORE_MEMBER),
    Invited(person=ASHA, role=Role.ADMINISTRATOR),
    Invited(person=IFE, role=Role.PRESENTER),
    Invited(person=JOEL, role=Role.OBSERVER),
)

OUTCOMES = (
    Outcome(key="continue", words="to continue with the plan"),
    Outcome(key="mapping", words="to map peers and locations"),
    Outcome(key="close", words="to close the case", needs_review=False, needs_holder=True, closes=True),
    Outcome(key="no-further-action", words="that no further action is taken", needs_review=False, closes=True),
    Outcome(key="step-up", words="to step up to MACE", to_panel=PanelKey("MACE")),
    Outcome(key="step-down", words="to step down", needs_holder=True, to_panel=PanelKey("EARLY")),
    Outcome(key="risk-raised", words="to raise the risk", needs_level=True, raises_risk=True),
    Outcome(key="risk-lowered", words="to lower the risk", needs_level=True, lowers_risk=True),
    Outcome(key="defer", words="the item", verb="DEFERRED", needs_review=False, defers=True),
)


def a_definition(
    *,
    quorum: tuple[tuple[str, ...], ...] = (("chair",), ("csc",), ("police",), ("health",)),
    outcomes: tuple[Outcome, ...] = OUTCOMES,
    risk_scale: RiskScale = SCALE,
    key: str = "SAFE",
) -> PanelDefinition:
    """A small panel with every kind of section that the rules tell apart."""
    return PanelDefinition(
        key=PanelKey(key),
        name=f"{key} panel",
        full_name="Safeguarding Adolescents from Exploitation",
        risk_scale=risk_scale,
        sections=(
            Section(key="welcome", title="Welcome"),
            Section(key="urgent", title="Urgent: currently missing", kind=SectionKind.CHILDREN, urgent=True),
            Section(key="new", title="New referrals", kind=SectionKind.CHILDREN, minutes=10),
            Section(key="reviews", title="Reviews", kind=SectionKind.CHILDREN, minutes=10),
            Section(key="places", title="Locations", kind=SectionKind.LOCATIONS, minutes=10),
            Section(key="close", title="Any other business"),
        ),
        seats=(
            Seat(agency=CSC, name="Children’s social care", chairs=True),
            Seat(agency=POLICE, name="Police", deputises=True),
            Seat(agency=HEALTH, name="Health"),
            Seat(agency=EDUCATION, name="Education"),
            Seat(agency=HOUSING, name="Housing"),
        ),
        quorum=tuple(tuple(AgencyKey(agency) for agency in group) for group in quorum),
        outcomes=outcomes,
        approvals=(POLICE,),
    )


def a_risk(level: str = "Medium", scale: RiskScale = SCALE) -> RiskAssessment:
    """A level set a month before the meeting."""
    return RiskAssessment(scale=scale.name, level=level, assessed_on=date(2026, 10, 29), by="SAFE panel")


def a_standing_item(item_id: str = "welcome", section: str = "welcome") -> AgendaItem:
    """A fixed item: noted, never decided."""
    return AgendaItem(id=ItemId(item_id), section=section, title="Welcome", minutes=5, presenter="Chair")


def a_child_item(
    item_id: str = "jm", *, section: str = "reviews", local_id: str = "104233", risk: RiskAssessment | None = None
) -> AgendaItem:
    """A child's item; the child's identifier follows from the local ID."""
    child = ChildBrief(child_id=ChildId(f"child-{local_id}"), local_id=local_id, initials="J.M.", age=15, risk=risk)
    return AgendaItem(
        id=ItemId(item_id), section=section, title=child.heading, minutes=10, presenter=IFE.name, child=child
    )


def a_concern_item(item_id: str = "park", *, name: str = "Mill Park", section: str = "places") -> AgendaItem:
    """A place's item; the place's identifier follows from its name."""
    concern = ConcernBrief(concern_id=ConcernId(f"concern-{name}"), kind=ConcernKind.LOCATION, name=name)
    return AgendaItem(id=ItemId(item_id), section=section, title=f"{name}, location", minutes=10, concern=concern)


JM, PARK, WELCOME = ItemId("jm"), ItemId("park"), ItemId("welcome")
AGENDA = (a_standing_item(), a_child_item(risk=a_risk()), a_concern_item())
EVERYBODY = (DANA, IMRAN, ABENA, MARTA)


def planned(
    *,
    definition: PanelDefinition | None = None,
    held_on: date = HELD_ON,
    invited: tuple[Invited, ...] = LIST,
) -> MeetingPlanned:
    """A meeting in the calendar, from ten to half past twelve."""
    panel = definition or a_definition()
    reference = f"{panel.key}-{held_on:%Y-%m}"
    return MeetingPlanned(
        meeting_id=MeetingId(f"meeting-{reference}"),
        definition=panel,
        reference=reference,
        held_on=held_on,
        starts_at=time(10, 0),
        ends_at=time(12, 30),
        invited=invited,
    )


def present(*people: Person) -> tuple[AttendanceRecorded, ...]:
    """Each of them present from the start."""
    return tuple(AttendanceRecorded(person=p, kind=AttendanceKind.PRESENT, at=TEN) for p in people)


def a_decision_event(item_id: ItemId = JM, outcome: str = "continue", *, quorate: bool = True) -> DecisionRecorded:
    """A decision as the record holds it."""
    return DecisionRecorded(
        meeting_id=MeetingId("meeting-SAFE-2026-11"),
        item_id=item_id,
        decision_id=DecisionId(new_id()),
        outcome=outcome,
        reason="the plan is holding",
        at=at(20),
        quorate=quorate,
        review_on=REVIEW_ON,
    )


def events_up_to(
    state: MeetingState,
    *,
    plan: MeetingPlanned | None = None,
    items: tuple[AgendaItem, ...] = AGENDA,
    room: tuple[Person, ...] = EVERYBODY,
    presiding: Person = DANA,
    started: Iterable[ItemId] = (JM,),
    quorate: bool = True,
) -> list[MeetingEvent]:
    """The events that bring a meeting to a state, the shortest way; everything is decided before it closes."""
    plan = plan or planned()
    if state is MeetingState.CANCELLED:
        return [plan, AgendaProposed(items=items), MeetingCancelled(at=TEN, reason="half term")]
    order = list(MeetingState)
    reached = order.index(state)
    found: list[MeetingEvent] = [plan, AgendaProposed(items=items)]
    if reached >= order.index(MeetingState.AGENDA_ISSUED):
        found += [AgendaLocked(approved_by=DANA.id), AgendaIssued(issue=1, pdf_sha256="0" * 64)]
    if reached >= order.index(MeetingState.IN_SESSION):
        found += [MeetingOpened(at=TEN, presiding=presiding.id), *present(*room)]
        found += [ItemStarted(item_id=item_id, at=at(10)) for item_id in started]
    if state is MeetingState.ADJOURNED:
        found.append(MeetingAdjourned(at=at(30), reason="fire alarm"))
    if reached >= order.index(MeetingState.CLOSED):
        found += [
            a_decision_event(i.id, quorate=quorate) for i in items if i.child is not None or i.concern is not None
        ]
        found.append(MeetingClosed(at=at(150), next_on=NEXT_ON))
    return found + _minutes_up_to(reached, plan.meeting_id)


def _minutes_up_to(reached: int, meeting_id: MeetingId) -> list[MeetingEvent]:
    when = at(60 * 24 * 30)
    stages: dict[MeetingState, MeetingEvent] = {
        MeetingState.DRAFT: MinutesDrafted(meeting_id=meeting_id, revision=1, at=when),
        MeetingState.CIRCULATED: MinutesCirculated(meeting_id=meeting_id, revision=1, at=when),
        MeetingState.APPROVED: MinutesApproved(
            meeting_id=meeting_id,
            revision=1,
            confirmed_at=MeetingId("meeting-SAFE-2026-12"),
            confirmed_reference="SAFE-2026-12",
            presiding=DANA.id,
            presiding_name=DANA.name,
            at=when,
        ),
        MeetingState.SIGNED: MinutesSigned(
            meeting_id=meeting_id,
            revision=1,
            signer=DANA.id,
            signer_name=DANA.name,
            certificate="c" * 64,
            pdf_sha256="0" * 64,
            at=when,
        ),
    }
    return [event for state, event in stages.items() if reached >= list(MeetingState).index(state)]


def a_meeting(
    state: MeetingState = MeetingState.IN_SESSION,
    *more: MeetingEvent,
    plan: MeetingPlanned | None = None,
    items: tuple[AgendaItem, ...] = AGENDA,
    room: tuple[Person, ...] = EVERYBODY,
    presiding: Person = DANA,
    started: Iterable[ItemId] = (JM,),
    quorate: bool = True,
) -> Meeting:
    """A meeting in a state, made from its events, and then from ``more``."""
    events = events_up_to(
        state, plan=plan, items=items, room=room, presiding=presiding, started=started, quorate=quorate
    )
    meeting = meeting_from([*events, *more])
    assert meeting is not None
    return meeting


def then(meeting: Meeting, *events: MeetingEvent) -> Meeting:
    """The meeting after more events."""
    for event in events:
        meeting = after(meeting, event)
    return meeting


def an_action(status: ActionStatus = ActionStatus.OPEN, *, due_on: date = REVIEW_ON, number: int = 7) -> ActionState:
    """An action that the police were given at the meeting."""
    return ActionState(
        id=ActionId("action-7"),
        reference=f"SAFE-2026-11/{number:02}",
        panel=PanelKey("SAFE"),
        meeting_id=MeetingId("meeting-SAFE-2026-11"),
        item_id=JM,
        what="Visit the address",
        agency=POLICE,
        agency_name="Police",
        due_on=due_on,
        status=status,
        recorded_at=TEN,
    )

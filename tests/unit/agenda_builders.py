"""Children, concerns, decisions and items with valid defaults, for the tests of agendas."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from panel_desk.domain.agendas.agenda import AgendaItem, Candidate, ChildBrief, ListedBecause
from panel_desk.domain.agendas.candidates import propose
from panel_desk.domain.children.cases import (
    ChildFacts,
    ConcernKind,
    ConcernRow,
    EpisodeKind,
    EpisodeRow,
    ExploitationType,
    ReferralRow,
)
from panel_desk.domain.children.standing import ActionState, ChildOnDesk, ConcernOnDesk, Decided
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.meetings import Invited, MeetingPlanned
from panel_desk.domain.ids import ActionId, AgencyKey, ChildId, ConcernId, ItemId, MeetingId, PanelKey, PersonId
from panel_desk.domain.panels import ListingReason, PanelDefinition, parse_definition
from panel_desk.domain.people import Person, Role
from panel_desk.domain.risk import RiskAssessment
from panel_desk.shipped import shipped

HELD_ON = date(2026, 11, 26)
PREVIOUS = date(2026, 10, 29)


def shipped_definition(name: str) -> PanelDefinition:
    return parse_definition(shipped("panels", f"{name}.toml").read_text(encoding="utf-8"), where=f"{name}.toml")


SAFE = shipped_definition("safe")
MACE = shipped_definition("mace")


def wall(words: str) -> datetime:
    """A time of England's wall clock, ``2026-11-24 19:20``: without a zone, as episodes have it."""
    return datetime.fromisoformat(words)


def an_episode(
    start: datetime,
    *,
    hours: float | None = 3,
    kind: EpisodeKind = EpisodeKind.MISSING,
    start_time_known: bool = True,
    born_on: date | None = None,
) -> EpisodeRow:
    return EpisodeRow(
        local_id="104233",
        kind=kind,
        started_at=start,
        ended_at=None if hours is None else start + timedelta(hours=hours),
        start_time_known=start_time_known,
        born_on=born_on,
    )


def a_decision(
    *,
    panel: str = "SAFE",
    held_on: date = PREVIOUS,
    review_on: date | None = date(2027, 1, 14),
    closes: bool = False,
    defers: bool = False,
    to_panel: str = "",
    outcome: str = "continue",
    words: str = "to continue with the plan",
    quorate: bool = True,
) -> Decided:
    return Decided(
        panel=PanelKey(panel),
        meeting_id=MeetingId(f"meeting-{panel}-{held_on}"),
        reference=f"{panel}-{held_on:%Y-%m}",
        held_on=held_on,
        outcome=outcome,
        words=words,
        reason="The plan is working.",
        review_on=None if closes or defers else review_on,
        closes=closes,
        defers=defers,
        to_panel=PanelKey(to_panel),
        quorate=quorate,
    )


def a_referral(referred_on: date | None = date(2026, 11, 12), *, by: str = "Police") -> ReferralRow:
    return ReferralRow(facts=ChildFacts(local_id="104233"), referred_on=referred_on, source_agency=by)


def an_action(
    due_on: date = date(2026, 11, 20),
    *,
    number: int = 4,
    panel: str = "SAFE",
    status: ActionStatus = ActionStatus.OPEN,
    owner: str = "Imran Khan",
    recorded_on: date = PREVIOUS,
) -> ActionState:
    return ActionState(
        id=ActionId(f"action-{panel}-{number}"),
        reference=f"{panel}-2026-10/{number:02}",
        panel=PanelKey(panel),
        meeting_id=MeetingId("meeting"),
        item_id=ItemId("item"),
        what="Visit the address.",
        agency=AgencyKey("police"),
        agency_name="Police",
        due_on=due_on,
        status=status,
        recorded_at=wall(f"{recorded_on} 11:00"),
        owner=owner,
        about="J.M. (104233)",
    )


def a_child(
    local_id: str = "104233",
    *,
    decided: tuple[Decided, ...] = (),
    referrals: tuple[ReferralRow, ...] = (),
    episodes: tuple[EpisodeRow, ...] = (),
    actions: tuple[ActionState, ...] = (),
    listed: bool = False,
    listed_risk: str = "",
    level: str = "",
    born_on: date | None = date(2011, 5, 4),
    worker: str = "Ife Bello",
) -> ChildOnDesk:
    """Not on the list of children at risk unless a test says so: then nothing proposes the child by itself."""
    return ChildOnDesk(
        child_id=ChildId(f"child-{local_id}"),
        facts=ChildFacts(local_id=local_id, surname="Made-Up", forenames="Jo", born_on=born_on, worker=worker),
        types=(ExploitationType.CCE, ExploitationType.COUNTY_LINES),
        decided=decided,
        referrals=referrals,
        episodes=episodes,
        actions=actions,
        listed=listed,
        listed_risk=listed_risk,
        risk=RiskAssessment(scale=SAFE.risk_scale.name, level=level, assessed_on=PREVIOUS, by="SAFE panel")
        if level
        else None,
    )


def a_concern(
    name: str = "Bus station, north side",
    *,
    kind: ConcernKind = ConcernKind.LOCATION,
    decided: tuple[Decided, ...] = (),
    actions: tuple[ActionState, ...] = (),
    raised_on: date | None = date(2026, 9, 3),
    lead_agency: str = "Police",
) -> ConcernOnDesk:
    row = ConcernRow(kind=kind, name=name, concern="Groups gather.", lead_agency=lead_agency, raised_on=raised_on)
    return ConcernOnDesk(concern_id=ConcernId(f"concern-{name}"), row=row, decided=decided, actions=actions)


def an_item(
    item_id: str = "item-1",
    *,
    section: str = "reviews",
    local_id: str = "",
    minutes: int = 10,
    presenter: str = "Ife Bello",
    reason: str = "Review due on 26 November 2026, set at SAFE-2026-10",
) -> AgendaItem:
    local_id = local_id or item_id
    return AgendaItem(
        id=ItemId(item_id),
        section=section,
        title=f"J.M. ({local_id})",
        minutes=minutes,
        presenter=presenter,
        child=ChildBrief(child_id=ChildId(f"child-{local_id}"), local_id=local_id, initials="J.M."),
        because=(ListedBecause(reason=ListingReason.REVIEW_DUE, sentence=reason),) if reason else (),
    )


def invited(agency: str, name: str, role: Role = Role.CORE_MEMBER) -> Invited:
    person = Person(id=PersonId(f"person-{name}"), name=name, agency=AgencyKey(agency))
    return Invited(person=person, role=role)


def everyone() -> tuple[Invited, ...]:
    return (
        invited("police", "Imran Khan", Role.DEPUTY),
        invited("csc", "Asha Rahman", Role.ADMINISTRATOR),
        invited("csc", "Dana Prior", Role.CHAIR),
        invited("health", "Abena Osei"),
        invited("education", "Marta Lee"),
        invited("youth-justice", "Joel Hart"),
        invited("housing", "Ruth Bell"),
        invited("voluntary", "Alex Morgan"),
        invited("csc", "R. Castellan", Role.READER),
    )


def a_plan(definition: PanelDefinition = SAFE) -> MeetingPlanned:
    return MeetingPlanned(
        meeting_id=MeetingId("0198c0de-0000-7000-8000-000000000001"),
        definition=definition,
        reference=f"{definition.key}-2026-11",
        held_on=HELD_ON,
        starts_at=time(10),
        ends_at=time(12, 30),
        place="Committee room 2",
        invited=everyone(),
        previous_held_on=PREVIOUS,
    )


CLOSED = a_decision(closes=True, outcome="close", words="to close the case")


def candidates(*children: ChildOnDesk, definition: PanelDefinition = SAFE) -> tuple[Candidate, ...]:
    return propose(definition, HELD_ON, children, (), since=PREVIOUS)


def told(*children: ChildOnDesk, definition: PanelDefinition = SAFE) -> list[tuple[str, str, str]]:
    """Section, reason and sentence of everything proposed."""
    return [
        (c.section, b.reason.value, b.sentence) for c in candidates(*children, definition=definition) for b in c.because
    ]

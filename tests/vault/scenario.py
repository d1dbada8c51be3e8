"""A desk whose tables follow its journal, and builders for what happens at it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, cast

from panel_desk.domain.agendas.agenda import AgendaItem, ChildBrief, ConcernBrief, ListedBecause
from panel_desk.domain.children.cases import (
    AlertKind,
    CaseRow,
    ChildFacts,
    ConcernKind,
    ConcernRow,
    EpisodeKind,
    EpisodeRow,
    ExploitationType,
    IdentityAlert,
    ListKind,
    ProfileRow,
    ReferralRow,
)
from panel_desk.domain.events import DeedUndone, Event, MeetingEvent
from panel_desk.domain.events.actions import ActionRecorded
from panel_desk.domain.events.items import DecisionRecorded, NoteRecorded, NoteSection
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.events.meetings import (
    AgendaProposed,
    AttendanceKind,
    AttendanceRecorded,
    Invited,
    MeetingPlanned,
)
from panel_desk.domain.ids import (
    ActionId,
    AgencyKey,
    ChildId,
    ConcernId,
    DecisionId,
    ImportId,
    ItemId,
    MeetingId,
    PanelKey,
    PersonId,
)
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.meeting.progress import meeting_from
from panel_desk.domain.panels import ListingReason, PanelDefinition, parse_definition
from panel_desk.domain.people import Person, Role
from panel_desk.domain.risk import RiskAssessment
from panel_desk.shipped import shipped
from panel_desk.vault.chain import Codec
from panel_desk.vault.database import Vault
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import Journal, NewEvent, StoredEvent
from panel_desk.vault.keys.device import device_key
from panel_desk.vault.projections import project, project_reading
from panel_desk.vault.queries import children, concerns, streams
from panel_desk.vault.rebuild import TableDifference, differing_tables

NOW = datetime(2026, 10, 22, 9, 30, tzinfo=UTC)
ASHA = PersonId("asha")
Deed = tuple[StoredEvent[Event], ...]

DANA = Person(id=PersonId("dana"), name="Dana Prior", agency=AgencyKey("csc"), title="Head of Service")
IMRAN = Person(id=PersonId("imran"), name="Imran Khan", agency=AgencyKey("police"), title="DS")
ABENA = Person(id=PersonId("abena"), name="Abena Osei", agency=AgencyKey("health"), title="Designated nurse")
INVITED = (
    Invited(person=DANA, role=Role.CHAIR),
    Invited(person=IMRAN, role=Role.DEPUTY),
    Invited(person=ABENA, role=Role.OBSERVER),
)


@cache
def the_panel(name: str = "safe") -> PanelDefinition:
    """A shipped panel definition."""
    return parse_definition(shipped("panels", f"{name}.toml").read_text(encoding="utf-8"), where=name)


class Story:
    """A vault, its journal, and a short way to let something happen."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.journal: Journal[Event] = Journal(vault, Codec(Event))
        self._device = device_key(vault, NOW)

    @property
    def db(self) -> Database:
        """The tables."""
        return self.vault.db

    def tell(self, stream: str, *events: Event, now: datetime = NOW) -> Deed:
        """Let events happen in one stream, as one deed."""
        version = self.journal.stream_version(stream)
        new: list[NewEvent[Event]] = [NewEvent(stream, version, event) for event in events]
        return self.journal.append(new, actor=ASHA, device=self._device, now=now, project=project)

    def tell_meeting(self, meeting_id: str, *events: Event) -> Deed:
        """Let events happen in a meeting's own stream."""
        return self.tell(f"meeting/{meeting_id}", *events)

    def undo(self, *deeds: Deed) -> Deed:
        """Take deeds back."""
        lines = [line for deed in deeds for line in deed]
        return self.tell(lines[0].stream, DeedUndone(event_ids=tuple(line.event_id for line in lines)))

    def add_list(self, *rows: CaseRow, now: datetime = NOW, **more: object) -> Deed:
        """Add a case list as the importing service does: unknown children and concerns are given identifiers."""
        event = a_list(self.db, *rows, **more)
        return self.tell(f"import/{event.import_id}", event, now=now)

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting as its events that count tell it."""
        stored = streams.events_below(self.db, f"meeting/{meeting_id}")
        told = meeting_from(cast(MeetingEvent, line.event) for line in stored)
        assert told is not None
        return told

    def differences(self) -> tuple[TableDifference, ...]:
        """Where the tables are not what the journal makes."""
        return differing_tables(self.vault, self.journal, project_reading(self.db.conn))


def a_list(db: Database, *rows: CaseRow, **more: object) -> CaseListImported:
    """The event of adding a list of these rows."""
    place = db.conn.execute("SELECT count(*) FROM list_import").fetchone()[0] + 1
    known, known_concerns = children.ids_by_local_id(db), concerns.ids_by_key(db)
    local_ids = [row.facts.local_id for row in rows if isinstance(row, ProfileRow | ReferralRow)]
    keys = [f"{row.kind.value}:{row.name}" for row in rows if isinstance(row, ConcernRow)]
    event = CaseListImported(
        import_id=ImportId(f"import-{place}"),
        kind=_kind_of(rows),
        file_name="list.csv",
        file_sha256=f"{place:064}",
        rows=rows,
        new_children={i: ChildId(f"child-{i}-{place}") for i in dict.fromkeys(local_ids) if i not in known},
        new_concerns={k: ConcernId(f"{k}-{place}") for k in dict.fromkeys(keys) if k not in known_concerns},
    )
    return _with(event, more)


def _with(event: CaseListImported, more: dict[str, object]) -> CaseListImported:
    fields: dict[str, Any] = {name: getattr(event, name) for name in event.__struct_fields__}
    return CaseListImported(**(fields | more))


def _kind_of(rows: tuple[CaseRow, ...]) -> ListKind:
    match rows[0]:
        case ProfileRow():
            return ListKind.PROFILE
        case ReferralRow():
            return ListKind.REFERRALS
        case EpisodeRow():
            return ListKind.MISSING
    return ListKind.CONCERNS


def the_facts(local_id: str = "104233", **more: object) -> ChildFacts:
    """What a list says of a child, fully said."""
    said: dict[str, object] = {
        "local_id": local_id,
        "surname": "Marlow",
        "forenames": "Jamie",
        "born_on": date(2011, 3, 4),
        "worker": "Ife Bello",
        "school": "Hill School",
    }
    return ChildFacts(**(said | more))  # type: ignore[arg-type]  # names are those of the Struct


def a_profile(local_id: str = "104233", risk: str = "High", **facts: object) -> ProfileRow:
    """A line of a profile list."""
    return ProfileRow(
        facts=the_facts(local_id, **facts), types=(ExploitationType.CCE,), risk=risk, reason="Seen with older peers"
    )


def a_referral(local_id: str = "104233", on: date = date(2026, 10, 1), agency: str = "Police") -> ReferralRow:
    """A line of a referral list that says little of the child."""
    return ReferralRow(
        facts=ChildFacts(local_id=local_id, surname="Marlow", forenames="Jamie"),
        referred_on=on,
        source_agency=agency,
        reason="Found at an address of concern",
    )


def an_episode(local_id: str = "104233", day: int = 3, source_id: str = "", hours: int = 5) -> EpisodeRow:
    """A missing episode in October 2026 that began at 20:00."""
    started = datetime(2026, 10, day, 20)  # noqa: DTZ001  episodes are England's wall clock
    ended = datetime(2026, 10, day + 1, hours)  # noqa: DTZ001  the same
    return EpisodeRow(
        local_id=local_id, kind=EpisodeKind.MISSING, started_at=started, ended_at=ended, source_id=source_id
    )


def a_concern(name: str = "Mill Park", concern: str = "Young people meet older men") -> ConcernRow:
    """A place of concern."""
    return ConcernRow(kind=ConcernKind.LOCATION, name=name, concern=concern, lead_agency="Police")


def an_alert(local_id: str = "104233", other: str = "104299") -> IdentityAlert:
    """Two children who may be one."""
    return IdentityAlert(
        kind=AlertKind.PROBABLY_SAME, local_id=local_id, other_local_id=other, sentence="The same NHS number."
    )


def a_plan(
    meeting_id: str = "m1", reference: str = "SAFE-2026-10", held_on: date = date(2026, 10, 22), panel: str = "safe"
) -> MeetingPlanned:
    """A meeting put in the calendar."""
    return MeetingPlanned(
        meeting_id=MeetingId(meeting_id),
        definition=the_panel(panel),
        reference=reference,
        held_on=held_on,
        starts_at=time(10),
        ends_at=time(12, 30),
        place="Room 2",
        invited=INVITED,
    )


def an_item(item_id: str = "i1", section: str = "reviews", child: str = "", concern: str = "") -> AgendaItem:
    """A line of an agenda, about the child or concern of that id."""
    because = (ListedBecause(reason=ListingReason.NEW_REFERRAL, sentence="Referred on 1 October 2026"),)
    about = ChildBrief(child_id=ChildId(child), local_id="104233", initials="J.M.") if child else None
    place = (
        ConcernBrief(concern_id=ConcernId(concern), kind=ConcernKind.LOCATION, name="Mill Park") if concern else None
    )
    return AgendaItem(
        id=ItemId(item_id),
        section=section,
        title="J.M. (104233)" if child else "An item",
        minutes=10,
        child=about,
        concern=place,
        because=because,
    )


def an_agenda(*items: AgendaItem) -> AgendaProposed:
    """A running order."""
    return AgendaProposed(items=items)


def an_attendance(person: Person = IMRAN, kind: AttendanceKind = AttendanceKind.PRESENT) -> AttendanceRecorded:
    """Somebody's line in the attendance."""
    return AttendanceRecorded(person=person, kind=kind, at=NOW)


def a_note(item_id: str = "i1", text: str = "Seen twice near the canal.", meeting_id: str = "m1") -> NoteRecorded:
    """What was said under an item."""
    return NoteRecorded(
        meeting_id=MeetingId(meeting_id), item_id=ItemId(item_id), section=NoteSection.DISCUSSION, text=text
    )


def a_decision(
    item_id: str = "i1",
    outcome: str = "continue",
    *,
    meeting_id: str = "m1",
    decision_id: str = "d1",
    level: str = "",
    quorate: bool = True,
) -> DecisionRecorded:
    """What was decided under an item."""
    risk = RiskAssessment(scale="exploitation risk scale", level=level, assessed_on=date(2026, 10, 22), by="SAFE panel")
    return DecisionRecorded(
        meeting_id=MeetingId(meeting_id),
        item_id=ItemId(item_id),
        decision_id=DecisionId(decision_id),
        outcome=outcome,
        reason="The plan is holding.",
        at=NOW,
        quorate=quorate,
        review_on=date(2026, 12, 10),
        risk=risk if level else None,
    )


def an_action(number: int = 1, *, child: str = "", concern: str = "", meeting_id: str = "m1") -> ActionRecorded:
    """An action asked for by SAFE-2026-10; its id is made from its number."""
    return ActionRecorded(
        action_id=ActionId(f"a{number}"),
        reference=f"SAFE-2026-10/{number:02}",
        panel=PanelKey("SAFE"),
        meeting_id=MeetingId(meeting_id),
        item_id=ItemId("i1"),
        what="Visit the address with housing",
        agency=AgencyKey("police"),
        agency_name="Police",
        due_on=date(2026, 11, 5),
        at=NOW,
        owner="Imran Khan",
        child_id=ChildId(child) if child else None,
        concern_id=ConcernId(concern) if concern else None,
    )

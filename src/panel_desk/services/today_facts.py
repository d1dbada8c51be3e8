"""Gathers what Today is worked out from: meetings, panels, lists, interviews, certificates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.agendas.agenda import Candidate
from panel_desk.domain.agendas.candidates import propose
from panel_desk.domain.agendas.filling import fill
from panel_desk.domain.agendas.running_order import minutes_between
from panel_desk.domain.calendar import ENGLAND, england_day, turns
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow, ListKind
from panel_desk.domain.children.standing import ChildOnDesk, ConcernOnDesk
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.following.meeting_facts import ListFacts, MeetingFacts, PanelFacts, Pool
from panel_desk.domain.following.record_duties import CertificateFacts, InterviewDue
from panel_desk.domain.ids import AgencyKey, PanelKey, PersonId
from panel_desk.domain.meeting.approval import approval_field
from panel_desk.domain.meeting.meetings import COMING, MeetingState
from panel_desk.domain.missing.cross_reference import CrossLine
from panel_desk.domain.missing.episodes import distinct
from panel_desk.domain.missing.return_interviews import Interview, outstanding
from panel_desk.domain.panels import CASE_KINDS, ListingReason, PanelDefinition
from panel_desk.domain.people import Role
from panel_desk.services.missing.cross_referencing import crossed_for
from panel_desk.vault.driver import Database
from panel_desk.vault.queries import children as child_queries
from panel_desk.vault.queries import concerns as concern_queries
from panel_desk.vault.queries import episodes as episode_queries
from panel_desk.vault.queries import imports as import_queries
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import minutes as minutes_queries
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import today as queries
from panel_desk.vault.queries.cross_reference import thresholds
from panel_desk.vault.queries.meetings import MeetingRow
from panel_desk.vault.queries.minutes import MinutesRow
from panel_desk.vault.queries.today import MeetingPlanRow

INTERVIEW_DAYS = 28
"""Returns longer ago than this are told in the child's timeline, not on Today."""
_EPISODE_DAYS = 180
"""An episode that began and ended longer ago than this has no interview that is still to be waited for."""
_ADULT = 18
MOST_CHILDREN = 5_000
"""On a larger desk the pool is worked out where it is opened, not at every look at Today."""
_OVER = (MeetingState.SIGNED, MeetingState.CANCELLED)
_NEW = {ListingReason.NEW_REFERRAL, ListingReason.NOT_DISCUSSED, ListingReason.NEW_CONCERN}
_STEPPED = {ListingReason.STEPPED_UP, ListingReason.STEPPED_DOWN}


class Everyone(Struct, frozen=True):
    """All children and concerns, read once for every pool."""

    children: tuple[ChildOnDesk, ...]
    concerns: tuple[ConcernOnDesk, ...]


class Facts(Struct, frozen=True, kw_only=True):
    """Everything the meetings' duties are made from."""

    meetings: tuple[MeetingFacts, ...]
    panels: tuple[PanelFacts, ...]
    profile: ListFacts | None
    met: Mapping[PanelKey, date]
    """The day each panel met last."""


def gather(db: Database, today: date, open_actions: Sequence[FollowedAction]) -> Facts:
    """Read what the meetings' duties are made from."""
    rows = [row for row in meeting_queries.meetings(db) if row.state is not MeetingState.CANCELLED]
    minutes = {row.meeting_id: row for row in minutes_queries.due_or_made(db)}
    wanted = [row for row in rows if row.state not in _OVER or _recently_signed(row, minutes.get(row.id), today)]
    plans = queries.plans(db, [row.id for row in wanted])
    met = _met(rows, today)
    definitions = people_queries.panels(db)
    needs_pool = [row for row in wanted if row.state in COMING and row.held_on >= today and not row.items]
    unplanned = [d for d in definitions if not any(r.panel == d.key and r.state in COMING for r in rows)]
    everyone = _everyone(db) if needs_pool or unplanned else None
    seats = {at: person.id for at, person in people_queries.sitting_for(db).items()}
    found = []
    for row in wanted:
        if (plan := plans.get(row.id)) is None:
            continue
        facts = _meeting(row, plan, minutes.get(row.id), seats)
        if everyone is not None and row in needs_pool:
            facts = replace(facts, pool=_pool(db, plan.definition, facts, everyone, met.get(row.panel), today=today))
        found.append(replace(facts, unasked=_unasked(facts, open_actions, met.get(row.panel))))
    panels = tuple(_panel(d, rows, met.get(d.key), everyone if d in unplanned else None, today) for d in definitions)
    return Facts(meetings=tuple(found), panels=panels, profile=_profile(db), met=met)


def _recently_signed(row: MeetingRow, minutes: MinutesRow | None, today: date) -> bool:
    """Signed minutes may still wait for agencies' approvals; after a year nobody is reminded."""
    return row.state is MeetingState.SIGNED and minutes is not None and (today - row.held_on).days <= 365


def _met(rows: Iterable[MeetingRow], today: date) -> dict[PanelKey, date]:
    found: dict[PanelKey, date] = {}
    for row in rows:
        if row.state not in COMING and row.held_on <= today:
            found.setdefault(row.panel, row.held_on)
    return found


def _everyone(db: Database) -> Everyone | None:
    if queries.listed_children(db) > MOST_CHILDREN:
        return None
    return Everyone(child_queries.on_desk(db), concern_queries.on_desk(db))


def _meeting(
    row: MeetingRow,
    plan: MeetingPlanRow,
    minutes: MinutesRow | None,
    seats: Mapping[tuple[PanelKey, str], PersonId],
) -> MeetingFacts:
    approved = minutes.approved if minutes else None
    return MeetingFacts(
        id=row.id,
        panel=row.panel,
        held_on=row.held_on,
        starts_at=row.starts_at,
        place=row.place,
        state=row.state,
        opened_at=row.opened_at,
        deadlines=plan.definition.deadlines,
        slot_minutes=minutes_between(row.starts_at, row.ends_at),
        items=row.items,
        item_minutes=plan.item_minutes,
        agenda_locked=row.agenda_locked,
        agenda_issued=row.agenda_issue > 0 and row.state is not MeetingState.PLANNED,
        chair=next((i.person.id for i in plan.invited if i.role is Role.CHAIR), None),
        sheet_agencies=plan.sheet_agencies,
        sheets_sent=plan.sheets_sent,
        unconfirmed=plan.unconfirmed,
        circulated_on=_england_day(minutes.circulated_at) if minutes else None,
        approved_on=_england_day(approved.at) if approved else None,
        signer=approved.presiding if approved else None,
        signer_name=approved.presiding_name if approved else "",
        unsigned=_unsigned(row, plan.definition, minutes, seats),
    )


def _unsigned(
    row: MeetingRow,
    definition: PanelDefinition,
    minutes: MinutesRow | None,
    seats: Mapping[tuple[PanelKey, str], PersonId],
) -> tuple[tuple[AgencyKey, str, PersonId | None], ...]:
    made = {a.field for a in minutes.approvals} if minutes else set()
    return tuple(
        (agency, definition.agency_name(agency), seats.get((row.panel, agency)))
        for agency in definition.approvals
        if approval_field(agency) not in made
    )


def _england_day(at: datetime | None) -> date | None:
    return england_day(at) if at is not None else None


def _unasked(meeting: MeetingFacts, open_actions: Iterable[FollowedAction], since: date | None) -> int:
    """Actions due by the meeting whose owners nobody has asked since the panel met last."""
    if meeting.state not in COMING:
        return 0
    return sum(
        f.action.panel == meeting.panel
        and f.action.due_on <= meeting.held_on
        and (f.chased_on is None or (since is not None and f.chased_on < since))
        for f in open_actions
    )


def _candidates(
    definition: PanelDefinition,
    held_on: date,
    everyone: Everyone,
    since: date | None,
    crossed: Mapping[str, CrossLine] | None = None,
) -> tuple[Candidate, ...]:
    return propose(definition, held_on, everyone.children, everyone.concerns, since=since, crossed=crossed)


def _pool(
    db: Database,
    definition: PanelDefinition,
    meeting: MeetingFacts,
    everyone: Everyone,
    since: date | None,
    *,
    today: date,
) -> Pool:
    # Only who is proposed counts here, so any time of the day will do.
    crossed = crossed_for(db, meeting.held_on, datetime.combine(today, time(12), ENGLAND))
    candidates = _candidates(definition, meeting.held_on, everyone, since, crossed)
    slot_minutes = meeting.slot_minutes
    reasons = [{b.reason for b in candidate.because} for candidate in candidates]
    new = sum(bool(_NEW & own) for own in reasons)
    latest = import_queries.latest(db, ListKind.PROFILE)
    standing = sum(s.minutes for s in definition.sections if s.kind not in CASE_KINDS)
    fitting, _left = fill(definition, candidates, slot_minutes=slot_minutes)
    return Pool(
        new=new,
        returning=len(candidates) - new,
        stepped=sum(bool(_STEPPED & own) for own in reasons),
        concerns=sum(candidate.concern is not None for candidate in candidates),
        no_longer_listed=latest.no_longer_listed if latest else 0,
        fitting=len(fitting),
        minutes=standing + sum(item.minutes for item in fitting),
    )


def _panel(
    definition: PanelDefinition,
    rows: Iterable[MeetingRow],
    met: date | None,
    everyone: Everyone | None,
    today: date,
) -> PanelFacts:
    own = [row for row in rows if row.panel == definition.key]
    last = next((row for row in own if row.state not in COMING), None)
    stepped = 0
    if everyone is not None:
        day = last.next_on if last and last.next_on and last.next_on >= today else today
        # Only these can have been stepped to it: every child of a large desk need not be weighed.
        sent = tuple(c for c in everyone.children if any(d.to_panel == definition.key for d in c.decided))
        candidates = _candidates(definition, day, Everyone(sent, ()), met)
        stepped = sum(any(b.reason in _STEPPED for b in c.because) for c in candidates)
    return PanelFacts(
        key=definition.key,
        deadlines=definition.deadlines,
        last_held_on=met,
        next_on=last.next_on if last else None,
        planned=any(row.state in COMING for row in own),
        stepped=stepped,
    )


def _profile(db: Database) -> ListFacts | None:
    latest = import_queries.latest(db, ListKind.PROFILE)
    if latest is None:
        return None
    return ListFacts(
        file_name=latest.file_name,
        added_on=england_day(latest.imported_at),
        children=queries.listed_children(db),
    )


def waiting_interviews(db: Database, now: datetime) -> list[Interview]:
    """Return interviews that are due and not recorded as held, of returns of the last weeks.

    Args:
        db: Any connection.
        now: England's wall clock, without a zone.
    """
    episodes = episode_queries.began_or_ended_since(db, now - timedelta(days=_EPISODE_DAYS))
    looking_back, rule = timedelta(days=INTERVIEW_DAYS), thresholds(db)
    return [
        interview
        for _local_id, own in sorted(episodes.items())
        for interview in outstanding(own, now, looking_back=looking_back, after_absence=rule.interviews_after_absence)
    ]


def missing_now(db: Database, now: datetime) -> int:
    """How many children are missing now; an episode that nobody resolved closes on the 18th birthday."""
    episodes = episode_queries.began_or_ended_since(db, now)
    return sum(any(_is_missing(one, now) for one in distinct(own)) for own in episodes.values())


def _is_missing(episode: EpisodeRow, now: datetime) -> bool:
    grown = episode.born_on is not None and turns(episode.born_on, _ADULT) <= now.date()
    return episode.kind is EpisodeKind.MISSING and episode.ended_at is None and not grown


def interviews(db: Database, now: datetime) -> tuple[InterviewDue, ...]:
    """The interviews that wait, each with the child as a screen may show it."""
    found = []
    for interview in waiting_interviews(db, now):
        child = child_queries.by_local_id(db, interview.local_id)
        initials = f"{child.facts.initials} · " if child else ""
        found.append(
            InterviewDue(
                child_id=child.id if child else None, shown=f"{initials}{interview.local_id}", interview=interview
            )
        )
    return tuple(found)


def certificates(db: Database) -> tuple[CertificateFacts, ...]:
    """The newest certificate of everybody who has one that is not withdrawn."""
    names = {person.id: person.name for person in people_queries.persons(db)}
    newest = {c.person_id: c for c in people_queries.certificates(db)}
    return tuple(
        CertificateFacts(person_id=c.person_id, name=names.get(c.person_id, "Somebody"), ends_on=c.valid_to)
        for c in newest.values()
        if c.revoked_at is None
    )

"""Candidates that are told by streams of their own: missing, pathway, voice, places and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from panel_desk.domain.calendar import date_words, england_day
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.missing import (
    EpisodeRecorded,
    EpisodeReturned,
    EpisodeSetAside,
    EpisodesMatched,
    InterviewRecorded,
    PathwayEntered,
    PathwayLeft,
)
from panel_desk.domain.events.strategy import (
    ConcernLinked,
    FeedbackAnswered,
    FeedbackRecorded,
    ObjectiveClosed,
    ObjectiveSet,
)
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import Candidate
from panel_desk.services.keeping.retention_actions import ToldInMinutes
from panel_desk.services.keeping.retention_children import Numbers
from panel_desk.services.strategy.hearing import Hearing
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import StoredEvent
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.projections.undo import undone_events
from panel_desk.vault.queries import retention as queries
from panel_desk.vault.queries.reading import rows

_Lines = list[StoredEvent[Event]]


class OfStreams:
    """Reads the streams of one desk; what was taken back or withdrawn goes as well as what stands."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._local_id = {child_id: local_id for local_id, child_id, _last in queries.children(db)}
        self._initials = queries.initials(db)

    def all(self, numbers: Numbers, told: ToldInMinutes) -> Iterator[Candidate]:
        """Every candidate of these five classes."""
        yield from self._missing(numbers)
        yield from self._pathway()
        yield from self._voice()
        yield from self._places()
        yield from self._plan(told)

    def _missing(self, numbers: Numbers) -> Iterator[Candidate]:
        of_child: dict[str, _Lines] = {}
        for lines in self._streams("missing"):
            local_id = next((found for line in lines if (found := _whose(line.event)) is not None), "")
            of_child.setdefault(local_id, []).extend(lines)
        # A list may tell the episodes of one child under several numbers.
        numbers_of = {
            local_id: numbers.of({local_id}) | _sources(lines) | {n for line in lines for n in _numbers(line.event)}
            for local_id, lines in of_child.items()
        }
        listed = queries.episode_lists(self._db, frozenset().union(*numbers_of.values()))
        for local_id, lines in of_child.items():
            keys = {key for line in lines for key in _episode_keys(line.event)}
            sources = _sources(lines)
            rests = {
                f"list:{last}"
                for (whose, key), last in listed.items()
                if (whose in numbers_of[local_id] and key in keys) or whose in sources
            }
            yield Candidate(
                record_class=RecordClass.MISSING,
                key=f"missing:{local_id}",
                what="what was entered of missing episodes and return interviews",
                about=self._about(local_id),
                last_on=_last(lines),
                children=numbers_of[local_id] - {""},
                rests_on=frozenset(rests),
                streams=tuple(dict.fromkeys(line.stream for line in lines)),
            )

    def _pathway(self) -> Iterator[Candidate]:
        current = {row[0] for row in rows(self._db, "SELECT id FROM pathway WHERE left_on IS NULL")}
        for lines in self._streams("pathway"):
            entered = next((line.event.entry for line in lines if isinstance(line.event, PathwayEntered)), None)
            if entered is None:
                continue
            ends = [line for line in lines if isinstance(line.event, PathwayLeft)]
            yield Candidate(
                record_class=RecordClass.PATHWAY,
                key=f"pathway:{entered.id}",
                what=f"a stay on the enhanced pathway from {date_words(entered.added_on)}",
                about=self._about(entered.local_id),
                last_on=_stated(ends[-1]) if ends else _last(lines),
                children=frozenset({entered.local_id}),
                in_use=("The child is on the pathway.",) if entered.id in current else (),
                streams=(lines[0].stream,),
            )

    def _voice(self) -> Iterator[Candidate]:
        references: dict[str, str] = dict(rows(self._db, "SELECT id, reference FROM meeting"))
        hearing, undone = Hearing(self._db), undone_events(self._db.conn)
        for lines in self._streams("voice"):
            told = hearing.told_at(line for line in lines if line.event_id not in undone)
            entered = [line.event.feedback for line in lines if isinstance(line.event, FeedbackRecorded)]
            if not entered:
                continue
            said = entered[-1]
            local_id = self._local_id.get(said.child_id or "", "")
            at = said.at_meeting
            yield Candidate(
                record_class=RecordClass.VOICE,
                key=f"voice:{said.id}",
                what=f"what {said.speaker.value} said on {date_words(said.said_on)}",
                about=self._about(local_id),
                last_on=max(_stated(line) for line in lines if isinstance(line.event, _SAID)),
                # An entry that was put right speaks of whom it named before, too.
                children=frozenset(self._local_id.get(one.child_id or "", "") for one in entered) - {""},
                references=frozenset({references[at]}) if at in references else frozenset(),
                # The minutes of those meetings print it.
                rests_on=frozenset(f"meeting:{one}" for one in {at, *told} if one in references),
                streams=(lines[0].stream,),
            )

    def _places(self) -> Iterator[Candidate]:
        known = {one.id: one for one in queries.concerns(self._db)}
        of_concern: dict[str, _Lines] = {}
        for lines in (*self._streams("place"), *self._streams("concern")):
            of_concern.setdefault(lines[0].stream.partition("/")[2], []).extend(lines)
        for concern_id, lines in of_concern.items():
            concern = known.get(concern_id)
            linked = {line.event.local_id for line in lines if isinstance(line.event, ConcernLinked)}
            in_use = []
            if concern is not None and (not concern.closed or concern.has_open_action or concern.on_open_agenda):
                in_use.append("It is still worked on.")
            rests = {f"list:{concern.last_import}"} if concern is not None and concern.last_import else set()
            yield Candidate(
                record_class=RecordClass.PLACE,
                key=f"place:{concern_id}",
                what=f"a {concern.kind if concern else 'concern'} with what was done about it",
                last_on=_last(lines),
                children=frozenset(linked),
                in_use=tuple(in_use),
                rests_on=frozenset(rests),
                streams=tuple(dict.fromkeys(line.stream for line in lines)),
            )

    def _plan(self, told: ToldInMinutes) -> Iterator[Candidate]:
        closed: dict[str, str | None] = dict(rows(self._db, "SELECT id, closed_on FROM objective"))
        undone = undone_events(self._db.conn)
        for lines in self._streams("plan"):
            objective = next((line.event.objective for line in lines if isinstance(line.event, ObjectiveSet)), None)
            if objective is None:
                continue
            ends = [line for line in lines if isinstance(line.event, ObjectiveClosed) and line.event_id not in undone]
            yield Candidate(
                record_class=RecordClass.PLAN,
                key=f"plan:{objective.id}",
                what=f"objective {objective.number} of the action plan",
                last_on=_stated(ends[-1]) if ends else _last(lines),
                in_use=("It is still followed.",) if closed.get(objective.id, "") is None else (),
                # Their minutes print it as it stood.
                rests_on=told.of_plan(lines[0].seq, ends[-1].seq if ends else None),
                streams=(lines[0].stream,),
            )

    def _streams(self, prefix: str) -> Iterator[_Lines]:
        """The lines that say something, by stream; undos say nothing of anybody."""
        of_stream: dict[str, _Lines] = {}
        for line in events_below(self._db.conn, (prefix,)):
            if not isinstance(line.event, DeedUndone):
                of_stream.setdefault(line.stream, []).append(line)
        yield from of_stream.values()

    def _about(self, local_id: str) -> str:
        initials = self._initials.get(local_id, "")
        return f"{initials} ({local_id})" if initials else local_id


def _whose(event: Event | None) -> str | None:
    match event:
        case EpisodeRecorded(row=row):
            return row.local_id
        case EpisodeReturned() | EpisodeSetAside() | EpisodesMatched():
            return event.local_id
        case InterviewRecorded(interview=interview):
            return interview.local_id
    return None


def _numbers(event: Event | None) -> tuple[str, ...]:
    """Whom an event is about; an interview may be about episodes that were told under several numbers."""
    if isinstance(event, InterviewRecorded):
        return tuple(one.listed_as for one in event.about)
    whose = _whose(event)
    return () if whose is None else (whose,)


def _episode_keys(event: Event | None) -> tuple[str, ...]:
    match event:
        case EpisodeReturned() | EpisodeSetAside():
            return (event.episode_id,)
        case InterviewRecorded(interview=interview):
            return interview.episodes
    return ()


def _sources(lines: _Lines) -> frozenset[str]:
    """Numbers of lists that a person matched to a child."""
    return frozenset(line.event.source_id for line in lines if isinstance(line.event, EpisodesMatched))


def _last(lines: _Lines) -> date:
    """The day of the last entry."""
    return max(england_day(line.at) for line in lines)


_SAID = (FeedbackRecorded, FeedbackAnswered)


def _stated(line: StoredEvent[Event]) -> date:
    """The day of which an entry tells; its own where it tells of none, or of one to come: days planned are no news."""
    match line.event:
        case PathwayLeft():
            told = line.event.left_on
        case ObjectiveClosed():
            told = line.event.on
        case FeedbackRecorded():
            told = line.event.feedback.said_on
        case FeedbackAnswered():
            told = line.event.answer.did_on
        case _:
            return england_day(line.at)
    return min(told, england_day(line.at))

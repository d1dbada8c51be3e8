"""Gathers every record that may be due one day, with the children it speaks of and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from panel_desk.domain.calendar import count_words, date_words, england_day
from panel_desk.domain.children.cases import ConcernRow, EpisodeRow, ListKind, ProfileRow, ReferralRow
from panel_desk.domain.events import Event
from panel_desk.domain.events.lists import CaseListImported, IdentityAlertAnswered
from panel_desk.domain.ids import ImportId
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import Candidate, due_on
from panel_desk.services.keeping.retention_actions import ToldInMinutes
from panel_desk.services.keeping.retention_children import Numbers, spoken_of, words_below
from panel_desk.services.keeping.retention_streams import OfStreams
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import Journal
from panel_desk.vault.projections.history import events_below
from panel_desk.vault.queries import retention as queries


class ListTold(Struct, frozen=True, kw_only=True):
    """What one list names."""

    children: frozenset[str]
    concerns: frozenset[str]
    """As ``kind:name``."""
    also: frozenset[str] = frozenset()
    """Children whose NHS number or UPN it gives, under whatever number."""
    new_children: dict[str, str]
    new_concerns: dict[str, str]


class _Within(NamedTuple):
    """What the candidates of one review are gathered with."""

    years: Mapping[RecordClass, int]
    today: date

    def is_due(self, record_class: RecordClass, last_on: date) -> bool:
        """Whether the time of a class is over."""
        due = due_on(last_on, self.years[record_class])
        return due is not None and due <= self.today


class Candidates:
    """The records of one desk, as they stand at one moment."""

    def __init__(self, db: Database, journal: Journal[Event]) -> None:
        self._db = db
        self._journal = journal
        self.told: dict[str, ListTold] = {}
        """What the lists name that are old enough, by import."""

    def all(self, years: Mapping[RecordClass, int], today: date, held: Iterable[str]) -> tuple[Candidate, ...]:
        """Every candidate.

        Args:
            years: Of every class.
            today: The day of the review: only lists that are old enough by then are read through.
            held: Local IDs under a legal hold, whose names are looked for in what was written.
        """
        within = _Within(years, today)
        numbers = Numbers(self._db)
        told = ToldInMinutes(self._db)
        found = [*self._lists(within, numbers, told), *self._meetings(told), *OfStreams(self._db).all(numbers, told)]
        named = numbers.named(held)
        for place, one in enumerate(found):
            children = set(one.children)
            if named and within.is_due(one.record_class, one.last_on):
                streams = (*one.streams, *(stream for stream, _keys in one.shared))
                children |= spoken_of(words_below(self._db, streams), named)
            found[place] = replace(one, children=numbers.of(children))
        return _both_ways(found)

    # Lists

    def _lists(self, within: _Within, numbers: Numbers, actions: ToldInMinutes) -> Iterator[Candidate]:
        newest = queries.newest_lists(self._db)
        last_list = {local_id: last for local_id, _id, last in queries.children(self._db)}
        resting, concerns_rest = self._resting(actions)
        concerns = {f"{one.kind}:{one.name}": one for one in queries.concerns(self._db)}
        older: list[tuple[str, ListTold]] = []
        for one in queries.lists(self._db):
            day = england_day(one.imported_at)
            record_class = _CLASSES.get(ListKind(one.kind), RecordClass.CASE_LIST)
            key = f"list:{one.id}"
            what = (
                f"the {one.kind} list of {date_words(day)}{', taken back' if one.undone else ''}, "
                f"{count_words(one.rows, 'row')}"
            )
            if not within.is_due(record_class, day):
                # Not read through, but others rest on it.
                yield Candidate(record_class=record_class, key=key, what=what, last_on=day)
                continue
            told = self.told[one.id] = self._told(one.id, numbers)
            gone = frozenset() if one.undone else frozenset(i for i in told.children if last_list.get(i) == one.id)
            gone_concerns = [
                c for k in told.concerns if (c := concerns.get(k)) and c.last_import == one.id and not one.undone
            ]
            rests: set[str] = {
                f"list:{other}"
                for other, named in older
                if not one.undone and (named.children & told.children or named.concerns & told.concerns)
            }
            rests |= {other for local_id in gone for other in resting.get(local_id, ())}
            rests |= {other for concern in gone_concerns for other in concerns_rest.get(concern.id, ())}
            holding = [
                "A place, theme or person of concern is named by it alone and is not closed."
                for concern in gone_concerns
                if not concern.closed and concern.first_import
            ][:1]
            yield Candidate(
                record_class=record_class,
                key=key,
                what=what,
                last_on=day,
                children=told.children | told.also,
                in_use=("It is the newest of its kind.",) if one.id in newest else (),
                holding=tuple(holding),
                rests_on=frozenset(rests - {key}),
                streams=(f"import/{one.id}",),
                entries=tuple(self._answers_about(gone)),
            )
            if not one.undone:
                older.append((one.id, told))

    def _resting(self, actions: ToldInMinutes) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """What speaks of each child, and of each concern, by local ID and by id."""
        resting, concerns_rest = queries.resting(self._db), queries.concern_resting(self._db)
        for local_id, concern_id, keys in actions.about():
            # Of a meeting that is gone, a later one still tells.
            for about, found in ((local_id, resting), (concern_id, concerns_rest)):
                if about:
                    found[about] = found.get(about, frozenset()) | keys
        return resting, concerns_rest

    def _told(self, import_id: ImportId, numbers: Numbers) -> ListTold:
        event = next((line.event for line in self._journal.of_stream(f"import/{import_id}")), None)
        if not isinstance(event, CaseListImported):
            return ListTold(children=frozenset(), concerns=frozenset(), new_children={}, new_concerns={})
        children = {*event.new_children, *event.no_longer_listed}
        concerns = {*event.new_concerns}
        also: set[str] = set()
        for row in event.rows:
            match row:
                case ProfileRow() | ReferralRow():
                    children.add(row.facts.local_id)
                    also |= numbers.told_by(row.facts.nhs_number, row.facts.upn)
                case EpisodeRow():
                    children.add(row.local_id)
                    also |= numbers.told_by(row.nhs_number, row.upn)
                case ConcernRow():
                    concerns.add(f"{row.kind.value}:{row.name}")
        for alert in event.alerts:
            children |= {alert.local_id, alert.other_local_id}
        return ListTold(
            children=frozenset(children),
            concerns=frozenset(concerns),
            also=frozenset(also),
            new_children=dict(event.new_children),
            new_concerns=dict(event.new_concerns),
        )

    def _answers_about(self, gone: frozenset[str]) -> Iterator[str]:
        """What a person said of two children, of whom one goes with the list."""
        if not gone:
            return
        for line in events_below(self._db.conn, ("child",)):
            event = line.event
            if isinstance(event, IdentityAlertAnswered) and gone & {event.local_id, event.other_local_id}:
                yield line.event_id

    # Meetings

    def _meetings(self, told: ToldInMinutes) -> Iterator[Candidate]:
        children: dict[str, set[str]] = {}
        concerns: dict[str, set[str]] = {}
        tells = _grouped((key, local_id) for local_id, _c, keys in told.about() if local_id for key in keys)
        for meeting_id, local_id, concern_id in queries.subjects(self._db):
            if local_id:
                children.setdefault(meeting_id, set()).add(local_id)
            if concern_id:
                concerns.setdefault(meeting_id, set()).add(concern_id)
        files = _grouped(queries.files(self._db))
        actions = _grouped(queries.actions(self._db))
        every = queries.meetings(self._db)
        confirming = {one.previous: one for one in every if one.is_open and one.previous}
        before: dict[str, list[str]] = {}
        for one in every:
            own = frozenset(children.get(one.id, ()))
            about = [f"child {i}" for i in own] + [f"concern {i}" for i in concerns.get(one.id, ())]
            rests = {key for subject in about for key in before.get(subject, ())}
            for subject in about:
                before.setdefault(subject, []).append(f"meeting:{one.id}")
            later = confirming.get(one.id)
            alone, shared = told.of_meeting(f"meeting:{one.id}", actions.get(one.id, ()))
            ended = [one.held_on, one.news_on, england_day(one.closed_at) if one.closed_at else None]
            yield Candidate(
                record_class=RecordClass.MEETING,
                key=f"meeting:{one.id}",
                what=one.reference,
                last_on=max(day for day in ended if day is not None),
                children=own | frozenset(tells.get(f"meeting:{one.id}", ())),
                references=frozenset({one.reference}),
                in_use=("It is not over yet.",) if one.is_open else (),
                holding=(
                    *(
                        [f"{count_words(one.open_actions, 'action')} of it {_are(one.open_actions)} still open."]
                        if one.open_actions
                        else []
                    ),
                    *([f"{later.reference} is to confirm its minutes."] if later else []),
                ),
                rests_on=frozenset(rests),
                streams=(f"meeting/{one.id}", *alone),
                shared=shared,
                files=tuple(sorted(set(files.get(one.id, ())))),
            )


_CLASSES = {ListKind.MISSING: RecordClass.MISSING}
"""What a list is kept as: what it is about. Those of children, referrals and concerns are case lists."""


def _both_ways(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """A list of episodes rests on the returns and interviews of those episodes, as they do on it."""
    every = tuple(found)
    said: dict[str, set[str]] = {}
    for one in every:
        if one.record_class is RecordClass.MISSING:
            for other in one.rests_on:
                said.setdefault(other, set()).add(one.key)
    return tuple(
        replace(one, rests_on=one.rests_on | said.get(one.key, set())) if one.key.startswith("list:") else one
        for one in every
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for of, value in pairs:
        found.setdefault(of, []).append(value)
    return found


def _are(count: int) -> str:
    return "is" if count == 1 else "are"

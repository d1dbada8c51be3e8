"""How long records are kept, what holds them back, and the purge of what is due.

What a purge of each class takes: a list whole, with whatever no later list says again; a meeting with its drafts, the
files kept for it, and its actions, apart from those of which minutes that stay tell: they go with the last of these; of
the other classes everything that was ever entered under one child, stay, voice, concern or objective. Who did what and
when, undos, and the register of what left the desk stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from pathlib import Path

from panel_desk.domain.calendar import count_words, date_words, england_day
from panel_desk.domain.errors import DeskError, Reason, not_found, refused
from panel_desk.domain.events import Event
from panel_desk.domain.events.keeping import HoldLifted, HoldPlaced, RecordPurged, RetentionSet
from panel_desk.domain.events.lists import IdentifiersKept
from panel_desk.domain.events.meetings import MeetingClosed
from panel_desk.domain.ids import ChildId, ConcernId, EventId, HoldId, PersonId, new_id
from panel_desk.domain.keeping.retained import LegalHold, PastMeeting, RecordClass
from panel_desk.domain.keeping.retention import (
    Candidate,
    DueForReview,
    KeptFor,
    Purged,
    PurgeDone,
    kept_for,
    refuse_years,
    review,
)
from panel_desk.domain.people import Person
from panel_desk.services.book import Book
from panel_desk.services.keeping.purge_noting import note_purges
from panel_desk.services.keeping.retention_approval import approved, approvers, doubt, refuse_doubtful
from panel_desk.services.keeping.retention_candidates import Candidates
from panel_desk.services.meetings import Meetings
from panel_desk.services.strategy.hearing import told_in
from panel_desk.vault.anchors import Anchor, recorded_anchors
from panel_desk.vault.backup import list_backups
from panel_desk.vault.projections import kept_ids
from panel_desk.vault.purging import Emptied, Emptying, empty, runs_of, write_anew
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import minutes as minutes_queries
from panel_desk.vault.queries import retention as queries
from panel_desk.vault.queries import streams

Tell = Callable[[str, float | None], None]
_STREAM = "retention"
_MISSING_FOR = timedelta(days=400)
"""A list that never told the return of an older episode keeps nobody’s record open for ever."""


def told_nobody(words: str, fraction: float | None) -> None:
    """Where nobody waits to be told."""


class Retention:
    """Periods, legal holds, the review list and the purge."""

    def __init__(self, book: Book, meetings: Meetings) -> None:
        self._book = book
        self._meetings = meetings

    def periods(self) -> tuple[KeptFor, ...]:
        """How long each class is kept, with the source of each default."""
        return kept_for(queries.years(self._book.db))

    def set_periods(self, actor: PersonId, years: Mapping[RecordClass, int]) -> None:
        """Set the years of some classes; the others stay. 0: without an end.

        Raises:
            DeskError: for a number that is no period.
        """
        refuse_years(years)
        new = {**queries.years(self._book.db), **years}
        self._book.record(actor, (_STREAM, RetentionSet(years=new)))

    def holds(self) -> tuple[LegalHold, ...]:
        """What must not be purged now, the latest first."""
        return tuple(hold for hold, _because in queries.holds(self._book.db))

    def place_hold(self, actor: PersonId, reason: str, *, local_id: str = "", reference: str = "") -> HoldId:
        """Hold whatever speaks of a child, one meeting, or (naming neither) everything.

        Raises:
            DeskError: without a reason, naming both, or naming whom or what the desk does not know.
        """
        local_id, reference = local_id.strip(), reference.strip()
        if not reason.strip():
            raise refused("Why must it be kept?", "A hold is placed with its reason: an inquiry, a claim, a review.")
        if local_id and reference:
            raise refused("A hold is of a child or of a meeting, not of both.", "Place two holds.")
        # Whoever is told of may be held: lists of children that named the child may be gone, or never have come.
        if local_id and not queries.speaks_of(self._book.db, local_id):
            raise not_found(f"The desk knows no child {local_id}.")
        if reference and meeting_queries.by_reference(self._book.db, reference) is None:
            raise not_found(f"The desk has no meeting {reference}.")
        hold = LegalHold(
            id=HoldId(new_id()),
            reason=reason.strip(),
            placed_on=england_day(self._book.now()),
            local_id=local_id,
            reference=reference,
        )
        self._book.record(actor, (_STREAM, HoldPlaced(hold=hold)))
        return hold.id

    def lift_hold(self, actor: PersonId, hold_id: HoldId, reason: str) -> None:
        """Let it go when its time is over.

        Raises:
            DeskError: without a reason, or where no such hold is in force.
        """
        if not reason.strip():
            raise refused("Why may it go again?", "A hold is lifted with its reason.")
        if not queries.has_hold(self._book.db, hold_id):
            raise not_found("That hold is not in force.")
        self._book.record(actor, (_STREAM, HoldLifted(hold_id=hold_id, reason=reason.strip())))

    def purged(self) -> tuple[Purged, ...]:
        """The register of what was purged, the latest first."""
        return queries.purged(self._book.db)

    def review(self, today: date) -> tuple[DueForReview, ...]:
        """What is due, the longest first, with what holds it back.

        Open actions, open meetings, children on the pathway, missing or on an agenda are never let go.
        """
        return self._review(today)[0]

    def approvers(self, actor: PersonId) -> tuple[Person, ...]:
        """Who may approve a purge that somebody makes, by name."""
        return approvers(self._book, actor)

    def clock_doubt(self) -> str:
        """Why the day may be wrong, as a sentence to be confirmed before a purge; empty where nothing speaks for it."""
        return doubt(self._book)

    def backups_holding(self, folder: Path | None = None) -> tuple[str, ...]:
        """Which backups made so far hold what a purge now would empty, in sentences with their dates.

        Args:
            folder: Of backups, where it is known; what lies elsewhere is told from the record.
        """
        told = sorted({england_day(a.anchored_at) for a in self._anchors()})
        there = [england_day(b.manifest.made_at) for b in list_backups(folder)] if folder is not None else []
        if there:
            return (
                (
                    f"In the folder of backups {count_words(len(there), 'backup')} still hold"
                    f"{'s' if len(there) == 1 else ''} it, made on {_days(there)}. Newer ones take their place in "
                    "time; delete them by hand where it must be gone at once."
                ),
            )
        if told:
            return (
                (
                    f"Backups made before now still hold it: the record tells of {count_words(len(told), 'day')} on "
                    f"which one was made, the first {date_words(told[0])}, the last {date_words(told[-1])}. Look for "
                    "them wherever backups are kept."
                ),
            )
        return ("The record tells of no backup. If copies were made by other means, they still hold it.",)

    def purge(
        self,
        actor: PersonId,
        entries: Sequence[DueForReview],
        *,
        reason: str,
        approved_by: PersonId,
        tell: Tell = told_nobody,
        backups: Path | None = None,
        day_confirmed: bool = False,
    ) -> PurgeDone:
        """Empty what the entries name for good; all of it or nothing.

        Args:
            actor: Who does it.
            entries: Of a review; looked at again before anything goes.
            reason: Why.
            approved_by: Who approved it: one of ``approvers``.
            tell: Told what is being done; what it raises leaves everything as it was.
            backups: The folder of backups, to be told which of them still hold it.
            day_confirmed: That the day is right although ``clock_doubt`` says something.

        Raises:
            DeskError: without reason or approval; where the clock may be wrong; where something is not due, held
                back, or rests on what stays.
        """
        approver = self._approver(actor, reason, approved_by, day_confirmed=day_confirmed)
        tell("Reading what is to go", 0.0)
        today = england_day(self._book.now())
        due, of_key, candidates = self._review(today)
        chosen = _chosen(entries, {line.key: line for line in due})
        what = [of_key[line.key] for line in chosen]
        with self._book.vault.write():
            emptying, deeds = self._prepared(candidates, chosen, what, reason.strip(), approver)
            self._book.record(actor, *deeds)
            emptied = empty(self._book.vault, self._book.journal, emptying, now=self._book.now(), tell=tell)
            tell("Keeping it", 0.9)
        self._meetings.forget_changed()
        problem = write_anew(self._book.vault)
        unnoted = self._noted(backups)
        counted = f"{count_words(len(chosen), 'record')} purged: {_emptied_words(emptied)}"
        written = problem or "The desk’s file was written anew: it no longer holds them."
        return PurgeDone(
            records=len(chosen),
            events=emptied.events,
            files=emptied.files,
            drafts=emptied.drafts,
            sentences=(counted, written, _STAYS, *self.backups_holding(backups), *unnoted),
        )

    def _approver(self, actor: PersonId, reason: str, approved_by: PersonId, *, day_confirmed: bool) -> Person:
        if not reason.strip():
            raise refused("Why is it purged?", "A purge is recorded with its reason: the period is over, a request.")
        approver = approved(self._book, actor, approved_by)
        if not day_confirmed:
            refuse_doubtful(self._book)
        return approver

    def _noted(self, backups: Path | None) -> tuple[str, ...]:
        """Tell the folder of backups; a sentence where that failed, because the purge itself is kept."""
        try:
            if backups is not None:
                note_purges(self._book.vault, backups)
        except DeskError as error:
            return (f"{error.sentence} {error.remedy}",)
        return ()

    def _review(self, today: date) -> tuple[tuple[DueForReview, ...], dict[str, Candidate], Candidates]:
        db = self._book.db
        years = {one.record_class: one.years for one in self.periods()}
        holds = self.holds()
        gathered = Candidates(db, self._book.journal)
        found = gathered.all(years, today, [hold.local_id for hold in holds if hold.local_id])
        initials = queries.initials(db)
        followed = {
            local_id: f"{initials.get(local_id, '')} ({local_id}) is {why}.".lstrip()
            for local_id, why in queries.followed(db, today - _MISSING_FOR).items()
        }
        events = {one.key: len(self._entries(one, {one.key})) for one in found}
        lines = review(found, years, today, holds=holds, followed=followed, events=events)
        return lines, {one.key: one for one in found}, gathered

    def _entries(self, one: Candidate, going: Set[str]) -> dict[str, int]:
        """Id and place of every entry that goes with a candidate, where these go together."""
        found: dict[str, int] = {}
        for stream in _streams_of(one, going):
            found.update(queries.entries_below(self._book.db, stream))
        for event_id in one.entries:
            found.update(queries.entry(self._book.db, event_id))
        return found

    def _prepared(
        self,
        candidates: Candidates,
        chosen: Sequence[DueForReview],
        what: Sequence[Candidate],
        reason: str,
        approver: Person,
    ) -> tuple[Emptying, list[tuple[str, Event]]]:
        """What is emptied, and the deeds that say so."""
        deeds: list[tuple[str, Event]] = []
        ids: dict[str, int] = {}
        going = {one.key for one in what}
        lists = [one.key.removeprefix("list:") for one in what if one.key.startswith("list:")]
        # The older note of identifiers is emptied with the first record, and told like everything else.
        note = dict(queries.entries_below(self._book.db, kept_ids.STREAM)) if lists else {}
        for line, one in zip(chosen, what, strict=True):
            own = {event_id: seq for event_id, seq in self._entries(one, going).items() if event_id not in ids}
            emptied, note = own | note, {}
            ids |= emptied
            event = RecordPurged(
                record_class=one.record_class,
                what=one.what,
                events=len(own),
                kept_until=line.due_since,
                last_on=line.last_on,
                reason=reason,
                approved_by=approver.name,
                approver=approver.id,
                runs=runs_of(emptied.values()),
                meeting=self._past(one),
            )
            deeds.append((_STREAM, event))
        if lists:
            deeds.append((kept_ids.STREAM, self._kept_identifiers(candidates, frozenset(lists))))
        emptying = Emptying(
            event_ids=tuple(EventId(event_id) for event_id in ids),
            streams=tuple(dict.fromkeys(stream for one in what for stream in _streams_of(one, going))),
            files=tuple(dict.fromkeys(file for one in what for file in one.files)),
        )
        return emptying, deeds

    def _kept_identifiers(self, candidates: Candidates, lists: frozenset[str]) -> IdentifiersKept:
        """Identifiers that purged lists gave to whom a list that stays still names."""
        db = self._book.db
        before = kept_ids.newest(db.conn)
        children = dict(before.children) if before else {}
        concerns = dict(before.concerns) if before else {}
        for one in lists:
            children.update({k: ChildId(v) for k, v in candidates.told[one].new_children.items()})
            concerns.update({k: ConcernId(v) for k, v in candidates.told[one].new_concerns.items()})
        staying = {local_id for local_id, _id, last in queries.children(db) if last not in lists}
        named = {f"{c.kind}:{c.name}" for c in queries.concerns(db) if c.last_import not in lists}
        return IdentifiersKept(
            children={k: v for k, v in children.items() if k in staying},
            concerns={k: v for k, v in concerns.items() if k in named},
        )

    def _past(self, one: Candidate) -> PastMeeting | None:
        """What the minutes of the meeting after it need to know."""
        if one.record_class is not RecordClass.MEETING:
            return None
        meeting_id = one.key.removeprefix("meeting:")
        row = next(m for m in queries.meetings(self._book.db) if m.id == meeting_id)
        stored = streams.events_below(self._book.db, f"meeting/{meeting_id}")
        minutes = minutes_queries.of_meeting(self._book.db, row.id)
        approved = minutes.approved if minutes else None
        return PastMeeting(
            id=row.id,
            reference=row.reference,
            panel=row.panel,
            held_on=row.held_on,
            previous=row.previous,
            closings=tuple(line.seq for line in stored if isinstance(line.event, MeetingClosed)),
            confirmed_at=approved.confirmed_at if approved else None,
            told=told_in(self._book.db, row.id),
        )

    def _anchors(self) -> Iterator[Anchor]:
        return (a for a in recorded_anchors(self._book.vault) if a.place.startswith("backup/"))


_STAYS = "Who made which entry, and when, stays; so does the register of what left the desk."


def _streams_of(one: Candidate, going: Set[str]) -> tuple[str, ...]:
    """Whose entries go with a candidate: of those that others tell of too, what nothing that stays tells of."""
    return (*one.streams, *(stream for stream, keys in one.shared if keys <= going))


def _emptied_words(emptied: Emptied) -> str:
    entries = count_words(emptied.events, "entry", "entries")
    files, drafts = count_words(emptied.files, "kept file"), count_words(emptied.drafts, "draft")
    return f"{entries} of the journal, {files} and {drafts}."


def _chosen(entries: Sequence[DueForReview], due: Mapping[str, DueForReview]) -> tuple[DueForReview, ...]:
    """The entries as they stand now.

    Raises:
        DeskError: where one is not due any more, is held back, or rests on one that was not chosen.
    """
    keys = dict.fromkeys(entry.key for entry in entries)
    if not keys:
        raise refused("Nothing was chosen to be purged.", "Choose from the review list.")
    for entry in entries:
        now = due.get(entry.key)
        if now is None:
            raise DeskError(
                f"{_begun(entry.what)} is not due any more.",
                reason=Reason.CONFLICT,
                remedy="Look at the review list again.",
            )
        if not now.may_go:
            raise refused(f"Held back: {now.what}. {now.held_by[0]}")
        if left := [due[key].what for key in now.goes_with if key not in keys]:
            raise refused(f"{_begun(now.what)} rests on {left[0]}.", "Choose that too, or leave both.")
    return tuple(due[key] for key in keys)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _days(days: Iterable[date]) -> str:
    told = [date_words(day) for day in sorted(set(days))]
    return ", ".join(told[:-1]) + f" and {told[-1]}" if len(told) > 1 else told[0]

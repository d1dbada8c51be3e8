"""Today: what the calendar makes due for who is at the desk, and what waits on each page."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND, clock, count_words, day_words
from panel_desk.domain.following.duties import Duty, Viewer, arranged
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.following.meeting_duties import list_duty, meeting_duties, panel_duties
from panel_desk.domain.following.record_duties import (
    action_duties,
    backup_duty,
    certificate_duties,
    clock_duty,
    interview_duties,
)
from panel_desk.domain.meeting.meetings import COMING
from panel_desk.domain.people import Role
from panel_desk.domain.permissions import AtTheDesk
from panel_desk.services import today_facts
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book
from panel_desk.services.today_facts import Facts
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import today as queries


class Counts(Struct, frozen=True, kw_only=True):
    """What waits, for the rail: a count for each page that has one."""

    actions: int = 0
    """Overdue: a core member's own agency's."""
    interviews: int = 0
    """Return interviews that have passed 72 hours."""
    missing: int = 0
    """Children missing now."""
    sitting: bool = False
    """A panel is in session."""

    @property
    def missing_words(self) -> str:
        """``1 child missing now, 2 interviews past 72 hours of returns in the last 28 days``."""
        children, interviews = count_words(self.missing, "child", "children"), count_words(self.interviews, "interview")
        late = f"{interviews} past 72 hours of returns in the last {today_facts.INTERVIEW_DAYS} days"
        parts = (f"{children} missing now" if self.missing else "", late if self.interviews else "")
        return ", ".join(part for part in parts if part)


class Today:
    """Works out what is due; changes nothing."""

    def __init__(self, book: Book, actions: Actions) -> None:
        self._book = book
        self._actions = actions
        self._kept: tuple[tuple[int, date], tuple[list[FollowedAction], Facts]] | None = None

    def duties(
        self, who: AtTheDesk, now: datetime, *, backed_up_at: datetime | None = None, backs_up: bool = True
    ) -> tuple[Duty, ...]:
        """What is due, under its headings and in order.

        Args:
            who: At the desk: an administrator sees all work, a chair what waits for them first, a member their own.
            now: The time, with its zone.
            backed_up_at: When the newest verified backup was made; None: there is none.
            backs_up: Whether this desk has a folder for backups at all; a desk in memory has none.
        """
        db, local = self._book.db, now.astimezone(ENGLAND)
        today = local.date()
        viewer = Viewer(person_id=who.person.id, role=who.role, agency=who.person.agency)
        open_actions, facts = self._facts(today)
        found = [duty for meeting in facts.meetings for duty in meeting_duties(meeting, today)]
        found += [duty for panel in facts.panels for duty in panel_duties(panel, today)]
        coming = [m for m in facts.meetings if m.state in COMING]
        found += action_duties(open_actions, viewer, today)
        found += interview_duties(today_facts.interviews(db, local.replace(tzinfo=None)), local.replace(tzinfo=None))
        found += certificate_duties(today_facts.certificates(db), today)
        single = (
            list_duty(facts.profile, coming, facts.met, today),
            backup_duty(backed_up_at, now) if backs_up else None,
            clock_duty(queries.last_entry_at(db), now),
        )
        return arranged([*found, *(duty for duty in single if duty is not None)], viewer, today)

    def _facts(self, today: date) -> tuple[list[FollowedAction], Facts]:
        """Open actions and meetings as they are now; read once for each entry of the journal and each day."""
        key = (self._book.head().seq, today)
        if self._kept is None or self._kept[0] != key:
            open_actions = [f for f in self._actions.followed(today) if f.action.status.is_open]
            self._kept = key, (open_actions, today_facts.gather(self._book.db, today, open_actions))
        return self._kept[1]

    def counts(self, who: AtTheDesk, now: datetime) -> Counts:
        """What waits on each page. Quick: asked after every deed."""
        local = now.astimezone(ENGLAND)
        own = who.person.agency if who.role is Role.CORE_MEMBER else ""
        wall = local.replace(tzinfo=None)
        passed = sum(interview.due_at < wall for interview in today_facts.waiting_interviews(self._book.db, wall))
        return Counts(
            actions=queries.overdue(self._book.db, local.date(), own),
            interviews=0 if who.role is Role.CORE_MEMBER else passed,
            missing=0 if who.role is Role.CORE_MEMBER else today_facts.missing_now(self._book.db, wall),
            sitting=queries.is_sitting(self._book.db),
        )

    def next_meeting(self, today: date) -> str:
        """``Next: SAFE on Thursday 26 November 2026, 10:00, Civic Centre room 6``; empty where none is planned."""
        coming = [r for r in meeting_queries.meetings(self._book.db) if r.state in COMING and r.held_on >= today]
        if not coming:
            return ""
        row = min(coming, key=lambda r: (r.held_on, r.starts_at))
        place = f", {row.place}" if row.place else ""
        day = day_words(row.held_on).rpartition(" ")[0] if row.held_on.year == today.year else day_words(row.held_on)
        return f"Next: {row.panel} on {day}, {clock(row.starts_at)}{place}"

    def saved_at(self) -> datetime | None:
        """When something was kept last."""
        return queries.last_entry_at(self._book.db)

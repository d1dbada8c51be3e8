"""What is due outside the cycle of meetings: actions, return interviews, certificates, backups, the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words, day_month, moment_words, short_day
from panel_desk.domain.following.duties import AHEAD_DAYS, Duty, DutyGroup, DutyKind, DutyTone, Viewer
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.ids import ChildId, PersonId
from panel_desk.domain.missing.return_interviews import Interview, hours_left
from panel_desk.domain.people import Role

CERTIFICATE_DAYS = 60
"""A certificate that ends within so many days is renewed."""
BACKUP_DAYS = 7
"""A verified backup older than this is late."""
_LEADING = frozenset({Role.ADMINISTRATOR, Role.CHAIR, Role.DEPUTY})
_EVERYONE = _LEADING | {Role.CORE_MEMBER}


class InterviewDue(Struct, frozen=True, kw_only=True):
    """A child whose return interview is not recorded."""

    child_id: ChildId | None
    shown: str
    """``T.O. · 104281``."""
    interview: Interview


class CertificateFacts(Struct, frozen=True, kw_only=True):
    """The last certificate of somebody who signs."""

    person_id: PersonId
    name: str
    ends_on: date


def action_duties(open_actions: Iterable[FollowedAction], viewer: Viewer, today: date) -> Iterator[Duty]:
    """Overdue actions, and those due soon; a core member's are those of their agency."""
    own = viewer.role is Role.CORE_MEMBER
    kept = [f for f in open_actions if not own or f.action.agency == viewer.agency]
    late = sorted((f for f in kept if f.days_late), key=lambda f: (-f.days_late, f.action.reference))
    if late:
        yield _overdue(late, own=own, chases=viewer.role is Role.ADMINISTRATOR)
    until = today + timedelta(days=AHEAD_DAYS)
    soon = [f for f in kept if today <= f.action.due_on <= until]
    if soon:
        yield _soon(soon, own=own)


def _overdue(late: Sequence[FollowedAction], *, own: bool, chases: bool) -> Duty:
    oldest = late[0]
    agencies = Counter(f.action.agency_name for f in late).most_common()
    one = len(late) == 1
    sentence = f"{count_words(len(late), 'action')} {'is' if one else 'are'} overdue"
    if own or len(agencies) == 1:
        sentence += f" with {agencies[0][0]}"
    elif agencies[0][1] > 1:
        sentence += f", {agencies[0][1]} of them with {agencies[0][0]}"
    days = f"{count_words(oldest.days_late, 'day')} late: {oldest.action.reference}, {brief(oldest.action.what)}"
    return Duty(
        key="actions/overdue",
        kind=DutyKind.ACTIONS,
        sentence=sentence,
        detail=f"It is {days}" if one else f"The oldest is {days}",
        due_on=oldest.action.due_on,
        chip=f"since {short_day(oldest.action.due_on).partition(' ')[2]}",
        button="Chase owners" if chases else "Open actions",
        page="actions",
        what="chase" if chases else "overdue",
        roles=_EVERYONE,
    )


def _soon(soon: Sequence[FollowedAction], *, own: bool) -> Duty:
    first = min(soon, key=lambda f: (f.action.due_on, f.action.reference))
    unasked = sum(f.chased_on is None for f in soon)
    asked = "" if own or not unasked else "; no owner has been asked for news yet"
    if asked and unasked < len(soon):
        asked = f"; of {unasked} no owner has been asked for news yet"
    one = len(soon) == 1
    where = f" with {first.action.agency_name}" if own else ""
    return Duty(
        key="actions/soon",
        kind=DutyKind.ACTIONS,
        sentence=f"{count_words(len(soon), 'action')}{where} {'falls' if one else 'fall'} due within a fortnight",
        detail=f"First {first.action.reference}, {brief(first.action.what)}{asked}",
        due_on=first.action.due_on,
        group=DutyGroup.FORTNIGHT,
        button="Open actions",
        page="actions",
        what="soon",
        roles=_EVERYONE,
    )


def brief(words: str, longest: int = 60) -> str:
    """The beginning of a text, at a word's end."""
    plain = " ".join(words.split()).rstrip(".")
    if len(plain) <= longest:
        return plain
    return f"{plain[: longest - 1].rpartition(' ')[0] or plain[: longest - 1]}…"


def interview_duties(waiting: Sequence[InterviewDue], now: datetime) -> Iterator[Duty]:
    """Return interviews that have passed 72 hours, and those that will within a day (``now``: England's wall clock)."""
    in_order = sorted(waiting, key=lambda w: _left(w, now))
    late = [w for w in reversed(in_order) if _left(w, now) < timedelta()]
    soon = [w for w in in_order if _left(w, now) >= timedelta()]
    if late:
        newest = late[0]
        many = count_words(len(late), "return interview")
        yield _interviews(
            "interviews/late",
            f"{many} {'has' if len(late) == 1 else 'have'} passed 72 hours",
            f"{'' if len(late) == 1 else 'The latest: '}{_returned(newest)}",
            chip=_hours(-_left(newest, now), "over"),
            group=DutyGroup.LATE,
            tone=DutyTone.RED,
        )
    if soon:
        first = soon[0]
        left = _left(first, now)
        many = count_words(len(soon), "return interview")
        yield _interviews(
            "interviews/soon",
            f"{many} {'is' if len(soon) == 1 else 'are'} due within 72 hours of return",
            f"{'' if len(soon) == 1 else 'First: '}{_returned(first)}",
            chip=_hours(left, "left"),
            group=DutyGroup.NEXT,
            tone=DutyTone.AMBER if left <= timedelta(hours=24) else DutyTone.NEUTRAL,
        )


def _left(due: InterviewDue, now: datetime) -> timedelta:
    """How long until it is due, elapsed: across a change of the clocks too; negative where it is over."""
    return timedelta(hours=hours_left(now, due.interview.due_at))


def _interviews(key: str, sentence: str, detail: str, *, chip: str, group: DutyGroup, tone: DutyTone) -> Duty:
    return Duty(
        key=key,
        kind=DutyKind.INTERVIEW,
        sentence=sentence,
        detail=detail,
        chip=chip,
        tone=tone,
        group=group,
        button="Open interviews",
        page="missing",
        what="overdue" if group is DutyGroup.LATE else "due",
        roles=_LEADING,
    )


def _returned(due: InterviewDue) -> str:
    interview = due.interview
    when = (
        moment_words(interview.returned_at)
        if interview.time_known
        else f"{date_words(interview.returned_at.date())}, time unknown"
    )
    said = "offered, none recorded as held" if interview.offered else "no offer recorded"
    return f"{due.shown} returned {when}; {said}"


def _hours(span: timedelta, words: str) -> str:
    hours = int(span.total_seconds() // 3600)
    return f"{hours} h {words}" if hours < 72 else f"{hours // 24} days {words}"


def certificate_duties(certificates: Iterable[CertificateFacts], today: date) -> Iterator[Duty]:
    """Who signs needs a certificate that has not ended."""
    for one in certificates:
        if one.ends_on > today + timedelta(days=CERTIFICATE_DAYS):
            continue
        ended = one.ends_on < today
        yield Duty(
            key=f"certificate/{one.person_id}",
            kind=DutyKind.CERTIFICATE,
            sentence=f"{one.name}’s signing certificate {'ended' if ended else 'ends'} on {day_month(one.ends_on)}",
            detail="Without a new one nothing can be signed" if ended else "Make a new one before minutes wait for it",
            chip=f"until {short_day(one.ends_on).partition(' ')[2]}",
            tone=DutyTone.RED if ended else DutyTone.AMBER,
            group=DutyGroup.LATE if ended else DutyGroup.NEXT,
            button="Open certificates",
            page="settings",
            id="certificates",
            what=one.person_id,
            person_id=one.person_id,
        )


def backup_duty(backed_up_at: datetime | None, now: datetime) -> Duty | None:
    """A record without a verified backup of the last week."""
    if backed_up_at is not None and now - backed_up_at <= timedelta(days=BACKUP_DAYS):
        return None
    days = count_words((now - backed_up_at).days, "day") if backed_up_at else ""
    return Duty(
        key="backup",
        kind=DutyKind.BACKUP,
        sentence=f"The last verified backup is {days} old" if days else "There is no verified backup yet",
        detail="A backup is made, opened again and examined before it counts",
        chip=f"over {BACKUP_DAYS} days" if days else "none",
        tone=DutyTone.RED if days else DutyTone.AMBER,
        group=DutyGroup.LATE if days else DutyGroup.NEXT,
        button="Back up now",
        page="today",
        what="back up",
    )


def clock_duty(newest: datetime | None, now: datetime) -> Duty | None:
    """A computer's clock that stands before the record's last entry makes every day on this page wrong."""
    if newest is None or newest <= now + timedelta(minutes=2):
        return None
    return Duty(
        key="clock",
        kind=DutyKind.CLOCK,
        sentence="This computer’s clock is behind the record",
        detail=f"It says {moment_words(now)}; the last entry was made {moment_words(newest)}",
        chip="check the clock",
        tone=DutyTone.RED,
        group=DutyGroup.LATE,
        button="Look again",
        page="today",
        roles=_EVERYONE,
    )

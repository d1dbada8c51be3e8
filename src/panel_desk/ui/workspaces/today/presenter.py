"""What Today shows, as values with ready words; reads the services and knows no Qt."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from panel_desk.domain.calendar import ENGLAND, clock, count_words, day_month, day_words
from panel_desk.domain.following.duties import Duty, DutyGroup, DutyKind, DutyTone
from panel_desk.domain.permissions import AtTheDesk
from panel_desk.services import safekeeping
from panel_desk.services.desk import Desk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.tones import Tone

BACK_UP = "back up"
_OLD_BACKUP = timedelta(days=1)
_ICONS = {
    DutyKind.CASE_LIST: "file-spreadsheet",
    DutyKind.AGENDA: "list-ordered",
    DutyKind.MEETING: "calendar-days",
    DutyKind.MINUTES: "file-text",
    DutyKind.SIGNATURE: "signature",
    DutyKind.SHEETS: "send",
    DutyKind.ACTIONS: "list-checks",
    DutyKind.POOL: "users",
    DutyKind.INTERVIEW: "clock",
    DutyKind.CERTIFICATE: "key-round",
    DutyKind.BACKUP: "database-backup",
    DutyKind.CLOCK: "timer",
}
_LATE_ICONS = {DutyKind.MINUTES: "file-warning", DutyKind.ACTIONS: "circle-alert"}
_TONES = {
    DutyTone.RED: Tone.RED,
    DutyTone.AMBER: Tone.AMBER,
    DutyTone.BLUE: Tone.INFO,
    DutyTone.NEUTRAL: Tone.NEUTRAL,
}
_GROUP_TONES = {DutyGroup.LATE: Tone.RED, DutyGroup.NEXT: Tone.ACCENT, DutyGroup.FORTNIGHT: Tone.NEUTRAL}


class DutyView(Struct, frozen=True, kw_only=True):
    """One row of Today."""

    key: str
    icon: str
    tone: Tone
    """Of the icon."""
    sentence: str
    detail: str
    chip: tuple[str, Tone] | None
    button: str
    place: Place | None
    """Where the button leads; None where it does something here."""
    what: str = ""
    """What it does here: ``back up``."""
    primary: bool = False


class TodayView(Struct, frozen=True, kw_only=True):
    """The whole page."""

    title: str
    """``Sunday 22 November``."""
    aside: str
    groups: tuple[tuple[str, tuple[DutyView, ...]], ...]
    """Heading and rows; groups without rows are left out."""
    saved: str
    """``Everything saved, last at 10:42``; empty where nothing was ever kept."""
    backup: str
    """``Verified backup 35 minutes ago``."""
    backup_tone: Tone


class TodayPresenter:
    """Makes Today's view."""

    def __init__(self, reading: Desk) -> None:
        self._reading = reading

    def view(self, who: AtTheDesk, now: datetime, backup_folder: Path) -> TodayView:
        """Today as somebody sees it now."""
        backed_up_at = safekeeping.newest_at(backup_folder)
        duties = self._reading.today.duties(who, now, backed_up_at=backed_up_at)
        local = now.astimezone(ENGLAND)
        saved_at = self._reading.today.saved_at()
        first = _first(duties)
        return TodayView(
            title=day_words(local.date()).rpartition(" ")[0],
            aside=self._reading.today.next_meeting(local.date()) or "No meeting is in the calendar",
            groups=tuple(
                (group.value, rows)
                for group in DutyGroup
                if (rows := tuple(_row(d, primary=d is first) for d in duties if d.group is group))
            ),
            saved=f"Everything saved, last at {saved_words(saved_at, local)}" if saved_at else "",
            backup=f"Verified backup {ago_words(now - backed_up_at)}" if backed_up_at else "No verified backup yet",
            backup_tone=Tone.NEUTRAL if backed_up_at and now - backed_up_at <= _OLD_BACKUP else Tone.AMBER,
        )


def _first(duties: tuple[Duty, ...]) -> Duty | None:
    """The one row whose button stands out: the first that is next, else the first of all."""
    following = next((d for d in duties if d.group is DutyGroup.NEXT and d.kind is not DutyKind.BACKUP), None)
    return following or next(iter(duties), None)


def _row(duty: Duty, *, primary: bool) -> DutyView:
    late = duty.group is DutyGroup.LATE
    icon = _LATE_ICONS.get(duty.kind, _ICONS[duty.kind]) if late else _ICONS[duty.kind]
    page = PageKey(duty.page)
    here = page is PageKey.TODAY
    return DutyView(
        key=duty.key,
        icon=icon,
        tone=_GROUP_TONES[duty.group],
        sentence=duty.sentence,
        detail=duty.detail,
        chip=(duty.chip, _TONES[duty.tone]) if duty.chip else None,
        button=duty.button,
        place=None if here else Place(page, duty.id, duty.what),
        what=duty.what if here else "",
        primary=primary,
    )


def saved_words(at: datetime, now: datetime) -> str:
    """``10:42`` today, else ``10:42 on 20 November``."""
    local = at.astimezone(ENGLAND)
    return clock(local) if local.date() == now.date() else f"{clock(local)} on {day_month(local.date())}"


def ago_words(span: timedelta) -> str:
    """``35 minutes ago``, ``3 hours ago``, ``6 days ago``."""
    minutes = max(int(span.total_seconds() // 60), 0)
    if minutes < 1:
        return "a moment ago"
    if minutes < 60:
        return f"{count_words(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{count_words(minutes // 60, 'hour')} ago"
    return f"{count_words(minutes // (24 * 60), 'day')} ago"

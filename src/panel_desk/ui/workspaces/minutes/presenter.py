"""Reads the minutes of every meeting and puts their state, their sections and what is due next into words."""

from __future__ import annotations

from datetime import date, datetime

from panel_desk.domain.calendar import ENGLAND, count_words, date_words, day_month, moment_words, short_day
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.language import Flag, LanguageCheck, replacement
from panel_desk.domain.meeting.meetings import WRITING, Meeting, MeetingState
from panel_desk.domain.minutes.minutes import Minutes, MinutesItem
from panel_desk.services.desk import Desk
from panel_desk.services.minutes_way import MinutesRow, Step, StepKind
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.minutes.views import (
    FlagLine,
    MinutesLine,
    MinutesView,
    NextStep,
    SectionLine,
    StateMark,
    StepLine,
)

_STATES = {
    MeetingState.CLOSED: ("No draft yet", Tone.AMBER),
    MeetingState.DRAFT: ("Draft", Tone.NEUTRAL),
    MeetingState.CIRCULATED: ("Circulated", Tone.INFO),
    MeetingState.APPROVED: ("Approved", Tone.ACCENT),
    MeetingState.SIGNED: ("Signed", Tone.GREEN),
}
PARTS = {
    NoteSection.CONTRIBUTIONS: "From the agencies",
    NoteSection.DISCUSSION: "Discussion",
    NoteSection.VOICE: "Voice of the child",
    NoteSection.STRENGTHS: "Strengths",
    NoteSection.ANALYSIS: "Analysis",
}
"""The parts of an item as their fields are called."""


class MinutesPresenter:
    """Reads the desk for the Minutes page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._check: LanguageCheck | None = None
        self._flags_of: dict[str, tuple[Flag, ...]] = {}
        """Of texts that were looked through with this check: most stay as they are from one reading to the next."""

    def lines(self, today: date) -> tuple[MinutesLine, ...]:
        """The minutes of every meeting that was closed, the latest first."""
        return tuple(self._line(row, today) for row in self._desk.minutes_way.all())

    def view(self, meeting_id: MeetingId, today: date) -> MinutesView:
        """The minutes of one meeting.

        Raises:
            DeskError: where the record has no such meeting, or it has not begun.
        """
        desk = self._desk
        meeting, document = desk.meetings.meeting(meeting_id), desk.minutes.value(meeting_id)
        steps = desk.minutes_way.steps(meeting_id)
        flags = self._flags(meeting, document)
        chip, tone = _STATES.get(meeting.state, (meeting.state.value.capitalize(), Tone.NEUTRAL))
        return MinutesView(
            meeting_id=meeting_id,
            panel=meeting.definition.key,
            reference=meeting.reference,
            held=date_words(meeting.held_on),
            state=meeting.state,
            chip=chip,
            tone=tone,
            version=f"Version {max(meeting.revision, 1)}",
            marks=self._marks(meeting, steps),
            next_step=self._next_step(meeting),
            may_take_back=meeting.state in (MeetingState.CIRCULATED, MeetingState.APPROVED),
            may_correct=meeting.state in (*WRITING, MeetingState.CIRCULATED),
            corrections=self._corrections(meeting, today),
            sections=_sections(meeting, document, flags),
            flags=flags,
            copies=desk.copies.of_meeting(meeting_id),
            steps=tuple(step_line(step) for step in steps),
            document=document,
            signed_pdf=meeting.signed_pdf,
        )

    def parts_of(self, meeting_id: MeetingId, item_id: ItemId) -> dict[NoteSection, str]:
        """The text of every part of an item as it stands; empty parts too, to write in."""
        notes = self._desk.meetings.meeting(meeting_id).item(item_id).notes
        return {part: notes.get(part, "") for part in PARTS}

    def recipients(self, meeting_id: MeetingId) -> tuple[str, ...]:
        """Everybody invited, by name."""
        invited = self._desk.meetings.meeting(meeting_id).planned.invited
        return tuple(dict.fromkeys(i.person.name for i in invited))

    def _line(self, row: MinutesRow, today: date) -> MinutesLine:
        state, tone = _STATES[row.state]
        due = self._due(row)
        late = due is not None and due[1] < today
        words = ""
        if due is not None:
            what, day = due
            days = (today - day).days
            words = f"{what}: {count_words(days, 'day')} late" if late else f"{what} by {short_day(day)}"
        return MinutesLine(
            id=row.meeting_id,
            reference=row.reference,
            held_on=row.held_on,
            state=state,
            tone=tone,
            version=str(max(row.revision, 1)),
            due=words,
            due_tone=Tone.RED if late else None,
            due_order=due[1] if due is not None else date.max,
        )

    def _due(self, row: MinutesRow) -> tuple[str, date] | None:
        """What the cycle asks for next, and by when; a meeting that waits for nothing is not read for it."""
        if row.state not in (MeetingState.CLOSED, MeetingState.DRAFT):
            return None
        cycle = self._desk.minutes_way.cycle(row.meeting_id)
        if row.state is MeetingState.CLOSED:
            return "Draft to the chair", cycle.draft_minutes_by
        return "To the members", cycle.minutes_issued_by

    def _marks(self, meeting: Meeting, steps: tuple[Step, ...]) -> tuple[StateMark, ...]:
        cycle = self._desk.minutes_way.cycle(meeting.id)
        reached = list(_ORDER).index(meeting.state) if meeting.state in _ORDER else 0
        waiting = {
            StepKind.DRAFTED: f"Due {short_day(cycle.draft_minutes_by)}",
            StepKind.CIRCULATED: f"Due {short_day(cycle.minutes_issued_by)}",
            StepKind.APPROVED: "At the next meeting",
            StepKind.SIGNED: "By who presides there",
        }
        marks = []
        for place, (state, kind) in enumerate(_ORDER.items()):
            if kind is None:
                continue
            last = next((s for s in reversed(steps) if s.kind is kind), None) if place <= reached else None
            marks.append(
                StateMark(
                    title=kind.value,
                    detail=_who_when(last) if last is not None else waiting[kind],
                    reached=place <= reached,
                    current=state is meeting.state,
                    tone=Tone.GREEN if place <= reached else Tone.NEUTRAL,
                )
            )
        return (*marks, *self._agency_mark(meeting))

    def _agency_mark(self, meeting: Meeting) -> tuple[StateMark, ...]:
        """How many of the approving agencies have signed; nothing where the panel asks none."""
        asked = len(meeting.definition.approvals)
        if not asked:
            return ()
        done = len(meeting.approvals)
        names = [name for _key, name in self._desk.minutes_way.waiting_agencies(meeting.id)]
        return (
            StateMark(
                title=f"Agencies {done} of {asked}",
                detail=f"Waiting for {', '.join(names)}" if names else "All have signed" if done else "After the chair",
                reached=done == asked,
                current=False,
                tone=Tone.GREEN if done == asked else Tone.NEUTRAL,
            ),
        )

    def _next_step(self, meeting: Meeting) -> NextStep:
        match meeting.state:
            case MeetingState.CLOSED:
                return NextStep(words="Make the draft", deed="draft")
            case MeetingState.DRAFT:
                return NextStep(words="Circulate…", deed="circulate")
            case MeetingState.CIRCULATED:
                waiting = "" if self._desk.minutes_way.may_confirm(meeting.id) else _NOT_CONFIRMED_YET
                return NextStep(words="Approve…", deed="approve", why_not=waiting)
            case MeetingState.APPROVED:
                return NextStep(words="Sign…", deed="sign")
            case _:
                agencies = self._desk.minutes_way.waiting_agencies(meeting.id)
                words, deed = ("Sign for an agency…", "agency") if agencies else ("Send the signed file…", "send")
                return NextStep(words=words, deed=deed)

    def _corrections(self, meeting: Meeting, today: date) -> str:
        """The window in which members may ask for corrections, or why the minutes were taken back."""
        row = self._desk.minutes_way.row(meeting.id)
        if meeting.state is MeetingState.DRAFT and row is not None and row.returned_reason:
            return f"Taken back: {row.returned_reason}"
        if meeting.state is not MeetingState.CIRCULATED or row is None or row.circulated_at is None:
            return ""
        went_out = row.circulated_at.astimezone(ENGLAND).date()
        until = self._desk.minutes_way.corrections_until(meeting.id, went_out)
        if until < today:
            return f"The corrections window closed on {day_month(until)}."
        return f"Corrections are taken until {short_day(until)}: {count_words((until - today).days, 'day')} left."

    def _flags(self, meeting: Meeting, document: Minutes) -> tuple[FlagLine, ...]:
        """Every flag in what was written, and in the words of decisions and actions as they print."""
        check = self._desk.language.check()
        if check is not self._check:
            self._check, self._flags_of = check, {}
        found: list[FlagLine] = []
        headings = {i.item_id: f"{i.number} {short_heading(i)}".strip() for s in document.sections for i in s.items}
        for item in meeting.items:
            place = headings.get(item.id, "")
            for part, text in item.notes.items():
                found += [_flag(item.id, part, f"{place}, {PARTS[part].lower()}", text, f) for f in self._look(text)]
            for made in item.decisions:
                reason = made.decision.reason
                found += [_flag(item.id, None, f"{place}, decision", reason, f) for f in self._look(reason)]
        return tuple(found)

    def _look(self, text: str) -> tuple[Flag, ...]:
        if text not in self._flags_of and self._check is not None:
            self._flags_of[text] = self._check.flags(text)
        return self._flags_of[text]


_ORDER: dict[MeetingState, StepKind | None] = {
    MeetingState.CLOSED: None,
    MeetingState.DRAFT: StepKind.DRAFTED,
    MeetingState.CIRCULATED: StepKind.CIRCULATED,
    MeetingState.APPROVED: StepKind.APPROVED,
    MeetingState.SIGNED: StepKind.SIGNED,
}
_NOT_CONFIRMED_YET = "A later meeting of the panel confirms the minutes: none has been opened yet."


def _who_when(step: Step) -> str:
    return ", ".join(filter(None, (step.who, short_date(step.at))))


def short_date(at: datetime) -> str:
    """``20 Nov 2026``, as England's calendar shows it."""
    local = at.astimezone(ENGLAND)
    return f"{short_day(local.date()).partition(' ')[2]} {local.year}"


def step_line(step: Step) -> StepLine:
    """A step with who and when, to the minute."""
    title = f"{step.kind.value} {step.words}".strip()
    if step.kind is StepKind.RETURNED:
        title = f"Taken back: {step.words}"
    elif step.kind is StepKind.AGENCY:
        title = f"Approved for {step.words.replace('-', ' ')}"
    icon, tone = _STEP_LOOKS[step.kind]
    detail = " · ".join(filter(None, (moment_words(step.at), step.who)))
    return StepLine(title=title, detail=detail, icon=icon, tone=tone)


_STEP_LOOKS = {
    StepKind.DRAFTED: ("file-pen", Tone.NEUTRAL),
    StepKind.CIRCULATED: ("send", Tone.INFO),
    StepKind.RETURNED: ("undo-2", Tone.AMBER),
    StepKind.APPROVED: ("check", Tone.ACCENT),
    StepKind.SIGNED: ("signature", Tone.GREEN),
    StepKind.AGENCY: ("signature", Tone.GREEN),
}


def short_heading(item: MinutesItem) -> str:
    """Of an item's heading what tells it from others: ``J.M. (104233)``."""
    return item.heading.partition(",")[0].partition(" ·")[0]


def _sections(meeting: Meeting, document: Minutes, flags: tuple[FlagLine, ...]) -> tuple[SectionLine, ...]:
    known = {item.id for item in meeting.items}
    counts: dict[ItemId, int] = {}
    for flag in flags:
        counts[flag.item_id] = counts.get(flag.item_id, 0) + 1
    lines: list[SectionLine] = []
    for section in document.sections:
        # A section of the meeting as a whole is one item without a heading: its line stands for both.
        whole = next((i for i in section.items if not i.heading), None)
        lines.append(
            SectionLine(
                id=f"section {section.number}",
                heading=f"{section.number}. {section.title}",
                item_id=whole.item_id if whole is not None and whole.item_id in known else None,
                is_section=True,
                flags=counts.get(whole.item_id, 0) if whole is not None else 0,
            )
        )
        lines += [
            SectionLine(
                id=item.item_id,
                heading=f"{item.number}\u00a0 {item.heading}",
                item_id=item.item_id if item.item_id in known else None,
                is_section=False,
                flags=counts.get(item.item_id, 0),
            )
            for item in section.items
            if item.heading
        ]
    return tuple(lines)


def _flag(item_id: ItemId, part: NoteSection | None, place: str, text: str, flag: Flag) -> FlagLine:
    said = text[flag.start : flag.end]
    return FlagLine(
        item_id=item_id, part=part, place=place, phrase=said, instead=replacement(said, flag.instead), why=flag.why
    )

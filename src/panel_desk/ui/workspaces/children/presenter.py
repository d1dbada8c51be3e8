"""What the Children page shows: the services' values in ready words. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from panel_desk.domain.agendas.planning import MeetingLine
from panel_desk.domain.calendar import age_on, clock, count_words, date_words, england_day, moment_words
from panel_desk.domain.children.cases import EpisodeKind, EpisodeRow
from panel_desk.domain.children.child_story import (
    ActionTold,
    ChildStory,
    Extract,
    Link,
    LinkKind,
    RiskHistory,
    Voice,
)
from panel_desk.domain.children.child_timeline import duration_words, interview_words, timeline
from panel_desk.domain.children.register import Register
from panel_desk.domain.ids import ChildId, PanelKey
from panel_desk.domain.meeting.meetings import COMING
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.services.desk import Desk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.children.story_view import (
    ActionView,
    AgendaOffer,
    ChipView,
    EpisodeView,
    FeedbackView,
    LinkView,
    MissingView,
    RiskStepView,
    RiskView,
    StoryView,
    VoiceView,
)
from panel_desk.ui.workspaces.children.wording import ShownAs

MANY_CHILDREN = 3_000
"""From here on the register is read off the GUI thread."""
_A_YEAR = timedelta(days=365)
_ANSWERS = {"same": "Said to be one child", "related": "Said to be related", "different": "Said to be different"}


class ChildrenPresenter:
    """Reads the desk and words what it finds."""

    def __init__(self, reading: Desk) -> None:
        self._reading = reading

    def count(self) -> int:
        """How many children the record holds."""
        return self._reading.children.count()

    def register(self, today: date, known: Register | None) -> Register:
        """Every child, made from an earlier register where that will do."""
        return self._reading.children.register(today, known)

    def is_current(self, today: date, known: Register | None) -> bool:
        """Whether nothing has been recorded since a register was made."""
        return known is not None and self._reading.children.is_current(known, today)

    def is_quick(self) -> bool:
        """Whether reading the register takes less than a frame."""
        return self.count() <= MANY_CHILDREN

    def story(
        self,
        child_id: ChildId,
        today: date,
        shown_as: ShownAs,
        *,
        prepares: Callable[[PanelKey], bool] = lambda _: True,
        adds_feedback: bool = False,
    ) -> StoryView:
        """One child's story.

        Args:
            child_id: Whose.
            today: The day.
            shown_as: How a child may stand on the screen now.
            prepares: Whether who is at the desk may put the child on an agenda of a panel.
            adds_feedback: Whether they may record what the child or the family said.

        Raises:
            DeskError: where the desk knows no such child any more.
        """
        story = self._reading.children.story(child_id, today)
        facts = story.said.facts
        return StoryView(
            id=child_id,
            local_id=facts.local_id,
            title=shown_as(facts.initials, facts.local_id, facts.name),
            discreet_title=f"{facts.initials} · {facts.local_id}",
            aside=_aside(story, today),
            chips=_chips(story, today),
            said=_said(story),
            said_by=_said_by(story),
            risks=tuple(_risk(history, today) for history in story.risks),
            listed_risk=story.said.listed_risk,
            missing=_missing(story, today),
            timeline=timeline(story),
            voices=tuple(_voice(voice) for voice in story.voices),
            feedback=tuple(_feedback(line) for line in story.feedback if not line.withdrawn),
            adds_feedback=adds_feedback,
            actions=tuple(_action(told, today) for told in story.actions),
            links=tuple(_link(link, shown_as) for link in story.links),
            extracts=tuple(_extract(extract) for extract in story.extracts),
            offers=self._offers(story, today, prepares),
        )

    def _offers(self, story: ChildStory, today: date, prepares: Callable[[PanelKey], bool]) -> tuple[AgendaOffer, ...]:
        """Meetings to come without the child; those of a panel that holds the case first, the soonest first."""
        on = {listing.meeting_id for listing in story.listings}
        held = story.standing.panels if story.standing else ()
        ahead = [
            meeting
            for meeting in self._reading.planning.all()
            if meeting.state in COMING
            and prepares(meeting.panel)
            and not meeting.cancel_reason
            and meeting.held_on >= today
            and meeting.id not in on
        ]
        ahead.sort(key=lambda meeting: (meeting.panel not in held, meeting.held_on, meeting.reference))
        return tuple(_offer(meeting) for meeting in ahead)


def _offer(meeting: MeetingLine) -> AgendaOffer:
    locked = " (locked)" if meeting.agenda_locked else ""
    return AgendaOffer(
        meeting_id=meeting.id,
        reference=meeting.reference,
        words=f"{meeting.panel_name}, {date_words(meeting.held_on)}{locked}",
        locked=meeting.agenda_locked,
    )


def _aside(story: ChildStory, today: date) -> str:
    facts = story.said.facts
    age = age_on(facts.born_on, today) if facts.born_on else -1
    parts = (
        count_words(age, "year") if age >= 0 else "",
        ", ".join(t.label for t in story.said.types),
        facts.worker,
    )
    return " · ".join(part for part in parts if part)


def _chips(story: ChildStory, today: date) -> tuple[ChipView, ...]:
    chips: list[ChipView] = []
    if story.summary.currently_missing:
        chips.append(ChipView(f"Missing since {story.summary.missing_since_words}", Tone.RED, "circle-alert"))
    standing = story.standing
    if standing is not None and standing.risk is not None:
        risk = standing.risk
        chips.append(ChipView(f"Risk {risk.level} · {risk.scale}", Tone.ACCENT))
    elif story.said.listed_risk:
        chips.append(ChipView(f"Risk {story.said.listed_risk} as listed", Tone.NEUTRAL))
    if standing is not None:
        held = " and ".join(standing.panels)
        chips.append(ChipView(f"Before {held}" if held else "Closed", Tone.INFO if held else Tone.NEUTRAL))
        if standing.review_on is not None:
            late = standing.review_on < today
            words = f"Review {'overdue since ' if late else ''}{date_words(standing.review_on)}"
            chips.append(ChipView(words, Tone.AMBER if late else Tone.NEUTRAL))
    else:
        chips.append(ChipView("Never before a panel", Tone.NEUTRAL))
    if not story.said.listed:
        chips.append(ChipView("Not on the latest list", Tone.AMBER))
    return tuple(chips)


def _said(story: ChildStory) -> tuple[tuple[str, str], ...]:
    facts = story.said.facts
    rows = (
        ("Date of birth", date_words(facts.born_on) if facts.born_on else ""),
        ("Sex", facts.sex),
        ("Ethnicity", facts.ethnicity),
        ("Legal status", facts.legal_status),
        ("Types", ", ".join(t.label for t in story.said.types)),
        ("Risk as listed", story.said.listed_risk),
        ("Reason", story.said.listed_reason),
        ("Worker", facts.worker),
        ("Team", facts.team),
        ("School", facts.school),
        ("NHS number", facts.nhs_number),
        ("UPN", facts.upn),
        ("Address", facts.address),
    )
    return tuple((label, value) for label, value in rows if value.strip())


def _said_by(story: ChildStory) -> str:
    first, last = story.said.first_list, story.said.last_list
    if not last:
        return ""
    return f"Named by {last}." if first == last else f"First named by {first}; last by {last}."


def _risk(history: RiskHistory, today: date) -> RiskView:
    steps = tuple(
        RiskStepView(
            on=step.on,
            level=history.scale.ordinal(step.level),
            day=date_words(step.on),
            short_day=_short(step.on),
            words=step.level,
            at=step.reference or step.by,
            by=f"{step.by}, {step.reference}" if step.reference else step.by,
        )
        for step in history.steps
    )
    told = "; ".join(f"{step.words} from {step.day}" for step in steps)
    since = min(steps[0].on - timedelta(days=30), today - timedelta(days=90))
    return RiskView(
        scale=history.scale.name,
        levels=history.scale.levels,
        steps=steps,
        since=since,
        until=max(today, steps[-1].on),
        description=f"Risk on the {history.scale.name}: {told}.",
    )


def _short(day: date) -> str:
    """``22 Oct 2026``."""
    of_month, month, year = date_words(day).split()
    return f"{of_month} {month[:3]} {year}"


def _missing(story: ChildStory, today: date) -> MissingView:
    counts = story.summary.missing
    episodes = tuple(_episode(row, today) for row in story.episodes)
    absent = story.summary.absent.days_365
    parts = [f"{counts.days_90} in 90 days", f"{counts.days_365} in a year"]
    if absent:
        parts.append(f"{count_words(absent, 'absence')} in a year")
    if story.summary.longest_hours is not None:
        parts.append(f"longest {count_words(story.summary.longest_hours, 'hour')}")
    told = "; ".join(f"{e.kind} {e.began}, {e.lasted}" for e in episodes if e.ends >= today - _A_YEAR)
    return MissingView(
        aside=" · ".join(parts) if episodes else "",
        since=today - _A_YEAR,
        until=today,
        description=f"Missing and absent episodes of the last year: {told or 'none'}.",
        episodes=episodes,
    )


def _episode(row: EpisodeRow, today: date) -> EpisodeView:
    start = row.started_at
    return EpisodeView(
        begins=start.date(),
        ends=row.ended_at.date() if row.ended_at is not None else max(today, start.date()),
        is_open=row.ended_at is None,
        absent=row.kind is EpisodeKind.ABSENT,
        began=moment_words(start) if row.start_time_known else date_words(start.date()),
        short_began=_short(start.date()) + (f", {clock(start)}" if row.start_time_known else ""),
        lasted=duration_words(row),
        interview=_interview(row),
    )


def _interview(row: EpisodeRow) -> str:
    """``held 11 Nov 2026, 01:30``, ``declined``; empty where nothing is said."""
    if row.interview_at is not None:
        return f"held {_short(row.interview_at.date())}, {clock(row.interview_at)}"
    return interview_words(row).removeprefix("return interview ")


def _voice(voice: Voice) -> VoiceView:
    return VoiceView(
        text=voice.text.strip(),
        source=f"{voice.reference}, {date_words(voice.held_on)}",
        meeting_id=voice.meeting_id,
    )


def _feedback(line: FeedbackLine) -> FeedbackView:
    return FeedbackView(
        id=str(line.id),
        said=line.said.strip(),
        source=f"{line.speaker_words}, {line.how_words}",
        state=line.state_words,
        tone=Tone(line.tone) if line.tone else Tone.NEUTRAL,
        changes=tuple(answer.words for answer in line.answers),
    )


def _action(told: ActionTold, today: date) -> ActionView:
    action = told.action
    who = f"{action.owner}, {action.agency_name}" if action.owner else action.agency_name
    if action.is_overdue(today):
        status, tone = f"overdue since {date_words(action.due_on)}", Tone.RED
    elif action.status.is_open:
        status, tone = f"{action.status.value}, due {date_words(action.due_on)}", Tone.INFO
    else:
        status, tone = action.status.value, Tone.NEUTRAL
    return ActionView(
        reference=action.reference,
        what=action.what,
        who=who,
        status=status,
        tone=tone,
        is_open=action.status.is_open,
    )


def _link(link: Link, shown_as: ShownAs) -> LinkView:
    if link.kind is LinkKind.CONCERN:
        return LinkView(words=link.name, why=link.why, icon="map-pin", place=None)
    answer = f" {_ANSWERS[link.answer]}." if link.answer in _ANSWERS else ""
    return LinkView(
        words=shown_as(link.initials, link.local_id, link.name),
        why=f"{link.why}{answer}",
        icon="user",
        place=Place(PageKey.CHILDREN, str(link.child_id)),
    )


def _extract(extract: Extract) -> str:
    return f"{extract.reference}: {extract.edition} for {extract.recipient}, {date_words(england_day(extract.made_at))}"


def copied_text(view: StoryView) -> str:
    """The story as plain text, for a message or a report: initials and local ID only."""
    parts = [view.discreet_title, view.aside, " · ".join(chip.words for chip in view.chips), ""]
    parts += ["As the case lists say", *(f"{label}: {value}" for label, value in view.said), view.said_by, ""]
    for risk in view.risks:
        parts += [f"Risk on the {risk.scale}", *(f"{s.day}: {s.words} ({s.by})" for s in risk.steps), ""]
    if view.voices or view.feedback:
        parts += ["Voice", *(line for told in view.feedback for line in _told(told))]
        parts += [*(f"{voice.source}: {voice.text}" for voice in view.voices), ""]
    if view.actions:
        parts += ["Actions", *(f"{a.reference} ({a.status}): {a.what} – {a.who}" for a in view.actions), ""]
    if view.timeline:
        parts += ["What happened, newest first"]
        parts += [f"{date_words(e.on)}: {e.title}" + (f" – {e.detail}" if e.detail else "") for e in view.timeline]
    return "\n".join(parts).strip() + "\n"


def _told(told: FeedbackView) -> list[str]:
    """What was said, and what changed, each a line."""
    return [f"{told.source}: {told.said} ({told.state})", *(f"What changed: {change}" for change in told.changes)]

"""What the room says of the item in hand, in ready words: its facts, its time, and which parts its text has. No Qt."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ChildBrief
from panel_desk.domain.calendar import date_words
from panel_desk.domain.capture.chips import YOUNG_PEOPLE
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.minutes.attendance_words import time_words
from panel_desk.domain.minutes.minutes import Text
from panel_desk.domain.minutes.opening_words import declarations
from panel_desk.domain.panels import SectionKind
from panel_desk.domain.room.pace import elapsed
from panel_desk.services.room.item_in_hand import ItemFacts
from panel_desk.ui.theme.tones import Tone

_MINUTE = 60
_MOST_FATES = 3
_MOST_OF_ACTION = 44
_ONE_LINE = 110
PART_WORDS = {
    NoteSection.CONTRIBUTIONS: "From the agencies",
    NoteSection.DISCUSSION: "Discussion",
    NoteSection.VOICE: "Voice of the child",
    NoteSection.STRENGTHS: "Strengths",
    NoteSection.ANALYSIS: "Analysis",
}
"""The parts of an item as their tabs name them."""
_OF_CONCERN = (NoteSection.CONTRIBUTIONS, NoteSection.DISCUSSION, NoteSection.ANALYSIS)


class Run(Struct, frozen=True):
    """A stretch of words with one meaning."""

    words: str
    tone: Tone | None = None
    strong: bool = False


class FactLine(Struct, frozen=True):
    """One line above the words: ``Listed``, ``Last time``, ``Actions``."""

    label: str
    runs: tuple[Run, ...]


class FactsView(Struct, frozen=True, kw_only=True):
    """The head of the item."""

    title: str
    beside: str = ""
    """``104233 · 15 years · CCE, county lines``."""
    chip: str = ""
    chip_tone: Tone = Tone.NEUTRAL
    chip_tip: str = ""
    lines: tuple[FactLine, ...] = ()


class NewsRow(Struct, frozen=True, kw_only=True):
    """An earlier action of which the meeting may hear."""

    reference: str
    short: str
    """As the capture line names it."""
    runs: tuple[Run, ...]
    is_open: bool

    def line(self, verb: str) -> str:
        """The beginning of the line that records news: ``/done 03 because ``."""
        ends = {"moretime": "until ", "progress": "", "superseded": "because ", "transferred": "because "}
        return f"/{verb} {self.short} {ends.get(verb, 'because ')}"


class StandingView(Struct, frozen=True, kw_only=True):
    """What a fixed item asks for, above its words."""

    statement: str = ""
    """The confidentiality statement."""
    read_words: str = ""
    """``Read at 10:03``; empty before it was."""
    declared: tuple[str, ...] = ()
    """Interests declared so far; a sentence where there is none. Empty on other items."""
    news: tuple[NewsRow, ...] | None = None
    """On the action log: every open action; None elsewhere."""
    last_minutes: bool = False
    """The item of the last minutes."""
    minutes_wait: bool = False
    """They can be confirmed here."""


def parts_of(item: Item) -> tuple[NoteSection, ...]:
    """The parts that belong to an item of its kind, and whatever else holds words already."""
    if item.agenda.child is not None:
        return tuple(NoteSection)
    fitting = _OF_CONCERN if item.agenda.concern is not None else (NoteSection.DISCUSSION,)
    return tuple(part for part in NoteSection if part in fitting or item.notes.get(part, "").strip())


def part_words(item: Item) -> dict[NoteSection, str]:
    """The names of an item's parts, as its minutes print them: a concern has no child whose voice it would be."""
    return PART_WORDS if item.agenda.child is not None else {**PART_WORDS, NoteSection.VOICE: YOUNG_PEOPLE}


def facts_view(item: Item, facts: ItemFacts, *, names_shown: bool) -> FactsView:
    """The head of an item."""
    child, concern = item.agenda.child, item.agenda.concern
    lines = _lines(item, facts)
    if child is not None:
        name = child.name if names_shown and child.name else child.initials
        chip = facts.risk_words or (f"Listed as {facts.listed_risk}" if facts.listed_risk else "No risk level set")
        return FactsView(
            title=name,
            beside=_of_child(child),
            chip=chip,
            chip_tone=Tone(facts.risk_tone) if facts.risk_words else Tone.NEUTRAL,
            chip_tip=_scale_words(facts),
            lines=lines,
        )
    if concern is not None:
        told = [concern.kind.value.capitalize()]
        told += [f"lead {concern.lead_agency}"] if concern.lead_agency else []
        about = (FactLine("Concern", (Run(concern.concern),)),) if concern.concern else ()
        return FactsView(title=concern.name, beside=" · ".join(told), lines=(*about, *lines))
    sentence = (FactLine("", (Run(facts.sentence),)),) if facts.sentence else ()
    return FactsView(title=item.agenda.title, beside=item.agenda.presenter, lines=sentence)


def standing_view(meeting: Meeting, item: Item, facts: ItemFacts, previous: Meeting | None = None) -> StandingView:
    """What a fixed item asks for; empty for a child or a concern.

    Args:
        meeting: As it stands.
        item: Of that meeting.
        facts: Of the item.
        previous: The panel's meeting before this one.
    """
    if item.needs_outcome:
        return StandingView()
    definition = meeting.definition
    kind = definition.section(item.agenda.section).kind
    if kind is SectionKind.ACTION_LOG:
        return StandingView(news=_news(facts))
    if kind is SectionKind.LAST_MINUTES:
        waits = previous is not None and previous.state is MeetingState.CIRCULATED
        return StandingView(last_minutes=True, minutes_wait=waits)
    if kind is SectionKind.DECLARATIONS:
        none = "Nobody has declared an interest yet. Under any item: /declare, who, because and its nature."
        told = tuple(block.text for block in declarations(meeting) if isinstance(block, Text))
        return StandingView(declared=(none,) if told == ("None.",) else told)
    if definition.number_of(item.agenda.section) == 1:
        read = meeting.confidentiality_read_at
        return StandingView(
            statement=definition.confidentiality or "This panel’s definition holds no confidentiality statement.",
            read_words=f"Read at {time_words(meeting, read)}" if read else "",
        )
    return StandingView()


def item_time(meeting: Meeting, item: Item, now: datetime) -> tuple[str, Tone | None]:
    """``09:14 on this item of 10``, amber when over; what it took, of an item that is past."""
    seconds, minutes = elapsed(meeting, item.id, now), item.agenda.minutes
    over = Tone.AMBER if minutes and seconds > minutes * _MINUTE else None
    if meeting.current == item.id and meeting.closed_at is None:
        return f"{seconds // _MINUTE:02}:{seconds % _MINUTE:02} on this item of {minutes}", over
    if not seconds:
        return f"{minutes} min planned", None
    return f"took {max(round(seconds / _MINUTE), 1)} min of {minutes}", over


def _of_child(child: ChildBrief) -> str:
    age = f"{child.age} years" if child.age is not None else ""
    return " · ".join(filter(None, (child.local_id, age, ", ".join(t.label for t in child.types))))


def _scale_words(facts: ItemFacts) -> str:
    if facts.risk_words:
        return f"On the {facts.risk_scale}."
    return "As the latest case list words it; no panel has set a level." if facts.listed_risk else ""


def _lines(item: Item, facts: ItemFacts) -> tuple[FactLine, ...]:
    lines = []
    if facts.because:
        first, *others = facts.because
        lines.append(FactLine("Listed", (Run("; ".join((first, *(_small(each) for each in others)))),)))
    if item.agenda.late_words:
        lines.append(FactLine("Late item", (Run(item.agenda.late_words, Tone.AMBER),)))
    if facts.last is not None:
        told = [Run(facts.last.words)]
        told += [Run(" · a recommendation that nobody has confirmed", Tone.AMBER)] if facts.last.waits else []
        lines.append(FactLine("Last time", tuple(told)))
    lines += _fates(facts)
    if facts.beside:
        lines.append(FactLine("See also", (Run("; ".join(f"{b.words}: {b.why}" for b in facts.beside)),)))
    return tuple(lines)


def _fates(facts: ItemFacts) -> tuple[FactLine, ...]:
    """All on one line where they are few words, else one line each."""
    told = [
        (Run(f"{fate.short} {fate.owner}: {_short(fate.what)} – "), _status(fate.status, fate.tone))
        for fate in facts.fates[:_MOST_FATES]
    ]
    if not told:
        return ()
    more = len(facts.fates) - len(told)
    rest = (Run(f" · and {more} more"),) if more > 0 else ()
    if sum(len(words.words) for words, _ in told) <= _ONE_LINE:
        runs = [run for pair in told for run in (Run(" · "), *pair)][1:]
        return (FactLine("Actions", (*runs, *rest)),)
    lines = [FactLine("" if at else "Actions", pair) for at, pair in enumerate(told)]
    lines[-1] = FactLine(lines[-1].label, (*lines[-1].runs, *rest))
    return tuple(lines)


def _short(what: str) -> str:
    """One line of it at the usual width."""
    words = " ".join(what.split()).rstrip(".")
    if len(words) <= _MOST_OF_ACTION:
        return words
    return f"{words[:_MOST_OF_ACTION].rpartition(' ')[0].rstrip(',;:')} …"


def _small(words: str) -> str:
    """Inside a sentence; an abbreviation stays as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _status(words: str, tone: str) -> Run:
    meaning = Tone(tone)
    return Run(words, None if meaning is Tone.NEUTRAL else meaning, strong=meaning is Tone.RED)


def _news(facts: ItemFacts) -> tuple[NewsRow, ...]:
    return tuple(
        NewsRow(
            reference=fate.reference,
            short=fate.short,
            is_open=fate.is_open,
            runs=(
                Run(fate.owner, strong=True),
                Run(f" {fate.what.rstrip('.')}" + (f" · {fate.about}" if fate.about else "") + " · "),
                _status(fate.status, fate.tone),
                Run(
                    f" · {fate.reason}" if fate.reason else "" if fate.is_open else f" · due {date_words(fate.due_on)}"
                ),
            ),
        )
        for fate in facts.fates
    )

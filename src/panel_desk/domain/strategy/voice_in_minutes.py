"""What minutes tell of feedback: each thing that was said under its own item, and what changed because of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from panel_desk.domain.ids import ItemId
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.domain.minutes.minutes import Block, Text
from panel_desk.domain.panels import PanelDefinition, Section, SectionKind
from panel_desk.domain.strategy.feedback_told import Spoken, answer_words, how_words, quoted, speaker_words

_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*")


def has_voice(definition: PanelDefinition) -> bool:
    """Whether a panel has a section for what children and families say."""
    return _voice_section(definition) is not None


def told_nowhere(panels: Iterable[PanelDefinition]) -> str:
    """Why no minutes will tell what is ``general``, and what to do; empty where a panel has a section for it."""
    return "" if any(map(has_voice, panels)) else _TOLD_NOWHERE


_TOLD_NOWHERE = (
    "No minutes will tell this: no panel of this desk has a section for what children and families say. Choose the "
    "meeting that is to hear it; or in Settings, under Panels, let a section of a running order hold “voice”."
)


def said_under(meeting: Meeting, item: Item, said: Iterable[Spoken]) -> list[Block]:
    """What the minutes tell under one item: each of the things said in its own paragraphs."""
    return [block for spoken in said if _item_of(meeting, spoken) == item.id for block in _blocks(spoken, about="")]


def said_in_general(meeting: Meeting, section: Section, said: Iterable[Spoken]) -> list[Block]:
    """What a section tells of feedback that belongs under no item: the voice section, or without one the last."""
    voice = _voice_section(meeting.definition) or meeting.definition.sections[-1]
    if section.key != voice.key:
        return []
    blocks: list[Block] = []
    for spoken in said:
        if _item_of(meeting, spoken) is None:
            blocks += _blocks(spoken, about=f"{spoken.initials} ({spoken.local_id})" if spoken.local_id else "")
    return blocks


def _voice_section(definition: PanelDefinition) -> Section | None:
    return next((section for section in definition.sections if section.kind is SectionKind.VOICE), None)


def _item_of(meeting: Meeting, spoken: Spoken) -> ItemId | None:
    """The item under which it stands: its own, else the child's first on the agenda."""
    if any(item.id == spoken.feedback.item_id for item in meeting.items):
        return spoken.feedback.item_id
    return _first_item(meeting, spoken)


def _first_item(meeting: Meeting, spoken: Spoken) -> ItemId | None:
    child_id = spoken.feedback.child_id
    if child_id is None:
        return None
    own = (i.id for i in meeting.items if i.agenda.child is not None and i.agenda.child.child_id == child_id)
    return next(own, None)


def _blocks(spoken: Spoken, *, about: str) -> list[Block]:
    said = spoken.feedback
    speaker = speaker_words(said.speaker)
    who = f"{about}, {speaker[:1].lower()}{speaker[1:]}" if about else speaker
    blocks: list[Block] = _paragraphs(f"{who} {how_words(said)}.", [quoted(said.said)])
    did = [answer_words(said.speaker, answer) for answer in spoken.answers] or ["Nothing is recorded as done yet."]
    return [*blocks, *_paragraphs("What changed.", did)]


def _paragraphs(label: str, texts: Sequence[str]) -> list[Block]:
    """Each line as a paragraph of its own, the label before the first."""
    lines = [line for text in texts for line in _BLANK_LINE.split(text)]
    return [Text(label=label if place == 0 else "", text=line) for place, line in enumerate(lines)]

"""Plain text, and text to another part of the item: ``/v``, ``/strengths``, ``/from health: …``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_desk.domain.capture.addressing import cut_who, is_addressed, names_another
from panel_desk.domain.capture.chips import SECTION_WORDS, head, who_words
from panel_desk.domain.capture.context import CaptureContext, KnownPerson
from panel_desk.domain.capture.deeds import SayDeed, SectionDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.typed import Lack, fold, fold_name
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.events.items import NoteSection

SECTION_NAMES: Mapping[str, NoteSection] = MappingProxyType(
    {
        "contributions": NoteSection.CONTRIBUTIONS,
        "agencies": NoteSection.CONTRIBUTIONS,
        "discussion": NoteSection.DISCUSSION,
        "disc": NoteSection.DISCUSSION,
        "v": NoteSection.VOICE,
        "voice": NoteSection.VOICE,
        "child": NoteSection.VOICE,
        "strengths": NoteSection.STRENGTHS,
        "s": NoteSection.STRENGTHS,
        "analysis": NoteSection.ANALYSIS,
        "an": NoteSection.ANALYSIS,
    }
)
"""What each part may be called in a line."""


def section_named(words: str) -> NoteSection | None:
    """The part that words mean; None where they mean none."""
    return SECTION_NAMES.get(fold_name(words).removeprefix("from ").removesuffix(" of the child"))


def say(text: str, at: CaptureContext) -> SayDeed:
    """A plain line; ``//`` is a text that begins with a slash."""
    return SayDeed(section=at.section, text=text[text.startswith("//") :])


def note(section: NoteSection, rest: str) -> SayDeed | SectionDeed:
    """Text to a part of the item; without text, the part that is typed to from now on."""
    return SayDeed(section=section, text=rest) if rest else SectionDeed(section=section)


def voice(rest: str, at: CaptureContext) -> SayDeed | SectionDeed | Half:
    """``/v`` and ``/voice of the child``; never beside a person of concern, where it would be no child's extract."""
    if at.item is not None and at.item.concern is ConcernKind.PERSON:
        sentence = (
            f"{at.item.number} is about a person of concern: what a child says stands under the child’s own item."
        )
        return Half(sentence)
    spoken = "of the child"
    if fold(rest[: len(spoken) + 1]).strip(": ") == spoken:
        rest = rest[len(spoken) :].lstrip(": ")
    return note(NoteSection.VOICE, rest)


def contribution(rest: str, at: CaptureContext) -> SayDeed | SectionDeed | Half:
    """``health: …``: what an agency tells, beginning with its name in words."""
    if not rest:
        return SectionDeed(section=NoteSection.CONTRIBUTIONS)
    who, said = cut_who(rest, at, Lack("From whom? Name an agency or a person.", "from whom?"))
    if isinstance(who, Lack) or names_another(rest, said, at) or (": " in said and not is_addressed(rest, said)):
        # Not one plain name: the words stay as they were typed.
        return SayDeed(section=NoteSection.CONTRIBUTIONS, text=rest)
    words = who_words(who.agency, who.id, at) if isinstance(who, KnownPerson) else who.words
    if not said:
        told = (head(SECTION_WORDS[NoteSection.CONTRIBUTIONS]),)
        return lacking(told, Lack(f"What does {words} tell? Write it after the name.", "what?"))
    return SayDeed(section=NoteSection.CONTRIBUTIONS, text=f"{words}: {said}")

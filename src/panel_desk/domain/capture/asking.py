"""``/a who: what by when``: an action, in whatever order its parts come."""

from __future__ import annotations

import re
from datetime import date

from panel_desk.domain.capture.addressing import cut_who
from panel_desk.domain.capture.chips import head, when_chip, who_chip
from panel_desk.domain.capture.clauses import cut_day
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import ActionDeed, ActionFromNoteDeed
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import KnownAgency, Who, named
from panel_desk.domain.capture.noting import section_named
from panel_desk.domain.capture.typed import MASK, Lack, bare, masked
from panel_desk.domain.ids import AgencyKey, PersonId

_TIME = r"(?:noon|midday|lunchtime|close of play|cop|eod|end of day|\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}:\d\d)"
_BY = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:(?:due by|due on|due|by|no later than|not later than)\s+(?:{_TIME}(?: on)?\s+)?"
    r"|(?=within \d)|(?=in \d+ ?(?:days?|weeks?|months?)\b))",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(
    rf"(?:(?:at )?(?:the )?(?:very )?latest|please|if possible|morning|afternoon|evening|(?:at )?{_TIME})[\s.,;!]*$",
    re.IGNORECASE,
)
"""What may follow a day and changes nothing: an action is due on a day, not at a time."""
_ANOTHER = re.compile(r"(?:and|&|\+|plus)\s", re.IGNORECASE)
_BY_AT_END = re.compile(r"(?:^|[\s,;]+)(?:due|by)\s*$", re.IGNORECASE)
_LONGEST_NAME = 40
_NO_DAY = Lack("By when? Add by fri, by 3d, by 12 dec or by next panel.", "by when?")
_NO_WHO = Lack("Who is to do it? Name an agency or a person, as in police khan: call the school by fri.", "who?")
_ONE_OWNER = Lack("An action has one owner, so that it can be followed. Type a line for each.", "one owner?")
_NO_WHAT = Lack("What is to be done? Say it after who, as in police khan: call the school by fri.", "what?")
_NO_PARAGRAPH = Lack(
    'Which paragraph? Type the part and the paragraph in quotes: /lift discussion "…" who: …', "which?"
)


def action(rest: str, at: CaptureContext) -> ActionDeed | Half:
    """An action from the words after ``/a``."""
    cut = cut_day(rest, _BY, at)
    due: date | Lack = cut.day if cut else _NO_DAY
    if isinstance(due, date) and due < at.held_on:
        due = Lack("An action is not due before the meeting that asks for it. Check the day.", "a later day?")
    text = _joined(cut.before, cut.after) if cut else _BY_AT_END.sub("", rest)
    who, said = cut_who(text, at, _NO_WHO)
    if not isinstance(who, Lack) and _names_another(said, at):
        who = _ONE_OWNER
    what: str | Lack = _what(said, addressed=":" in text[: len(text) - len(said)]) or _NO_WHAT
    if isinstance(who, Lack) or isinstance(what, Lack) or isinstance(due, Lack):
        known = (
            head("Action"),
            None if isinstance(who, Lack) else who_chip(*_owner(who), at),
            None if isinstance(due, Lack) else when_chip(due, at),
        )
        return lacking(known, who, what, due)
    agency, owner = _owner(who)
    return ActionDeed(what=what, agency=agency, due_on=due, owner_id=owner)


def _joined(before: str, after: str) -> str:
    """What stands around a day that was taken out."""
    if not after.strip(" .,;!") or _AFTER_DAY.match(after):
        return before.rstrip(" ,;")
    return f"{before}{'' if after.startswith(':') else ' '}{after}"


def _owner(who: Who) -> tuple[AgencyKey, PersonId | None]:
    return (who.key, None) if isinstance(who, KnownAgency) else (who.agency, who.id)


def _names_another(said: str, at: CaptureContext) -> bool:
    """``khan and osei to meet``, ``csc police: visit``: a second owner stands where the words should begin."""
    head, colon, _ = said.partition(":")
    if colon and head and len(head) < _LONGEST_NAME and named(head, at, whole=True):
        return True
    joined = _ANOTHER.match(said)
    if joined is None:
        return False
    return not isinstance(cut_who(said[joined.end() :], at, _NO_WHO)[0], Lack)


def _what(said: str, *, addressed: bool) -> str:
    """``police to call the school``: what is asked is “call the school”."""
    spoken = not addressed and said[:3].casefold() == "to "
    return bare(said[3:] if spoken else said)


def from_note(rest: str, at: CaptureContext) -> ActionFromNoteDeed | Half:
    """``discussion "the paragraph" who: what by when``: a paragraph that was typed becomes an action."""
    hidden = masked(rest)
    begins = hidden.find(MASK)
    length = len(hidden[begins:]) - len(hidden[begins:].lstrip(MASK))
    section = section_named(rest[:begins]) if begins > 0 else None
    paragraph = bare(rest[begins : begins + length]) if begins > 0 else ""
    if section is None or not paragraph:
        return lacking((head("Action"),), _NO_PARAGRAPH)
    asked = action(rest[begins + length :].strip(), at)
    if isinstance(asked, Half):
        return asked
    return ActionFromNoteDeed(section=section, paragraph=paragraph, action=asked)

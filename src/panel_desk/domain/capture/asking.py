"""``/a who: what by when``: an action, in whatever order its parts come."""

from __future__ import annotations

import re
from datetime import date

from panel_desk.domain.capture.addressing import cut_who, is_addressed, names_another
from panel_desk.domain.capture.chips import action_chips, head
from panel_desk.domain.capture.clauses import DayCut, cut_day
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.deeds import ActionDeed, ActionFromNoteDeed
from panel_desk.domain.capture.due import COUNT, read_due
from panel_desk.domain.capture.half import Half, lacking
from panel_desk.domain.capture.naming import KnownAgency, Who
from panel_desk.domain.capture.noting import section_named
from panel_desk.domain.capture.typed import MASK, Lack, bare, masked, stands_alone
from panel_desk.domain.ids import AgencyKey, PersonId

_TIME = r"(?:noon|midday|lunchtime|close of play|cop|eod|end of day|\d{1,2}(?:[:.]\d\d)? ?[ap]m|\d{1,2}:\d\d)"
_BY = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:due by|by|no later than|not later than)\s+(?:{_TIME}(?: on)?\s+)?", re.IGNORECASE
)
_DUE = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:due(?: on)?\s+(?:{_TIME}(?: on)?\s+)?|(?=(?:within|in) {COUNT}\b))", re.IGNORECASE
)
"""A day too, where no “by” gives one: something else may be due, or be in three weeks."""
_AFTER_DAY = re.compile(
    rf"(?:(?:at )?(?:the )?(?:very )?latest|please|thanks|thank you|if possible|morning|afternoon|evening"
    rf"|(?:at )?{_TIME})[\s.,;!]*$",
    re.IGNORECASE,
)
"""What may follow a day and changes nothing: an action is due on a day, not at a time."""
_DUE_AT_END = re.compile(r"(?:^|[\s,;]+)due\s*$", re.IGNORECASE)
_BY_AT_END = re.compile(r"(?:^|[\s,;]+)(?:due|by)\s*$", re.IGNORECASE)
_UNADDRESSED = re.compile(r"([^:]{1,40}):(?:\s|$)")
_OR = re.compile(r"^(?:or|and|to|until|then) ", re.IGNORECASE)
_MOST_OF_DAY = 3
_WHICH_DAY = Lack(
    "Which day? The line names two. Leave one out, or put the words that hold it in quotes.", "which day?"
)
_NO_DAY = Lack("By when? Add by fri, by 3d, by 12 dec or by next panel.", "by when?")
_NO_WHO = Lack("Who is to do it? Name an agency or a person, as in police khan: call the school by fri.", "who?")
_ONE_OWNER = Lack("An action has one owner, so that it can be followed. Type a line for each.", "one owner?")
_NO_WHAT = Lack("What is to be done? Say it after who, as in police khan: call the school by fri.", "what?")
_NO_PARAGRAPH = Lack(
    'Which paragraph? Type the part and the paragraph in quotes: /lift discussion "…" who: …', "which?"
)


def action(rest: str, at: CaptureContext) -> ActionDeed | Half:
    """An action from the words after ``/a``."""
    text, due = _cut_due(rest, at)
    if isinstance(due, date) and due < at.held_on:
        due = Lack("An action is not due before the meeting that asks for it. Check the day.", "a later day?")
    who, said = cut_who(text, at, _NO_WHO)
    if not isinstance(who, Lack):
        who = _plain_owner(who, text, said, at)
    what: str | Lack = _what(said, addressed=is_addressed(text, said)) or _NO_WHAT
    if isinstance(who, Lack) or isinstance(what, Lack) or isinstance(due, Lack):
        known = action_chips(
            at,
            who=None if isinstance(who, Lack) else _owner(who),
            what="" if isinstance(what, Lack) or isinstance(who, Lack) else what,
            due_on=None if isinstance(due, Lack) else due,
        )
        return lacking(known, who, what, due)
    agency, owner = _owner(who)
    return ActionDeed(what=what, agency=agency, due_on=due, owner_id=owner)


def _cut_due(rest: str, at: CaptureContext) -> tuple[str, date | Lack]:
    """The line without its due day, and the day: of “by” before any other, and only one of its kind."""
    for marker in (_BY, _DUE):
        cut = cut_day(rest, marker, at)
        if cut is None or not (marker is _BY or stands_alone(cut.before)):
            continue
        both = cut_day(cut.before, marker, at) is not None or _runs_on(cut.after, at)
        return _joined(cut), _WHICH_DAY if both else cut.day
    before, comma, last = rest.rpartition(",")
    day = read_due(last, at) if comma else None
    return (before, day) if day is not None else (_BY_AT_END.sub("", rest), _NO_DAY)


def _runs_on(after: str, at: CaptureContext) -> bool:
    """Whether what follows a day is one again: ``fri`` and then ``in 2 weeks``, ``or mon``."""
    words = [] if _AFTER_DAY.match(after) else _OR.sub("", after).split(None, _MOST_OF_DAY)[:_MOST_OF_DAY]
    return any(read_due(" ".join(words[: count + 1]), at) is not None for count in range(len(words)))


def _joined(cut: DayCut) -> str:
    """What stands around a day that was taken out."""
    before = _DUE_AT_END.sub("", cut.before).rstrip(" ,;")
    if not cut.after.strip(" .,;!") or _AFTER_DAY.match(cut.after):
        return before
    return f"{before}{cut.mark if before else ''}{'' if cut.after.startswith(':') else ' '}{cut.after}"


def _plain_owner(who: Who, text: str, said: str, at: CaptureContext) -> Who | Lack:
    """The owner, unless somebody else is named too, or more words than a name stand before a colon."""
    if names_another(text, said, at):
        return _ONE_OWNER
    between = _UNADDRESSED.match(said)
    if between and not is_addressed(text, said) and not said.casefold().startswith("to "):
        return Lack(
            f"“{between[1]}” stands between who and the colon. Put the colon right after who, as in police khan: …",
            "who?",
        )
    return who


def _owner(who: Who) -> tuple[AgencyKey, PersonId | None]:
    return (who.key, None) if isinstance(who, KnownAgency) else (who.agency, who.id)


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

"""Minutes composed from what was recorded: sections in the panel's order, items with their words and decisions.

Pure: the same meeting gives the same minutes. No sentence here names a child; the name key is a list apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.agendas.agenda import ChildBrief, because_words
from panel_desk.domain.agendas.running_order import action_lines
from panel_desk.domain.calendar import date_words, day_month
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.children.standing import ActionState
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.approval import approval_field
from panel_desk.domain.meeting.meetings import Item, Meeting, MeetingState
from panel_desk.domain.minutes.attendance_words import attendance_table, list_words, name_of, out_words
from panel_desk.domain.minutes.decision_words import dissent_words, resolved
from panel_desk.domain.minutes.minutes import (
    ActionTable,
    Block,
    Minutes,
    MinutesItem,
    MinutesSection,
    MinutesState,
    SignatureBlock,
    Text,
)
from panel_desk.domain.minutes.opening_words import declarations, facts_of, opening_words
from panel_desk.domain.panels import CASE_KINDS, Section, SectionKind
from panel_desk.domain.strategy.feedback_told import Spoken
from panel_desk.domain.strategy.plan_in_minutes import plan_under
from panel_desk.domain.strategy.plan_rules import ObjectiveState
from panel_desk.domain.strategy.voice_in_minutes import said_in_general, said_under

_STATES = {
    MeetingState.CIRCULATED: MinutesState.CIRCULATED,
    MeetingState.APPROVED: MinutesState.APPROVED,
    MeetingState.SIGNED: MinutesState.SIGNED,
}


class PreviousMinutes(Struct, frozen=True, kw_only=True):
    """What this meeting did with the minutes of the one before."""

    reference: str
    held_on: date
    confirmed: bool
    """Confirmed as a correct record at this meeting."""


class Surroundings(Struct, frozen=True, kw_only=True):
    """What the minutes need besides the meeting itself."""

    recorded: tuple[ActionState, ...]
    """Actions of this meeting, as they were recorded."""
    carried: tuple[ActionState, ...]
    """Actions of earlier meetings that were open when this one began, as they stood at its end."""
    previous: PreviousMinutes | None
    composed_at: datetime
    council: str = ""
    fictional: bool = False
    journal_head: str = ""
    said: tuple[Spoken, ...] = ()
    """What children and families said, as it stood at the meeting's end."""
    plan: tuple[ObjectiveState, ...] = ()
    """The objectives that were followed at its end, or closed since the panel last met."""
    references: Mapping[MeetingId, str] = {}
    """Of the meetings at which objectives were rated."""


def compose(meeting: Meeting, around: Surroundings) -> Minutes:
    """The minutes of a meeting as a value.

    Raises:
        DeskError: before the meeting has been opened.
    """
    meeting.need(*(s for s in MeetingState if s not in _TOO_EARLY), to="compose minutes")
    definition = meeting.definition
    return Minutes(
        meeting_id=meeting.id,
        panel=definition.key,
        panel_name=definition.name,
        reference=meeting.reference,
        title=f"{definition.name}: minutes",
        facts=facts_of(meeting),
        held_on=meeting.held_on,
        state=_STATES.get(meeting.state, MinutesState.DRAFT),
        revision=max(meeting.revision, 1),
        marking=definition.marking,
        handling=f"{definition.handling} Children are shown by initials and local number.",
        sections=tuple(_section(meeting, around, n, s) for n, s in enumerate(definition.sections, 1)),
        signatures=_signatures(meeting),
        composed_at=around.composed_at,
        name_key=name_key(meeting),
        journal_head=around.journal_head,
        council=around.council,
        fictional=around.fictional,
    )


_TOO_EARLY = (MeetingState.PLANNED, MeetingState.AGENDA_ISSUED)


def name_key(meeting: Meeting) -> tuple[tuple[str, str, str], ...]:
    """Initials, local ID and name of every child on the agenda, in its order, each once."""
    children = [item.agenda.child for item in meeting.items if item.agenda.child is not None]
    return tuple({c.child_id: (c.initials, c.local_id, c.name) for c in children}.values())


def _section(meeting: Meeting, around: Surroundings, number: int, section: Section) -> MinutesSection:
    inside = [item for item in meeting.items if item.agenda.section == section.key]
    opening = _by_itself(meeting, around, number, section)
    items: list[MinutesItem] = []
    if section.kind in CASE_KINDS:
        items += [_subject_item(meeting, around, section, item) for item in inside]
    else:
        for item in inside:
            items.append(_standing_item(meeting, around, number, item, opening))
            opening = []
    if opening:
        # Nobody loses the attendance or an open action because the section's own item was taken off the agenda.
        items.insert(0, _standing(ItemId(section.key), number, opening))
    return MinutesSection(number=number, title=section.title, items=tuple(items))


def _by_itself(meeting: Meeting, around: Surroundings, number: int, section: Section) -> list[Block]:
    """What a section says whether or not somebody wrote under it; the first has the attendance."""
    blocks: list[Block] = []
    if number == 1:
        blocks += [attendance_table(meeting), *opening_words(meeting)]
    match section.kind:
        case SectionKind.DECLARATIONS:
            blocks += declarations(meeting)
        case SectionKind.LAST_MINUTES:
            blocks.append(Text(text=_last_minutes(around.previous)))
        case SectionKind.ACTION_LOG:
            blocks.append(ActionTable(lines=action_lines(around.carried, meeting.held_on), carried=True))
        case _:
            pass
    blocks += said_in_general(meeting, section, around.said)
    blocks += plan_under(meeting, section, around.plan, around.references)
    if number == len(meeting.definition.sections):
        known = {item.id for item in meeting.items}
        blocks += _actions(meeting, [a for a in around.recorded if a.item_id not in known])
    return blocks


def _standing_item(
    meeting: Meeting, around: Surroundings, number: int, item: Item, opening: Sequence[Block]
) -> MinutesItem:
    blocks = [*opening, *_item_interests(meeting, item), *_notes(item), *_own_actions(meeting, around, item)]
    return _standing(item.id, number, blocks or [Text(text="Nothing was raised.")])


def _standing(item_id: ItemId, number: int, blocks: Sequence[Block]) -> MinutesItem:
    return MinutesItem(item_id=item_id, number=str(number), heading="", blocks=tuple(blocks))


def _subject_item(meeting: Meeting, around: Surroundings, section: Section, item: Item) -> MinutesItem:
    child, concern = item.agenda.child, item.agenda.concern
    heading = child.heading if child else concern.name if concern else item.agenda.title
    blocks: list[Block] = [*_facts_in_brief(meeting, item), *_item_interests(meeting, item)]
    blocks += _notes(item, said_under(meeting, item, around.said))
    blocks += [resolved(meeting, item, made) for made in item.decisions] or _undecided(meeting, item)
    blocks += _own_actions(meeting, around, item)
    return MinutesItem(
        item_id=item.id,
        number=meeting.number(item.id),
        heading=heading,
        blocks=tuple(blocks),
        person_of_concern=section.kind is SectionKind.PERSONS
        or (concern is not None and concern.kind is ConcernKind.PERSON),
        local_id=child.local_id if child else "",
    )


def _undecided(meeting: Meeting, item: Item) -> list[Block]:
    """Under which item the same child or concern was decided; dissent from a decision that was taken back."""
    dissent: list[Block] = [Text(text=words) for words in dissent_words(meeting, item)]
    elsewhere = [meeting.number(i.id) for i in meeting.items if i.decisions and _same_subject(i, item)]
    return [*dissent, *([Text(text=f"Decided under {list_words(elsewhere)}.")] if elsewhere else [])]


def _same_subject(one: Item, other: Item) -> bool:
    if one.agenda.child is not None and other.agenda.child is not None:
        return one.agenda.child.child_id == other.agenda.child.child_id
    if one.agenda.concern is not None and other.agenda.concern is not None:
        return one.agenda.concern.concern_id == other.agenda.concern.concern_id
    return False


def _facts_in_brief(meeting: Meeting, item: Item) -> list[Block]:
    because = because_words(item.agenda.because)
    blocks: list[Block] = []
    if because:
        blocks.append(Text(label="Listed because", text=f"{because}.", muted=True))
    if item.agenda.late_reason:
        blocks.append(Text(label="Late item", text=f"{item.agenda.late_words}.", muted=True))
    if item.agenda.child is not None:
        blocks += _risk_in_brief(item.agenda.child, meeting.held_on)
    if item.agenda.concern is not None and item.agenda.concern.concern:
        blocks.append(Text(label="Concern", text=f"{item.agenda.concern.concern.rstrip('.')}.", muted=True))
    return blocks


def _risk_in_brief(child: ChildBrief, held_on: date) -> list[Block]:
    """The level before the decision: a panel's own where there is one, else the list's words, said to be the list's."""
    if child.risk is not None:
        on = child.risk.assessed_on
        since = day_month(on) if on.year == held_on.year else date_words(on)
        return [Text(label="Risk before", text=f"{child.risk.level} ({child.risk.scale}), since {since}.", muted=True)]
    if child.listed_risk:
        return [
            Text(
                label="Risk on the list",
                text=f"{child.listed_risk.rstrip('.')}; not yet assessed by a panel.",
                muted=True,
            )
        ]
    return []


_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n")


def _notes(item: Item, said: Sequence[Block] = ()) -> list[Block]:
    """The item's text in the order of its parts; a blank line begins a new paragraph. Feedback follows the voice."""
    blocks: list[Block] = []
    for part in NoteSection:
        paragraphs = [p.strip() for p in _BLANK_LINE.split(item.notes.get(part, "")) if p.strip()]
        label = "Voice of young people." if part is NoteSection.VOICE and item.agenda.child is None else part.label
        blocks += [Text(label=label if i == 0 else "", text=p) for i, p in enumerate(paragraphs)]
        if part is NoteSection.VOICE:
            blocks += said
    return blocks


def _own_actions(meeting: Meeting, around: Surroundings, item: Item) -> list[Block]:
    return _actions(meeting, [a for a in around.recorded if a.item_id == item.id])


def _actions(meeting: Meeting, own: Sequence[ActionState]) -> list[Block]:
    """Actions of this meeting as a table, in the order of their numbers."""
    lines = sorted(action_lines(own, meeting.held_on), key=lambda line: (len(line.reference), line.reference))
    return [ActionTable(lines=tuple(lines))] if own else []


def _item_interests(meeting: Meeting, item: Item) -> list[Block]:
    return [
        Text(label="Interest", text=f"{name_of(meeting, i.person_id)}: {out_words(meeting, i)}.", muted=True)
        for i in item.interests
    ]


def _last_minutes(previous: PreviousMinutes | None) -> str:
    if previous is None:
        return "This was the first meeting recorded here: there were no minutes to confirm."
    which = f"The minutes of {previous.reference}, {date_words(previous.held_on)},"
    if previous.confirmed:
        return f"{which} were AGREED as a correct record, to be signed by the person presiding."
    return f"{which} were not confirmed at this meeting."


def _signatures(meeting: Meeting) -> tuple[SignatureBlock, ...]:
    """The chair's field, then one for each approving agency; none before the minutes are approved."""
    if meeting.approved is None:
        return ()
    role = meeting.approved.presiding_role
    label = "Chair" if role == "chair" else "Deputy chair, presiding"
    chair = SignatureBlock(field="Chair", role=role, label=label)
    approvals = tuple(
        SignatureBlock(
            field=approval_field(agency),
            role=f"approver:{agency}",
            label=f"Approved for {meeting.definition.agency_name(agency)}",
        )
        for agency in meeting.definition.approvals
    )
    return (chair, *approvals)

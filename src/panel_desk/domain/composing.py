"""Minutes composed from what was recorded: sections in the panel's order, items with their words and decisions.

Pure: the same meeting gives the same minutes. No sentence here names a child; the name key is a list apart.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain import quorum
from panel_desk.domain.agenda import ChildBrief, because_words
from panel_desk.domain.approval import approval_field
from panel_desk.domain.attendance_words import attendance_table
from panel_desk.domain.calendar import ENGLAND, clock, date_words, day_month, day_words
from panel_desk.domain.events.items import DecisionRecorded, NoteSection
from panel_desk.domain.meetings import DecisionMade, Interest, Item, Meeting, MeetingState
from panel_desk.domain.minutes import (
    ActionTable,
    Block,
    Minutes,
    MinutesItem,
    MinutesSection,
    MinutesState,
    Resolved,
    SignatureBlock,
    Text,
)
from panel_desk.domain.panels import CASE_KINDS, Section, SectionKind
from panel_desk.domain.people import Role
from panel_desk.domain.running_order import action_lines
from panel_desk.domain.standing import ActionState

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
        facts=_facts(meeting),
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
    return tuple(dict.fromkeys((c.initials, c.local_id, c.name) for c in children))


def _facts(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    opened, closed = meeting.opened_at, meeting.closed_at
    times = f", {clock(opened)} to {clock(closed)}" if opened and closed else ""
    chair = _person_words(meeting, Role.CHAIR)
    if meeting.presiding is not None:
        presiding = meeting.person(meeting.presiding)
        chair = ", ".join(filter(None, (presiding.name, presiding.title)))
        if meeting.role(presiding.id) is Role.DEPUTY:
            chair += " (deputy, presiding)"
    if meeting.approved is not None:
        chair += f" (confirmed at {meeting.approved.confirmed_reference} by {meeting.approved.presiding_name})"
    facts = [
        ("Meeting", f"{meeting.reference}, {day_words(meeting.held_on)}{times}"),
        ("Place", meeting.planned.place),
        ("Chair", chair),
        ("Minutes", _person_words(meeting, Role.ADMINISTRATOR)),
    ]
    facts += [("Adjourned", _adjournment(stop)) for stop in meeting.adjournments]
    if meeting.next_on is not None:
        facts.append(("Next meeting", day_words(meeting.next_on)))
    return tuple((label, value) for label, value in facts if value)


def _person_words(meeting: Meeting, role: Role) -> str:
    people = [i.person for i in meeting.planned.invited if i.role is role]
    return "; ".join(", ".join(filter(None, (p.name, p.title))) for p in people)


def _adjournment(stop: tuple[datetime, datetime | None, str]) -> str:
    stopped, resumed, reason = stop
    until = ""
    if resumed is not None:
        same = _day(resumed) == _day(stopped)
        until = f" to {clock(resumed)}" if same else f" to {day_month(_day(resumed))}, {clock(resumed)}"
    return f"{clock(stopped)}{until}: {reason}"


def _day(at: datetime) -> date:
    """The day as England's calendar shows it."""
    return at.astimezone(ENGLAND).date()


def _section(meeting: Meeting, around: Surroundings, number: int, section: Section) -> MinutesSection:
    inside = [item for item in meeting.items if item.agenda.section == section.key]
    if section.kind in CASE_KINDS:
        items = tuple(_subject_item(meeting, around, section, item) for item in inside)
    else:
        items = tuple(_standing_item(meeting, around, number, section, item) for item in inside)
    return MinutesSection(number=number, title=section.title, items=items)


def _standing_item(meeting: Meeting, around: Surroundings, number: int, section: Section, item: Item) -> MinutesItem:
    blocks: list[Block] = []
    if number == 1:
        blocks += [attendance_table(meeting), Text(text=_opening_words(meeting))]
    match section.kind:
        case SectionKind.DECLARATIONS:
            blocks += _declarations(meeting)
        case SectionKind.LAST_MINUTES:
            blocks.append(Text(text=_last_minutes(around.previous)))
        case SectionKind.ACTION_LOG:
            blocks.append(ActionTable(lines=action_lines(around.carried, meeting.held_on), carried=True))
        case _:
            pass
    blocks += [*_notes(item), *_own_actions(meeting, around, item)]
    if not blocks:
        blocks.append(Text(text="Nothing was raised."))
    return MinutesItem(item_id=item.id, number=str(number), heading="", blocks=tuple(blocks))


def _subject_item(meeting: Meeting, around: Surroundings, section: Section, item: Item) -> MinutesItem:
    child, concern = item.agenda.child, item.agenda.concern
    heading = child.heading if child else concern.name if concern else item.agenda.title
    blocks: list[Block] = [*_facts_in_brief(item), *_item_interests(meeting, item), *_notes(item)]
    blocks += [_resolved(meeting, item, made) for made in item.decisions]
    blocks += _own_actions(meeting, around, item)
    return MinutesItem(
        item_id=item.id,
        number=meeting.number(item.id),
        heading=heading,
        blocks=tuple(blocks),
        person_of_concern=section.kind is SectionKind.PERSONS,
        local_id=child.local_id if child else "",
    )


def _facts_in_brief(item: Item) -> list[Block]:
    because = because_words(item.agenda.because)
    blocks: list[Block] = []
    if because:
        blocks.append(Text(label="Listed because", text=f"{because}.", muted=True))
    if item.agenda.late_reason:
        blocks.append(Text(label="Late item", text=f"{item.agenda.late_reason.rstrip('.')}.", muted=True))
    if item.agenda.child is not None:
        blocks += _risk_in_brief(item.agenda.child)
    if item.agenda.concern is not None and item.agenda.concern.concern:
        blocks.append(Text(label="Concern", text=f"{item.agenda.concern.concern.rstrip('.')}.", muted=True))
    return blocks


def _risk_in_brief(child: ChildBrief) -> list[Block]:
    """The level before the decision: a panel's own where there is one, else the list's words, said to be the list's."""
    if child.risk is not None:
        since = f"{child.risk.level} ({child.risk.scale}), since {day_month(child.risk.assessed_on)}."
        return [Text(label="Risk before", text=since, muted=True)]
    if child.listed_risk:
        return [Text(label="Risk on the list", text=f"{child.listed_risk}; not yet assessed by a panel.", muted=True)]
    return []


def _notes(item: Item) -> list[Block]:
    """The item's text in the order of its parts; a blank line begins a new paragraph."""
    blocks: list[Block] = []
    for part in NoteSection:
        paragraphs = [p.strip() for p in item.notes.get(part, "").split("\n\n") if p.strip()]
        label = "Voice of young people." if part is NoteSection.VOICE and item.agenda.child is None else part.label
        blocks += [Text(label=label if i == 0 else "", text=p) for i, p in enumerate(paragraphs)]
    return blocks


def _resolved(meeting: Meeting, item: Item, made: DecisionMade) -> Resolved:
    decision = made.decision
    outcome = meeting.definition.outcome(decision.outcome)
    detail = f" {decision.detail}" if decision.detail else ""
    return Resolved(
        verb=outcome.verb,
        words=f"{outcome.words}{detail}, because {decision.reason}.",
        risk=_risk_words(item, decision),
        held_by=f"Held by: {decision.held_by}." if decision.held_by else "",
        review=_review_words(item, made),
        dissent=tuple(_dissent(meeting, item)) if made is item.decisions[-1] else (),
        standing=_standing_words(meeting, item, made),
    )


def _review_words(item: Item, made: DecisionMade) -> str:
    """``Review 10 December 2026.``; of several decisions with one date the last says it."""
    review_on = made.decision.review_on
    later = item.decisions[item.decisions.index(made) + 1 :]
    if review_on is None or any(other.decision.review_on == review_on for other in later):
        return ""
    return f"Review {date_words(review_on)}."


def _risk_words(item: Item, decision: DecisionRecorded) -> str:
    before = item.agenda.child.risk if item.agenda.child else None
    if decision.risk is not None:
        same = before is not None and before.scale == decision.risk.scale
        return f"Risk set to {decision.risk.level}{'' if same else f' on the {decision.risk.scale}'}."
    return f"Risk stays {before.level}." if before is not None else ""


def _dissent(meeting: Meeting, item: Item) -> list[str]:
    found = []
    for line in item.dissent:
        person = meeting.person(line.person_id)
        found.append(f"Dissent: {meeting.definition.agency_name(person.agency)} – {line.words.rstrip('.')}.")
    return found


def _standing_words(meeting: Meeting, item: Item, made: DecisionMade) -> str:
    if not made.decision.missing:
        return ""
    missing = quorum.words(meeting, tuple((agency,) for agency in made.decision.missing))
    if made.decision.quorate and item.overridden is not None:
        ruling = item.overridden
        by = meeting.person(ruling.by).name
        return f"Decided without {missing}: {ruling.reason.rstrip('.')} ({by}, {clock(ruling.at)})."
    words = f"Inquorate without {missing}: a recommendation for the chair’s confirmation."
    if made.confirmed is None:
        return words
    confirmed = made.confirmed
    return f"{words} Confirmed by {meeting.person(confirmed.by).name} on {day_month(_day(confirmed.at))}."


def _own_actions(meeting: Meeting, around: Surroundings, item: Item) -> list[Block]:
    own = tuple(a for a in around.recorded if a.item_id == item.id)
    lines = sorted(action_lines(own, meeting.held_on), key=lambda line: line.reference)
    return [ActionTable(lines=tuple(lines))] if own else []


def _opening_words(meeting: Meeting) -> str:
    read = meeting.confidentiality_read_at
    statement = f"The confidentiality statement was read at {clock(read)}." if read else ""
    return f"{_quorum_words(meeting)} {statement}".strip()


def _quorum_words(meeting: Meeting) -> str:
    groups = quorum.words(meeting, meeting.definition.quorum)
    without = [
        meeting.number(item.id) for item in meeting.items if any(made.decision.missing for made in item.decisions)
    ]
    if without:
        which = f"item{'s' if len(without) > 1 else ''} {', '.join(without)}"
        return f"Quorum ({groups}) was met for every item decided except {which}."
    return f"Quorum ({groups}) was met for every item decided."


def _declarations(meeting: Meeting) -> list[Block]:
    lines: list[Block] = [
        Text(text=_interest_words(meeting, item, interest)) for item in meeting.items for interest in item.interests
    ]
    return lines or [Text(text="None.")]


def _item_interests(meeting: Meeting, item: Item) -> list[Block]:
    return [
        Text(label="Interest", text=f"{meeting.person(i.person_id).name}: {_out_words(i)}.", muted=True)
        for i in item.interests
    ]


def _interest_words(meeting: Meeting, item: Item, interest: Interest) -> str:
    name, number = meeting.person(interest.person_id).name, meeting.number(item.id)
    return f"{name}, item {number}: {interest.nature.rstrip('.')}; {_out_words(interest)}."


def _out_words(interest: Interest) -> str:
    if interest.out_at is None:
        return "stayed in the room"
    until = f" to {clock(interest.back_at)}" if interest.back_at else ""
    return f"out of the room {clock(interest.out_at)}{until}" if until else f"left at {clock(interest.out_at)}"


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

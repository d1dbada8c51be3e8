"""Which agencies may go before the end of a meeting, and after which item.

An agency that is in the room is needed as long as an item is left

- that is decided, and for which the quorum needs it: it is the only one of its group in the room, or of several the one
  that stays longest anyway (in the order of the definition where none does);
- that it presents, by its own name or by the name of one of its people; or a concern that it leads;
- on whose child or concern it owns an open action (of the action log: any open action of the panel);
- that opens the meeting: every fixed item before the first section of cases (welcome, interests, minutes, actions),
  unless the meeting has passed it over.

Who presides stays to the end, and so does that agency. Other fixed items (links, other business) keep nobody but who
presents them. The panel is told, not sent: who likes to stay, stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from panel_desk.domain.agendas.running_order import numbers
from panel_desk.domain.ids import AgencyKey, ItemId
from panel_desk.domain.meeting import quorum
from panel_desk.domain.meeting.meetings import Item, Meeting
from panel_desk.domain.panels import CASE_KINDS

_NOW = -1
"""In the place of an item: it is needed for none."""


class Left(Struct, frozen=True, kw_only=True):
    """An item that is left, with the time it still has."""

    item: Item
    seconds: int


class MayGo(Struct, frozen=True, kw_only=True):
    """An agency that need not stay to the end."""

    agency: AgencyKey
    name: str
    """In words: ``Education``."""
    after: str
    """The number of the last item it is needed for: ``7.1``; empty: it may go now."""
    after_id: ItemId | None
    at: datetime
    """When that item is expected to end; now, where it may go now."""


def who_may_go(
    meeting: Meeting, left: Sequence[Left], begins: datetime, owing: Mapping[ItemId, frozenset[AgencyKey]]
) -> tuple[MayGo, ...]:
    """Who may go before the last item, the earliest first, then by seat.

    Args:
        meeting: As it stands.
        left: The item in hand and what is left, in the order in which it will be taken.
        begins: From when the time of what is left is counted.
        owing: The agencies with open actions on each item's child or concern.
    """
    told = []
    number = numbers(meeting.definition, [item.agenda for item in meeting.items])
    for agency, place in sorted(_last_needed(meeting, left, owing).items(), key=lambda found: found[1]):
        if place < len(left) - 1:
            item = left[place].item if place != _NOW else None
            told.append(
                MayGo(
                    agency=agency,
                    name=meeting.definition.agency_name(agency),
                    after=number[item.id] if item is not None else "",
                    after_id=item.id if item is not None else None,
                    at=begins + timedelta(seconds=sum(one.seconds for one in left[: place + 1])),
                )
            )
    return tuple(told)


def _last_needed(
    meeting: Meeting, left: Sequence[Left], owing: Mapping[ItemId, frozenset[AgencyKey]]
) -> dict[AgencyKey, int]:
    """The place in what is left of the last item each agency in the room is needed for, in seat order."""
    here = {a.person.agency for a in quorum.in_room(meeting, None)}
    seats = [seat.agency for seat in meeting.definition.seats if seat.agency in here]
    last = dict.fromkeys((*seats, *sorted(here - set(seats))), _NOW)
    named, passed_over = _named(meeting), _passed_over(meeting)
    for place, one in enumerate(left):
        needed = owing.get(one.item.id, frozenset()) | _presenting(one.item, named)
        by_all = _opens(meeting, one.item) and one.item.id not in passed_over
        for agency in last:
            if by_all or agency in needed:
                last[agency] = place
    _keep_quorum(meeting, left, last)
    if presiding := quorum.presides(meeting, None):
        last[meeting.person(presiding).agency] = len(left) - 1
    return last


def _keep_quorum(meeting: Meeting, left: Sequence[Left], last: dict[AgencyKey, int]) -> None:
    """Of each group one agency stays until the last item that is decided."""
    decided = max((place for place, one in enumerate(left) if one.item.needs_outcome), default=_NOW)
    groups = [[agency for agency in group if agency in last] for group in meeting.definition.quorum]
    # An agency that is alone in one group may then serve another.
    for group in sorted(filter(None, groups), key=len):
        stays = max(group, key=lambda agency: last[agency])
        last[stays] = max(last[stays], decided)


def _opens(meeting: Meeting, item: Item) -> bool:
    """A fixed item before the first section of cases."""
    for section in meeting.definition.sections:
        if section.kind in CASE_KINDS:
            return False
        if section.key == item.agenda.section:
            return True
    return False


def _passed_over(meeting: Meeting) -> frozenset[ItemId]:
    """The items before the one in hand."""
    order = [known.id for known in meeting.items]
    return frozenset(order[: order.index(meeting.current)]) if meeting.current in order else frozenset()


def _presenting(item: Item, named: Mapping[str, AgencyKey]) -> frozenset[AgencyKey]:
    words = item.agenda.presenter
    if item.agenda.concern is not None:
        words += f", {item.agenda.concern.lead_agency}"
    return frozenset(named[part] for part in _parts(words) if part in named)


def _parts(words: str) -> Iterable[str]:
    """``DS Imran Khan, Police and Health``: each name alone, for comparing."""
    return (part.strip().casefold() for part in re.split(r"[,;/&]| and ", words))


def _named(meeting: Meeting) -> dict[str, AgencyKey]:
    """Names of seats and of people as presenters are written; a name that two agencies share names neither."""
    people = [a.person for a in meeting.attendance] + [i.person for i in meeting.planned.invited]
    found = [(person.name, person.agency) for person in people]
    found += [(words, seat.agency) for seat in meeting.definition.seats for words in (seat.name, seat.agency)]
    agencies: dict[str, set[AgencyKey]] = {}
    for words, agency in found:
        agencies.setdefault(words.casefold(), set()).add(agency)
    return {words: next(iter(those)) for words, those in agencies.items() if len(those) == 1}

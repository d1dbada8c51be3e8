"""The one-key changes of attendance: what each key asks for, and which of them fit a line."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from panel_desk.domain.capture.context import Whereabouts
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import PersonLine


class Change(Enum):
    """One change; the value is its key."""

    PRESENT = "P"
    APOLOGIES = "A"
    SUBSTITUTE = "S"
    ABSENT = "N"
    LEFT = "L"
    ARRIVED = "R"
    DECLARE = "D"
    BACK = "B"
    OBSERVER = "O"
    PRESENTER = "E"
    FIND = "F"
    EXPECTED = "X"
    """Before the opening only: what was chosen is taken back."""


class Offer(Struct, frozen=True):
    """A change as the foot line and the menu show it."""

    change: Change
    words: str
    """``Left``, ``Declares an interest…``."""


_OFFERS = {
    Change.PRESENT: "Present",
    Change.APOLOGIES: "Apologies…",
    Change.SUBSTITUTE: "Substitute…",
    Change.ABSENT: "Not here",
    Change.LEFT: "Left",
    Change.ARRIVED: "Arrived",
    Change.DECLARE: "Interest…",
    Change.BACK: "Back in the room",
    Change.OBSERVER: "Observer…",
    Change.PRESENTER: "Presenter…",
    Change.FIND: "Find a name",
    Change.EXPECTED: "Expected again",
}
_FITTING = {
    Whereabouts.EXPECTED: (Change.PRESENT, Change.ARRIVED, Change.APOLOGIES, Change.SUBSTITUTE, Change.ABSENT),
    Whereabouts.IN_ROOM: (Change.LEFT, Change.DECLARE, Change.APOLOGIES, Change.ABSENT),
    Whereabouts.STEPPED_OUT: (Change.BACK, Change.LEFT),
    Whereabouts.LEFT: (Change.ARRIVED, Change.SUBSTITUTE),
    Whereabouts.AWAY: (Change.ARRIVED, Change.PRESENT, Change.SUBSTITUTE, Change.APOLOGIES),
    Whereabouts.ELSEWHERE: (Change.PRESENT,),
}
_ALWAYS = (Change.OBSERVER, Change.PRESENTER, Change.FIND)


def offers(line: PersonLine) -> tuple[Offer, ...]:
    """What fits somebody as they are now, the likeliest first; every other key is refused by its rule."""
    return tuple(Offer(change, _OFFERS[change]) for change in (*_FITTING[line.where], *_ALWAYS))


SITTING = tuple(change for change in Change if change is not Change.EXPECTED)
"""What can be said of somebody while the meeting sits."""
BEFORE = (
    Change.PRESENT,
    Change.APOLOGIES,
    Change.SUBSTITUTE,
    Change.ABSENT,
    Change.EXPECTED,
    Change.OBSERVER,
    Change.PRESENTER,
    Change.FIND,
)
"""What can be said of somebody before the meeting is opened."""


def offers_before(line: PersonLine) -> tuple[Offer, ...]:
    """What fits somebody before the meeting is opened; Space goes between present and expected."""
    if line.where is Whereabouts.EXPECTED:
        fitting: tuple[Change, ...] = (Change.PRESENT, Change.APOLOGIES, Change.SUBSTITUTE, Change.ABSENT)
    elif line.where is Whereabouts.AWAY:
        fitting = (Change.PRESENT, Change.SUBSTITUTE, Change.EXPECTED)
    else:
        fitting = (Change.EXPECTED, Change.APOLOGIES, Change.SUBSTITUTE, Change.ABSENT)
    return tuple(Offer(change, _OFFERS[change]) for change in (*fitting, *_ALWAYS))


def foot_words(offered: tuple[Offer, ...]) -> str:
    """``L left · D interest… · A apologies…``."""
    # A key and its words stay on one line.
    told = [f"{offer.change.value} {offer.words[0].lower()}{offer.words[1:]}" for offer in offered]
    return " · ".join(words.replace(" ", "\N{NO-BREAK SPACE}") for words in told)

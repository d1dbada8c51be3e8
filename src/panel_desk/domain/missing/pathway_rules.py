"""The enhanced pathway: what may be entered, and the register in words, with what followed each contact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words, moment_words, turns
from panel_desk.domain.errors import refused
from panel_desk.domain.ids import ChildId, PathwayId
from panel_desk.domain.missing.episodes import is_same_start
from panel_desk.domain.missing.pathway import ContactWay, PathwayContact, PathwayEntry
from panel_desk.domain.missing.wall_seconds import time_of, wall

_CHILDHOOD = 18
"""Years; who was on the pathway before is a child no more."""


class Stay(Struct, frozen=True, kw_only=True):
    """A stay on the pathway as the record holds it."""

    entry: PathwayEntry
    contacts: tuple[PathwayContact, ...] = ()
    """By time."""
    left_on: date | None = None
    left_because: str = ""
    entered_as: str = ""
    """The number it was entered under; the entry’s own where that is another child’s by now. Empty: the entry’s."""

    @property
    def is_current(self) -> bool:
        """Whether it has not ended."""
        return self.left_on is None


class ContactLine(Struct, frozen=True, kw_only=True):
    """One try to reach the child."""

    at: datetime
    when: str
    """``12 November 2026, 16:30``."""
    by: str
    way: ContactWay
    reached: bool
    words: str
    followed: str
    """``an episode followed after 6 days``; ``no episode since``."""
    days_after: int | None = None
    """Whole days until the next episode; None: none followed yet."""


class PathwayLine(Struct, frozen=True, kw_only=True):
    """One stay of one child on the enhanced pathway."""

    id: PathwayId
    local_id: str
    initials: str
    name: str
    child_id: ChildId | None
    owner: str
    agency: str
    added_on: date
    added: str
    """``3 October 2026``."""
    reason: str
    contacts: tuple[ContactLine, ...] = ()
    """Newest first."""
    contacts_words: str = ""
    """``2 contacts since the last episode, 1 reached the child``."""
    episodes_since: int = 0
    """Episodes that began while the child was on it."""
    left_on: date | None = None
    left: str = ""
    """``left on 1 November 2026: no episode for 60 days``; empty: on the pathway now."""

    @property
    def is_current(self) -> bool:
        """Whether the child is on the pathway now."""
        return self.left_on is None


class OnPathway(Struct, frozen=True, kw_only=True):
    """Whom a stay is of, as shown."""

    initials: str = "?.?."
    name: str = ""
    child_id: ChildId | None = None


def pathway_line(stay: Stay, child: OnPathway, starts: Sequence[int]) -> PathwayLine:
    """A stay in words.

    Args:
        stay: As recorded.
        child: Whose it is.
        starts: When the child’s episodes began, in order, as ``wall_seconds`` has them.
    """
    entry = stay.entry
    began, ended = _bounds(stay)
    since = [at for at in starts if began <= at < ended]
    return PathwayLine(
        id=entry.id,
        local_id=entry.local_id,
        initials=child.initials,
        name=child.name,
        child_id=child.child_id,
        owner=entry.owner,
        agency=entry.agency,
        added_on=entry.added_on,
        added=date_words(entry.added_on),
        reason=entry.reason,
        contacts=tuple(_contact_line(contact, starts) for contact in reversed(stay.contacts)),
        contacts_words=contacts_since(stay, starts[-1] if starts else None),
        episodes_since=len(since),
        left_on=stay.left_on,
        left=f"left on {date_words(stay.left_on)}: {stay.left_because}" if stay.left_on else "",
    )


def contacts_since(stay: Stay, last: int | None) -> str:
    """The tries since the last episode began: ``2 contacts since the last episode, 1 reached the child``."""
    own = [c for c in stay.contacts if last is None or wall(c.at) > last]
    when = "yet" if last is None and not own else "so far" if last is None else "since the last episode"
    if not own:
        return f"no contact {when}"
    reached = sum(c.reached for c in own)
    who = "none reached the child" if not reached else f"{reached} reached the child"
    return f"{count_words(len(own), 'contact')} {when}, {who}"


def _bounds(stay: Stay) -> tuple[int, int]:
    """From the beginning of the day of entry to the end of the day of leaving."""
    began = wall(datetime.combine(stay.entry.added_on, datetime.min.time()))
    left = stay.left_on or date.max
    return began, wall(datetime.combine(left, datetime.max.time())) + 1


def _contact_line(contact: PathwayContact, starts: Sequence[int]) -> ContactLine:
    place = bisect_right(starts, wall(contact.at))
    after = starts[place] // 86_400 - wall(contact.at) // 86_400 if place < len(starts) else None
    return ContactLine(
        at=contact.at,
        when=moment_words(contact.at),
        by=contact.by,
        way=contact.way,
        reached=contact.reached,
        words=contact.words,
        followed=_followed(after),
        days_after=after,
    )


def _followed(after: int | None) -> str:
    if after is None:
        return "no episode since"
    return f"an episode followed after {count_words(after, 'day')}" if after else "an episode followed the same day"


def check_entry(entry: PathwayEntry, others: Sequence[Stay], today: date) -> None:
    """Refuse a stay that cannot be.

    Args:
        entry: The new one, or one put right.
        others: The child’s other stays.
        today: In England.

    Raises:
        DeskError: with the sentence.
    """
    if not entry.owner.strip():
        raise refused("Who reaches the child before the next episode?", "Name an owner.")
    if not entry.reason.strip():
        raise refused("Why is the child put on the enhanced pathway?", "Give a reason with its facts.")
    if entry.added_on > today:
        raise refused(f"{date_words(entry.added_on)} has not come yet.", "Give the day the child was added.")
    if turns(entry.added_on, _CHILDHOOD) <= today:
        raise refused(
            f"On {date_words(entry.added_on)} nobody was born who is a child now.", "Give the day the child was added."
        )
    for other in others:
        if other.is_current:
            raise refused(
                f"{entry.local_id} is on the enhanced pathway already, since {date_words(other.entry.added_on)}.",
                "Change that stay, or end it first.",
            )
        if other.left_on is not None and other.entry.added_on <= entry.added_on < other.left_on:
            raise refused(
                f"{entry.local_id} was on the enhanced pathway on {date_words(entry.added_on)} already.",
                f"That stay ended on {date_words(other.left_on)}: give that day or a later one.",
            )


def check_current(stay: Stay) -> None:
    """Refuse a deed on a stay that has ended."""
    if stay.left_on is not None:
        raise refused(
            f"This stay on the enhanced pathway ended on {date_words(stay.left_on)}.", "Put the child on it anew."
        )


def check_contact(stay: Stay, contact: PathwayContact, now: datetime) -> None:
    """Refuse a contact that cannot be.

    Args:
        stay: It must not have ended.
        contact: England’s wall clock.
        now: England’s wall clock, without a zone.

    Raises:
        DeskError: with the sentence.
    """
    check_current(stay)
    if not contact.by.strip():
        raise refused("Who tried to reach the child?", "Give a name.")
    if contact.at.tzinfo is not None:
        raise ValueError("times of contacts are England’s wall clock, without a zone")
    if contact.at > now:
        raise refused(f"{moment_words(contact.at)} has not come yet.", "Enter a contact once it was tried.")
    if contact.at.date() < stay.entry.added_on:
        raise refused(
            f"The child was put on the enhanced pathway on {date_words(stay.entry.added_on)}, after this contact.",
            "Give a time since then.",
        )


def check_leaving(stay: Stay, on: date, reason: str, today: date) -> None:
    """Refuse an end that cannot be.

    Raises:
        DeskError: with the sentence.
    """
    check_current(stay)
    if not reason.strip():
        raise refused("Why does the child leave the enhanced pathway?", "Give a reason.")
    if on > today:
        raise refused(f"{date_words(on)} has not come yet.", "Give the day the child left.")
    if on < stay.entry.added_on:
        raise refused(
            f"The child was put on the enhanced pathway on {date_words(stay.entry.added_on)}, after that day.",
            "Give that day or a later one.",
        )
    last = stay.contacts[-1].at.date() if stay.contacts else None
    if last is not None and on < last:
        raise refused(f"A contact was made on {date_words(last)}, after that day.", "Give that day or a later one.")


def starts_in_order(starts: Sequence[int]) -> tuple[int, ...]:
    """One start for each episode: what begins within 60 minutes of the first is told twice."""
    kept: list[int] = []
    for at in sorted(starts):
        if not kept or not is_same_start(time_of(kept[-1]), time_of(at)):
            kept.append(at)
    return tuple(kept)

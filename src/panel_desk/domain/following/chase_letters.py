"""Letters that ask owners for news of their actions: one for each person, initials only, with the handling line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from panel_desk.domain.calendar import count_words, date_words, day_words
from panel_desk.domain.following.followed_actions import FollowedAction
from panel_desk.domain.ids import PanelKey
from panel_desk.domain.people import Person


class Addressee(Struct, frozen=True, kw_only=True):
    """Who is asked: a person, or an agency of which nobody is known."""

    key: str
    """The person's id, or the agency's key: one letter for each."""
    name: str
    agency: str
    """In words."""
    email: str = ""


class ChaseLetter(Struct, frozen=True, kw_only=True):
    """A letter as it goes into a draft."""

    to: Addressee
    subject: str
    """Says nothing of any child."""
    text: str
    references: tuple[str, ...]
    """Of the actions it asks for, the most overdue first."""
    overdue: int


class Sender(Struct, frozen=True, kw_only=True):
    """Who asks, and what stands around the words."""

    person: Person
    council: str
    marking: str
    handling: str
    fictional: bool = False


def addressee_of(
    followed: FollowedAction, people: Mapping[str, Person], seats: Mapping[tuple[PanelKey, str], Person]
) -> Addressee:
    """Who is asked for news of an action: its owner, else who sits for the agency, else the agency.

    Args:
        followed: The action.
        people: Everybody the desk knows, by id.
        seats: Who sits for an agency at a panel.
    """
    action = followed.action
    person = people.get(action.owner_id or "") or (
        None if action.owner else seats.get((action.panel, str(action.agency)))
    )
    if person is not None:
        return Addressee(key=person.id, name=person.name, agency=action.agency_name, email=person.email)
    return Addressee(
        key=f"{action.agency}/{action.owner}", name=action.owner or action.agency_name, agency=action.agency_name
    )


def letters(
    actions: Iterable[FollowedAction],
    to: Callable[[FollowedAction], Addressee],
    *,
    sender: Sender,
    reply_by: date,
    hidden: Callable[[FollowedAction], FollowedAction],
) -> tuple[ChaseLetter, ...]:
    """One letter for everybody who has something open, those with most overdue first.

    Args:
        actions: Closed ones are passed over.
        to: Whom to ask.
        sender: Who asks.
        reply_by: The day by which news is wanted.
        hidden: Gives the action with initials in the place of any name.
    """
    by_key: dict[str, list[FollowedAction]] = {}
    asked: dict[str, Addressee] = {}
    for followed in actions:
        if followed.action.status.is_open:
            addressee = to(followed)
            asked.setdefault(addressee.key, addressee)
            by_key.setdefault(addressee.key, []).append(hidden(followed))
    made = [_letter(asked[key], found, sender, reply_by) for key, found in by_key.items()]
    return tuple(sorted(made, key=lambda letter: (-letter.overdue, letter.to.name)))


def _letter(to: Addressee, actions: Sequence[FollowedAction], sender: Sender, reply_by: date) -> ChaseLetter:
    ordered = sorted(actions, key=lambda f: (f.action.due_on, f.action.reference))
    panels = " and ".join(sorted({f.action.panel for f in ordered}))
    late = [f for f in ordered if f.days_late]
    return ChaseLetter(
        to=to,
        subject=f"{sender.marking}: news of {count_words(len(ordered), f'{panels} action')}".removeprefix(": "),
        text=_text(to, ordered, sender, reply_by),
        references=tuple(f.action.reference for f in ordered),
        overdue=len(late),
    )


def _text(to: Addressee, actions: Sequence[FollowedAction], sender: Sender, reply_by: date) -> str:
    late = [f for f in actions if f.days_late]
    ahead = [f for f in actions if not f.days_late]
    one = len(actions) == 1
    ask = (
        f"{'This action is' if one else 'These actions are'} with you. Please reply by {day_words(reply_by)}: what has "
        f"been done{'' if one else ' for each'}, what is still to do, or why it could not be done."
    )
    parts = [sender.marking, f"Dear {to.name},", ask]
    if late:
        parts += ["OVERDUE", *(_entry(f) for f in late)]
    if ahead:
        parts += ["NOT YET DUE", *(_entry(f) for f in ahead)]
    title = sender.person.title or "for the panel"
    parts += [f"{sender.person.name}\n{title}\n{sender.council}".strip(), sender.handling]
    if sender.fictional:
        parts.append("Fictional example: no real child, person or council is meant.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _entry(followed: FollowedAction) -> str:
    """``SAFE-2026-10/04 · J.M. (104233)``, what, and when it is due."""
    action = followed.action
    due = f"Due {date_words(action.due_on)}"
    if followed.days_late:
        due += f": {count_words(followed.days_late, 'day')} late"
    heading = f"{action.reference} · {action.about}" if action.about else action.reference
    return f"{heading}\n{action.what}\n{due}"

"""What may be recorded of places of concern and of what is offered there. Every refusal is a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from panel_desk.domain.calendar import date_words
from panel_desk.domain.children.cases import ConcernRow
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.ids import ConcernId
from panel_desk.domain.plain_words import plain, refuse_long_ago
from panel_desk.domain.strategy.places import Intervention
from panel_desk.domain.strategy.places_told import PlaceState

_MOST = 1_000_000
"""More young people than any council has: a larger count is a slip of the hand."""


def checked_concern(
    row: ConcernRow, known: Iterable[tuple[ConcernId, ConcernRow]], own: ConcernId | None, today: date
) -> ConcernRow:
    """The concern as it may be kept.

    Args:
        row: As it was entered.
        known: Every concern of the record.
        own: The one that is put right; None for a new one.
        today: Nothing was raised after it.

    Raises:
        DeskError: without a name, where another has kind and name, or its day is still to come.
    """
    name = plain(row.name)
    if not name:
        raise refused("What is it called?", "A name that the panel will know it by.")
    other = called_so(replace(row, name=name), known, own)
    if other is not None:
        raise refused(f"The {row.kind.value} {other.name} is known already.", "Open that one and change it.")
    if row.raised_on is not None and row.raised_on > today:
        raise refused("A concern cannot have been raised on a day that is still to come.")
    if row.raised_on is not None:
        refuse_long_ago(row.raised_on, "A concern cannot have been raised")
    return replace(row, name=name, concern=row.concern.strip(), lead_agency=row.lead_agency.strip())


def refuse_raised_since(row: ConcernRow, state: PlaceState) -> None:
    """Refuse a day of raising after the concern was closed, or came back.

    Raises:
        DeskError: with that day.
    """
    if row.raised_on is not None and state.changed_on is not None and row.raised_on > state.changed_on:
        was = "closed" if state.closed else "opened again"
        raise refused(f"{state.row.name} was {was} on {date_words(state.changed_on)}: it was raised by then.")


def called_so(
    row: ConcernRow, known: Iterable[tuple[ConcernId, ConcernRow]], own: ConcernId | None
) -> ConcernRow | None:
    """Another concern of the kind and name of one."""
    wanted = (row.kind, plain(row.name).casefold())
    return next(
        (other for one, other in known if one != own and (other.kind, plain(other.name).casefold()) == wanted), None
    )


def refuse_closing(name: str, *, closed: bool, since: date | None = None, on: date, reason: str, today: date) -> None:
    """Refuse it where it is closed already, no reason is given, or the day cannot be.

    Args:
        name: Of the concern.
        closed: Whether it is.
        since: The day it was raised, or came back; None where nobody said.
        on: The day of closing.
        reason: Why.
        today: The last day that may be given.

    Raises:
        DeskError: with a sentence that says which.
    """
    if closed:
        raise refused(f"{name} has been closed already.")
    refuse_long_ago(on, "A concern cannot have been closed")
    if since is not None and on < since:
        raise refused(f"{name} has been open since {date_words(since)}: it was not closed before that.")
    if not reason.strip():
        raise refused(f"Why is {name} closed?", "Give a reason: no agenda proposes it any more.")
    if on > today:
        raise refused("A concern cannot be closed on a day that is still to come.")


def refuse_reopening(name: str, *, closed_on: date | None, on: date, reason: str, today: date) -> None:
    """Refuse it where it is not closed, no reason is given, or the day cannot be.

    Raises:
        DeskError: with a sentence that says which.
    """
    if closed_on is None:
        raise refused(f"{name} is open.")
    if not reason.strip():
        raise refused(f"Why is {name} opened again?", "Give a reason: the next agenda tells it.")
    if on > today:
        raise refused("A concern cannot be opened again on a day that is still to come.")
    if on < closed_on:
        raise refused(f"{name} was closed on {date_words(closed_on)}: it cannot come back before that.")


def checked_intervention(intervention: Intervention, name: str, *, closed: bool) -> Intervention:
    """What is offered or done, as it may be kept.

    Args:
        intervention: As it was entered.
        name: Of the concern.
        closed: Whether the concern is; what was done there before may still be put right, nothing new goes on there.

    Raises:
        DeskError: without words, where it ends before it starts, or where a count is below 0.
    """
    if not intervention.what.strip():
        raise refused("What is offered or done?", "Say it in a few words.")
    if intervention.ends_on is not None and intervention.ends_on < intervention.starts_on:
        raise refused(
            f"It ends on {date_words(intervention.ends_on)}, before it starts on {date_words(intervention.starts_on)}.",
            "Look at the two days again.",
        )
    refuse_long_ago(intervention.starts_on, "Nothing that is kept here can have started")
    if intervention.sessions is not None and intervention.sessions < 0:
        raise refused("The number of sessions cannot be below 0.")
    if intervention.reached is not None and intervention.reached < 0:
        raise refused(
            "The number of young people reached cannot be below 0.", "Leave it out where nobody counted them."
        )
    if max(intervention.sessions or 0, intervention.reached or 0) > _MOST:
        raise refused("A count of more than a million cannot be meant.", "Look at the number again.")
    if closed and intervention.ends_on is None:
        raise refused(f"{name} is closed: nothing can go on there without an end.", "Open it again, or give the end.")
    stripped = {field: getattr(intervention, field).strip() for field in ("what", "provider", "outcome")}
    return replace(intervention, **stripped)


def refuse_of_another(intervention: Intervention, known: Iterable[PlaceState]) -> None:
    """Refuse an intervention of an id that another concern has.

    Raises:
        DeskError: with the other's name.
    """
    for other in known:
        if other.concern_id != intervention.concern_id and any(i.id == intervention.id for i in other.interventions):
            raise refused(f"That is offered at {other.row.name}.", "Withdraw it there, and enter it here anew.")


def refuse_link(name: str, why: str, *, known: bool, local_id: str) -> None:
    """Refuse it where the desk knows no such child, or nobody says why.

    Raises:
        DeskError: with a sentence that says which.
    """
    if not known:
        raise refused(
            f"The desk knows no child {local_id}.", "Look at the number again, or add the child’s list first."
        )
    if not why.strip():
        raise refused(f"Why is the child linked to {name}?", "Give a reason: a link without one cannot be judged.")


def refuse_unlink(name: str, reason: str, *, linked: bool, local_id: str) -> None:
    """Refuse it where the child is not linked, or no reason is given.

    Raises:
        DeskError: with a sentence that says which.
    """
    if not linked:
        raise refused(f"{local_id} is not linked to {name}.")
    if not reason.strip():
        raise refused("Why is the link taken away?", "Give a reason.")


def refuse_withdrawal(name: str, reason: str, *, known: bool) -> None:
    """Refuse it where there is nothing such, or no reason is given.

    Raises:
        DeskError: with a sentence that says which.
    """
    if not known:
        raise not_found(f"Nothing such is recorded as offered at {name}.")
    if not reason.strip():
        raise refused("Why is it withdrawn?", "Give a reason: it was recorded by mistake, or never took place.")

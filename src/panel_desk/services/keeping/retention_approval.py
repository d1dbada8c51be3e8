"""What a purge needs besides the review: a reason, somebody who approved it, and a day that can be right."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from panel_desk.domain.calendar import ENGLAND, date_words, england_day
from panel_desk.domain.errors import DeskError, Reason, refused
from panel_desk.domain.ids import PersonId
from panel_desk.domain.people import Person
from panel_desk.domain.plain_words import plain
from panel_desk.services.book import Book
from panel_desk.vault.queries import people as people_queries
from panel_desk.vault.queries import retention as queries

_QUIET = timedelta(days=366)
"""A desk that nobody used for longer is rare: rather the clock is wrong."""


def approvers(book: Book, actor: PersonId) -> tuple[Person, ...]:
    """Who may approve a purge by this actor: everybody else with a chair’s or deputy’s seat, by name."""
    own = people_queries.person(book.db, actor)
    return tuple(one for one in queries.chairs(book.db) if not _is_same(one, own))


def approved(book: Book, actor: PersonId, by: PersonId) -> Person:
    """Who approved.

    Raises:
        DeskError: where it is nobody, the actor, or nobody with a chair’s or deputy’s seat.
    """
    person = people_queries.person(book.db, by) if by else None
    if person is None:
        raise refused("Who approved the purge?", "Name who looked at the list and agreed: a chair or deputy.")
    if _is_same(person, people_queries.person(book.db, actor)):
        raise refused("Whoever purges does not approve it.", "Name somebody else who looked at the list.")
    if person not in queries.chairs(book.db):
        raise refused(
            f"{person.name} is neither chair nor deputy of a panel.", "A chair or deputy looks at the list and agrees."
        )
    return person


def doubt(book: Book) -> str:
    """Why today may not be today, as a sentence: the desk’s clock is far from the last entry before this session.

    Entries of today prove nothing: the same clock dated them. Where the desk began in this session, its beginning
    tells whether the clock was changed since.
    """
    now = book.now()
    last = queries.last_entry_at(book.db, book.began, _midnight(now))
    before = last or queries.first_entry_at(book.db)
    if before is None or now - before <= _QUIET:
        return ""
    which, made, today = "last" if last else "first", date_words(england_day(before)), date_words(england_day(now))
    return f"The {which} entry was made on {made}, and this computer’s clock says {today}."


def refuse_doubtful(book: Book) -> None:
    """Refuse what a wrong clock would make due.

    Raises:
        DeskError: where the clock may be wrong.
    """
    if sentence := doubt(book):
        raise DeskError(
            sentence,
            reason=Reason.CONFLICT,
            remedy="With a wrong clock, records go that are not due. Confirm the day if it is right.",
        )


def _is_same(person: Person, other: Person | None) -> bool:
    """One entry, or two entries of one name."""
    return other is not None and (
        person.id == other.id or plain(person.name).casefold() == plain(other.name).casefold()
    )


def _midnight(now: datetime) -> datetime:
    """Where England’s day began."""
    return datetime.combine(england_day(now), time(), ENGLAND)

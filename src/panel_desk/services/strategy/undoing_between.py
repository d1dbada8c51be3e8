"""Takes back what was recorded between the meetings: of feedback, the action plan and places of concern."""

from __future__ import annotations

from panel_desk.domain.children.cases import ConcernKind, ConcernRow
from panel_desk.domain.errors import refused
from panel_desk.domain.events.lists import CaseListImported
from panel_desk.domain.events.meetings import MeetingClosed
from panel_desk.domain.events.strategy import ConcernRecorded
from panel_desk.domain.ids import ConcernId, MeetingId, ObjectiveId, PersonId
from panel_desk.domain.strategy.place_rules import called_so
from panel_desk.domain.strategy.plan_rules import number_is_taken, objective_from
from panel_desk.services.book import Book, Deed
from panel_desk.vault.queries import meetings, streams
from panel_desk.vault.queries import places as place_queries
from panel_desk.vault.queries import plan as plan_queries

BETWEEN = ("voice/", "plan/", "place/", "concern/")
"""Streams of these deeds."""
_TOLD = ("voice/", "plan/")
"""What minutes tell of."""


def undo_between(book: Book, actor: PersonId, deed: Deed) -> Deed:
    """Take a deed back, as long as nothing rests on it and no meeting was closed since whose minutes may tell of it.

    Raises:
        DeskError: where something recorded since rests on it, or minutes may tell of it.
    """
    for line in deed:
        if line.stream.startswith(_TOLD) and _closed_since(book, line.seq):
            raise refused(
                "A meeting has been closed since: its minutes may tell of this.",
                "Record what is so now, or withdraw it with a reason; the record keeps both.",
            )
        concern = line.event if isinstance(line.event, ConcernRecorded) else None
        if _rests(book, deed, line.stream) or (concern is not None and _is_worked_on(book, concern, line.seq)):
            raise refused("Something recorded since rests on that deed.", "Take that back first.")
        _refuse_twice(book, deed, line.stream)
    return book.undo(actor, deed)


def _refuse_twice(book: Book, deed: Deed, stream: str) -> None:
    """Refuse it where two would have one number or one name: another took it since.

    Raises:
        DeskError: with the number or the name.
    """
    own = {line.event_id for line in deed}
    left = [line.event for line in streams.events_below(book.db, stream) if line.event_id not in own]
    kind, _, one = stream.partition("/")
    if kind == "plan":
        state = objective_from(left)
        number = state.objective.number if state is not None and state.closed_on is None else ""
        if number and number_is_taken(number, ObjectiveId(one), plan_queries.objectives(book.db)):
            raise refused(f"The plan has another objective {number} by now.", "Give that one another number first.")
    if kind == "concern":
        row = next((event.row for event in reversed(left) if isinstance(event, ConcernRecorded)), None)
        row = row or _as_listed(book, ConcernId(one))
        if row is not None and called_so(row, _known_since(book, deed[0].seq), ConcernId(one)) is not None:
            raise refused(f"Another {row.kind.value} has been called {row.name} since.", "Put the name right by hand.")


def _known_since(book: Book, seq: int) -> list[tuple[ConcernId, ConcernRow]]:
    """Every concern as it is called, and as it has been called since: the tables are made from both."""
    standing = [(state.concern_id, state.row) for state in place_queries.places(book.db)]
    since = (line.event for line in streams.events_below(book.db, "concern") if line.seq > seq)
    return [*standing, *((event.concern_id, event.row) for event in since if isinstance(event, ConcernRecorded))]


def _as_listed(book: Book, concern_id: ConcernId) -> ConcernRow | None:
    """Kind and name that a list gave a concern; None where none named it first."""
    for line in streams.events_below(book.db, "import"):
        if isinstance(line.event, CaseListImported):
            for key, one in line.event.new_concerns.items():
                if one == concern_id:
                    kind, _, name = key.partition(":")
                    return ConcernRow(kind=ConcernKind(kind), name=name)
    return None


def _rests(book: Book, deed: Deed, stream: str) -> bool:
    """Whether the stream went on."""
    own = {line.event_id for line in deed}
    last = max(line.seq for line in deed)
    return any(line.seq > last and line.event_id not in own for line in streams.events_below(book.db, stream))


def _is_worked_on(book: Book, event: ConcernRecorded, seq: int) -> bool:
    """Whether a concern that would vanish has children or offers beside it, a list named it since, or an agenda has it.

    One that a list named first stays, with what the list says.
    """
    named_first, named_since = place_queries.named_by_lists(book.db, event.concern_id)
    if named_first or _was_known(book, event, seq):
        return False
    offered = streams.events_below(book.db, f"place/{event.concern_id}")
    return named_since or bool(offered) or bool(meetings.with_concern(book.db, event.concern_id))


def _was_known(book: Book, event: ConcernRecorded, seq: int) -> bool:
    """Whether the concern was entered before: then only its words would change."""
    return any(line.seq < seq for line in streams.events_below(book.db, f"concern/{event.concern_id}"))


def _closed_since(book: Book, seq: int) -> bool:
    closed = {line.stream for line in book.journal.since(seq) if isinstance(line.event, MeetingClosed)}
    rows = (meetings.by_id(book.db, MeetingId(stream.removeprefix("meeting/"))) for stream in closed)
    return any(row is not None and row.closed_at is not None for row in rows)

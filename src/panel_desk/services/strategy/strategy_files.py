"""The action plan, the places of concern and “you said, we did” as files: a PDF, a workbook, or one table as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from panel_desk.domain.ids import PersonId
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.domain.strategy.feedback_told import FeedbackLine, YouSaidWeDid
from panel_desk.domain.strategy.places_told import OutsidePlace, PlacesOutside
from panel_desk.domain.strategy.plan_told import ObjectiveLine, PlanView
from panel_desk.services.book import Book
from panel_desk.services.exporting import Cell, Exporting, SheetOf, sheets_bytes, table_bytes
from panel_desk.services.leaving import marking_of, named_recipient, other_ending, paper_head

if TYPE_CHECKING:
    from panel_desk.documents.rendered import Rendered

# reportlab is imported where it is used.

Paper = PlanView | PlacesOutside | YouSaidWeDid
_Row = tuple[Cell, ...]

_OBJECTIVES = ("Number", "Objective", "Owner", "Agency", "Measure", "Due", "How it stands", "Rated on", "Why", "Closed")
_MILESTONES = ("Number", "Milestone", "Owner", "Due", "Reached on", "State")
_RATINGS = ("Number", "How it stood", "On", "Why", "By", "Meeting")
_PLACES = ("Kind", "Name", "Concern", "Lead agency", "Raised on", "Standing", "Children", "Pseudonyms", "Offered")
_OFFERED = ("Kind", "What", "By", "From", "Until", "Sessions", "Reached", "Outcome")
_VOICE = ("About", "Who", "How", "Said on", "What was said", "What changed", "State")


def export_paper(book: Book, exporting: Exporting, actor: PersonId, path: Path, value: Paper, recipient: str) -> None:  # noqa: PLR0917 - who, where, what, for whom
    """Write a paper for a recipient and enter it: both, or neither.

    Args:
        book: The desk's.
        exporting: Enters it.
        actor: Who gives it out.
        path: Ends in ``.pdf``, ``.xlsx`` or ``.csv``, which decides what is made.
        value: May leave the vault: children by initials or pseudonyms.
        recipient: For whom.

    Raises:
        DeskError: without a recipient, for another ending, or where the file cannot be written.
    """
    to = named_recipient(recipient)
    told = _told(value)
    content = _bytes(book, path, told, to)
    exporting.file(actor, path, content, what=told.what, title=told.title, recipient=to, rows=told.lines)


class _Told(Struct, frozen=True, kw_only=True):
    """A paper in all the ways it may leave."""

    what: str
    """As the register of exports calls it."""
    title: str
    lines: int
    sheets: tuple[SheetOf, ...]
    table: tuple[tuple[str, ...], list[_Row]]
    """Everything as one: headings and rows; what hangs on a line stands beside it, once for each."""
    draw: Callable[[PaperHead], Rendered]


def _bytes(book: Book, path: Path, told: _Told, recipient: str) -> bytes:
    marking, _handling = marking_of(book)
    match path.suffix.lower():
        case ".pdf":
            return told.draw(paper_head(book, recipient)).pdf_bytes
        case ".xlsx":
            return sheets_bytes(told.sheets, title=told.title, marking=marking)
        case ".csv":
            headings, rows = told.table
            return table_bytes(path, headings, rows, title=told.title, marking=marking)
    raise other_ending(path)


def _told(value: Paper) -> _Told:
    match value:
        case PlanView():
            return _plan(value)
        case PlacesOutside():
            return _places(value)
        case YouSaidWeDid():
            return _voice(value)


def _plan(plan: PlanView) -> _Told:
    title, objectives = "Strategy action plan", (*plan.objectives, *plan.closed)
    ratings = [
        (o.number, r.label.capitalize(), r.on, r.words, r.by, r.meeting_reference)
        for o in objectives
        for r in o.history
    ]
    milestones = [(o.number, *row) for o in objectives for row in _milestones(o)]

    def draw(head: PaperHead) -> Rendered:
        from panel_desk.documents.strategy_pdf import render_action_plan  # noqa: PLC0415 - reportlab loads slowly

        return render_action_plan(plan, head)

    return _Told(
        what="action plan",
        title=title,
        lines=len(objectives),
        sheets=(
            _sheet("Objectives", title, _OBJECTIVES, map(_objective, objectives), plan.sentence, *plan.notes),
            _sheet("Milestones", f"{title}: milestones", _MILESTONES, milestones),
            _sheet("Ratings", f"{title}: every rating", _RATINGS, ratings),
        ),
        table=((*_OBJECTIVES, *_MILESTONES[1:]), list(_beside(objectives))),
        draw=draw,
    )


def _places(told: PlacesOutside) -> _Told:
    title = "Places of concern and what is offered there"
    offered = [(place.name, *row) for place in told.places for row in _offered(place)]

    def draw(head: PaperHead) -> Rendered:
        from panel_desk.documents.strategy_pdf import render_places  # noqa: PLC0415 - reportlab loads slowly

        return render_places(told, head)

    return _Told(
        what="places of concern",
        title=title,
        lines=len(told.places),
        sheets=(
            _sheet("Places", title, _PLACES, map(_place, told.places), told.sentence, *told.notes),
            _sheet("Offered", f"{title}: what is offered", ("Place", *_OFFERED), offered),
        ),
        table=((*_PLACES, *_OFFERED), list(_offered_beside(told.places))),
        draw=draw,
    )


def _voice(told: YouSaidWeDid) -> _Told:
    title, lines = f"You said, we did: {told.period_words}", (*told.answered, *told.waiting)

    def draw(head: PaperHead) -> Rendered:
        from panel_desk.documents.strategy_pdf import render_voice  # noqa: PLC0415 - reportlab loads slowly

        return render_voice(told, head)

    return _Told(
        what="you said, we did",
        title=title,
        lines=len(lines),
        sheets=(
            _sheet("Answered", f"{title}: answered", _VOICE, map(_said, told.answered), told.sentence, *told.notes),
            _sheet("Waiting", f"{title}: waiting for an answer", _VOICE, map(_said, told.waiting)),
        ),
        table=(_VOICE, [_said(line) for line in lines]),
        draw=draw,
    )


def _sheet(name: str, title: str, headings: tuple[str, ...], rows: Iterable[Sequence[Cell]], *notes: str) -> SheetOf:
    return SheetOf(name=name, title=title, headings=headings, rows=tuple(rows), notes=notes)


def _objective(line: ObjectiveLine) -> _Row:
    rating = line.rating
    return (
        line.number,
        line.title,
        line.owner,
        line.agency,
        line.measure,
        line.due_on,
        rating.label.capitalize() if rating else "Not rated yet",
        rating.on if rating else None,
        rating.words if rating else "",
        line.closed_because,
    )


def _milestones(line: ObjectiveLine) -> list[_Row]:
    return [(m.what, m.owner, m.due_on, m.reached_on, m.state_words) for m in line.milestones]


def _beside(lines: Iterable[ObjectiveLine]) -> Iterator[_Row]:
    for line in lines:
        for milestone in _milestones(line) or [(None,) * (len(_MILESTONES) - 1)]:
            yield (*_objective(line), *milestone)


def _place(place: OutsidePlace) -> _Row:
    return (
        place.kind.value,
        place.name,
        place.concern,
        place.lead_agency,
        place.raised_on,
        place.standing_words,
        len(place.children),
        ", ".join(place.children),
        place.offered_words,
    )


def _offered(place: OutsidePlace) -> list[_Row]:
    return [
        (o.kind.value, o.what, o.provider, o.starts_on, o.ends_on, o.sessions, o.reached, o.outcome)
        for o in place.interventions
    ]


def _offered_beside(places: Iterable[OutsidePlace]) -> Iterator[_Row]:
    for place in places:
        for offered in _offered(place) or [(None,) * len(_OFFERED)]:
            yield (*_place(place), *offered)


def _said(line: FeedbackLine) -> _Row:
    did = "\n".join(answer.words for answer in line.answers)
    return line.about_words, line.speaker_words, line.how_words, line.said_on, line.said, did, line.state_words

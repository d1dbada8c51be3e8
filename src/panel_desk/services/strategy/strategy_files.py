"""The action plan, the places of concern and “you said, we did” as files: a PDF, a workbook, or one table as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
    title, rows = _title(value), _count(value)
    content = _bytes(book, path, value, title, to)
    exporting.file(actor, path, content, what=_WHAT[type(value)], title=title, recipient=to, rows=rows)


_WHAT: dict[type, str] = {
    PlanView: "action plan",
    PlacesOutside: "places of concern",
    YouSaidWeDid: "you said, we did",
}


def _bytes(book: Book, path: Path, value: Paper, title: str, recipient: str) -> bytes:
    marking, _handling = marking_of(book)
    match path.suffix.lower():
        case ".pdf":
            return _drawn(value, paper_head(book, recipient)).pdf_bytes
        case ".xlsx":
            return sheets_bytes(_sheets(value, title), title=title, marking=marking)
        case ".csv":
            headings, rows = _one_table(value)
            return table_bytes(path, headings, rows, title=title, marking=marking)
    raise other_ending(path)


def _drawn(value: Paper, head: PaperHead) -> Rendered:
    from panel_desk.documents.strategy_pdf import (  # noqa: PLC0415 - reportlab loads slowly
        render_action_plan,
        render_places,
        render_voice,
    )

    match value:
        case PlanView():
            return render_action_plan(value, head)
        case PlacesOutside():
            return render_places(value, head)
        case YouSaidWeDid():
            return render_voice(value, head)


def _title(value: Paper) -> str:
    match value:
        case PlanView():
            return "Strategy action plan"
        case PlacesOutside():
            return "Places of concern and what is offered there"
        case YouSaidWeDid():
            return f"You said, we did: {value.period_words}"


def _count(value: Paper) -> int:
    match value:
        case PlanView():
            return len(value.objectives) + len(value.closed)
        case PlacesOutside():
            return len(value.places)
        case YouSaidWeDid():
            return len(value.answered) + len(value.waiting)


def _one_table(value: Paper) -> tuple[tuple[str, ...], list[_Row]]:
    """Everything as one table: what hangs on a line stands beside it, once for each."""
    match value:
        case PlanView():
            objectives = (*value.objectives, *value.closed)
            return (*_OBJECTIVES, *_MILESTONES[1:]), list(_beside(objectives))
        case PlacesOutside():
            return (*_PLACES, *_OFFERED), list(_offered_beside(value.places))
        case YouSaidWeDid():
            return _VOICE, [_said(line) for line in (*value.answered, *value.waiting)]


def _sheets(value: Paper, title: str) -> list[SheetOf]:
    match value:
        case PlanView():
            return _plan_sheets(value, title)
        case PlacesOutside():
            offered = [(p.name, *row) for p in value.places for row in _offered(p)]
            return [
                _sheet("Places", title, _PLACES, map(_place, value.places), value.sentence, *value.notes),
                _sheet("Offered", f"{title}: what is offered", ("Place", *_OFFERED), offered),
            ]
        case YouSaidWeDid():
            return [
                _sheet(
                    "Answered", f"{title}: answered", _VOICE, map(_said, value.answered), value.sentence, *value.notes
                ),
                _sheet("Waiting", f"{title}: waiting for an answer", _VOICE, map(_said, value.waiting)),
            ]


def _plan_sheets(plan: PlanView, title: str) -> list[SheetOf]:
    objectives = (*plan.objectives, *plan.closed)
    ratings = [
        (o.number, f"{r.label[:1].upper()}{r.label[1:]}", r.on, r.words, r.by, r.meeting_reference)
        for o in objectives
        for r in o.history
    ]
    return [
        _sheet("Objectives", title, _OBJECTIVES, map(_objective, objectives), plan.sentence, *plan.notes),
        _sheet(
            "Milestones",
            f"{title}: milestones",
            _MILESTONES,
            [(o.number, *row) for o in objectives for row in _milestones(o)],
        ),
        _sheet("Ratings", f"{title}: every rating", _RATINGS, ratings),
    ]


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
        f"{rating.label[:1].upper()}{rating.label[1:]}" if rating else "Not rated yet",
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

"""The strategy on paper: the action plan, places and what is offered there, and “you said, we did”.

Ratings are words; children stand beside places by pseudonyms alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE
from panel_desk.documents.paper import begun, finished
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Cell, Column
from panel_desk.domain.calendar import date_words
from panel_desk.domain.minutes.papers import PaperHead
from panel_desk.domain.strategy.action_plan import Rating
from panel_desk.domain.strategy.feedback_told import FeedbackLine, YouSaidWeDid, quoted
from panel_desk.domain.strategy.places_told import OutsidePlace, PlacesOutside
from panel_desk.domain.strategy.plan_told import ObjectiveLine, PlanView, RatingLine

_NOT_RATED = "Not rated yet"


def render_action_plan(plan: PlanView, head: PaperHead) -> Rendered:
    """The plan on a day: all objectives in one table, what is late, then each objective with its milestones."""
    title = "Strategy action plan"
    sheet = begun(title, head, [("Plan on", date_words(plan.today))])
    sheet.at("sentences")
    sheet.text(sheet.bold(plan.sentence))
    _note(sheet, plan.notes)
    sheet.section("How the objectives stand")
    sheet.table(_OVERVIEW, [_overview_row(sheet, line) for line in plan.objectives], row_headers=True)
    _late(sheet, plan)
    sheet.section("Objectives")
    if not plan.objectives:
        sheet.text("None", look=style.FACTS)
    for line in plan.objectives:
        _objective(sheet, line)
    if plan.closed:
        sheet.section("Closed")
        rows = [[sheet.cell(text) for text in (line.number, line.title, _closed_words(line))] for line in plan.closed]
        columns = (Column("Number", tight=True), Column("Objective", weight=2), Column("Closed", weight=2))
        sheet.table(columns, rows, row_headers=True)
    return finished(sheet, title, head, "strategy action plan")


_OVERVIEW = (
    Column("Number", tight=True),
    Column("Objective", weight=2),
    Column("Owner"),
    Column("Rating"),
    Column("Milestones"),
    Column("Due"),
)


def _overview_row(sheet: Sheet, line: ObjectiveLine) -> list[Cell]:
    sheet.at(f"objective {line.number}")
    rating = sheet.cell(sheet.bold(_rating_words(line.rating), _ink(line.rating)))
    texts = (line.number, line.title, line.owner)
    return [*map(sheet.cell, texts), rating, sheet.cell(line.milestone_words), sheet.cell(line.due_words)]


def _rating_words(rating: RatingLine | None) -> str:
    return _NOT_RATED if rating is None else rating.rating.heading


def _ink(rating: RatingLine | None) -> Color | None:
    if rating is None:
        return None
    return {Rating.RED: style.RED, Rating.AMBER: style.AMBER}.get(rating.rating, style.ACCENT)


def _owner(line: ObjectiveLine) -> str:
    return f"{line.owner}, {line.agency}" if line.agency and line.agency not in line.owner else line.owner


def _closed_words(line: ObjectiveLine) -> str:
    day = date_words(line.closed_on) if line.closed_on else ""
    return ": ".join(part for part in (day, line.closed_because) if part)


def _late(sheet: Sheet, plan: PlanView) -> None:
    """Milestones that should have been reached, the latest first."""
    sheet.at("Late milestones")
    sheet.section("Late milestones")
    rows = [
        (
            sheet.cell(late.number),
            sheet.cell(late.milestone.what),
            sheet.cell(late.milestone.owner or "–"),
            sheet.cell(date_words(late.milestone.due_on)),
            sheet.cell(sheet.bold(late.milestone.state_words, style.RED)),
        )
        for late in plan.late
    ]
    columns = (
        Column("Objective", tight=True),
        Column("Milestone", weight=2),
        Column("Owner"),
        Column("Due", tight=True),
        Column("State"),
    )
    sheet.table(columns, rows, row_headers=True)


def _objective(sheet: Sheet, line: ObjectiveLine) -> None:
    """One objective with its measure, its milestones, and every rating it was given."""
    sheet.at(f"objective {line.number}")
    sheet.item(f"{line.number}\u00a0 {line.title}")
    facts = (
        ("Owner", _owner(line)),
        ("Due", line.due_words),
        ("Measure", line.measure),
        ("Rating", line.rating_words),
        ("Before", "\n".join(earlier.said for earlier in line.history[1:])),
    )
    sheet.facts([(label, value) for label, value in facts if value])
    if line.milestones:
        columns = (
            Column("Milestone", weight=2),
            Column("Owner"),
            Column("Due", tight=True),
            Column("State", weight=1.5),
        )
        rows = [
            (
                sheet.cell(step.what),
                sheet.cell(step.owner or "–"),
                sheet.cell(date_words(step.due_on)),
                sheet.cell(sheet.bold(step.state_words, style.RED) if step.late else step.state_words),
            )
            for step in line.milestones
        ]
        sheet.table(columns, rows, row_headers=True)


def render_places(outside: PlacesOutside, head: PaperHead) -> Rendered:
    """Places and themes with what is offered there. Takes what may leave the vault, which has no child's name."""
    title = "Places of concern and what is offered there"
    sheet = begun(title, head, [("Register on", date_words(outside.today))])
    sheet.at("sentences")
    sheet.text(sheet.bold(outside.sentence))
    _note(sheet, outside.notes)
    sheet.section("Overview")
    rows = [
        (
            sheet.cell(place.name),
            sheet.cell(_kind(place)),
            sheet.cell(place.standing_words),
            sheet.cell(place.offered_words),
        )
        for place in outside.places
    ]
    columns = (Column("Name"), Column("Kind"), Column("Standing", weight=1.5), Column("Offered", weight=1.5))
    sheet.table(columns, rows, row_headers=True)
    for heading, closed in (("Open", False), ("Closed", True)):
        places = [place for place in outside.places if place.closed is closed]
        if places:
            sheet.section(heading)
        for place in places:
            _place(sheet, place)
    return finished(sheet, title, head, "places of concern")


def _place(sheet: Sheet, place: OutsidePlace) -> None:
    sheet.at(place.name)
    sheet.item(place.name)
    facts = (
        ("Kind", _kind(place)),
        ("Concern", place.concern),
        ("Lead", place.lead_agency),
        ("Standing", place.standing_words),
        ("Children", place.children_words),
    )
    sheet.facts([(label, value) for label, value in facts if value])
    if not place.interventions:
        sheet.text(place.offered_words, look=style.FACTS)
        return
    columns = (
        Column("What is offered", weight=2),
        Column("By"),
        Column("When", weight=1.5),
        Column("Reach"),
        Column("Outcome", weight=1.5),
    )
    rows = [
        (
            (sheet.line(each.what), sheet.line(each.kind.value, look=style.CELL_SMALL)),
            sheet.cell(each.provider or "–"),
            sheet.cell(each.when_words),
            sheet.cell(each.reach_words),
            sheet.cell(each.outcome or "–"),
        )
        for each in place.interventions
    ]
    sheet.table(columns, rows, row_headers=True)


def _kind(place: OutsidePlace) -> str:
    return place.kind.value.capitalize()


def render_voice(value: YouSaidWeDid, head: PaperHead) -> Rendered:
    """What children and families said in a period beside what was done because of it; then what waits for an answer."""
    title = "You said, we did"
    sheet = begun(title, head, [("Period", value.period_words)], INITIALS_NOTE)
    sheet.at("sentences")
    sheet.text(sheet.bold(value.sentence))
    _note(sheet, value.notes)
    sheet.section("Answered")
    _said(sheet, value.answered, "We did")
    sheet.section("Waiting for an answer")
    _said(sheet, value.waiting, "State")
    return finished(sheet, title, head, "you said, we did")


def _said(sheet: Sheet, lines: Sequence[FeedbackLine], beside: str) -> None:
    """Words on the left, what was done on the right."""
    rows = []
    for line in lines:
        sheet.at(line.about_words)
        said = (
            sheet.line(sheet.bold(line.speaker_words), f", {line.about_words}", look=style.CELL_SMALL),
            sheet.line(quoted(line.said)),
            sheet.line(line.how_words, look=style.CELL_SMALL),
        )
        done = [sheet.line(answer.words) for answer in line.answers]
        rows.append((said, (*done, sheet.line(line.state_words, look=style.CELL_SMALL))))
    half = style.COLUMN / 2
    sheet.table((Column("You said"), Column(beside)), rows, widths=(half, half))


def _note(sheet: Sheet, notes: tuple[str, ...]) -> None:
    if notes:
        sheet.text(" ".join(sentence(note) for note in notes), look=style.SMALL)

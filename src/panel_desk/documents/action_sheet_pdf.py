"""The decisions-and-actions sheet of one agency, sent the working day after the meeting."""

from __future__ import annotations

from itertools import groupby

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE, actions, decision, small_print
from panel_desk.documents.page import Furniture, footer_line
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.domain.calendar import day_words
from panel_desk.domain.minutes.minutes import ActionSheet

_STANDING = (
    "These are the decisions and actions as recorded at the meeting. The minutes follow, and stand over this sheet."
)


def render_action_sheet(sheet_value: ActionSheet, *, copy_number: int | None = None, recipient: str = "") -> Rendered:
    """One agency's own actions and the decisions it needs, as a PDF.

    Args:
        sheet_value: What to print.
        copy_number: Printed in the footer on a numbered copy.
        recipient: Whose copy it is; the agency where nothing is given.
    """
    sheet = Sheet()
    sheet.title(f"{sheet_value.panel_name}: decisions and actions", sheet_value.council)
    sheet.facts(
        [
            ("For", sheet_value.agency),
            ("Meeting", f"{sheet_value.reference}, {day_words(sheet_value.held_on)}"),
            ("Actions", f"{len(sheet_value.actions)} new, {len(sheet_value.carried)} carried over"),
        ]
    )
    small_print(sheet, sheet_value.handling, INITIALS_NOTE, _STANDING, fictional=sheet_value.fictional)
    for heading, lines, state in (
        ("New actions", sheet_value.actions, False),
        ("Actions carried over", sheet_value.carried, True),
    ):
        sheet.at(heading)
        sheet.section(heading)
        actions(sheet, lines, sheet_value.reference, sheet_value.held_on, state=state, about=True)
    sheet.section("Decisions")
    if not sheet_value.decisions:
        sheet.text("None", look=style.FACTS)
    for (number, heading), decided in groupby(sheet_value.decisions, key=lambda line: line[:2]):
        sheet.at(f"item {number}")
        sheet.item(f"{number}\u00a0 {heading}")
        for _number, _heading, resolved in decided:
            decision(sheet, resolved)
    furniture = Furniture(
        marking=sheet_value.marking,
        footer=footer_line(
            sheet_value.reference, "decisions and actions", copy_number, recipient or sheet_value.agency
        ),
        fictional=sheet_value.fictional,
    )
    return sheet.rendered(
        furniture,
        title=f"{sheet_value.panel_name}: decisions and actions for {sheet_value.agency}, {sheet_value.reference}",
        author=sheet_value.council or sheet_value.panel_name,
        made_at=sheet_value.made_at,
    )

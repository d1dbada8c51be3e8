"""Actions across meetings as a PDF, for one reader."""

from __future__ import annotations

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE, actions, small_print
from panel_desk.documents.page import Furniture, footer_line
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.domain.calendar import ENGLAND, count_words, date_words, moment_words
from panel_desk.domain.following.action_lists import ActionList


def render_action_list(value: ActionList) -> Rendered:
    """The actions in their order, each with its owner, due day and state."""
    sheet = Sheet()
    day = value.made_at.astimezone(ENGLAND).date()
    sheet.title(value.title, value.council)
    sheet.facts(
        [
            ("For", value.recipient),
            ("As of", moment_words(value.made_at)),
            ("Actions", f"{count_words(len(value.lines), 'action')}, {value.overdue} overdue"),
        ]
    )
    small_print(sheet, value.handling, INITIALS_NOTE, fictional=value.fictional)
    sheet.at("actions")
    if value.lines:
        # Actions of several panels and years stand in one table, so that every reference prints whole.
        actions(sheet, value.lines, "", day, state=True, about=True)
    else:
        sheet.text("None", look=style.FACTS)
    furniture = Furniture(
        marking=value.marking,
        footer=footer_line("Actions", date_words(day), None, value.recipient),
        fictional=value.fictional,
    )
    return sheet.rendered(furniture, title=value.title, author=value.council or "Panel Desk", made_at=value.made_at)

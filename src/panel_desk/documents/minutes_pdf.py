"""Minutes as a PDF, from their value: nothing is decided or worded here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from panel_desk.documents import style
from panel_desk.documents.blocks import INITIALS_NOTE, actions, attendance, decision, plan, small_print
from panel_desk.documents.page import Furniture, footer_line
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.signature_boxes import signature_boxes
from panel_desk.documents.tagging.flowables import Run
from panel_desk.documents.tagging.typeface import SEMIBOLD
from panel_desk.domain.minutes.minutes import (
    ActionTable,
    AttendanceTable,
    Block,
    Minutes,
    MinutesItem,
    MinutesState,
    PlanTable,
    Resolved,
    Text,
)


def render_minutes(
    minutes: Minutes,
    *,
    copy_number: int | None = None,
    recipient: str = "",
    record: bytes | None = None,
    edition: str = "minutes",
) -> Rendered:
    """The minutes as an accessible archive PDF, with an empty field for every signature they expect.

    Args:
        minutes: What to print.
        copy_number: Printed in the footer, with the recipient, on a numbered copy.
        recipient: Whose copy it is, in words: ``Police``.
        record: The machine-readable minutes, attached as ``minutes.json``.
        edition: What the footer calls the document: ``minutes``, ``child extract``.
    """
    sheet = Sheet()
    sheet.title(minutes.title, minutes.council)
    sheet.facts(minutes.facts)
    told = "Children are shown by" in minutes.handling
    small_print(sheet, minutes.handling, "" if told else INITIALS_NOTE, fictional=minutes.fictional)
    for section in minutes.sections:
        sheet.at(f"item {section.number}")
        sheet.section(f"{section.number}. {section.title}")
        if not section.items:
            sheet.text("None", look=style.FACTS)
        for item in section.items:
            _item(sheet, item, minutes)
    if minutes.signatures:
        signature_boxes(sheet, minutes.signatures)
    draft = minutes.state is MinutesState.DRAFT
    footer = f"{edition}, version {minutes.revision}, {minutes.state.value}"
    furniture = Furniture(
        marking=minutes.marking,
        footer=footer_line(minutes.reference, footer, copy_number, recipient),
        fictional=minutes.fictional,
        draft=draft,
    )
    return sheet.rendered(
        furniture,
        title=f"{minutes.title}, {minutes.reference}",
        author=minutes.council or minutes.panel_name,
        made_at=minutes.composed_at,
        record=record,
    )


def _item(sheet: Sheet, item: MinutesItem, minutes: Minutes) -> None:
    sheet.at(f"item {item.number}")
    if item.heading:
        sheet.item(f"{item.number}\u00a0 {item.heading}")
    for muted, blocks in groupby(item.blocks, key=lambda block: isinstance(block, Text) and block.muted):
        if muted:
            _facts(sheet, [block for block in blocks if isinstance(block, Text)])
        else:
            _blocks(sheet, blocks, minutes)


def _facts(sheet: Sheet, texts: Sequence[Text]) -> None:
    """Facts in brief: small, their labels bold and grey, one after another in one paragraph."""
    runs: list[Run] = []
    for text in texts:
        gap = "\u00a0 " if runs else ""
        if text.label:
            runs.append(sheet.run(f"{gap}{text.label}\u00a0 ", SEMIBOLD, style.MUTED, style.LABEL_SIZE))
            gap = ""
        runs.append(sheet.run(gap + text.text))
    sheet.text(*runs, look=style.FACTS)


def _blocks(sheet: Sheet, blocks: Iterable[Block], minutes: Minutes) -> None:
    for block in blocks:
        match block:
            case Text():
                label = [sheet.bold(f"{block.label} ")] if block.label else []
                sheet.text(*label, sheet.run(block.text))
            case Resolved():
                decision(sheet, block)
            case ActionTable():
                actions(
                    sheet, block.lines, minutes.reference, minutes.held_on, state=block.carried, about=block.carried
                )
            case AttendanceTable():
                attendance(sheet, block)
            case PlanTable():
                plan(sheet, block)

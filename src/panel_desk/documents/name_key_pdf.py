"""The name key: which initials are whose. A sheet of its own, because it must never travel with the agenda."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from panel_desk.documents import style
from panel_desk.documents.blocks import FICTIONAL_NOTE
from panel_desk.documents.page import Furniture, footer_line
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.tables import Column
from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.calendar import day_words
from panel_desk.domain.minutes.minutes import Minutes

_WARNING = "Do not send with the agenda or the minutes."
_WHY = "It names the children whom those documents show by initials. Keep it apart, and destroy it after use."


class NameKey(Struct, frozen=True, kw_only=True):
    """What the sheet prints."""

    panel_name: str
    reference: str
    held_on: date
    marking: str
    names: tuple[tuple[str, str, str], ...]
    """Initials, local ID and name, each child once, in the order of the document."""
    council: str = ""
    fictional: bool = False


def name_key_of_agenda(agenda: Agenda) -> NameKey:
    """The key to an agenda: every child on it once."""
    children = [n.item.child for section in agenda.sections for n in section.items if n.item.child is not None]
    return NameKey(
        panel_name=agenda.panel_name,
        reference=agenda.reference,
        held_on=agenda.held_on,
        marking=agenda.marking,
        names=tuple({child.child_id: (child.initials, child.local_id, child.name) for child in children}.values()),
        council=agenda.council,
        fictional=agenda.fictional,
    )


def name_key_of_minutes(minutes: Minutes) -> NameKey:
    """The key to minutes, as it was composed with them."""
    return NameKey(
        panel_name=minutes.panel_name,
        reference=minutes.reference,
        held_on=minutes.held_on,
        marking=minutes.marking,
        names=minutes.name_key,
        council=minutes.council,
        fictional=minutes.fictional,
    )


def render_name_key(
    key: NameKey, *, made_at: datetime, copy_number: int | None = None, recipient: str = ""
) -> Rendered:
    """The name key as a PDF with its own marking line.

    Args:
        key: What to print.
        made_at: When it was made, aware; it stands in the file's properties.
        copy_number: Printed in the footer on a numbered copy.
        recipient: Whose copy it is.
    """
    sheet = Sheet()
    sheet.title(f"{key.panel_name}: name key", key.council)
    sheet.facts([("Meeting", f"{key.reference}, {day_words(key.held_on)}"), ("Children", str(len(key.names)))])
    warning = [sheet.line(sheet.bold(_WARNING, style.RED), f" {_WHY}", look=style.NOTICE)]
    if key.fictional:
        warning.append(sheet.line(FICTIONAL_NOTE, look=style.NOTICE))
    sheet.boxed(warning, style.WARNING_BOX)
    rows = []
    for initials, local_id, name in key.names:
        sheet.at(f"{initials} ({local_id})")
        rows.append((sheet.cell(sheet.bold(initials)), sheet.cell(local_id), sheet.cell(name)))
    sheet.table((Column("Initials"), Column("Local ID"), Column("Name")), rows, row_headers=True)
    furniture = Furniture(
        marking=key.marking,
        footer=footer_line(key.reference, "name key, do not send with the agenda", copy_number, recipient),
        fictional=key.fictional,
    )
    return sheet.rendered(
        furniture,
        title=f"{key.panel_name}: name key, {key.reference}",
        author=key.council or key.panel_name,
        made_at=made_at,
    )

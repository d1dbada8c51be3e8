"""No part of a child's name is anywhere in a finished agenda, minutes or action sheet; the name key has them all.

The whole file is searched, not only what a reader sees: text as poppler reads it, every string and every stream
uncompressed (metadata, structure, fields, attachments), each in every encoding that a PDF may use.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime

import pikepdf
import pytest
from msgspec.structs import replace
from tests.documents.reading import raw_text_of, structure_of, text_of
from tests.unit.agenda_builders import MACE, SAFE
from tests.unit.builders import (
    DANA,
    ENGLAND,
    HELD_ON,
    a_child_item,
    a_concern_item,
    a_decision_event,
    a_risk,
    at,
)
from tests.unit.composed import a_sitting, around, the_action

from panel_desk.documents.action_sheet_pdf import render_action_sheet
from panel_desk.documents.agenda_pdf import render_agenda
from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.name_key_pdf import name_key_of_agenda, name_key_of_minutes, render_name_key
from panel_desk.documents.rendered import Rendered
from panel_desk.domain.agendas.agenda import Agenda, AgendaItem
from panel_desk.domain.agendas.filling import standing_items
from panel_desk.domain.agendas.running_order import agenda_value, in_sections
from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.events.meetings import MeetingClosed
from panel_desk.domain.events.minutes import MinutesApproved
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.minutes.action_sheets import action_sheet, agencies_with_actions
from panel_desk.domain.minutes.composing import Surroundings, compose
from panel_desk.domain.minutes.minutes import Minutes
from panel_desk.domain.minutes.minutes_record import record_of
from panel_desk.domain.panels import PanelDefinition

MADE_AT = datetime(2026, 12, 3, 9, 0, tzinfo=ENGLAND)
NAMES = {
    "104233": ("Z.Q.", "Zebedee Quillfeather"),
    "104290": ("O.V.", "Ottoline Vancastle-Wrennard"),
    "104311": ("É.D.", "Éloïse Drummondale"),
    "104318": ("K.O.", "Kasimir O’Tremblay"),
}
ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "cp1252")
PANELS = pytest.mark.parametrize("panel", [SAFE, MACE], ids=["SAFE", "MACE"])


def name_parts() -> list[str]:
    return [part for _, name in NAMES.values() for part in re.findall(r"[^\W\d_]{3,}", name)]


def items_of(panel: PanelDefinition) -> tuple[AgendaItem, ...]:
    """Every fixed item, the four children, and a place where the panel discusses places."""
    ids = iter(range(100))
    found = list(standing_items(panel, item_id=lambda: ItemId(f"fixed-{next(ids)}")))
    for local_id, (initials, name) in NAMES.items():
        item = a_child_item(local_id, section="reviews" if panel is SAFE else "victims", local_id=local_id)
        assert item.child is not None
        brief = replace(item.child, name=name, initials=initials, risk=a_risk(), school="Fictional Academy")
        found.append(replace(item, child=brief, title=brief.heading, late_reason="Missing since last night."))
    if panel is MACE:
        found.append(a_concern_item(section="locations"))
    return in_sections(panel, found)


def a_whole_meeting(panel: PanelDefinition) -> Meeting:
    """Written up, decided, closed and confirmed: its minutes carry signature fields and the record."""
    items = items_of(panel)
    meeting_id = MeetingId(f"meeting-{panel.key}-2026-11")
    said = [
        NoteRecorded(meeting_id=meeting_id, item_id=i.id, section=s, text="Said.") for i in items for s in NoteSection
    ]
    decided = [a_decision_event(i.id) for i in items if i.child or i.concern]
    confirmed = MinutesApproved(
        meeting_id=meeting_id,
        revision=1,
        confirmed_at=MeetingId("later"),
        confirmed_reference=f"{panel.key}-2026-12",
        presiding=DANA.id,
        presiding_name=DANA.name,
        at=at(60 * 24 * 21),
    )
    return a_sitting(*said, *decided, MeetingClosed(at=at(150)), confirmed, items=items, definition=panel, started=())


def surroundings(panel: PanelDefinition) -> Surroundings:
    recorded = [
        replace(the_action(n, item_id=ItemId(local_id)), about=f"{initials} ({local_id})", panel=panel.key)
        for n, (local_id, (initials, _)) in enumerate(NAMES.items())
    ]
    earlier = replace(the_action(4, reference=f"{panel.key}-2026-10/04", due_on=date(2026, 11, 20)), panel=panel.key)
    return around(*recorded, carried=(earlier,))


def minutes_of(panel: PanelDefinition) -> Minutes:
    return compose(a_whole_meeting(panel), surroundings(panel))


def agenda_of(panel: PanelDefinition) -> Agenda:
    meeting = a_whole_meeting(panel)
    carried = surroundings(panel).carried
    return agenda_value(meeting.planned, [i.agenda for i in meeting.items], carried, today=HELD_ON, issued=1)


def strings_in(value: object) -> Iterator[bytes]:
    """Names of keys and all strings of an object, but not of what it refers to: that is an object of its own."""
    if isinstance(value, pikepdf.String):
        yield bytes(value)
        yield str(value).encode()
    elif isinstance(value, pikepdf.Name):
        yield str(value).encode()
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in value.keys():  # noqa: SIM118 - a stream iterates over something else
            yield key.encode()
            yield from own_strings_in(value[key])
    elif isinstance(value, pikepdf.Array):
        for one in value:
            yield from own_strings_in(one)


def own_strings_in(part: object) -> Iterator[bytes]:
    if not (isinstance(part, pikepdf.Object) and part.is_indirect):
        yield from strings_in(part)


def everything_in(pdf_bytes: bytes) -> bytes:
    """All that the file holds, uncompressed."""
    found = [pdf_bytes]
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for value in pdf.objects:
            found += strings_in(value)
            if isinstance(value, pikepdf.Stream):
                found.append(value.read_bytes())
    return b"\n".join(found)


def leaks_in(rendered: Rendered) -> list[str]:
    """Every part of a name that is anywhere in the file, in small or capital letters."""
    read = "\n".join(
        (text_of(rendered), raw_text_of(rendered), *(text for _, text in structure_of(rendered)))
    ).casefold()
    held = everything_in(rendered.pdf_bytes)
    return [
        part
        for part in name_parts()
        if part.casefold() in read
        or any(form.encode(e) in held for form in (part, part.lower(), part.upper()) for e in ENCODINGS)
    ]


@PANELS
def test_minutes_with_their_record_hold_no_part_of_a_name(panel: PanelDefinition) -> None:
    minutes = minutes_of(panel)
    rendered = render_minutes(minutes, record=record_of(minutes))
    assert len(minutes.name_key) == len(NAMES)
    assert all(local_id in text_of(rendered) for local_id in NAMES)
    assert leaks_in(rendered) == []


@PANELS
def test_an_agenda_holds_no_part_of_a_name(panel: PanelDefinition) -> None:
    rendered = render_agenda(agenda_of(panel), made_at=MADE_AT)
    assert all(local_id in text_of(rendered) for local_id in NAMES)
    assert leaks_in(rendered) == []


@PANELS
def test_an_action_sheet_holds_no_part_of_a_name(panel: PanelDefinition) -> None:
    meeting, around_it = a_whole_meeting(panel), surroundings(panel)
    (agency,) = agencies_with_actions(meeting, around_it)
    rendered = render_action_sheet(action_sheet(meeting, agency, around_it))
    assert all(local_id in text_of(rendered) for local_id in NAMES)
    assert leaks_in(rendered) == []


def test_the_name_keys_have_them_all() -> None:
    for key in (name_key_of_minutes(minutes_of(SAFE)), name_key_of_agenda(agenda_of(SAFE))):
        assert leaks_in(render_name_key(key, made_at=MADE_AT)) == name_parts()


def test_a_name_in_a_numbered_copys_footer_would_be_found() -> None:
    rendered = render_minutes(minutes_of(SAFE), copy_number=1, recipient="Zebedee")
    assert leaks_in(rendered) == ["Zebedee"]


def test_a_name_in_the_attached_record_would_be_found() -> None:
    minutes = minutes_of(SAFE)
    named = replace(minutes, council="Drummondale Council")
    assert leaks_in(render_minutes(minutes, record=record_of(named))) == ["Drummondale"]


def planted(rendered: Rendered, where: str) -> Rendered:
    """The same file with a name in a place that no page shows."""
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered.pdf_bytes)) as pdf:
        match where:
            case "metadata":
                with pdf.open_metadata() as metadata:
                    metadata["dc:subject"] = {"Kasimir"}
            case "document information":
                pdf.docinfo["/Keywords"] = pikepdf.String("Kasimir")
            case "structure":
                pdf.Root.StructTreeRoot.K[0].Alt = pikepdf.String("Kasimir \N{LATIN SMALL LETTER L WITH STROKE}")
            case "field":
                pdf.Root.AcroForm.Fields[0].TU = pikepdf.String("kasimir")
            case "stream":
                pdf.Root.Kept = pdf.make_stream("KASIMIR".encode("utf-16-be"))
        pdf.save(saved)
    return replace(rendered, pdf_bytes=saved.getvalue())


@pytest.mark.parametrize("where", ["metadata", "document information", "structure", "field", "stream"])
def test_a_name_where_no_page_shows_it_would_be_found(where: str) -> None:
    rendered = render_minutes(minutes_of(SAFE))
    assert leaks_in(planted(rendered, where)) == ["Kasimir"]

"""Every kind of document keeps PDF/UA-1 and PDF/A-3a, as veraPDF judges; even with texts that nobody hopes for."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from tests.documents.builders import (
    MADE_AT,
    a_decision,
    an_action,
    an_action_sheet,
    an_agenda,
    minutes_of,
    some_minutes,
)
from tests.documents.list_builders import an_action_list
from tests.documents.reading import fonts_of, opened
from tests.documents.verapdf import assert_ua1_and_pdfa3a, failures

from panel_desk.documents.action_list_pdf import render_action_list
from panel_desk.documents.action_sheet_pdf import render_action_sheet
from panel_desk.documents.agenda_pdf import render_agenda
from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.name_key_pdf import name_key_of_agenda, render_name_key
from panel_desk.documents.rendered import Rendered
from panel_desk.domain.minutes.minutes import ActionTable, AttendanceTable, MinutesState, Text

KINDS: dict[str, Callable[[], Rendered]] = {
    "approved minutes": lambda: render_minutes(some_minutes(), copy_number=1, recipient="Police", record=b"{}"),
    "draft minutes": lambda: render_minutes(
        some_minutes(state=MinutesState.DRAFT, signatures=(), fictional=True), record=b"{}"
    ),
    "agenda": lambda: render_agenda(an_agenda(fictional=True), made_at=MADE_AT),
    "empty agenda": lambda: render_agenda(an_agenda(sections=(), actions=(), invited=(), issued=0), made_at=MADE_AT),
    "name key": lambda: render_name_key(name_key_of_agenda(an_agenda()), made_at=MADE_AT),
    "action sheet": lambda: render_action_sheet(an_action_sheet()),
    "action list": lambda: render_action_list(an_action_list()),
    "empty action list": lambda: render_action_list(an_action_list(lines=(), fictional=True)),
    "long and odd texts": lambda: render_minutes(
        minutes_of(
            Text(text="Nguyễn Łódź Ŵyn 😀 שלום \x00\u200b <b>AT&T; " * 200),
            Text(label="Voice.", text="x" * 5000),
            a_decision(words="to continue, because " + "it is so " * 900),
            ActionTable(lines=tuple(an_action(n, what="y" * 900) for n in range(30)), carried=True),
            AttendanceTable(lines=()),
        )
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_accessible_and_fit_for_the_archive(kind: str) -> None:
    assert_ua1_and_pdfa3a(KINDS[kind]().pdf_bytes)


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_of_the_one_family(kind: str) -> None:
    fonts = fonts_of(KINDS[kind]())
    assert fonts
    assert all(embedded and "SourceSans3" in name for name, embedded in fonts)


def test_the_validator_sees_a_file_without_structure() -> None:
    out = io.BytesIO()
    with opened(render_minutes(some_minutes())) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(out)
    assert failures(out.getvalue(), "ua1")
    assert failures(out.getvalue(), "3a")


def test_no_page_has_a_transition() -> None:
    with opened(render_minutes(some_minutes())) as pdf:
        assert not [page for page in pdf.pages if "/Trans" in page.obj]

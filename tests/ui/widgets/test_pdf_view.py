"""The document beside its page: turned, searched, zoomed, and kept at its place."""

from __future__ import annotations

import io

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from tests.ui.looking import shown

from panel_desk.ui.widgets.pdf_view import PdfView


def a_pdf(pages: int, word: str = "panel") -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    for page in range(pages):
        canvas.drawString(72, 700, f"{word} page {page + 1}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def view(themed: QApplication, qtbot: QtBot) -> PdfView:
    made = PdfView("Minutes")
    made.resize(600, 500)
    shown(qtbot, made)
    return made


def test_a_document_starts_at_its_first_page(view: PdfView) -> None:
    view.show_bytes(a_pdf(3))

    assert (view.page(), view.pages(), view._place.text()) == (1, 3, "Page 1 of 3")


def test_pages_are_turned_and_told(view: PdfView, qtbot: QtBot) -> None:
    view.show_bytes(a_pdf(3))

    with qtbot.waitSignal(view.page_changed) as told:
        view._after.click()

    assert told.args == [2]
    view.go_to_page(99)
    assert view.page() == 2


def test_the_same_document_shown_anew_keeps_its_page(view: PdfView, qtbot: QtBot) -> None:
    view.show_bytes(a_pdf(5), known_as="minutes")
    view.go_to_page(3)
    bar = view._view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    place = bar.value()

    view.show_bytes(a_pdf(5, "changed"), known_as="minutes")

    qtbot.waitUntil(lambda: view.page() == 3)
    assert view._view.verticalScrollBar().value() == pytest.approx(place, abs=2)


def test_documents_that_follow_at_once_leave_the_last_at_its_place(view: PdfView, qtbot: QtBot) -> None:
    view.show_bytes(a_pdf(5), known_as="minutes")
    view.go_to_page(3)
    for word in ("changed", "again", "once more"):
        view.show_bytes(a_pdf(5, word), known_as="minutes")

    qtbot.wait(50)
    assert view.pages() == 5


def a_full_page(word: str) -> bytes:
    """A page that takes a while to draw."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    canvas.setFont("Helvetica", 4)
    for line in range(2_000):
        canvas.drawString(20 + line % 7 * 80, 20 + line // 7 * 2.8, f"{word} {line} {word} {word}")
    canvas.save()
    return held.getvalue()


@pytest.mark.parametrize("pause", [1, 4, 12])
def test_nothing_of_an_earlier_document_stays_in_sight(view: PdfView, qtbot: QtBot, pause: int) -> None:
    """A page of the first is still being drawn when the second comes."""
    other = PdfView("Minutes")
    other.resize(620, 500)
    shown(qtbot, other)
    other.show_bytes(a_full_page("true"))
    view.show_bytes(a_full_page("untrue"), known_as="minutes")
    qtbot.wait(400)
    view.resize(620, 500)
    qtbot.wait(pause)

    view.show_bytes(a_full_page("true"), known_as="minutes")

    def pictures() -> bool:
        one, two = (each._view.viewport().grab().toImage() for each in (view, other))
        return one == two

    qtbot.waitUntil(pictures, timeout=5_000)
    qtbot.wait(300)
    assert pictures()


def test_another_document_starts_at_its_first_page(view: PdfView) -> None:
    view.show_bytes(a_pdf(5), known_as="minutes")
    view.go_to_page(3)

    view.show_bytes(a_pdf(5, "agenda"), known_as="agenda")

    assert view.page() == 1


def test_a_text_is_found_and_gone_to(view: PdfView, qtbot: QtBot) -> None:
    view.show_bytes(a_pdf(4))

    view.find_text("page 3")

    qtbot.waitUntil(lambda: view.page() == 3)
    assert view._counted.text() == "1 of 1"


def test_a_text_that_is_not_there_is_said(view: PdfView, qtbot: QtBot) -> None:
    view.show_bytes(a_pdf(1))
    view.find_text("panel")
    qtbot.waitUntil(lambda: view._counted.text() == "1 of 1")

    view.find_text("squirrel")

    qtbot.waitUntil(lambda: view._counted.text() == "not found")


def test_zooming_leaves_the_fit_and_fitting_comes_back(view: PdfView) -> None:
    view.show_bytes(a_pdf(1))
    fitted = view._fitted()

    view.zoom(1.2)
    assert view._view.zoomFactor() == pytest.approx(1.2 * fitted)
    for _ in range(40):
        view.zoom(2)
    assert view._view.zoomFactor() == 5

    view.fit_width()
    assert not view._zoomed()


def test_nothing_is_offered_without_a_document(view: PdfView) -> None:
    view.show_bytes(a_pdf(2))
    view.clear()

    assert (view.page(), view.pages(), view._place.text()) == (0, 0, "No document")
    assert not any(tool.isEnabled() for tool in view._tools)


def test_what_waits_for_a_printer_is_called_after_no_child_and_no_recipient(view: PdfView) -> None:
    view.show_bytes(a_pdf(1), known_as="Extract about K.A. · 104101, copy 2, Imran Khan")
    view.print()
    (dialog,) = [d for d in view.findChildren(QPrintDialog) if d.isVisible()]
    assert dialog.printer().docName() == f"Panel Desk: {view._name}"
    dialog.reject()

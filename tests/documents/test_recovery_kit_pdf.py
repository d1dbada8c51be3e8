"""The recovery kit is one accessible page that holds the phrase and says where it belongs."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from tests.documents.reading import text_of
from tests.documents.verapdf import assert_ua1_and_pdfa3a

from panel_desk.documents.recovery_kit_pdf import RecoveryKit, render_recovery_kit

KIT = RecoveryKit(
    council="Fictional Borough Council",
    folder="/home/asha/panel-desk/desk",
    phrase="7KQF-A2B3-C4D5-E6F7-G8H9-J0KM",
    made_at=datetime(2026, 11, 22, 10, 42, tzinfo=UTC),
)


def test_the_kit_is_one_page_with_every_group_of_the_phrase() -> None:
    made = render_recovery_kit(KIT)
    assert made.pages == 1
    assert made.missing_glyphs == ()
    words = text_of(made)
    for group in KIT.phrase.split("-"):
        assert group in words
    assert "Sunday 22 November 2026" in words
    assert "Whoever holds this page can open the desk." in words


def test_the_kit_is_tagged_like_every_other_document() -> None:
    made = render_recovery_kit(KIT)
    assert_ua1_and_pdfa3a(made.pdf_bytes)


def test_the_phrase_does_not_stand_in_the_files_properties() -> None:
    with pikepdf.open(BytesIO(render_recovery_kit(KIT).pdf_bytes)) as pdf:
        said = str(dict(pdf.docinfo)) + str(pdf.open_metadata())
    assert "7KQF" not in said

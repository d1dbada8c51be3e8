"""The recovery kit: one page, for paper, with the phrase that opens the desk when the passphrase is forgotten."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from panel_desk.documents import style
from panel_desk.documents.page import Furniture
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet
from panel_desk.documents.tagging.typeface import SEMIBOLD
from panel_desk.domain.calendar import ENGLAND, day_words

_WARNING = "Whoever holds this page can open the desk."
_KEEP = "Keep it on paper, in a safe or a locked cabinet, away from the computer. Do not scan, photograph or e-mail it."
_PHRASE_SIZE = 22


class RecoveryKit(Struct, frozen=True, kw_only=True):
    """What the page prints."""

    council: str
    folder: str
    """Where the desk lies on the computer it was made on."""
    phrase: str
    """Six groups of four, with dashes."""
    made_at: datetime


def render_recovery_kit(kit: RecoveryKit) -> Rendered:
    """The kit as a PDF of one page."""
    sheet = Sheet()
    sheet.title("Recovery kit", kit.council)
    sheet.facts([("Made on", day_words(kit.made_at.astimezone(ENGLAND).date())), ("Desk", kit.folder)])
    sheet.boxed([sheet.line(sheet.bold(_WARNING, style.RED), f" {_KEEP}", look=style.NOTICE)], style.WARNING_BOX)
    sheet.section("The phrase")
    groups = kit.phrase.split("-")
    for row in (groups[:3], groups[3:]):
        sheet.text(sheet.run(" – ".join(row), SEMIBOLD, size=_PHRASE_SIZE), look=_PHRASE)
    sheet.text("Letters and digits only. I, L and O are never used: what looks like them is 1 or 0.", look=style.SMALL)
    sheet.section("How to use it")
    sheet.text("Start Panel Desk, choose “Use the recovery kit” under the passphrase, and type the phrase.")
    sheet.text("Dashes, spaces and small letters do not matter. Then set a new passphrase in the settings.")
    sheet.text("A copy of the desk that is restored from a backup opens with this phrase too.")
    return sheet.rendered(
        Furniture(marking="OFFICIAL-SENSITIVE", footer="recovery kit · keep on paper"),
        title="Recovery kit of Panel Desk",
        author=kit.council or "Panel Desk",
        made_at=kit.made_at,
    )


_PHRASE = style.BODY.clone("phrase", leading=30, spaceBefore=4, spaceAfter=6)

"""Whose voice ``/v`` takes down: a child's under the child's own item, young people's elsewhere, nobody's beside a
person of concern."""

from __future__ import annotations

import pytest
from tests.unit.capture.capture_builders import ITEMS, a_context, chip_words

from panel_desk.domain.capture.context import CaptureContext, KnownItem
from panel_desk.domain.capture.reading import read
from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.ids import ItemId

YOUNG = "Voice of young people"


def about(kind: ConcernKind) -> CaptureContext:
    """At MACE, with a concern in hand."""
    item = KnownItem(id=ItemId("c"), number="7.1", words="Bus station", concern=kind)
    return a_context(item=item, items=(*ITEMS, item))


@pytest.mark.parametrize("kind", [ConcernKind.LOCATION, ConcernKind.THEME])
def test_under_a_place_or_a_theme_it_is_young_peoples(kind: ConcernKind) -> None:
    assert chip_words(read("/v It is dry there.", about(kind))) == (YOUNG,)
    assert chip_words(read("/v", about(kind))) == ("Turn to", YOUNG)


def test_under_a_standing_item_it_is_young_peoples() -> None:
    assert chip_words(read("/v They meet in May.", a_context(item=ITEMS[0], decides=False))) == (YOUNG,)


@pytest.mark.parametrize("line", ["/v She is afraid of him.", "/voice", "/v"])
def test_beside_a_person_of_concern_it_is_refused(line: str) -> None:
    told = read(line, about(ConcernKind.PERSON))
    assert (told.deed, told.missing) == (
        None,
        "7.1 is about a person of concern: what a child says stands under the child’s own item.",
    )

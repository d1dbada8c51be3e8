"""Made-up minutes for the benches, in the sizes that DESIGN asks for."""

from __future__ import annotations

from msgspec.structs import replace
from tests.documents.builders import an_item, child_blocks, some_minutes

from panel_desk.domain.ids import ItemId
from panel_desk.domain.minutes.minutes import Minutes, MinutesSection, Text

_PARAGRAPH = (
    "Police reported two sightings near the bus station with older males known to the force. The school confirmed "
    "attendance of forty-one per cent this half term and the agreed plan has not started. Health offered a further "
    "appointment, which was kept, and the carer spoke of quieter evenings since the key worker began to visit. "
)


def minutes_of_cases(cases: int) -> Minutes:
    """Minutes with that many children, each as full as a real one."""
    minutes = some_minutes()
    blocks = (Text(text=_PARAGRAPH * 2), *child_blocks(stepped_up=True), Text(text=_PARAGRAPH))
    items = tuple(
        replace(an_item(f"7.{n}", f"J.M. (10{n:04}), 15 years · CCE", *blocks), item_id=ItemId(f"item-{n}"))
        for n in range(1, cases + 1)
    )
    sections = tuple(s for s in minutes.sections if not any(i.local_id for i in s.items))
    return replace(minutes, sections=(*sections, MinutesSection(number=7, title="Reviews", items=items)))


def fifteen_cases() -> Minutes:
    """One full meeting."""
    return minutes_of_cases(15)


def bundle() -> Minutes:
    """About three hundred pages."""
    return minutes_of_cases(445)

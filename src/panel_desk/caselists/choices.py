"""What a person may decide about how a list is read, and what is remembered of it for lists of the same source."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from panel_desk.domain.children.cases import ListKind

Tell = Callable[[str, float | None], None]
"""Is told what is being done and how much of it is done (0 to 1, None: not known). What it raises ends the work."""


def told_to_nobody(_words: str, _fraction: float | None = None) -> None:
    """For work that nobody watches."""


class Choices(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person's decisions about one list; what is left out is found by itself."""

    sheet: str = ""
    """Of a workbook; empty: the sheet that looks most like a case list."""
    encoding: str = ""
    """A key of ``csv_file.ENCODINGS``; empty: told by the bytes."""
    kind: ListKind | None = None
    """What the list is about; None: told by its headings."""
    columns: dict[str, str] | None = None
    """Heading → field, an empty field means: do not use. None: as remembered for these headings, if at all."""

"""Events of case lists and of the children on them. Streams: ``import/<id>``, ``child/<id>``."""

from __future__ import annotations

from msgspec import Struct

from panel_desk.domain.children.cases import CaseRow, IdentityAlert, ListKind
from panel_desk.domain.children.list_findings import ListFinding
from panel_desk.domain.ids import ChildId, ConcernId, ImportId


class CaseListImported(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="list-imported"):
    """A whole case list was added: one deed, one event, one undo."""

    import_id: ImportId
    kind: ListKind
    file_name: str
    """A label only; never opened again."""
    file_sha256: str
    sheet: str = ""
    source_signature: str = ""
    """Of the headings: under which the columns' meanings are remembered."""
    columns: dict[str, str] = {}
    """Heading → field, as the person confirmed them."""
    rows: tuple[CaseRow, ...] = ()
    new_children: dict[str, ChildId] = {}
    """Local ID → the identifier given to a child first seen on this list."""
    new_concerns: dict[str, ConcernId] = {}
    """``kind:name`` → the identifier given to a concern first seen on this list."""
    no_longer_listed: tuple[str, ...] = ()
    """Local IDs that the list before this one of the same kind had, and this one has not."""
    alerts: tuple[IdentityAlert, ...] = ()
    rejected: int = 0
    changed: int = 0
    """How many cases the list told otherwise than the desk knew them."""
    encoding: str = ""
    """Of a text file, where a person chose it."""
    chosen_sheet: str = ""
    """The sheet that a person chose, where the next workbook of this source may have it too."""
    findings: tuple[ListFinding, ...] = ()


class IdentifiersKept(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="identifiers-kept"):
    """Which identifiers purged lists had given to whom later lists still name. Stream: ``import/kept``.

    The newest takes the place of those before it, which are emptied.
    """

    children: dict[str, ChildId] = {}
    """By local ID."""
    concerns: dict[str, ConcernId] = {}
    """By ``kind:name``."""


class IdentityAlertAnswered(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="alert-answered"):
    """A person said whether two children are one, related, or neither. Nothing is merged by it."""

    local_id: str
    other_local_id: str
    answer: str
    """``same``, ``related`` or ``different``."""
    reason: str = ""

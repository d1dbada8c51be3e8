"""Finds a heading's place in a document by the document's own outline."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument

_ROLES = QPdfBookmarkModel.Role
_LEAST = 4
"""A shortened title of fewer letters tells nothing."""


def place_of(document: QPdfDocument, heading: str) -> tuple[int, QPointF] | None:
    """The page (from 0) and the point at which a heading stands; None where the outline does not have it.

    Titles of an outline may be shortened with an ellipsis; spaces of any kind count as one.
    """
    outline = QPdfBookmarkModel()
    outline.setDocument(document)
    wanted = " ".join(heading.split())
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(outline.rowCount(parent)):
            index = outline.index(row, 0, parent)
            title = " ".join(str(index.data(_ROLES.Title)).split())
            begun = title.rstrip("…").rstrip()
            if title == wanted or (title != begun and len(begun) >= _LEAST and wanted.startswith(begun)):
                return int(index.data(_ROLES.Page)), index.data(_ROLES.Location)
            waiting.append(index)
    return None

"""The field in which a child of the desk is found by initials, local ID or name."""

from __future__ import annotations

from panel_desk.ui.session import Session
from panel_desk.ui.widgets.pick_field import PickField
from panel_desk.ui.workspaces.missing.presenter import children


def child_field(session: Session) -> PickField:
    """Offers everybody on the desk; its value is a local ID."""
    known = children(session.reading)
    shown = [(c.local_id, session.names.of(c.initials, c.local_id, c.name)) for c in known]
    return PickField(shown, "Initials or local ID", name="Child")

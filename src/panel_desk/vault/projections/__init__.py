"""The tables that every screen, search and report reads, made from the journal: one function per kind of event.

``project`` follows the journal as it grows; from its beginning it makes the same tables again (``vault.rebuild``).
"""

from panel_desk.vault.projections.projector import REVISION, project, project_reading, replay

__all__ = ["REVISION", "project", "project_reading", "replay"]

"""A desk whose panels have no section for what children and families say, nor for the plan: older files have none."""

from __future__ import annotations

from panel_desk.domain.ids import PersonId
from panel_desk.services.desk import Desk
from panel_desk.shipped import shipped


def without_sections(desk: Desk, actor: PersonId) -> None:
    """Define MACE without the two lines."""
    written = shipped("panels", "mace.toml").read_text(encoding="utf-8")
    older = written.replace('kind = "voice"\n', "").replace('kind = "action plan"\n', "")
    assert older.count("kind = ") == written.count("kind = ") - 2
    desk.people.define_panel(actor, older, where="mace.toml")

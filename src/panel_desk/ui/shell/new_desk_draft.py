"""What somebody has filled in for a new desk so far, and what is still wrong with it. No window is needed for it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from panel_desk.domain.errors import DeskError
from panel_desk.domain.ids import AgencyKey, PanelKey
from panel_desk.services.founding import (
    NewDesk,
    NewPerson,
    ShippedPanel,
    new_recovery_phrase,
    refuse_folder,
    shipped_panels,
)


class Chair(Struct):
    """Who chairs a panel; without a name nobody is seated yet."""

    name: str = ""
    title: str = ""


class Draft(Struct):
    """Filled in step by step."""

    folder: str
    council: str = ""
    offered: tuple[ShippedPanel, ...] = field(default_factory=shipped_panels)
    wanted: set[PanelKey] = field(default_factory=set)
    name: str = ""
    title: str = "Panel administrator"
    agency: str = ""
    chairs: dict[PanelKey, Chair] = field(default_factory=dict)
    passphrase: str = ""
    phrase: str = field(default_factory=new_recovery_phrase)
    typed_back: str = ""
    remember: bool = False

    @property
    def panels(self) -> tuple[ShippedPanel, ...]:
        """Those that were ticked."""
        return tuple(panel for panel in self.offered if panel.definition.key in self.wanted)

    def agencies(self) -> tuple[tuple[str, str], ...]:
        """Every agency with a seat on a wanted panel, once: key and name."""
        seats = [seat for panel in self.panels or self.offered for seat in panel.definition.seats]
        return tuple({str(seat.agency): seat.name for seat in seats}.items())

    def folder_problem(self) -> str:
        """Why the folder cannot become a desk; empty where it can."""
        try:
            refuse_folder(Path(self.folder.strip()))
        except DeskError as error:
            return str(error)
        return ""

    def new_desk(self) -> NewDesk:
        """Everything that the desk is made from."""
        agency = AgencyKey(self.agency or self.agencies()[0][0])
        return NewDesk(
            folder=Path(self.folder.strip()),
            council=self.council.strip(),
            panels=self.panels,
            administrator=NewPerson(name=self.name.strip(), agency=agency, title=self.title.strip()),
            chairs=tuple(
                (panel.definition.key, self._chair(panel, chair))
                for panel in self.panels
                if (chair := self.chairs.get(panel.definition.key)) is not None and chair.name.strip()
            ),
            passphrase=self.passphrase,
            phrase=self.phrase,
            typed_back=self.typed_back,
            remember=self.remember,
        )

    def forget(self) -> None:
        """Empty what nobody may find here afterwards."""
        self.passphrase = self.typed_back = self.phrase = ""

    @staticmethod
    def _chair(panel: ShippedPanel, chair: Chair) -> NewPerson:
        return NewPerson(name=chair.name.strip(), agency=panel.chairing.agency, title=chair.title.strip())

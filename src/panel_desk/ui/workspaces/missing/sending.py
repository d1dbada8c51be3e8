"""Gives out what a tab shows as a file for a named reader: initials and local IDs only; every export is entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from panel_desk.domain.calendar import count_words
from panel_desk.domain.figures.reporting_year import Period
from panel_desk.domain.ids import PersonId
from panel_desk.domain.missing.cross_reference import CrossLine, CrossReference
from panel_desk.domain.missing.episode_lines import EpisodeLine
from panel_desk.services.desk import Desk
from panel_desk.ui.session import Session
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.file_dialogs import ask_save

_PAPERS = "PDF (*.pdf);;Excel workbook (*.xlsx)"
_KINDS = f"{_PAPERS};;Comma-separated values (*.csv)"


class Outgoing(Struct, frozen=True, kw_only=True):
    """Something that may leave the desk."""

    words: str
    """``The cross-reference of 33 children``."""
    file_name: str
    """Without day and ending."""
    write: Callable[[Desk, PersonId, Path, str], None]
    """Is handed the desk, who does it, the path and the recipient."""
    kinds: str = _KINDS


def cross_out(cross: CrossReference, shown: Sequence[CrossLine]) -> Outgoing:
    """The cross-reference with the lines that the table shows, and its match queue."""
    kept = replace(cross, lines=tuple(shown))
    return Outgoing(
        words=f"The cross-reference of {count_words(len(shown), 'child', 'children')}",
        file_name="cross-reference",
        write=lambda desk, actor, path, to: desk.cross_referencing.export(actor, kept, path, to),
    )


def missing_out(period: Period, now: datetime, shown: Sequence[EpisodeLine] | None = None) -> Outgoing:
    """The measures of a period with its episodes.

    Args:
        period: Both days included.
        now: Decides what is overdue.
        shown: Only these of its episodes; None: all.
    """
    only = None if shown is None else {(line.local_id, line.key) for line in shown}

    def write(desk: Desk, actor: PersonId, path: Path, to: str) -> None:
        report = desk.missing.report(period, now=now)
        if only is not None:
            kept = tuple(line for line in report.episodes if (line.local_id, line.key) in only)
            report = replace(report, episodes=kept)
        desk.missing.export(actor, report, path, to)

    episodes = "" if only is None else f" and {count_words(len(only), 'episode')}"
    return Outgoing(
        words=f"The return interviews{episodes} of {period.words}",
        file_name="missing-children",
        write=write,
        # A file of comma-separated values has one table, and that is the measures.
        kinds=_KINDS if only is None else _PAPERS,
    )


def pathway_out() -> Outgoing:
    """The register of the enhanced pathway, those who left included."""
    return Outgoing(
        words="The register of the enhanced pathway",
        file_name="enhanced-pathway",
        write=lambda desk, actor, path, to: desk.pathway.export(actor, path, to),
    )


class Sending:
    """Asks for whom, and then where."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session = session
        self._page = page

    def export(self, out: Outgoing | None) -> None:
        """Ask for whom it is, and write it; None: there is nothing yet."""
        if out is None:
            self._session.messages.say("There is nothing to export here yet.", tone=Tone.AMBER)
            return
        self._session.messages.ask_words(
            "Who is to have this?",
            will=f"Into the file: {out.words[0].lower()}{out.words[1:]}, with initials and local IDs only. "
            "The export is entered with its recipient.",
            yes="Choose the file…",
            on_words=lambda recipient: self._ask_file(out, recipient),
        )

    def write(self, out: Outgoing, recipient: str, path: Path) -> None:
        """Write the file, and enter it."""
        actor = self._session.actor
        self._session.keep_folder(path.parent)
        self._session.work(
            f"Writing {path.name}",
            lambda desk, _progress: out.write(desk, actor, path, recipient),
            done=lambda _nothing: self._session.messages.say(f"{path.name} is saved and entered.", tone=Tone.GREEN),
        )

    def _ask_file(self, out: Outgoing, recipient: str) -> None:
        ask_save(
            self._page,
            "Export",
            f"{out.file_name}-{self._session.today.isoformat()}.pdf",
            lambda path: self.write(out, recipient, path),
            kinds=out.kinds,
            folder=self._session.preferences.value.save_folder,
        )

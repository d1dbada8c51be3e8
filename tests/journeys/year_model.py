"""What a year of panels should have left behind, kept light beside the desk: open actions, notes that count, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct, field

from panel_desk.domain.ids import ItemId, MeetingId, PanelKey
from panel_desk.domain.minutes.minutes import MinutesSection
from panel_desk.services.book import Deed

T = TypeVar("T")
NoteKey = tuple[MeetingId, ItemId, str]


class Undoable(Struct, frozen=True):
    """A deed that somebody may want back, and what the model forgets with it."""

    meeting_id: MeetingId | None
    """None for an import, and for news of an action that was heard between meetings."""
    deed: Deed
    forget: Callable[[], None]


class ModelAction(Struct):
    """One action: every news of it that counts, by the event that told it."""

    panel: PanelKey
    news: dict[str, bool] = field(default_factory=dict)
    """Event id → whether the action is open after it, in order."""

    @property
    def is_open(self) -> bool:
        """After all the news."""
        return all(self.news.values())


class YearModel(Struct):
    """The model beside the desk."""

    actions: dict[str, ModelAction] = field(default_factory=dict)
    """By reference; an action taken back is gone."""
    given: set[str] = field(default_factory=set)
    """Every reference ever given."""
    notes: dict[NoteKey, dict[str, str]] = field(default_factory=dict)
    """Place → event id → the rare word of the text, in order; empty where the text was taken away."""
    words: list[str] = field(default_factory=list)
    """Every rare word ever written."""
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    """Event id of each list that counts → the children it names."""
    closed: dict[MeetingId, tuple[MinutesSection, ...]] = field(default_factory=dict)
    """The minutes of each closed meeting as its own last deed left them."""
    signed: dict[MeetingId, bytes] = field(default_factory=dict)
    undoable: list[Undoable] = field(default_factory=list)

    def open_references(self, panel: PanelKey) -> set[str]:
        """What stands on every agenda of a panel."""
        return {reference for reference, a in self.actions.items() if a.panel == panel and a.is_open}

    def counting_words(self) -> set[str]:
        """The rare words of the texts as they stand."""
        return {word for texts in self.notes.values() for word in list(texts.values())[-1:] if word}

    def children(self) -> set[str]:
        """Everybody whom a list that counts names."""
        return set().union(*self.lists.values())

    def wrote(self, meeting_id: MeetingId, item_id: ItemId, part: str, word: str, deed: Deed) -> None:
        """A text now stands in one part of an item."""
        texts = self.notes.setdefault((meeting_id, item_id, part), {})
        self._add(meeting_id, deed, texts, word)

    def asked(self, meeting_id: MeetingId, panel: PanelKey, reference: str, deed: Deed) -> None:
        """A new action, under a reference that nobody had before."""
        assert reference not in self.given, f"{reference} is given twice"
        self.given.add(reference)
        self.actions[reference] = ModelAction(panel)
        self.undoable.append(Undoable(meeting_id, deed, lambda: self.actions.__delitem__(reference)))

    def heard(self, reference: str, is_open: bool, meeting_id: MeetingId | None, deed: Deed) -> None:
        """News of an action."""
        self._add(meeting_id, deed, self.actions[reference].news, is_open)

    def brought(self, children: Iterable[str], deed: Deed) -> None:
        """A list was added."""
        self._add(None, deed, self.lists, frozenset(children))

    def _add(self, meeting_id: MeetingId | None, deed: Deed, where: dict[str, T], what: T) -> None:
        event_id = deed[0].event_id
        where[event_id] = what
        self.undoable.append(Undoable(meeting_id, deed, lambda: where.__delitem__(event_id)))


def waits(quorate: bool, confirmed: object) -> bool:
    """Whether a decision still waits for the chair: it was made without quorum."""
    return not quorate and confirmed is None
